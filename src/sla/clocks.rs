//! How the clocks of a ticket stand, and what a corrected calendar or policy makes of them.

use chrono::serde::ts_microseconds_option;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::clock::{Clock, state};
use super::course::{Course, courses};
use super::{Breach, ClockKind, Policy, Record};
use crate::calendar::Hours;
use crate::ticket::Priority;

/// The clocks of a ticket. One is absent if it has no target or there is nothing to wait for; an
/// ended one stays until another of its kind starts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Clocks {
    pub first_response: Option<Clock>,
    pub next_response: Option<Clock>,
    pub first_resolution: Option<Clock>,
    pub total_resolution: Option<Clock>,
    /// Every breach that was taken down, whatever the policy and the targets are now.
    pub breaches: Vec<Breach>,
}

impl Clocks {
    pub fn of(&self, clock: ClockKind) -> Option<&Clock> {
        match clock {
            ClockKind::FirstResponse => self.first_response.as_ref(),
            ClockKind::NextResponse => self.next_response.as_ref(),
            ClockKind::FirstResolution => self.first_resolution.as_ref(),
            ClockKind::TotalResolution => self.total_resolution.as_ref(),
        }
    }

    /// The newest breach of such a clock: under which policy, and when.
    pub fn breached_under(&self, clock: ClockKind) -> Option<&Breach> {
        self.breaches.iter().rev().find(|breach| breach.clock == clock)
    }

    /// The clocks that are there.
    pub fn iter(&self) -> impl Iterator<Item = (ClockKind, &Clock)> {
        ClockKind::ALL.into_iter().filter_map(|kind| Some((kind, self.of(kind)?)))
    }

    fn place(&mut self, clock: ClockKind) -> &mut Option<Clock> {
        match clock {
            ClockKind::FirstResponse => &mut self.first_response,
            ClockKind::NextResponse => &mut self.next_response,
            ClockKind::FirstResolution => &mut self.first_resolution,
            ClockKind::TotalResolution => &mut self.total_resolution,
        }
    }
}

/// How the ticket's clocks stand at `now` if `policy` holds.
pub fn clocks(
    record: &Record,
    policy: &Policy,
    priority: Priority,
    hours: &dyn Hours,
    now: DateTime<Utc>,
) -> Clocks {
    let mut latest: [Option<Course>; 4] = [None; 4];
    courses(record, policy, priority, |course| latest[course.clock as usize] = Some(course));
    let mut clocks = Clocks { breaches: record.breaches().to_vec(), ..Clocks::default() };
    for course in latest.into_iter().flatten() {
        let Course { clock, started, target, .. } = course;
        *clocks.place(clock) =
            state(&course, hours, now).map(|state| Clock { started, target, state });
    }
    clocks
}

/// A deadline that another calendar or policy moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    pub clock: ClockKind,
    /// Absent where the clock had no due instant: it was met, paused or not there, or the calendar
    /// never opens for so long.
    #[serde(with = "ts_microseconds_option")]
    pub old_due: Option<DateTime<Utc>>,
    #[serde(with = "ts_microseconds_option")]
    pub new_due: Option<DateTime<Utc>>,
}

/// What changed from `old` to `new`, which are of the same ticket at the same moment.
pub fn recomputed(old: &Clocks, new: &Clocks) -> Vec<Correction> {
    let due = |clocks: &Clocks, clock| clocks.of(clock).and_then(|clock| clock.state.due());
    let pairs = ClockKind::ALL.map(|clock| (clock, due(old, clock), due(new, clock)));
    let moved = pairs.into_iter().filter(|(_, old, new)| old != new);
    moved.map(|(clock, old_due, new_due)| Correction { clock, old_due, new_due }).collect()
}
