//! How one clock stands, and what may be promised by it.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::Target;
use super::course::Course;
use crate::calendar::Hours;

/// How a clock stands. Spans are of the time that counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum State {
    /// `due` is absent if the calendar never opens for so long.
    Running {
        due: Option<DateTime<Utc>>,
        elapsed: TimeDelta,
        left: TimeDelta,
    },
    Paused {
        elapsed: TimeDelta,
        left: TimeDelta,
        since: DateTime<Utc>,
    },
    /// In time.
    Met {
        at: DateTime<Utc>,
        elapsed: TimeDelta,
        target: TimeDelta,
    },
    /// Too late: at `at`, or still not. `over` is the time that has passed beyond the target.
    Breached {
        due: DateTime<Utc>,
        at: Option<DateTime<Utc>>,
        over: TimeDelta,
    },
}

impl State {
    /// When the target is, or was, missed.
    pub fn due(&self) -> Option<DateTime<Utc>> {
        match self {
            State::Running { due, .. } => *due,
            State::Breached { due, .. } => Some(*due),
            State::Paused { .. } | State::Met { .. } => None,
        }
    }

    /// Whether time counts against it now: it runs, or is late and goes on.
    pub fn goes_on(&self) -> bool {
        matches!(self, State::Running { .. } | State::Breached { at: None, .. })
    }
}

/// One clock of a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    pub started: DateTime<Utc>,
    pub target: Target,
    pub state: State,
}

/// What a customer may be told: from when on somebody is there, and by when they answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promise {
    pub from: DateTime<Utc>,
    pub by: DateTime<Utc>,
}

impl Clock {
    /// The time that has passed of the target, or beyond it.
    pub fn elapsed(&self) -> TimeDelta {
        match self.state {
            State::Running { elapsed, .. }
            | State::Paused { elapsed, .. }
            | State::Met { elapsed, .. } => elapsed,
            State::Breached { over, .. } => self.target.length() + over,
        }
    }

    /// The promise that a running clock makes. One that started outside opening hours makes it from
    /// the next opening on.
    pub fn promise(&self, hours: &dyn Hours) -> Option<Promise> {
        let State::Running { due: Some(by), .. } = self.state else { return None };
        Some(Promise { from: self.target.counted(hours).next_opening(self.started)?, by })
    }
}

/// How `course` stands at `now`; `None` if it ended without what it waited for, and yet not late.
pub(super) fn state(course: &Course, hours: &dyn Hours, now: DateTime<Utc>) -> Option<State> {
    let target = course.target.length();
    let (elapsed, due) = course.reading(hours, now);
    let zero = TimeDelta::zero();
    if let Some(due) = due.filter(|due| *due <= course.end.map_or(now, |end| end.at)) {
        let at = course.end.map(|end| end.at);
        return Some(State::Breached { due, at, over: (elapsed - target).max(zero) });
    }
    let left = (target - elapsed).max(zero);
    match (course.end, course.paused_since()) {
        (Some(end), _) if end.fulfilled => Some(State::Met { at: end.at, elapsed, target }),
        (Some(_), _) => None,
        (None, Some(since)) => Some(State::Paused { elapsed, left, since }),
        (None, None) => Some(State::Running { due, elapsed, left }),
    }
}
