//! Webhook bodies on disk before they are answered: append-only, checksummed, synced in groups.
//!
//! An append resolves after `fdatasync`; one sync serves everybody who waits. Bodies leave through
//! [`Entries`] in order, those found at start first, and a segment is used again only after all its
//! records were [applied](Journal::applied). Applying twice must change nothing: after a crash the
//! last few come again. What bodies mean, and who may write them, is not decided here. The folder
//! belongs to one process; whoever opens it makes sure of that.

mod ledger;
mod owner;
mod position;
mod record;
mod scan;
mod segment;
mod spares;
#[cfg(test)]
mod tests;
mod writer;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::body::Bytes;
use chrono::{DateTime, SubsecRound, Utc};
use thiserror::Error;
use tokio::sync::{mpsc, oneshot};

use ledger::Ledger;
pub use owner::claim;
use writer::{Order, Writer};

use crate::clock::WallClock;

/// The running number of a body, from 1.
pub type Seq = u64;

/// Where a journal lies and how big it may get.
#[derive(Debug, Clone)]
pub struct Settings {
    pub folder: PathBuf,
    /// Bytes of one preallocated file. A body must fit into one.
    pub segment: usize,
    /// Bytes of bodies not applied yet above which appends are refused.
    pub backlog: usize,
    /// When bodies arrive: by the desk's clock, which practice puts forward.
    pub clock: WallClock,
}

impl Settings {
    /// Segments of 8 MiB and a backlog of 64 MiB.
    pub fn in_folder(folder: impl Into<PathBuf>) -> Self {
        let clock = WallClock::default();
        Self { folder: folder.into(), segment: 8 << 20, backlog: 64 << 20, clock }
    }
}

/// Why a body was not taken. Whoever sent it should send it again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum AppendError {
    #[error("too much waits to be processed; send it again later")]
    Full,
    #[error("the body is larger than a journal file; send less at once")]
    TooLarge,
    #[error("no new journal file could be made; free some disk space")]
    NoSpace,
    /// For good, until a restart: after a failed sync nobody knows what is on disk.
    #[error("the journal's disk failed; check it and restart")]
    Broken,
}

/// A durable body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub seq: Seq,
    /// When it was appended, to the millisecond; the same after a restart.
    pub arrived_at: DateTime<Utc>,
    pub body: Bytes,
}

/// A file of the journal with holes in it: records that were taken, and can't be read any more.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error(
    "The journal file {} is damaged before records that are whole ({holes} times): check the disk.",
    path.display()
)]
pub struct Damage {
    path: PathBuf,
    holes: usize,
}

/// What is damaged in a journal's folder, which may be in use.
pub fn damage(folder: &Path) -> io::Result<Vec<Damage>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut damage = scan::damage(folder)?;
    if !damage.is_empty() {
        // A record that was just being written may look like a hole once, but not twice.
        let again = scan::damage(folder)?;
        damage.retain(|one| again.contains(one));
    }
    Ok(damage)
}

/// The bodies of a journal's folder that were applied and can still be read, oldest first. The folder
/// may be in use: what is applied meanwhile is not among them.
pub fn applied(folder: &Path) -> io::Result<Vec<Entry>> {
    if folder.is_dir() { scan::applied(folder) } else { Ok(Vec::new()) }
}

/// Durable bodies, in order.
pub type Entries = mpsc::UnboundedReceiver<Entry>;

/// The way in. Cheap to clone.
#[derive(Clone)]
pub struct Journal {
    orders: mpsc::UnboundedSender<Order>,
    ledger: Arc<Ledger>,
    clock: WallClock,
}

impl Journal {
    /// Opens the folder, or makes it, and queues what was not applied yet.
    pub fn open(settings: &Settings) -> io::Result<(Self, Entries)> {
        std::fs::create_dir_all(&settings.folder)?;
        let mut found = scan::scan(settings)?;
        let ledger = Arc::new(Ledger::new(settings, &found)?);
        let (into, entries) = mpsc::unbounded_channel();
        for entry in found.unapplied.drain(..) {
            // The receiver is in this very function.
            let _ = into.send(entry);
        }
        let (orders, queue) = mpsc::unbounded_channel();
        Writer::open(settings, found, ledger.clone(), into)?.start(queue)?;
        Ok((Self { orders, ledger, clock: settings.clock.clone() }, entries))
    }

    /// Takes `body`; it is on disk when this returns. A caller who stops waiting changes nothing.
    pub async fn append(&self, body: Bytes) -> Result<Seq, AppendError> {
        let size = body.len();
        self.ledger.admit(size)?;
        let (done, answer) = oneshot::channel();
        let arrived_at = self.clock.now().trunc_subsecs(3);
        if self.orders.send(Order::Append { arrived_at, body, done }).is_ok()
            && let Ok(outcome) = answer.await
        {
            return outcome;
        }
        // The writer is gone and took nothing.
        self.ledger.withdraw(size);
        Err(AppendError::Broken)
    }

    /// Everything up to `seq` was applied and is durable elsewhere.
    pub fn applied(&self, seq: Seq) {
        if self.ledger.apply(seq) {
            // A writer that is gone has nothing to tidy up.
            let _ = self.orders.send(Order::Tidy);
        }
    }

    /// Bytes of bodies that were taken but not applied yet.
    pub fn backlog(&self) -> usize {
        self.ledger.backlog()
    }

    /// Whether appends have a chance: the writer lives and its disk has not failed.
    pub fn is_working(&self) -> bool {
        !self.orders.is_closed() && !self.ledger.is_broken()
    }

    /// Writes down how far things were applied, and ends the writer.
    pub async fn close(&self) {
        let (done, closed) = oneshot::channel();
        if self.orders.send(Order::Close { done }).is_ok() {
            // An error means that the writer had ended before.
            let _ = closed.await;
        }
    }
}
