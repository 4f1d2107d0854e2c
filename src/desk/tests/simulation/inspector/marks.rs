//! Deadlines: each mark of a clock once, never before its instant, never much after it (SLA-13,
//! SLA-17).
//!
//! The instants of the reply clocks, which never pause, are reckoned here again from the messages;
//! for the resolution clocks it is enough that so much working time has passed at all.

use std::collections::HashSet;

use chrono::{DateTime, TimeDelta, Utc};

use super::super::tally::Tally;
use super::{Scene, Violation};
use crate::calendar::{Always, Hours};
use crate::message::Progress;
use crate::routing::Timer;
use crate::rulebook::Book;
use crate::sla::{Applied, ClockKind, Counting, Target};
use crate::ticket::{Change, Event, Ticket};

/// How late a mark may be told: the sweeper's next round, and one to spare.
const LATE: TimeDelta = TimeDelta::seconds(2);

/// At a time of day all tickets are due at once: so long it may take until each had its turn.
const BACKLOG: TimeDelta = TimeDelta::seconds(20);

#[derive(Default)]
pub(super) struct Marks {
    told: HashSet<(ClockKind, DateTime<Utc>, u8)>,
    terms: Option<Applied>,
    /// When what the clocks are reckoned with last changed: terms, team or book.
    since: Option<DateTime<Utc>>,
    /// A person answered, and it did not fail.
    answered: bool,
    /// An answer failed, or a resolution was taken back: who waits since when is told elsewhere.
    intricate: bool,
}

/// A mark that was told.
struct Mark {
    clock: ClockKind,
    started: DateTime<Utc>,
    percent: u8,
}

impl Marks {
    pub(super) fn judge(
        &mut self,
        scene: &Scene<'_>,
        ticket: &Ticket,
        event: &Event,
        tally: &mut Tally,
    ) -> Result<(), Violation> {
        let mark = match &event.change {
            Change::Warned { warned } => {
                Mark { clock: warned.clock, started: warned.started, percent: warned.percent }
            }
            // The same clock got further meanwhile: that is told, and this is taken down with it.
            Change::Passed { passed, for_rules: false } => {
                Mark { clock: passed.clock, started: passed.started, percent: passed.percent }
            }
            Change::Breached { breached } => {
                Mark { clock: breached.clock, started: breached.started, percent: 100 }
            }
            Change::Came { moment, due } => {
                let of_the_day = matches!(moment.open(), Some(Timer::TimeOfDay { .. }));
                return match of_the_day && scene.now - *due > BACKLOG {
                    true => Err(format!("a time of day was told late: it was {due}")),
                    false => Ok(()),
                };
            }
            _ => return Ok(()),
        };
        let Mark { clock, started, percent } = mark;
        if !self.told.insert((clock, started, percent)) {
            return Err(format!("{clock:?} since {started} told {percent} % twice"));
        }
        let terms = self.terms.as_ref().ok_or("a mark without a policy")?;
        let target = terms.targets.of(clock).ok_or("a mark of a clock without a target")?;
        let hours = counted(scene.book, ticket, target);
        if hours.between(started, scene.now) < part(target, percent) {
            return Err(format!("{clock:?} since {started} told {percent} % too early"));
        }
        if matches!(clock, ClockKind::FirstResponse | ClockKind::NextResponse) {
            let at = hours.after(started, part(target, percent)).ok_or("never passes")?;
            let late = scene.now - self.since.map_or(at, |since| since.max(at));
            tally.latest = tally.latest.max(late);
            if late > LATE {
                return Err(format!("{clock:?} told {percent} % of {at} late by {late}"));
            }
        }
        Ok(())
    }

    pub(super) fn fold(&mut self, ticket: &Ticket, event: &Event) {
        match &event.change {
            Change::PolicyApplied { applied } => {
                self.terms = applied.open();
                self.since = Some(event.at);
            }
            Change::Teamed { .. } | Change::Prioritised { .. } => self.since = Some(event.at),
            Change::Replied { .. } if !event.by.is_automatic() => self.answered = true,
            Change::Delivery { delivery, .. } if delivery.progress == Progress::Failed => {
                self.intricate = true;
                self.since = Some(event.at);
            }
            Change::Reopened => self.intricate = true,
            // It was sent before it came: what it started may be late from its beginning.
            Change::Received { .. } if ticket.unanswered_since.is_some() => {
                self.since = self.since.max(Some(event.at));
            }
            _ => {}
        }
    }

    /// Every mark of the reply clock that runs and has passed is told.
    pub(super) fn all_told(&self, scene: &Scene<'_>, ticket: &Ticket) -> Result<(), Violation> {
        let (Some(terms), Some(since)) = (&self.terms, ticket.unanswered_since) else {
            return Ok(());
        };
        if self.intricate {
            return Ok(());
        }
        let (clock, started) = match self.answered {
            false => (ClockKind::FirstResponse, ticket.created_at),
            true => (ClockKind::NextResponse, since),
        };
        let Some(target) = terms.targets.of(clock) else { return Ok(()) };
        let hours = counted(scene.book, ticket, target);
        for percent in [50, 80, 95, 100] {
            let at = hours.after(started, part(target, percent));
            let passed =
                at.is_some_and(|at| scene.now - self.since.map_or(at, |it| it.max(at)) > LATE);
            // A warning that lies before the terms' beginning may never be told; a breach must.
            if passed && !self.told.contains(&(clock, started, percent)) {
                let number = ticket.number;
                return Err(format!(
                    "ticket {number}: {percent} % of {clock:?} at {at:?} was missed"
                ));
            }
        }
        Ok(())
    }
}

fn counted<'b>(book: &'b Book, ticket: &Ticket, target: Target) -> &'b dyn Hours {
    match target.counts {
        Counting::Working => book.hours_of(ticket),
        Counting::Calendar => &Always,
    }
}

fn part(target: Target, percent: u8) -> TimeDelta {
    TimeDelta::milliseconds(i64::from(target.minutes) * i64::from(percent) * 600)
}
