//! Watchers that remember what they were shown.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::memory::lock;
use crate::board::Update;
use crate::ids::TicketNumber;
use crate::permissions::Actor;
use crate::ports::Live;

/// Records what was shown, and how often the outbox, the calls and the fetches were
/// woken.
#[derive(Debug, Default)]
pub struct RecordingLive {
    shown: Mutex<Vec<Update>>,
    asked: AtomicUsize,
    looks: Mutex<Vec<(Actor, TicketNumber)>>,
    woken: AtomicUsize,
    called: AtomicUsize,
    fetching: AtomicUsize,
}

impl RecordingLive {
    /// Every update so far, in the order in which they were shown.
    pub fn shown(&self) -> Vec<Update> {
        lock(&self.shown).clone()
    }

    /// How often everyone was told to ask again.
    pub fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }

    /// Who looked at which shared ticket.
    pub fn looks(&self) -> Vec<(Actor, TicketNumber)> {
        lock(&self.looks).clone()
    }

    /// How often the outbox was woken.
    pub fn woken(&self) -> usize {
        self.woken.load(Ordering::SeqCst)
    }

    /// How often whoever calls programs was woken.
    pub fn called(&self) -> usize {
        self.called.load(Ordering::SeqCst)
    }

    /// How often whoever fetches files was woken.
    pub fn fetching(&self) -> usize {
        self.fetching.load(Ordering::SeqCst)
    }
}

impl Live for RecordingLive {
    fn publish(&self, updates: Vec<Update>) {
        lock(&self.shown).extend(updates);
    }

    fn look_again(&self) {
        self.asked.fetch_add(1, Ordering::SeqCst);
    }

    fn was_looked_at(&self, by: &Actor, ticket: TicketNumber) {
        lock(&self.looks).push((by.clone(), ticket));
    }

    fn outbox_has_work(&self) {
        self.woken.fetch_add(1, Ordering::SeqCst);
    }

    fn calls_have_work(&self) {
        self.called.fetch_add(1, Ordering::SeqCst);
    }

    fn fetches_have_work(&self) {
        self.fetching.fetch_add(1, Ordering::SeqCst);
    }
}
