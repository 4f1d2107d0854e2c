//! SLA: which policy holds for a ticket, and which marks of its clocks have passed.

use chrono::{DateTime, Utc};

use crate::rulebook::Book;
use crate::sealed::Sealed;
use crate::sla::{Clocks, Fired, Policy, clocks, fired, nearest, next_deadline};
use crate::ticket::{Change, Ticket};

/// The policy that was last applied, if the book still has it as it was.
fn in_force<'b>(book: &'b Book, ticket: &Ticket) -> Option<&'b Policy> {
    let applied = &ticket.memory.record.terms().last()?.applied;
    let policy = book.rulebook().policy(&applied.policy)?;
    (policy.applied(ticket.priority) == *applied).then_some(policy)
}

/// Every mark that has passed and was not told, told now. If what just happened to the ticket ends
/// its terms, such as another priority, the marks are those of the ticket `before` it.
pub(super) fn marks(
    book: &Book,
    before: Option<&Ticket>,
    ticket: &Ticket,
    now: DateTime<Utc>,
) -> Vec<Change> {
    let under = |ticket| Some((ticket, in_force(book, ticket)?));
    let Some((ticket, policy)) = under(ticket).or_else(|| under(before?)) else { return vec![] };
    let fired = fired(&ticket.memory.record, policy, ticket.priority, book.hours_of(ticket), now);
    let told = fired.into_iter().map(|fired| match fired {
        Fired::Warned(warned) => Change::Warned { warned },
        Fired::Breached(breached) => Change::Breached { breached },
    });
    told.collect()
}

/// The policy that fits, if it is not the one that holds already.
pub(super) fn terms(book: &Book, ticket: &Ticket) -> Option<Change> {
    let applied = book.policy_of(ticket)?.applied(ticket.priority);
    let news = !ticket.memory.record.is_under(&applied);
    news.then(|| Change::PolicyApplied { applied: Sealed::new(&applied) })
}

/// When the next mark passes.
pub(super) fn next(book: &Book, ticket: &Ticket) -> Option<DateTime<Utc>> {
    let policy = in_force(book, ticket)?;
    let next =
        next_deadline(&ticket.memory.record, policy, ticket.priority, book.hours_of(ticket))?;
    Some(next.0)
}

impl Book {
    /// The ticket with the clock that a screen shows.
    pub fn shown(&self, ticket: Ticket, now: DateTime<Utc>) -> Ticket {
        let nearest = nearest(&self.clocks_of(&ticket, now)).filter(|_| ticket.is_unsettled());
        Ticket { nearest, ..ticket }
    }

    /// How the ticket's clocks stand; none run without a policy.
    pub fn clocks_of(&self, ticket: &Ticket, now: DateTime<Utc>) -> Clocks {
        let Some(policy) = in_force(self, ticket) else { return Clocks::default() };
        clocks(&ticket.memory.record, policy, ticket.priority, self.hours_of(ticket), now)
    }
}
