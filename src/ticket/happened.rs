//! What became of a decision: its changes as numbered events, each with the ticket after it.

use chrono::{DateTime, Utc};

use super::{Change, Event, Ticket};
use crate::permissions::Author;

/// One event, and its ticket after it: what the desk answers, saves and shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happened {
    pub event: Event,
    pub ticket: Ticket,
}

/// Numbers the changes of one decision and folds them into `ticket`.
pub(crate) fn happen(
    ticket: &mut Ticket,
    changes: Vec<Change>,
    at: DateTime<Utc>,
    by: &Author,
) -> Vec<Event> {
    step_by_step(ticket, changes, at, by).into_iter().map(|step| step.event).collect()
}

/// The same, with the ticket after each of them.
pub(crate) fn step_by_step(
    ticket: &mut Ticket,
    changes: Vec<Change>,
    at: DateTime<Utc>,
    by: &Author,
) -> Vec<Happened> {
    let mut happened = Vec::with_capacity(changes.len());
    for change in changes {
        let (number, rev) = (ticket.number, ticket.rev + 1);
        let event = Event { ticket: number, rev, at, by: by.clone(), change };
        ticket.apply(&event);
        happened.push(Happened { event, ticket: ticket.clone() });
    }
    happened
}
