//! What became of a decision: its changes as numbered events, each with the ticket after it.

use chrono::{DateTime, Utc};

use super::{Change, Event, Ticket};
use crate::permissions::{Author, Whose};

/// One event, and its ticket after it: what the desk answers, saves and shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happened {
    pub event: Event,
    pub ticket: Ticket,
    /// Whose it was before, if that may be another now.
    pub was: Option<Box<Whose>>,
}

/// Numbers the changes of one decision and folds them into `ticket`.
pub(crate) fn happen(
    ticket: &mut Ticket,
    changes: Vec<Change>,
    at: DateTime<Utc>,
    by: &Author,
) -> Vec<Event> {
    changes.into_iter().map(|change| next(ticket, change, at, by)).collect()
}

/// The same, with the ticket after each of them.
pub(crate) fn step_by_step(
    ticket: &mut Ticket,
    changes: Vec<Change>,
    at: DateTime<Utc>,
    by: &Author,
) -> Vec<Happened> {
    let happens = |change| {
        let moves = matches!(change, Change::Assigned { .. } | Change::Teamed { .. });
        let was = moves.then(|| Box::new(Whose::of(ticket)));
        let event = next(ticket, change, at, by);
        Happened { event, ticket: ticket.clone(), was }
    };
    changes.into_iter().map(happens).collect()
}

/// The event that `change` is, already folded into `ticket`.
fn next(ticket: &mut Ticket, change: Change, at: DateTime<Utc>, by: &Author) -> Event {
    let (number, rev) = (ticket.number, ticket.rev + 1);
    let event = Event { ticket: number, rev, at, by: by.clone(), change };
    ticket.apply(&event);
    event
}
