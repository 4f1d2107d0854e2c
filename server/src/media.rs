//! The worker that fetches what customers send: several files at once, each at once when it comes.
//!
//! What has still to be fetched, when it is tried again and when it is given up is the desk's decision;
//! here is only that it is done. It sleeps until it is woken or the next file is due.

mod files;
mod kind;
mod picture;
pub(crate) mod recording;

use std::collections::{HashSet, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use desk::fetch::Fetch;
use desk::ids::MessageId;
use desk::message::{File, Unfetched};
use desk::permissions::Actor;
use desk::{Desk, Error};
use tokio::sync::{Notify, watch};
use tokio::task::{JoinError, JoinHandle, JoinSet};

use crate::clock::WallClock;
use crate::looks::{Looks, REST};
use crate::whatsapp::media::{MediaClient, lost};
pub use files::Files;

/// Files under way at once.
const AT_ONCE: usize = 4;
/// How many fetches are read at once.
const STRETCH: usize = 64;
/// How long fetches under way may take to end when the product stops. Those that don't begin anew.
const GRACE: Duration = Duration::from_secs(2);

/// The running worker.
pub struct Media {
    closing: watch::Sender<bool>,
    task: JoinHandle<()>,
}

/// What a fetch needs.
struct Way {
    desk: Arc<Desk>,
    client: MediaClient,
    files: Files,
}

impl Media {
    /// Starts the worker; `wake` tells it that there is something to fetch.
    pub(crate) fn start(
        desk: Arc<Desk>,
        clock: WallClock,
        client: MediaClient,
        files: Files,
        wake: Arc<Notify>,
    ) -> Self {
        let (closing, closed) = watch::channel(false);
        let worker = Worker {
            way: Arc::new(Way { desk, client, files }),
            clock,
            ahead: VecDeque::new(),
            begun: HashSet::new(),
            under_way: JoinSet::new(),
            looks: Looks::begin(),
        };
        Self { closing, task: tokio::spawn(worker.run(wake, closed)) }
    }

    /// Begins nothing more, and waits a little for the fetches under way.
    pub async fn stop(self) {
        self.closing.send_replace(true);
        // A task that panicked has logged it; there is nothing left to stop.
        let _ = self.task.await;
    }
}

struct Worker {
    way: Arc<Way>,
    clock: WallClock,
    /// What is due and was read.
    ahead: VecDeque<Fetch>,
    begun: HashSet<MessageId>,
    under_way: JoinSet<MessageId>,
    looks: Looks,
}

impl Worker {
    async fn run(mut self, wake: Arc<Notify>, mut closed: watch::Receiver<bool>) {
        let mut moves = self.clock.moves();
        loop {
            if self.looks.take_due() {
                self.look().await;
            }
            while self.under_way.len() < AT_ONCE
                && let Some(fetch) = self.ahead.pop_front()
            {
                self.begin(fetch);
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
        // What did not end in time begins anew after the next start.
        let _ = tokio::time::timeout(GRACE, ended).await;
    }

    async fn look(&mut self) {
        if let Err(error) = self.read().await {
            tracing::error!(%error, "what is to be fetched can't be read");
            self.rest();
        }
    }

    /// Reads what is due, as far as it is of the first ones, and when the next one is.
    async fn read(&mut self) -> Result<(), Error> {
        self.ahead.clear();
        let now = self.clock.now();
        let page = self.way.desk.fetches(&Actor::Clock, STRETCH, None).await?;
        let waiting = match page.next {
            Some(_) => self.way.desk.fetches_count(&Actor::Clock).await?,
            None => page.items.len() as u64,
        };
        metrics::gauge!("bustia_fetches_waiting").set(waiting as f64);
        for fetch in page.items {
            if let Ok(wait) = (fetch.due - now).to_std()
                && !wait.is_zero()
            {
                self.looks.within(wait);
                break;
            }
            if !self.begun.contains(&fetch.message) {
                self.ahead.push_back(fetch);
            }
        }
        Ok(())
    }

    fn begin(&mut self, fetch: Fetch) {
        self.begun.insert(fetch.message.clone());
        let way = self.way.clone();
        self.under_way.spawn(async move {
            if let Err(error) = way.go(&fetch).await {
                tracing::error!(%error, message_id = %fetch.message, "a fetch can't be taken down");
                tokio::time::sleep(REST).await;
            }
            fetch.message
        });
    }

    fn end(&mut self, done: Result<MessageId, JoinError>) {
        match done {
            Ok(message) => {
                self.begun.remove(&message);
                if self.ahead.is_empty() {
                    // What failed is due again after a while, and others may wait behind it.
                    self.looks.soon();
                }
            }
            Err(error) => {
                tracing::error!(%error, "a fetch panicked");
                // Whose it was is lost with it. To fetch twice does no harm.
                self.begun.clear();
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

impl Way {
    /// Tries once, and takes down what came of it.
    async fn go(&self, fetch: &Fetch) -> Result<(), Error> {
        let outcome = self.fetch(fetch).await;
        let word = outcome.as_ref().map_or_else(|why| why.word(), |_| "here");
        metrics::counter!("bustia_fetches_total", "outcome" => word).increment(1);
        if outcome.is_err() {
            let (message_id, tries) = (&fetch.message, fetch.tries + 1);
            tracing::warn!(%message_id, outcome = word, tries, "a file was not fetched");
        }
        self.desk.fetched(&Actor::Clock, fetch, outcome).await
    }

    async fn fetch(&self, fetch: &Fetch) -> Result<File, Unfetched> {
        let mut response = self.client.open(fetch).await?;
        let largest = fetch.largest();
        if response.content_length().is_some_and(|length| length > largest) {
            return Err(Unfetched::TooLarge);
        }
        let unsaved = |error: std::io::Error| {
            tracing::error!(%error, message_id = %fetch.message, "a file can't be saved");
            Unfetched::NotSaved
        };
        let mut arriving = self.files.begin().map_err(unsaved)?;
        while let Some(piece) = response.chunk().await.map_err(|error| lost(&error, fetch))? {
            if arriving.size() + piece.len() as u64 > largest {
                return Err(Unfetched::TooLarge);
            }
            arriving.write(&piece).await.map_err(unsaved)?;
        }
        arriving.keep().await.map_err(unsaved)
    }
}
