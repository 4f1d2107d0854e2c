//! The worker that carries queued messages out: several at once, but one customer's in order.
//!
//! What may be sent, and that it is sent at most once, is the desk's decision; here is only when.
//! WhatsApp's pace: 80 messages a second for a number, one in six seconds for a customer with a
//! burst of 45 (Meta, "Throughput" and "Pair rate limits").

mod pace;
#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::{Duration, Instant};

use desk::Desk;
use desk::contact::Alias;
use desk::permissions::Actor;
use desk::ports::{Outgoing, Page};
use tokio::sync::{Notify, watch};
use tokio::task::{JoinHandle, JoinSet};

use pace::Pace;

/// Calls under way at once.
const AT_ONCE: usize = 8;
/// How many queued messages are read at once. Enough to find other customers behind one who waits.
const STRETCH: usize = 4 * AT_ONCE;
/// How often the outbox looks by itself: for doubts, and for pauses that ended.
const ROUND: Duration = Duration::from_millis(500);

/// Whom a message goes to: what is kept in order.
type Recipient = Vec<Alias>;

/// The running worker.
pub struct Outbox {
    closing: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl Outbox {
    /// Starts the worker; `wake` tells it that there is something to send.
    pub fn start(desk: Arc<Desk>, wake: Arc<Notify>) -> Self {
        let (closing, closed) = watch::channel(false);
        let worker = Worker {
            desk,
            pace: Pace::default(),
            busy: HashSet::new(),
            paused: HashMap::new(),
            calls: JoinSet::new(),
        };
        Self { closing, task: tokio::spawn(worker.run(wake, closed)) }
    }

    /// Begins nothing more, and waits for the calls under way.
    pub async fn stop(self) {
        self.closing.send_replace(true);
        // A task that panicked has logged it; there is nothing left to stop.
        let _ = self.task.await;
    }
}

struct Worker {
    desk: Arc<Desk>,
    pace: Pace,
    busy: HashSet<Recipient>,
    paused: HashMap<Recipient, Instant>,
    calls: JoinSet<(Recipient, Option<Duration>)>,
}

impl Worker {
    async fn run(mut self, wake: Arc<Notify>, mut closed: watch::Receiver<bool>) {
        let mut rounds = tokio::time::interval(ROUND);
        loop {
            tokio::select! {
                _ = wake.notified() => {}
                _ = rounds.tick() => self.look_around().await,
                Some(done) = self.calls.join_next() => self.end(done),
                _ = closed.changed() => break,
            }
            self.begin().await;
        }
        while self.calls.join_next().await.is_some() {}
    }

    /// Begins as many calls as may be under way, and reads no further than that takes.
    async fn begin(&mut self) {
        let now = Instant::now();
        self.paused.retain(|_, until| *until > now);
        // Whoever has to wait keeps their later messages waiting too.
        let mut waiting: HashSet<Recipient> = self.busy.clone();
        waiting.extend(self.paused.keys().cloned());
        let mut cursor: Option<String> = None;
        while self.calls.len() < AT_ONCE {
            let stretch = self.desk.queued(&Actor::Clock, STRETCH, cursor.as_deref()).await;
            let Page { items, next } = match stretch {
                Ok(page) => page,
                Err(error) => {
                    tracing::error!(%error, "the outbox can't be read");
                    return;
                }
            };
            for outgoing in items {
                let free = !waiting.contains(&outgoing.to) && self.calls.len() < AT_ONCE;
                if free && self.pace.allows(&outgoing.number, &outgoing.to, now) {
                    self.call(outgoing.clone());
                }
                waiting.insert(outgoing.to);
            }
            cursor = match next {
                Some(next) => Some(next),
                None => return,
            };
        }
    }

    fn call(&mut self, outgoing: Outgoing) {
        self.busy.insert(outgoing.to.clone());
        let desk = self.desk.clone();
        self.calls.spawn(async move {
            let pause = match desk.deliver(&Actor::Clock, &outgoing).await {
                Ok(pause) => pause,
                Err(error) => {
                    tracing::error!(%error, message_id = %outgoing.message.id, "a message can't be carried out");
                    Some(ROUND)
                }
            };
            (outgoing.to, pause)
        });
    }

    fn end(&mut self, done: Result<(Recipient, Option<Duration>), tokio::task::JoinError>) {
        match done {
            Ok((recipient, pause)) => {
                self.busy.remove(&recipient);
                if let Some(pause) = pause {
                    self.paused.insert(recipient, Instant::now() + pause);
                }
            }
            Err(error) => {
                tracing::error!(%error, "a call panicked");
                // Whose it was is lost with it: nobody else may be kept waiting for it.
                self.busy.clear();
            }
        }
    }

    /// What nobody wakes the outbox for: calls that never ended, and how much waits.
    async fn look_around(&self) {
        match self.desk.doubt(&Actor::Clock).await {
            Ok(0) => {}
            Ok(count) => tracing::warn!(count, "messages are unconfirmed: a person decides"),
            Err(error) => tracing::error!(%error, "not every doubt could be written down"),
        }
        if let Ok(count) = self.desk.queued_count(&Actor::Clock).await {
            metrics::gauge!("bustia_outbox_queued").set(count as f64);
        }
    }
}
