//! What became of a ticket's deadlines when another rulebook took the place of the one that it knew
//! (SLA-16).
//!
//! A clock is corrected that ran before the book came, and runs still; by what was just done to the
//! ticket no deadline is corrected. Each book tells a ticket once, so that a review that begins anew
//! tells nothing twice.

use chrono::{DateTime, Utc};

use crate::permissions::Author;
use crate::rulebook::{Book, Replaced};
use crate::sla::{ClockKind, Clocks, clocks, recomputed};
use crate::ticket::{Change, Ticket};

/// Every deadline that `replaced` moved and the ticket was not told of, in order, each with whoever
/// laid down the book. `before` is the ticket as it was before anything just happened to it.
pub(super) fn corrections<'a>(
    replaced: &'a [Replaced],
    before: Option<&Ticket>,
    ticket: &Ticket,
    now: DateTime<Utc>,
) -> Vec<(Change, &'a Author)> {
    let mut told = vec![];
    let Some(before) = before.filter(|_| ticket.is_unsettled()) else { return told };
    let untold = |one: &&Replaced| before.memory.corrected < Some(one.version);
    for Replaced { version, by, earlier, later } in replaced.iter().filter(untold) {
        let old = stand(earlier, before, now);
        let new = stand(later, before, now);
        let after = stand(later, ticket, now);
        let moved = recomputed(&old, &new).into_iter().filter(|correction| {
            let started = [&old, &new, &after].map(|clocks| since(clocks, correction.clock));
            let [Some(started), Some(_), Some(still)] = started else { return false };
            // One that started later never ran under the book before.
            started < later.since() && still < later.since()
        });
        let version = *version;
        told.extend(moved.map(|correction| (Change::Corrected { correction, version }, by)));
    }
    told
}

/// How the clocks stand if the policy of `book` that fits holds, even if it was not applied yet.
fn stand(book: &Book, ticket: &Ticket, now: DateTime<Utc>) -> Clocks {
    let Some(policy) = book.policy_of(ticket) else { return Clocks::default() };
    clocks(&ticket.memory.record, policy, ticket.priority, book.hours_of(ticket), now)
}

/// When a clock started that goes on.
fn since(clocks: &Clocks, clock: ClockKind) -> Option<DateTime<Utc>> {
    clocks.of(clock).filter(|clock| clock.state.goes_on()).map(|clock| clock.started)
}
