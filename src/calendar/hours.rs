//! What everybody who counts time asks of a calendar.

use chrono::{DateTime, TimeDelta, Utc};

/// How far ahead a calendar looks for an opening: five years. A team that opens no more than that
/// has shut for good, and its clocks have no end.
pub const HORIZON: TimeDelta = TimeDelta::days(1826);

/// Time that counts. `between` and `after` are exact and inverse to each other.
pub trait Hours {
    /// The working time between two instants; nothing if `until` is not after `from`.
    fn between(&self, from: DateTime<Utc>, until: DateTime<Utc>) -> TimeDelta;

    /// The earliest instant, not before `from`, at which `working` time has passed since `from`;
    /// `None` if the calendar never opens again within its horizon. For no working time at all it
    /// is `from` itself.
    fn after(&self, from: DateTime<Utc>, working: TimeDelta) -> Option<DateTime<Utc>>;

    /// Whether `at` is working time. An interval holds its first second and not its last.
    fn is_open(&self, at: DateTime<Utc>) -> bool;

    /// The next instant, not before `at`, that is working time.
    fn next_opening(&self, at: DateTime<Utc>) -> Option<DateTime<Utc>>;
}

/// Day and night.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Always;

impl Hours for Always {
    fn between(&self, from: DateTime<Utc>, until: DateTime<Utc>) -> TimeDelta {
        (until - from).max(TimeDelta::zero())
    }

    fn after(&self, from: DateTime<Utc>, working: TimeDelta) -> Option<DateTime<Utc>> {
        from.checked_add_signed(working.max(TimeDelta::zero()))
    }

    fn is_open(&self, _: DateTime<Utc>) -> bool {
        true
    }

    fn next_opening(&self, at: DateTime<Utc>) -> Option<DateTime<Utc>> {
        Some(at)
    }
}
