//! Takes durable webhook bodies to the desk: in order, many items at a time, each at least once.
//!
//! A body is applied in the journal only after the desk saved all of it. When the store fails, the
//! intake waits and tries again, so nothing is lost and nothing overtakes. It starts with what the
//! journal still held. What a message means to a ticket is the desk's business.

mod batch;
mod carrier;
mod lost;
#[cfg(test)]
mod tests;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use desk::Desk;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep};

use crate::journal::{Entries, Journal};
use batch::Batch;
pub use batch::Heard;
use carrier::{Carrier, Pauses};
pub use lost::{Lost, lost};

/// A body that comes so soon after the last batch waits for company: a transaction costs several
/// times what a message in it does, so that many small ones would fill the processor.
const BUSY: Duration = Duration::from_millis(25);
const COMPANY: Duration = Duration::from_millis(8);

/// Whoever wants to know that something came, whatever it is to tickets. Told of the same thing again
/// after a crash.
#[async_trait]
pub trait Ear: Send + Sync {
    async fn hear(&self, heard: Heard);
}

/// The running worker. Cheap to clone.
#[derive(Clone)]
pub struct Intake {
    journal: Journal,
    closing: Arc<watch::Sender<bool>>,
    task: Arc<Mutex<Option<JoinHandle<()>>>>,
}

impl Intake {
    /// Starts the worker on what `journal` hands out.
    pub fn start(desk: Arc<Desk>, journal: Journal, entries: Entries, ear: Arc<dyn Ear>) -> Self {
        Self::pausing(desk, journal, entries, Some(ear), Pauses::default())
    }

    fn pausing(
        desk: Arc<Desk>,
        journal: Journal,
        entries: Entries,
        ear: Option<Arc<dyn Ear>>,
        pauses: Pauses,
    ) -> Self {
        let (closing, closed) = watch::channel(false);
        let carrier = Carrier::new(desk.clone(), pauses, closed.clone());
        let work = work(desk, carrier, journal.clone(), entries, ear, closed);
        let task = Arc::new(Mutex::new(Some(tokio::spawn(work))));
        Self { journal, closing: Arc::new(closing), task }
    }

    /// Whether bodies still become tickets.
    pub fn is_working(&self) -> bool {
        let task = self.task.lock().unwrap_or_else(PoisonError::into_inner);
        task.as_ref().is_some_and(|task| !task.is_finished())
    }

    /// Whether bodies are still taken.
    pub fn takes_bodies(&self) -> bool {
        self.journal.is_working()
    }

    /// Bytes of bodies that are durable but not in tickets yet.
    pub fn backlog(&self) -> u64 {
        self.journal.backlog() as u64
    }

    /// Finishes the batch under way and closes the journal. What waits is done after the next start.
    pub async fn stop(self) {
        self.closing.send_replace(true);
        let task = self.task.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(task) = task {
            // A task that panicked has logged it; there is nothing left to stop.
            let _ = task.await;
        }
        self.journal.close().await;
    }
}

/// Batch after batch until told to stop.
async fn work(
    desk: Arc<Desk>,
    carrier: Carrier,
    journal: Journal,
    mut entries: Entries,
    ear: Option<Arc<dyn Ear>>,
    mut closed: watch::Receiver<bool>,
) {
    let mut before: Option<Instant> = None;
    loop {
        let first = tokio::select! {
            biased;
            // An error means that nobody can stop it any more, which is a reason to stop too.
            _ = closed.wait_for(|closed| *closed) => return,
            entry = entries.recv() => entry,
        };
        let Some(first) = first else {
            return;
        };
        if before.is_some_and(|before| before.elapsed() < BUSY) {
            sleep(COMPANY).await;
        }
        let mut batch = Batch::gather(first, &mut entries);
        let lag = (desk.now() - batch.oldest).as_seconds_f64();
        metrics::gauge!("bustia_inbound_lag_seconds").set(lag.max(0.0));
        for part in batch.parts() {
            if !carrier.bring(part).await {
                return;
            }
        }
        if let Some(ear) = &ear {
            ear.hear(batch.heard()).await;
        }
        journal.applied(batch.last);
        before = Some(Instant::now());
    }
}
