//! Why there is an alarm, and for how long that is one.

use chrono::{DateTime, Utc};

use crate::ids::PersonId;
use crate::rulebook::Book;
use crate::sla::{ClockKind, State};
use crate::ticket::{Change, Ticket};

/// A clock is near its end from this part of a target on, in percent, as on its badge; where a policy
/// has no warning so late, from its last one on.
const NEAR: u8 = 80;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// So many percent of the target have passed, and few are left.
    Near { clock: ClockKind, percent: u8 },
    /// All of it has.
    Broke { clock: ClockKind },
    /// A rule calls these people; without words, because nobody took the ticket on.
    Called { people: Vec<PersonId>, text: String },
}

impl Cause {
    /// What `change` may alarm somebody with.
    pub(super) fn of(change: &Change) -> Option<Cause> {
        match change {
            Change::Warned { warned } => {
                Some(Cause::Near { clock: warned.clock, percent: warned.percent })
            }
            Change::Breached { breached } => Some(Cause::Broke { clock: breached.clock }),
            Change::Rang { people, text } => {
                Some(Cause::Called { people: people.clone(), text: text.clone() })
            }
            _ => None,
        }
    }

    /// Whether there is still a reason for it, while `pressing` clocks press. A call stands: it may be
    /// about a ticket that is settled.
    pub(super) fn stands(&self, pressing: &[ClockKind]) -> bool {
        self.clock().is_none_or(|clock| pressing.contains(&clock))
    }

    /// Whoever is told that a target broke knows that it was near, a call is not made twice, and whoever
    /// resolves a ticket answers the calls about it.
    pub(super) fn is_ended_by(&self, change: &Change) -> bool {
        if matches!(change, Change::Resolved | Change::Merged { .. }) {
            return self.clock().is_none();
        }
        match (Cause::of(change), self.clock()) {
            (Some(later), None) => later.clock().is_none() && later.called() == self.called(),
            (Some(later), clock) => later.clock() == clock,
            (None, _) => false,
        }
    }

    fn clock(&self) -> Option<ClockKind> {
        match self {
            Cause::Near { clock, .. } | Cause::Broke { clock } => Some(*clock),
            Cause::Called { .. } => None,
        }
    }

    pub(super) fn called(&self) -> &[PersonId] {
        match self {
            Cause::Called { people, .. } => people,
            Cause::Near { .. } | Cause::Broke { .. } => &[],
        }
    }
}

/// The clocks of `ticket` that go on and are near their end or past it.
pub(crate) fn pressing(book: &Book, ticket: &Ticket, now: DateTime<Utc>) -> Vec<ClockKind> {
    let warnings = book.warnings_of(ticket);
    let near = warnings.last().map_or(NEAR, |last| NEAR.min(*last));
    let clocks = book.clocks_of(ticket, now);
    let presses = clocks.iter().filter(|(_, clock)| match clock.state {
        State::Running { elapsed, .. } => elapsed >= clock.target.part(near),
        State::Breached { at, .. } => at.is_none(),
        State::Paused { .. } | State::Met { .. } => false,
    });
    presses.map(|(kind, _)| kind).collect()
}
