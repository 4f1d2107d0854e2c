//! The worker that carries queued messages out: several at once, but one customer's in order.
//!
//! What may be sent, and that it is sent at most once, is the desk's decision; here is only when.
//! WhatsApp's pace: 80 messages a second for a number unless somebody set another, one in six seconds
//! for a customer with a burst of 45 (Meta, "Throughput" and "Pair rate limits"). What Meta puts off
//! waits longer each time. A number that Meta stopped is tried with one message now and then.

mod outlook;
mod pace;
mod pauses;
mod stopped;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;
use std::time::{Duration, Instant};

use desk::Desk;
use desk::contact::Alias;
use desk::desk::Delivered;
use desk::ids::NumberId;
use desk::message::Wait;
use desk::permissions::Actor;
use desk::ports::{Outgoing, Page};
use rand::Rng;
use tokio::sync::{Notify, watch};
use tokio::task::{JoinError, JoinHandle, JoinSet};

pub use outlook::Outlook;
use outlook::Sight;
use pace::Pace;
use pauses::Pauses;
use stopped::Stopped;

/// Calls under way at once.
const AT_ONCE: usize = 8;
/// How many of them may bring files: words need not wait until large files are there.
const FILES_AT_ONCE: usize = AT_ONCE / 2;
/// How long calls under way may take to end when the product stops: as long as a message may. A file
/// that is not there by then is brought anew.
const GRACE: Duration = Duration::from_secs(21);
/// How many queued messages are read at once. Enough to find other customers behind one who waits.
const STRETCH: usize = 4 * AT_ONCE;
/// How often the outbox looks by itself: for doubts, for pauses that ended, for stopped numbers.
const ROUND: Duration = Duration::from_millis(500);

/// From which number to whom a message goes: what is kept in order.
type Pair = (NumberId, Vec<Alias>);

/// The running worker.
pub struct Outbox {
    closing: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl Outbox {
    /// Starts the worker; `wake` tells it that there is something to send, `outlook` is where it tells
    /// why things wait.
    pub fn start(desk: Arc<Desk>, wake: Arc<Notify>, outlook: Outlook) -> Self {
        let (closing, closed) = watch::channel(false);
        let worker = Worker {
            desk,
            pace: Pace::default(),
            busy: HashSet::new(),
            pairs: Pauses::default(),
            numbers: Pauses::default(),
            stopped: Stopped::default(),
            outlook,
            calls: JoinSet::new(),
            bringing: HashSet::new(),
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
    busy: HashSet<Pair>,
    /// Whose messages Meta put off …
    pairs: Pauses<Pair>,
    /// … and all of which numbers.
    numbers: Pauses<NumberId>,
    stopped: Stopped,
    outlook: Outlook,
    calls: JoinSet<(Pair, Option<Delivered>)>,
    /// Whose files are being brought.
    bringing: HashSet<Pair>,
}

impl Worker {
    async fn run(mut self, wake: Arc<Notify>, mut closed: watch::Receiver<bool>) {
        let mut rounds = tokio::time::interval(ROUND);
        // Nothing goes out before it is known which numbers are stopped.
        self.hear_of_numbers().await;
        loop {
            tokio::select! {
                _ = wake.notified() => {}
                _ = rounds.tick() => self.look_around().await,
                Some(done) = self.calls.join_next() => self.end(done).await,
                _ = closed.changed() => break,
            }
            self.begin().await;
        }
        let ended = async { while self.calls.join_next().await.is_some() {} };
        if tokio::time::timeout(GRACE, ended).await.is_err() {
            tracing::warn!(
                "files that were on their way to WhatsApp are brought after the next start"
            );
        }
    }

    /// Begins as many calls as may be under way, and reads no further than that takes.
    async fn begin(&mut self) {
        let now = Instant::now();
        let paused = self.numbers.lasting(now).map(|(number, _)| number);
        let shut: Vec<NumberId> = self.stopped.numbers().chain(paused).cloned().collect();
        // Whoever has to wait keeps their later messages waiting too.
        let mut waiting: HashSet<Pair> = self.busy.clone();
        waiting.extend(self.pairs.lasting(now).map(|(pair, _)| pair.clone()));
        let mut paced: HashMap<NumberId, u64> = HashMap::new();
        let mut cursor: Option<String> = None;
        while self.calls.len() < AT_ONCE {
            let stretch =
                self.desk.queued_past(&Actor::Clock, &shut, STRETCH, cursor.as_deref()).await;
            let Page { items, next } = match stretch {
                Ok(page) => page,
                Err(error) => {
                    tracing::error!(%error, "the outbox can't be read");
                    return;
                }
            };
            for outgoing in items {
                let pair = (outgoing.number.clone(), outgoing.to.clone());
                let waits = self.must_wait_with_its_file(&outgoing);
                if !waiting.contains(&pair) && self.calls.len() < AT_ONCE && !waits {
                    match self.pace.allows(&pair.0, &pair.1, now) {
                        true => self.call(outgoing),
                        false => *paced.entry(pair.0.clone()).or_default() += 1,
                    }
                }
                waiting.insert(pair);
            }
            cursor = match next {
                Some(next) => Some(next),
                None => break,
            };
        }
        self.show(&paced, now);
    }

    fn must_wait_with_its_file(&self, outgoing: &Outgoing) -> bool {
        self.bringing.len() >= FILES_AT_ONCE && outgoing.message.content.to_bring().is_some()
    }

    fn call(&mut self, outgoing: Outgoing) {
        let pair = (outgoing.number.clone(), outgoing.to.clone());
        self.busy.insert(pair.clone());
        if outgoing.message.content.to_bring().is_some() {
            self.bringing.insert(pair.clone());
        }
        let desk = self.desk.clone();
        self.calls.spawn(async move {
            let delivered = desk.deliver(&Actor::Clock, &outgoing).await;
            if let Err(error) = &delivered {
                tracing::error!(%error, message_id = %outgoing.message.id, "a message can't be carried out");
            }
            (pair, delivered.ok())
        });
    }

    async fn end(&mut self, done: Result<(Pair, Option<Delivered>), JoinError>) {
        let now = Instant::now();
        let (pair, delivered) = match done {
            Ok(done) => done,
            Err(error) => {
                tracing::error!(%error, "a call panicked");
                // Whose it was is lost with it: nobody else may be kept waiting for it.
                self.busy.clear();
                self.bringing.clear();
                return;
            }
        };
        self.busy.remove(&pair);
        self.bringing.remove(&pair);
        match delivered {
            Some(Delivered::Settled) => {
                self.numbers.forget(&pair.0, now);
                self.pairs.forget(&pair, now);
            }
            Some(Delivered::Later(wait)) if wait.is_for_all() => {
                self.numbers.begin(pair.0, now, |before| scattered(wait, before));
            }
            Some(Delivered::Later(wait)) => {
                self.pairs.begin(pair, now, |before| wait.pause(before));
            }
            Some(Delivered::Stopped) => self.hear_of_numbers().await,
            None => self.pairs.begin(pair, now, |_| ROUND),
        }
    }

    /// What nobody wakes the outbox for: calls that never ended, numbers to be tried, and how much
    /// waits.
    async fn look_around(&mut self) {
        match self.desk.doubt(&Actor::Clock).await {
            Ok(0) => {}
            Ok(count) => tracing::warn!(count, "messages are unconfirmed: a person decides"),
            Err(error) => tracing::error!(%error, "not every doubt could be written down"),
        }
        if let Ok(count) = self.desk.queued_count(&Actor::Clock).await {
            metrics::gauge!("bustia_outbox_queued").set(count as f64);
        }
        self.hear_of_numbers().await;
        self.probe().await;
    }

    /// Which numbers are stopped, and how fast the others may send.
    async fn hear_of_numbers(&mut self) {
        match self.desk.outlets(&Actor::Clock).await {
            Ok(outlets) => {
                self.stopped.hear(&outlets, Instant::now());
                let set =
                    outlets.into_iter().filter_map(|outlet| Some((outlet.number, outlet.rate?)));
                self.pace.set_rates(set.collect());
            }
            Err(error) => tracing::error!(%error, "what is settled for the numbers can't be read"),
        }
    }

    /// Tries stopped numbers with one message each, whose turn has come.
    async fn probe(&mut self) {
        for number in self.stopped.due(Instant::now()) {
            if self.busy.iter().any(|(busy, _)| *busy == number) {
                continue;
            }
            match self.desk.probe(&Actor::Clock, &number).await {
                Ok(Some(outgoing)) => self.call(outgoing),
                Ok(None) => {}
                Err(error) => tracing::error!(%error, %number, "the number can't be tried"),
            }
        }
    }

    fn show(&self, paced: &HashMap<NumberId, u64>, now: Instant) {
        let mut seen: BTreeMap<NumberId, Sight> = BTreeMap::new();
        for (number, count) in paced {
            seen.entry(number.clone()).or_default().paced_customers = *count;
        }
        for ((number, _), _) in self.pairs.lasting(now) {
            seen.entry(number.clone()).or_default().paused_customers += 1;
        }
        for (number, until) in self.numbers.lasting(now) {
            seen.entry(number.clone()).or_default().paused_until = Some(until);
        }
        for (number, at) in self.stopped.tries() {
            seen.entry(number.clone()).or_default().next_try = Some(at);
        }
        self.outlook.show(seen);
    }
}

/// The pause of a whole number, somewhat shorter or longer each time: several must not come back at
/// the same moment.
fn scattered(wait: Wait, before: u32) -> Duration {
    wait.pause(before).mul_f64(rand::thread_rng().gen_range(0.75..1.25))
}
