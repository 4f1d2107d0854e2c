//! The one thread that writes: takes all who wait, writes them at once, syncs once, answers all.

use std::collections::VecDeque;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use axum::body::Bytes;
use chrono::{DateTime, Utc};
use tokio::sync::{mpsc, oneshot};

use super::ledger::Ledger;
use super::scan::{Found, Old};
use super::segment::Segment;
use super::spares::Spares;
use super::{AppendError, Entry, Seq, Settings, record};

/// Bytes and orders after which a group is written even if more wait.
const GROUP_BYTES: usize = 1 << 20;
const GROUP_ORDERS: usize = 1024;

/// What the thread is asked to do.
pub(super) enum Order {
    Append {
        arrived_at: DateTime<Utc>,
        body: Bytes,
        done: Done,
    },
    /// Frees what is applied.
    Tidy,
    Close {
        done: oneshot::Sender<()>,
    },
}

type Done = oneshot::Sender<Result<Seq, AppendError>>;

pub(super) struct Writer {
    folder: PathBuf,
    spares: Spares,
    /// None after the disk had no room for a new one.
    current: Option<Segment>,
    index: u64,
    old: VecDeque<Old>,
    last: Seq,
    broken: bool,
    ledger: Arc<Ledger>,
    into: mpsc::UnboundedSender<Entry>,
    group: Vec<u8>,
    waiting: Vec<(Entry, Done)>,
}

impl Writer {
    /// A writer that goes on after what was found.
    pub(super) fn open(
        settings: &Settings,
        found: Found,
        ledger: Arc<Ledger>,
        into: mpsc::UnboundedSender<Entry>,
    ) -> io::Result<Self> {
        let mut writer = Self {
            folder: settings.folder.clone(),
            spares: Spares::find(&settings.folder, settings.segment)?,
            current: None,
            index: found.segments.last().map_or(0, |old| old.index),
            old: found.segments.into(),
            last: found.last,
            broken: false,
            ledger,
            into,
            group: Vec::new(),
            waiting: Vec::new(),
        };
        writer.roll()?;
        writer.tidy();
        Ok(writer)
    }

    /// Starts the thread. It ends with [`Order::Close`] or when nobody can ask any more.
    pub(super) fn start(mut self, mut queue: mpsc::UnboundedReceiver<Order>) -> io::Result<()> {
        let thread = std::thread::Builder::new().name("journal".into());
        thread.spawn(move || {
            while let Some(order) = queue.blocking_recv() {
                if let Some(closed) = self.work(order, &mut queue) {
                    // Nobody waiting to hear it is fine.
                    let _ = closed.send(());
                    return;
                }
            }
        })?;
        Ok(())
    }

    /// Does `order` and whatever else waits; whom to tell if it was to close.
    fn work(
        &mut self,
        order: Order,
        queue: &mut mpsc::UnboundedReceiver<Order>,
    ) -> Option<oneshot::Sender<()>> {
        let mut order = Some(order);
        let mut closed = None;
        let mut orders = 0;
        while let Some(next) = order {
            match next {
                Order::Append { arrived_at, body, done } => self.take(arrived_at, body, done),
                Order::Tidy => self.tidy(),
                Order::Close { done } => closed = Some(done),
            }
            orders += 1;
            let enough = self.group.len() >= GROUP_BYTES || orders >= GROUP_ORDERS;
            order = if enough || closed.is_some() { None } else { queue.try_recv().ok() };
        }
        self.flush();
        closed
    }

    /// Adds a body to the group, in a new segment if it has to be.
    fn take(&mut self, arrived_at: DateTime<Utc>, body: Bytes, done: Done) {
        if let Err(error) = self.make_room(body.len()) {
            self.ledger.withdraw(body.len());
            answer(done, Err(error));
            return;
        }
        self.last += 1;
        let entry = Entry { seq: self.last, arrived_at, body };
        record::write(&entry, self.index, &mut self.group);
        self.waiting.push((entry, done));
    }

    fn make_room(&mut self, body: usize) -> Result<(), AppendError> {
        let room = self.current.as_ref().map_or(0, Segment::room);
        if self.group.len() + record::HEAD + body > room && !self.broken {
            self.flush();
            if !self.broken {
                self.roll().map_err(|error| {
                    tracing::error!(%error, "no new journal file");
                    AppendError::NoSpace
                })?;
            }
        }
        if self.broken { Err(AppendError::Broken) } else { Ok(()) }
    }

    /// Makes the group durable and tells everybody in it.
    fn flush(&mut self) {
        let (Some(segment), false) = (&mut self.current, self.group.is_empty()) else {
            return;
        };
        let written = segment.append(&self.group);
        self.group.clear();
        if let Err(error) = &written {
            tracing::error!(%error, "the journal could not be written: nothing is taken any more");
            self.broken = true;
            self.ledger.give_up();
        }
        for (entry, done) in self.waiting.drain(..) {
            let (seq, size) = (entry.seq, entry.body.len());
            if self.broken {
                self.ledger.withdraw(size);
                answer(done, Err(AppendError::Broken));
                continue;
            }
            self.ledger.push(seq, size);
            // Without a reader the body waits on disk for the next start.
            let _ = self.into.send(entry);
            answer(done, Ok(seq));
        }
    }

    /// Goes on in a new segment.
    fn roll(&mut self) -> io::Result<()> {
        if let Some(full) = self.current.take() {
            self.old.push_back(Old { index: full.index, path: full.path, last: self.last });
        }
        let spare = self.spares.take()?;
        self.index += 1;
        self.current = Some(Segment::adopt(&self.folder, &spare, self.index)?);
        self.watch();
        Ok(())
    }

    /// Frees the segments whose records are all applied. Never the newest: its name says which
    /// indices were used.
    fn tidy(&mut self) {
        let applied = self.ledger.applied();
        while self.current.is_some() && self.old.front().is_some_and(|old| old.last <= applied) {
            if let Some(old) = self.old.pop_front()
                && let Err(error) = self.spares.put(&old.path)
            {
                tracing::warn!(segment = old.index, %error, "could not free a journal file");
            }
        }
        self.watch();
    }

    fn watch(&self) {
        self.ledger.watch(self.old.front().map_or(u64::MAX, |old| old.last));
    }
}

/// Whoever asked may have gone.
fn answer(done: Done, outcome: Result<Seq, AppendError>) {
    let _ = done.send(outcome);
}

#[cfg(test)]
mod tests;
