//! The clock that a rule sees: the one that warned or broke, if that is what happened, else the one
//! that breaks first.

use chrono::{DateTime, Utc};

use crate::automation::happening::{Happening, Passing};
use crate::routing::{Sla, SlaClock, SlaState};
use crate::rulebook::Book;
use crate::sla::{Clock, ClockKind, State, nearest};
use crate::ticket::Ticket;

/// From this part of a target on, in percent, a clock is near its end.
const NEAR: i64 = 80;

pub(super) fn of(
    book: &Book,
    ticket: &Ticket,
    happening: &Happening,
    now: DateTime<Utc>,
) -> Option<Sla> {
    let clocks = book.clocks_of(ticket, now);
    let Some(passing) = &happening.passing else {
        let kind = nearest(&clocks)?.clock;
        return Some(seen(kind, clocks.of(kind)?));
    };
    let clock = clocks.of(passing.clock).filter(|clock| clock.started == passing.started);
    Some(match clock {
        Some(clock) => seen(passing.clock, clock),
        None => told(passing, book, ticket, now),
    })
}

fn seen(kind: ClockKind, clock: &Clock) -> Sla {
    Sla {
        clock: named(kind),
        state: match clock.state {
            State::Breached { .. } => SlaState::Breached,
            State::Paused { .. } => SlaState::Paused,
            _ if percent(clock) >= NEAR => SlaState::Near,
            _ => SlaState::Running,
        },
        minutes_left: (clock.target.length() - clock.elapsed()).num_minutes(),
    }
}

/// A clock that is there no more: its terms were replaced, or the next of its kind began. All that is
/// known of it is what happened.
fn told(passing: &Passing, book: &Book, ticket: &Ticket, now: DateTime<Utc>) -> Sla {
    let hours = book.hours_of(ticket);
    let left = |due: DateTime<Utc>| hours.between(now, due) - hours.between(due, now);
    Sla {
        clock: named(passing.clock),
        state: match passing.percent {
            100.. => SlaState::Breached,
            percent if i64::from(percent) >= NEAR => SlaState::Near,
            _ => SlaState::Running,
        },
        minutes_left: passing.due.map_or(0, |due| left(due).num_minutes()),
    }
}

fn named(kind: ClockKind) -> SlaClock {
    match kind {
        ClockKind::FirstResponse => SlaClock::FirstResponse,
        ClockKind::NextResponse => SlaClock::NextResponse,
        ClockKind::FirstResolution => SlaClock::FirstResolution,
        ClockKind::TotalResolution => SlaClock::TotalResolution,
    }
}

fn percent(clock: &Clock) -> i64 {
    clock.elapsed().num_seconds() * 100 / clock.target.length().num_seconds().max(1)
}
