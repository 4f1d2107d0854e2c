//! The clock of a desk: the machine's, which practice may put forward to see what time brings about.
//!
//! The only place that asks the machine. Sign-ins, lines and other things of the machine itself go by
//! [`now`], whatever a desk's clock says.

use std::sync::Arc;

use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use tokio::sync::watch;

/// A desk's clock. Cloning shares it.
#[derive(Debug, Clone, Default)]
pub struct WallClock {
    /// Microseconds ahead of the machine's.
    ahead: Arc<watch::Sender<i64>>,
}

impl WallClock {
    pub fn now(&self) -> DateTime<Utc> {
        now() + self.ahead()
    }

    /// How far it was put forward.
    pub fn ahead(&self) -> TimeDelta {
        TimeDelta::microseconds(*self.ahead.borrow())
    }

    /// Puts it forward by so much more.
    pub fn put_forward(&self, by: TimeDelta) {
        let by = by.num_microseconds().unwrap_or_default().max(0);
        self.ahead.send_modify(|ahead| *ahead = ahead.saturating_add(by));
    }

    /// Tells whoever sleeps until a moment that it was put forward.
    pub fn moves(&self) -> watch::Receiver<i64> {
        self.ahead.subscribe()
    }
}

impl desk::ports::Clock for WallClock {
    fn now(&self) -> DateTime<Utc> {
        WallClock::now(self)
    }
}

/// The machine's time in whole microseconds: finer parts would be lost with the first row or frame,
/// which count them.
pub fn now() -> DateTime<Utc> {
    Utc::now().trunc_subsecs(6)
}
