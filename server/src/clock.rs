//! The machine's clock: the only place that asks it for the desk.

use chrono::{DateTime, SubsecRound, Utc};

pub struct WallClock;

impl desk::ports::Clock for WallClock {
    /// In whole microseconds: finer parts would be lost with the first row or frame, which count them.
    fn now(&self) -> DateTime<Utc> {
        Utc::now().trunc_subsecs(6)
    }
}
