//! Moments that rules wait for, and when a ticket has to be looked at again.

use chrono::{DateTime, TimeDelta, Utc};

use super::{clocking, moving_on};
use crate::message::Direction;
use crate::routing::{Moments, Timer};
use crate::rulebook::Book;
use crate::sealed::Sealed;
use crate::sla::Cause;
use crate::ticket::{Change, Ticket};

/// When time alone will bring something about; none if nothing is waited for.
pub fn due_at(book: &Book, ticket: &Ticket, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    if !ticket.is_unsettled() {
        return None;
    }
    let moments = waits(book, ticket, now).map(|(_, due)| due);
    // One that has come and found nobody else is not waited for again.
    let moves = moving_on::moves_at(book, ticket).filter(|at| *at > now);
    let next = [ticket.snoozed_until, clocking::next(book, ticket), moves];
    moments.chain(next.into_iter().flatten()).min()
}

/// The moments that have come and were not told.
pub(super) fn moments(book: &Book, ticket: &Ticket, now: DateTime<Utc>) -> Vec<Change> {
    if !ticket.is_unsettled() {
        return vec![];
    }
    let come = waits(book, ticket, now).filter(|(_, due)| *due <= now);
    come.map(|(moment, due)| Change::Came { moment: Sealed::new(&moment), due }).collect()
}

/// What rules wait for on this ticket and was not told yet, each with its time.
fn waits<'b>(
    book: &'b Book,
    ticket: &'b Ticket,
    now: DateTime<Utc>,
) -> impl Iterator<Item = (Timer, DateTime<Utc>)> + 'b {
    let from = from(ticket);
    let hours = book.hours_of(ticket);
    let zone = &book.rulebook().zone;
    // A time of day is the next one after it was last told, or after the ticket and the book began;
    // what passed while the ticket was settled is not made up for.
    let begins = (now - A_DAY).max(book.since()).max(unsettled_since(ticket));
    book.timers().iter().filter_map(move |timer| {
        let told = ticket.memory.told(*timer);
        let since = match timer {
            Timer::TimeOfDay { .. } => told.unwrap_or(ticket.created_at).max(begins),
            _ => now,
        };
        let due = timer.due(&from, hours, zone, since)?;
        (told != Some(due) && due > book.since()).then_some((*timer, due))
    })
}

/// When it was last reopened; else, when it began.
fn unsettled_since(ticket: &Ticket) -> DateTime<Utc> {
    let mut pauses = ticket.memory.record.pauses().iter().rev();
    let resolved = pauses.find(|pause| pause.cause == Cause::Resolved);
    resolved.and_then(|pause| pause.until).unwrap_or(ticket.created_at)
}

/// How far back a time of day is made up for, after the server was down.
const A_DAY: TimeDelta = TimeDelta::days(1);

/// What timers count from.
fn from(ticket: &Ticket) -> Moments {
    let ours = ticket.last_line.as_ref().is_some_and(|line| line.direction == Direction::Out);
    Moments {
        window_closes_at: ticket.window_closes_at,
        silent_since: Some(ticket.last_message_at).filter(|_| ours),
        unanswered_since: ticket.unanswered_since,
    }
}
