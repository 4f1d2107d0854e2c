//! What the memory store knows of time.

use chrono::{DateTime, Utc};

use super::memory::Memory;
use crate::ids::TicketNumber;

impl Memory {
    pub(super) fn set_due(&mut self, number: TicketNumber, rev: u64, due: Option<DateTime<Utc>>) {
        if self.tickets.get(&number).is_some_and(|ticket| ticket.rev == rev) {
            self.due.set(number, due);
        }
    }
}
