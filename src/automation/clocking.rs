//! SLA: which policy holds for a ticket, and which marks of its clocks have passed.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use crate::rulebook::Book;
use crate::sealed::Sealed;
use crate::sla::{Clocks, Fired, Policy, Warned, clocks, fired, nearest, next_deadline, shares};
use crate::ticket::{Change, Ticket};

/// The policy that was last applied, if the book still has it as it was.
fn in_force<'b>(book: &'b Book, ticket: &Ticket) -> Option<&'b Policy> {
    let applied = &ticket.memory.record.terms().last()?.applied;
    let policy = book.rulebook().policy(&applied.policy)?;
    (policy.applied(ticket.priority) == *applied).then_some(policy)
}

/// Every mark that has passed and was not told, told now: to people the last of each clock, and the
/// others to rules only, as is what only rules wait for. If what just happened to the ticket ends its
/// terms, such as another priority, the marks are those of the ticket `before` it.
pub(super) fn marks(
    book: &Book,
    before: Option<&Ticket>,
    ticket: &Ticket,
    now: DateTime<Utc>,
) -> Vec<Change> {
    let under = |ticket| Some((ticket, in_force(book, ticket)?));
    let Some((ticket, policy)) = under(ticket).or_else(|| under(before?)) else { return vec![] };
    let shares = passed(book, ticket, policy, now);
    let fired = fired(&ticket.memory.record, policy, ticket.priority, book.hours_of(ticket), now);
    shares.chain(told(fired)).collect()
}

/// A breach is always told, and a warning unless the same clock got further meanwhile.
fn told(fired: Vec<Fired>) -> Vec<Change> {
    let mut later = BTreeSet::new();
    let mut told = vec![];
    for fired in fired.into_iter().rev() {
        told.push(match fired {
            Fired::Breached(breached) => {
                later.insert((breached.clock, breached.started));
                Change::Breached { breached }
            }
            Fired::Warned(warned) if later.insert((warned.clock, warned.started)) => {
                Change::Warned { warned }
            }
            Fired::Warned(passed) => Change::Passed { passed, for_rules: false },
        });
    }
    told.reverse();
    told
}

/// What rules wait for, in order, but not what passed before they were laid down.
fn shares_of(
    book: &Book,
    ticket: &Ticket,
    policy: &Policy,
) -> impl Iterator<Item = (DateTime<Utc>, Warned)> {
    let (record, hours, since) = (&ticket.memory.record, book.hours_of(ticket), book.since());
    let shares = shares(record, policy, ticket.priority, hours, book.shares());
    shares.into_iter().filter(move |(at, _)| *at > since)
}

/// The same, as far as it has passed by `now`.
fn passed(
    book: &Book,
    ticket: &Ticket,
    policy: &Policy,
    now: DateTime<Utc>,
) -> impl Iterator<Item = Change> {
    let shares = shares_of(book, ticket, policy).take_while(move |(at, _)| *at <= now);
    shares.map(|(_, passed)| Change::Passed { passed, for_rules: true })
}

/// What rules alone wait for and has passed by `now`, untold.
pub(super) fn shares_by(book: &Book, ticket: &Ticket, now: DateTime<Utc>) -> Vec<Change> {
    let policy = in_force(book, ticket);
    policy.map(|policy| passed(book, ticket, policy, now).collect()).unwrap_or_default()
}

/// When the next share passes that rules alone wait for.
pub(super) fn next_share(book: &Book, ticket: &Ticket) -> Option<DateTime<Utc>> {
    shares_of(book, ticket, in_force(book, ticket)?).next().map(|(at, _)| at)
}

/// Whether the ticket is under terms that the book does not know any more as they were.
pub(super) fn is_under_other_terms(book: &Book, ticket: &Ticket) -> bool {
    !ticket.memory.record.terms().is_empty() && in_force(book, ticket).is_none()
}

/// The policy that fits, if it is not the one that holds already.
pub(super) fn terms(book: &Book, ticket: &Ticket) -> Option<Change> {
    let applied = book.policy_of(ticket)?.applied(ticket.priority);
    let news = !ticket.memory.record.is_under(&applied);
    news.then(|| Change::PolicyApplied { applied: Sealed::new(&applied) })
}

/// When the next mark passes, of those that people or rules wait for.
pub(super) fn next(book: &Book, ticket: &Ticket) -> Option<DateTime<Utc>> {
    let policy = in_force(book, ticket)?;
    let next = next_deadline(&ticket.memory.record, policy, ticket.priority, book.hours_of(ticket));
    let share = shares_of(book, ticket, policy).next().map(|(at, _)| at);
    next.map(|(at, ..)| at).into_iter().chain(share).min()
}

impl Book {
    /// The ticket with the clock that a screen shows.
    pub fn shown(&self, ticket: Ticket, now: DateTime<Utc>) -> Ticket {
        let nearest = nearest(&self.clocks_of(&ticket, now)).filter(|_| ticket.is_unsettled());
        Ticket { nearest, ..ticket }
    }

    /// The parts of a target, in percent, at which people are warned of the ticket; ascending.
    pub fn warnings_of(&self, ticket: &Ticket) -> &[u8] {
        in_force(self, ticket).map_or(&[], |policy| &policy.warnings)
    }

    /// How the ticket's clocks stand; none run without a policy.
    pub fn clocks_of(&self, ticket: &Ticket, now: DateTime<Utc>) -> Clocks {
        let Some(policy) = in_force(self, ticket) else { return Clocks::default() };
        clocks(&ticket.memory.record, policy, ticket.priority, self.hours_of(ticket), now)
    }
}
