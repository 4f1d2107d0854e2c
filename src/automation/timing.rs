//! Moments that rules wait for, and when a ticket has to be looked at again.

use std::cell::LazyCell;

use chrono::{DateTime, TimeDelta, Utc};

use super::{clocking, moving_on};
use crate::contact::Contact;
use crate::routing::{Moments, Peace, Timer};
use crate::rulebook::{Book, Rulebook};
use crate::sealed::Sealed;
use crate::sla::Cause;
use crate::ticket::{Change, Ticket};
use crate::window;

/// When time alone will bring something about; none if nothing is waited for.
pub fn due_at(
    book: &Book,
    contact: Option<&Contact>,
    ticket: &Ticket,
    now: DateTime<Utc>,
) -> Option<DateTime<Utc>> {
    if !ticket.is_unsettled() {
        return None;
    }
    let moments = waits(book, contact, ticket, now).map(|(_, due)| due);
    // One that has come and found nobody else is not waited for again.
    let moves = moving_on::moves_at(book, ticket).filter(|at| *at > now);
    let next = [ticket.snoozed_until, clocking::next(book, ticket), moves];
    moments.chain(next.into_iter().flatten()).min()
}

/// The moments that have come and were not told.
pub(super) fn moments(
    book: &Book,
    contact: Option<&Contact>,
    ticket: &Ticket,
    now: DateTime<Utc>,
) -> Vec<Change> {
    if !ticket.is_unsettled() {
        return vec![];
    }
    let come = waits(book, contact, ticket, now).filter(|(_, due)| *due <= now);
    come.map(|(moment, due)| Change::Came { moment: Sealed::new(&moment), due }).collect()
}

/// The next moment that rules wait for; it may be past.
pub(super) fn next_moment(
    book: &Book,
    contact: Option<&Contact>,
    ticket: &Ticket,
    now: DateTime<Utc>,
) -> Option<DateTime<Utc>> {
    let moments = ticket.is_unsettled().then(|| waits(book, contact, ticket, now));
    moments?.map(|(_, due)| due).min()
}

/// What rules wait for on this ticket and was not told yet, each with its time. What passed before the
/// book was laid down is none of its business.
fn waits<'b>(
    book: &'b Book,
    contact: Option<&'b Contact>,
    ticket: &'b Ticket,
    now: DateTime<Utc>,
) -> impl Iterator<Item = (Timer, DateTime<Utc>)> + use<'b> {
    let from = from(ticket);
    let hours = book.hours_of(ticket);
    let zone = &book.rulebook().zone;
    let peace = LazyCell::new(move || peace(book, contact, ticket));
    // A time of day is the next one after it was last told, or after the ticket and the book began;
    // what passed while the ticket was settled is not made up for.
    let begins = (now - A_DAY).max(book.since()).max(unsettled_since(ticket));
    book.timers().iter().filter_map(move |timer| {
        let told = ticket.memory.told(*timer);
        let was_told = ticket.counts_from(*timer).is_some_and(|from| told >= Some(from));
        if was_told || is_over(*timer, &from, now) {
            return None;
        }
        let since = match timer {
            Timer::TimeOfDay { .. } => told.unwrap_or(ticket.created_at).max(begins),
            _ => now,
        };
        let due = timer.due(&from, hours, zone, since)?;
        let peace = book.follow_ups().contains(timer).then(|| peace.as_ref()).flatten();
        let first = peace.map_or(Some(due), |peace| peace.leaves_at(due, due))?;
        let due = peace.map_or(Some(due), |peace| peace.leaves_at(due, now))?;
        (first > book.since()).then_some((*timer, due))
    })
}

/// A window that has closed closes no more.
fn is_over(timer: Timer, from: &Moments, now: DateTime<Utc>) -> bool {
    matches!(timer, Timer::WindowClosing { .. }) && !window::is_open(from.window_closes_at, now)
}

/// When the customer may be followed up on, if rules do so.
fn peace<'b>(book: &'b Book, contact: Option<&Contact>, ticket: &Ticket) -> Option<Peace<'b>> {
    if book.follow_ups().is_empty() {
        return None;
    }
    let Rulebook { quiet, zone, .. } = book.rulebook();
    let theirs = contact.and_then(Contact::region).map(|region| region.zone);
    let zone = theirs.unwrap_or_else(|| zone.clone());
    Some(Peace { quiet: *quiet, zone, hours: book.hours_of(ticket) })
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
    Moments {
        window_closes_at: ticket.window_closes_at,
        silent_since: ticket.silent_since(),
        unanswered_since: ticket.unanswered_since,
    }
}
