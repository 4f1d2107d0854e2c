//! What the memory store knows of time and of the rulebook.

use chrono::{DateTime, Utc};

use super::memory::Memory;
use crate::ids::TicketNumber;
use crate::ports::CommitError;
use crate::rulebook::Edition;

impl Memory {
    pub(super) fn set_due(&mut self, number: TicketNumber, rev: u64, due: Option<DateTime<Utc>>) {
        if self.tickets.get(&number).is_some_and(|ticket| ticket.rev == rev) {
            self.due.set(number, due);
        }
    }

    pub(super) fn lay_down(&mut self, edition: &Edition) -> Result<(), CommitError> {
        if self.editions.iter().any(|known| known.version == edition.version) {
            return Err(CommitError::Stale);
        }
        self.editions.push(edition.clone());
        Ok(())
    }
}
