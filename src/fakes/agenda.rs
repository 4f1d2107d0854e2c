//! When each ticket has to be looked at, found from either side.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use crate::ids::TicketNumber;
use crate::quick::HashMap;

#[derive(Debug, Default)]
pub(super) struct Agenda {
    by_ticket: HashMap<TicketNumber, DateTime<Utc>>,
    by_time: BTreeSet<(DateTime<Utc>, TicketNumber)>,
}

impl Agenda {
    /// From now on the ticket has this moment, or none.
    pub(super) fn set(&mut self, number: TicketNumber, due: Option<DateTime<Utc>>) {
        let before = match due {
            Some(due) => self.by_ticket.insert(number, due),
            None => self.by_ticket.remove(&number),
        };
        if before == due {
            return;
        }
        if let Some(before) = before {
            self.by_time.remove(&(before, number));
        }
        self.by_time.extend(due.map(|due| (due, number)));
    }

    /// Those whose moment has come, the most overdue first.
    pub(super) fn come(&self, now: DateTime<Utc>, limit: usize) -> Vec<TicketNumber> {
        let come = self.by_time.iter().take_while(|(due, _)| *due <= now);
        come.take(limit).map(|(_, number)| *number).collect()
    }

    /// The earliest moment of all.
    pub(super) fn next(&self) -> Option<DateTime<Utc>> {
        self.by_time.first().map(|(due, _)| *due)
    }
}
