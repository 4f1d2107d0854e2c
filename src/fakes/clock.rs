//! A clock that stands still until it is told otherwise.

use std::sync::Mutex;

use chrono::{DateTime, Duration, SubsecRound, Utc};

use crate::ports::Clock;

/// The time that a test says it is.
#[derive(Debug)]
pub struct FixedClock(Mutex<DateTime<Utc>>);

impl FixedClock {
    /// In whole microseconds, like every clock of a desk: finer parts are lost with the first row.
    pub fn at(now: DateTime<Utc>) -> Self {
        Self(Mutex::new(now.trunc_subsecs(6)))
    }

    pub fn set(&self, now: DateTime<Utc>) {
        *super::memory::lock(&self.0) = now;
    }

    pub fn advance(&self, by: Duration) {
        *super::memory::lock(&self.0) += by;
    }
}

impl Default for FixedClock {
    /// The first second of 2026.
    fn default() -> Self {
        Self::at(DateTime::UNIX_EPOCH + Duration::seconds(1_767_225_600))
    }
}

impl Clock for FixedClock {
    fn now(&self) -> DateTime<Utc> {
        *super::memory::lock(&self.0)
    }
}
