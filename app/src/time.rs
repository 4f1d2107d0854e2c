//! The reader's clock: now, and their zone, as signals.
//!
//! Server and browser first show the same text, by the server's `now` and the last known offset;
//! once the page is alive the browser's zone takes over, and its clock set by the server's: a machine
//! that is wrong by an hour must not promise an hour too much. Wording is in `language`.

use chrono::{DateTime, FixedOffset, Offset, TimeDelta, Utc};
use leptos::prelude::*;

use crate::platform;
use crate::start::Start;

/// How often ages on a page are brought up to date, in seconds.
const TICK: u64 = 15;

/// Now and the zone. Reading either subscribes.
#[derive(Clone, Copy)]
pub struct Clock {
    now: RwSignal<DateTime<Utc>>,
    /// How far the server's clock is ahead of the machine's.
    ahead: StoredValue<TimeDelta>,
    offset: i32,
    /// Whether the browser's zone rules are asked instead of `offset`.
    settled: RwSignal<bool>,
}

impl Clock {
    /// Starts at the page's start and ticks once the page is alive.
    pub fn provide(start: &Start) {
        let (clock, now) = (Clock::at(start.now, start.offset), start.now);
        provide_context(clock);
        Effect::new(move || {
            clock.set(now);
            clock.settled.set(true);
            platform::remember_zone();
            platform::every(TICK, move || clock.now.set(clock.now_untracked()));
        });
    }

    fn at(now: DateTime<Utc>, offset: i32) -> Self {
        Clock {
            now: RwSignal::new(now),
            ahead: StoredValue::new(TimeDelta::zero()),
            offset,
            settled: RwSignal::new(false),
        }
    }

    pub fn now(&self) -> DateTime<Utc> {
        self.now.get()
    }

    /// Now to the millisecond, which subscribes to nothing.
    pub fn now_untracked(&self) -> DateTime<Utc> {
        platform::now() + self.ahead.get_value()
    }

    /// The server says that it is `now`.
    pub fn set(&self, now: DateTime<Utc>) {
        self.ahead.set_value(now - platform::now());
        self.now.set(now);
    }

    /// `at` on the reader's wall.
    pub fn local(&self, at: DateTime<Utc>) -> DateTime<FixedOffset> {
        let minutes = match self.settled.get() {
            true => platform::offset_minutes(at).unwrap_or(self.offset),
            false => self.offset,
        };
        at.with_timezone(&zone(minutes))
    }
}

/// The zone that is `minutes` east of Greenwich; Greenwich for an offset that can't be.
pub fn zone(minutes: i32) -> FixedOffset {
    FixedOffset::east_opt(minutes.saturating_mul(60)).unwrap_or_else(|| Utc.fix())
}

/// The clock of this page.
pub fn clock() -> Clock {
    use_context::<Clock>().unwrap_or_else(|| Clock::at(DateTime::UNIX_EPOCH, 0))
}
