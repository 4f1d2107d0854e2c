//! The machine's clock: the only place that asks it for the desk.

use chrono::{DateTime, Utc};

pub struct WallClock;

impl desk::ports::Clock for WallClock {
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }
}
