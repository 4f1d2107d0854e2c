//! What the memory store knows of time and of the rulebook.

use chrono::{DateTime, Utc};

use super::memory::Memory;
use crate::ids::{PersonId, TicketNumber};
use crate::ports::CommitError;
use crate::rulebook::Edition;
use crate::ticket::Status;

impl Memory {
    pub(super) fn due(&self, now: DateTime<Utc>, limit: usize) -> Vec<TicketNumber> {
        let mut due: Vec<_> = self.due.iter().filter(|(_, at)| **at <= now).collect();
        due.sort_by_key(|(number, at)| (**at, **number));
        due.into_iter().take(limit).map(|(number, _)| *number).collect()
    }

    pub(super) fn set_due(&mut self, number: TicketNumber, rev: u64, due: Option<DateTime<Utc>>) {
        if self.tickets.get(&number).is_none_or(|ticket| ticket.rev != rev) {
            return;
        }
        match due {
            Some(due) => _ = self.due.insert(number, due),
            None => _ = self.due.remove(&number),
        }
    }

    pub(super) fn owned(&self) -> Vec<(TicketNumber, PersonId, Status)> {
        let unsettled = self.tickets.values().filter(|ticket| ticket.is_unsettled());
        unsettled.filter_map(|it| Some((it.number, it.owner.clone()?, it.status))).collect()
    }

    pub(super) fn lay_down(&mut self, edition: &Edition) -> Result<(), CommitError> {
        if self.editions.iter().any(|known| known.version == edition.version) {
            return Err(CommitError::Stale);
        }
        self.editions.push(edition.clone());
        let unsettled = self.tickets.values().filter(|ticket| ticket.is_unsettled());
        self.due.extend(unsettled.map(|ticket| (ticket.number, edition.at)));
        Ok(())
    }
}
