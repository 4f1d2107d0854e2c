//! Dates and times of an iCalendar file (RFC 5545 §3.3.4 and §3.3.5), as walls of one zone.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::Why;
use super::line::Line;
use crate::calendar::boundary::{Side, instant};
use crate::zone::Zone;

/// A start or an end of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moment {
    /// What the clock on the wall of the calendar shows.
    pub(super) wall: NaiveDateTime,
    /// Whether it is a date and not a time.
    pub(super) is_a_date: bool,
}

impl Moment {
    /// What `line` says, by the wall of `zone`. A time without a zone of its own is that wall
    /// already; one that its own zone has twice or never follows the rule of [`instant`].
    pub(super) fn read(line: &Line, zone: &Zone, side: Side) -> Result<Self, Why> {
        let value = line.value.trim();
        let Some((day, rest)) = value.split_once('T') else {
            let midnight = date(value).ok_or(Why::NotADate)?.and_time(NaiveTime::MIN);
            return Ok(Self { wall: midnight, is_a_date: true });
        };
        let in_utc = rest.strip_suffix('Z');
        let (day, time) = date(day).zip(time(in_utc.unwrap_or(rest))).ok_or(Why::NotADate)?;
        let wall = day.and_time(time);
        let wall = match line.parameter("TZID") {
            _ if in_utc.is_some() => zone.wall(wall.and_utc()),
            None => wall,
            Some(name) => {
                let own = Zone::named(name).ok_or(Why::UnknownZone)?;
                if own == *zone { wall } else { zone.wall(instant(own.rules(), wall, side)) }
            }
        };
        Ok(Self { wall, is_a_date: false })
    }
}

/// `20261225`.
fn date(text: &str) -> Option<NaiveDate> {
    digits(text, 8)?;
    NaiveDate::parse_from_str(text, "%Y%m%d").ok()
}

/// `140000`; a leap second is the second before it.
fn time(text: &str) -> Option<NaiveTime> {
    let number = digits(text, 6)?;
    let (hour, minute, second) = (number / 10_000, number / 100 % 100, number % 100);
    NaiveTime::from_hms_opt(hour, minute, if second == 60 { 59 } else { second })
}

/// The number of exactly `length` digits.
fn digits(text: &str, length: usize) -> Option<u32> {
    let all = text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| all)
}
