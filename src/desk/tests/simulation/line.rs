//! WhatsApp on the other side, and a pair of eyes on everything that is shown.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use async_trait::async_trait;

use super::chance::Chance;
use crate::board::Update;
use crate::ids::{MessageId, TicketNumber};
use crate::message::{Failure, Wait};
use crate::permissions::Actor;
use crate::ports::{Channel, Live, Outgoing, Sending};

/// Takes nearly everything; refuses, puts off or loses the answer now and then.
pub(super) struct Line {
    chance: Mutex<Chance>,
    /// What it was given and will report on.
    taken: Mutex<Vec<MessageId>>,
}

impl Line {
    pub(super) fn of(seed: u64) -> Self {
        Self { chance: Mutex::new(Chance::of(seed)), taken: Mutex::default() }
    }

    pub(super) fn taken(&self) -> Vec<MessageId> {
        std::mem::take(&mut self.taken.lock().expect("nobody panicked"))
    }
}

/// Meta's id of one of our messages.
pub(super) fn external(id: &MessageId) -> String {
    format!("wamid.{id}")
}

#[async_trait]
impl Channel for Line {
    async fn send(&self, outgoing: &Outgoing) -> Sending {
        let id = &outgoing.message.id;
        let turn = self.chance.lock().expect("nobody panicked").below(1_000);
        match turn {
            0..4 => return Sending::Refused(Failure::told(131_026, "undeliverable".into())),
            4..10 => return Sending::Later(Wait::Customer),
            _ => {}
        }
        self.taken.lock().expect("nobody panicked").push(id.clone());
        match turn {
            10..16 => Sending::Unknown,
            _ => Sending::Accepted { external: external(id) },
        }
    }
}

/// Remembers which tickets were shown, until it is asked.
#[derive(Default)]
pub(super) struct Eye {
    shown: Mutex<Vec<(TicketNumber, u64)>>,
    outbox: AtomicBool,
}

impl Eye {
    /// The tickets shown since the last time, each with its newest revision, in order.
    pub(super) fn seen(&self) -> Vec<(TicketNumber, u64)> {
        std::mem::take(&mut self.shown.lock().expect("nobody panicked"))
    }

    /// Gives back what was looked at before its turn.
    pub(super) fn shown_again(&self, seen: Vec<(TicketNumber, u64)>) {
        self.shown.lock().expect("nobody panicked").extend(seen);
    }

    pub(super) fn was_outbox_woken(&self) -> bool {
        self.outbox.swap(false, Ordering::SeqCst)
    }
}

impl Live for Eye {
    fn publish(&self, updates: Vec<Update>) {
        let shown = updates.iter().map(|update| (update.ticket.number, update.ticket.rev));
        self.shown.lock().expect("nobody panicked").extend(shown);
    }

    fn look_again(&self) {}

    fn was_looked_at(&self, _: &Actor, _: TicketNumber) {}

    fn outbox_has_work(&self) {
        self.outbox.store(true, Ordering::SeqCst);
    }

    fn calls_have_work(&self) {}

    fn fetches_have_work(&self) {}
}
