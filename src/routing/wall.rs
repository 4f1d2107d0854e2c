//! From a clock on the wall back to an instant, for rules that name a time of day.
//!
//! A minute that is skipped when the clocks change is the first minute after the gap; one that
//! comes twice is the first of the two.

use chrono::{DateTime, Days, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Utc};

use crate::zone::Zone;

/// No clock was ever put forward by more than a day (Samoa, 2011-12-30).
const LONGEST_GAP: i64 = 24 * 60;

/// The instant at which a clock in `zone` shows `wall`; `None` only at the ends of time.
fn instant(zone: &Zone, wall: NaiveDateTime) -> Option<DateTime<Utc>> {
    let rules = zone.rules();
    (0..=LONGEST_GAP).find_map(|minutes| {
        let shown = wall.checked_add_signed(TimeDelta::minutes(minutes))?;
        rules.from_local_datetime(&shown).earliest().map(|at| at.to_utc())
    })
}

/// The next instant after `now` at which a clock in `zone` reaches `minute` of the day.
pub(super) fn next_minute(zone: &Zone, minute: u32, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let time = NaiveTime::from_hms_opt(minute / 60, minute % 60, 0)?;
    let today = zone.wall(now).date();
    (0..3).find_map(|days| {
        let wall = today.checked_add_days(Days::new(days))?.and_time(time);
        instant(zone, wall).filter(|at| *at > now)
    })
}
