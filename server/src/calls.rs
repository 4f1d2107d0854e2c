//! The worker that calls other programs: several at once, each host once at a time.
//!
//! That a call is made at least once, when it is tried again and when it is given up is the desk's
//! decision; here is only that it is made. It sleeps until it is woken or the next call is due.

mod ahead;
mod body;
mod post;

use std::sync::Arc;
use std::time::Duration;

use desk::call::{Call, Unheard};
use desk::permissions::Actor;
use desk::{Desk, Error};
use tokio::sync::{Notify, watch};
use tokio::task::{JoinError, JoinHandle, JoinSet};

use crate::clock::WallClock;
use crate::looks::{LONGEST, Looks, REST};
use ahead::Ahead;
pub use post::Post;

/// Calls under way at once.
const AT_ONCE: usize = 8;
/// How many calls are read at once.
const STRETCH: usize = 64;
/// While more than that wait, they are read so often at most.
const BETWEEN_LOOKS: Duration = Duration::from_secs(1);
/// How long calls under way may take to end when the product stops. Those that don't are made again.
const GRACE: Duration = Duration::from_secs(2);

/// The running worker.
pub struct Calls {
    closing: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl Calls {
    /// Starts the worker; `wake` tells it that there is somebody to call.
    pub fn start(desk: Arc<Desk>, clock: WallClock, post: Post, wake: Arc<Notify>) -> Self {
        let (closing, closed) = watch::channel(false);
        let worker = Worker {
            desk,
            clock,
            post: Arc::new(post),
            ahead: Ahead::default(),
            under_way: JoinSet::new(),
            looks: Looks::begin(),
            many: false,
        };
        Self { closing, task: tokio::spawn(worker.run(wake, closed)) }
    }

    /// Begins nothing more, and waits a little for the calls under way.
    pub async fn stop(self) {
        self.closing.send_replace(true);
        // A task that panicked has logged it; there is nothing left to stop.
        let _ = self.task.await;
    }
}

struct Worker {
    desk: Arc<Desk>,
    clock: WallClock,
    post: Arc<Post>,
    ahead: Ahead,
    /// Each ends with its host.
    under_way: JoinSet<String>,
    looks: Looks,
    /// More wait than are read at once.
    many: bool,
}

impl Worker {
    async fn run(mut self, wake: Arc<Notify>, mut closed: watch::Receiver<bool>) {
        let mut moves = self.clock.moves();
        loop {
            if self.looks.take_due() {
                self.look().await;
            }
            while self.under_way.len() < AT_ONCE
                && let Some(call) = self.ahead.begin()
            {
                self.call(call);
            }
            tokio::select! {
                _ = wake.notified() => self.looks.soon(),
                // Its other end is in our own clock.
                Ok(()) = moves.changed() => self.looks.soon(),
                Some(done) = self.under_way.join_next() => self.end(done),
                () = self.looks.next() => {}
                _ = closed.changed() => break,
            }
        }
        let ended = async { while self.under_way.join_next().await.is_some() {} };
        // What did not end in time is made again after the next start.
        let _ = tokio::time::timeout(GRACE, ended).await;
    }

    async fn look(&mut self) {
        if let Err(error) = self.read().await {
            tracing::error!(%error, "the calls can't be read");
            self.rest();
        }
    }

    /// Reads everything whose moment has come, and when the next one's comes.
    async fn read(&mut self) -> Result<(), Error> {
        self.ahead.clear();
        let now = self.clock.now();
        let first = self.desk.calls(&Actor::Clock, STRETCH, None).await?;
        self.many = first.next.is_some();
        self.looks.pause(if self.many { BETWEEN_LOOKS } else { Duration::ZERO });
        let waiting = match self.many {
            true => self.desk.calls_count(&Actor::Clock).await?,
            false => first.items.len() as u64,
        };
        metrics::gauge!("bustia_calls_waiting").set(waiting as f64);
        let mut page = first;
        loop {
            for call in page.items {
                if let Ok(wait) = (call.due - now).to_std()
                    && !wait.is_zero()
                {
                    self.looks.within(wait);
                    return Ok(());
                }
                self.ahead.push(call);
            }
            let Some(cursor) = page.next else { return Ok(()) };
            page = self.desk.calls(&Actor::Clock, STRETCH, Some(&cursor)).await?;
        }
    }

    fn call(&mut self, call: Call) {
        let (desk, post) = (self.desk.clone(), self.post.clone());
        self.under_way.spawn(async move {
            if let Err(error) = make(&desk, &post, &call).await {
                tracing::error!(%error, call = %call.id, "a call can't be made");
                // It is still the first of its host, which nobody else has to wait for.
                tokio::time::sleep(REST).await;
            }
            ahead::name(&call)
        });
    }

    fn end(&mut self, done: Result<String, JoinError>) {
        match done {
            Ok(host) => {
                let is_dry = self.ahead.end(&host);
                // What failed is due again after a while, and of few it is cheap to ask when.
                let is_cheap = is_dry || !self.many;
                self.looks.within(if is_cheap { Duration::ZERO } else { LONGEST });
            }
            Err(error) => {
                tracing::error!(%error, "a call panicked");
                // Whose it was is lost with it: nobody else may be kept waiting for it.
                self.ahead.end_all();
                self.rest();
            }
        }
    }

    /// Begins nothing for a while.
    fn rest(&mut self) {
        self.ahead.clear();
        self.looks.rest();
    }
}

async fn make(desk: &Desk, post: &Post, call: &Call) -> Result<(), Error> {
    let (card, next, people) = desk.to_tell(&Actor::Clock, call).await?;
    let body = body::of(call, (card, next), &people, desk.now());
    let outcome = post.tell(call, body).await;
    let word = match outcome {
        Ok(()) => "taken",
        Err(Unheard::NotPublic) => "not_public",
        Err(Unheard::NoAnswer) => "no_answer",
        Err(Unheard::Answered { .. }) => "refused",
    };
    metrics::counter!("bustia_calls_total", "outcome" => word).increment(1);
    if outcome.is_err() {
        tracing::warn!(call = %call.id, outcome = word, tries = call.tries + 1, "a program was not told");
    }
    desk.tried(&Actor::Clock, call, outcome).await
}
