//! The machine's clock: the only place that asks it for the desk.

use chrono::{DateTime, SubsecRound, Utc};

pub struct WallClock;

impl desk::ports::Clock for WallClock {
    fn now(&self) -> DateTime<Utc> {
        now()
    }
}

/// In whole microseconds: finer parts would be lost with the first row or frame, which count them.
pub fn now() -> DateTime<Utc> {
    Utc::now().trunc_subsecs(6)
}
