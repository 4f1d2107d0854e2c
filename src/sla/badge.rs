//! The one clock that a list shows: the first to break.

use chrono::serde::ts_microseconds_option;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Clock, ClockKind, Clocks, State};

/// From this part of a target on, in percent, a badge warns: its last fifth.
const WARNS_FROM: i64 = 80;

/// How a badge looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    Quiet,
    Warning,
    Late,
    Paused,
}

/// The clock that breaks first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Nearest {
    pub clock: ClockKind,
    pub tone: Tone,
    /// The part of the target that has passed; over 100 if it is late.
    pub percent: i64,
    /// Absent while paused.
    #[serde(with = "ts_microseconds_option")]
    pub due: Option<DateTime<Utc>>,
}

/// The clock that breaks, or broke, first among those that go on; if all of them stand still, the
/// one with the least time left.
pub fn nearest(clocks: &Clocks) -> Option<Nearest> {
    let candidates = clocks.iter().filter_map(|(kind, clock)| {
        let urgency = match clock.state {
            State::Breached { at: Some(_), .. } | State::Met { .. } => return None,
            State::Running { due: Some(due), .. } | State::Breached { due, .. } => {
                (0, due.timestamp_millis())
            }
            State::Paused { left, .. } => (1, left.num_milliseconds()),
            State::Running { left, .. } => (2, left.num_milliseconds()),
        };
        Some((urgency, kind, clock))
    });
    let (_, kind, clock) = candidates.min_by_key(|(urgency, kind, _)| (*urgency, *kind))?;
    Some(badge(kind, clock))
}

fn badge(kind: ClockKind, clock: &Clock) -> Nearest {
    let target = clock.target.length();
    let percent = clock.elapsed().num_milliseconds() * 100 / target.num_milliseconds().max(1);
    let tone = match clock.state {
        State::Breached { .. } => Tone::Late,
        State::Paused { .. } => Tone::Paused,
        _ if percent >= WARNS_FROM => Tone::Warning,
        _ => Tone::Quiet,
    };
    Nearest { clock: kind, tone, percent, due: clock.state.due() }
}
