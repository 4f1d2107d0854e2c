//! The account of what was taken but not applied, shared by those who append, write and apply.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::position::Position;
use super::scan::Found;
use super::{AppendError, Seq, Settings, record};

pub(super) struct Ledger {
    /// Bytes of bodies admitted and not applied.
    backlog: AtomicUsize,
    limit: usize,
    /// Bytes of the largest body that fits into a segment.
    largest: usize,
    /// Once this is applied, a segment is free; `u64::MAX` if none can be.
    frees: AtomicU64,
    applied: AtomicU64,
    /// A write failed: nothing is taken any more.
    broken: AtomicBool,
    open: Mutex<Open>,
}

/// What waits, and where to write down how far it got.
struct Open {
    /// Numbers and sizes of durable bodies, oldest first.
    waiting: VecDeque<(Seq, usize)>,
    position: Position,
}

impl Ledger {
    pub(super) fn new(settings: &Settings, found: &Found) -> std::io::Result<Self> {
        let waiting: VecDeque<_> =
            found.unapplied.iter().map(|entry| (entry.seq, entry.body.len())).collect();
        let backlog = waiting.iter().map(|(_, size)| size).sum();
        Ok(Self {
            backlog: AtomicUsize::new(backlog),
            limit: settings.backlog,
            largest: settings.segment.saturating_sub(record::HEAD),
            frees: AtomicU64::new(u64::MAX),
            applied: AtomicU64::new(found.applied),
            broken: AtomicBool::new(false),
            open: Mutex::new(Open { waiting, position: Position::open(&settings.folder)? }),
        })
    }

    /// Reserves room for a body.
    pub(super) fn admit(&self, size: usize) -> Result<(), AppendError> {
        if size > self.largest {
            return Err(AppendError::TooLarge);
        }
        let fits = |backlog: usize| {
            // One body always goes in, or a small limit would refuse it for ever.
            (backlog == 0 || backlog + size <= self.limit).then_some(backlog + size)
        };
        let order = Ordering::Relaxed;
        self.backlog.fetch_update(order, order, fits).map(|_| ()).map_err(|_| AppendError::Full)
    }

    /// Gives back the room of a body that was not taken.
    pub(super) fn withdraw(&self, size: usize) {
        self.backlog.fetch_sub(size, Ordering::Relaxed);
    }

    /// Takes down a body that is durable now.
    pub(super) fn push(&self, seq: Seq, size: usize) {
        self.lock().waiting.push_back((seq, size));
    }

    /// Everything up to `seq` is applied; true if that may free a segment.
    pub(super) fn apply(&self, seq: Seq) -> bool {
        let mut open = self.lock();
        while open.waiting.front().is_some_and(|(waiting, _)| *waiting <= seq) {
            let size = open.waiting.pop_front().map_or(0, |(_, size)| size);
            self.backlog.fetch_sub(size, Ordering::Relaxed);
        }
        if self.applied.fetch_max(seq, Ordering::AcqRel) < seq
            && let Err(error) = open.position.write(seq)
        {
            tracing::warn!(%error, "could not note how far the journal is applied");
        }
        seq >= self.frees.load(Ordering::Acquire)
    }

    pub(super) fn applied(&self) -> Seq {
        self.applied.load(Ordering::Acquire)
    }

    /// The writer wants to know when `seq` is applied.
    pub(super) fn watch(&self, seq: Seq) {
        self.frees.store(seq, Ordering::Release);
    }

    pub(super) fn give_up(&self) {
        self.broken.store(true, Ordering::Relaxed);
    }

    pub(super) fn is_broken(&self) -> bool {
        self.broken.load(Ordering::Relaxed)
    }

    pub(super) fn backlog(&self) -> usize {
        self.backlog.load(Ordering::Relaxed)
    }

    /// The account is whole between statements, so a panic elsewhere does not spoil it.
    fn lock(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
