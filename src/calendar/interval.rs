//! Times of day, and the hours from one to another, to the minute.
//!
//! An interval is kept as its first minute and its length, so a whole day and a night that crosses
//! midnight are no cases of their own: 22:00 to 06:00 is 480 minutes from minute 1320. Its length is
//! counted on the wall: a night that loses an hour to daylight saving lasts seven.

use std::cmp::Ordering;
use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::minutes::Stretch;

/// The minutes of a day on the wall.
pub(super) const DAY: u16 = 24 * 60;

/// A time of day from 00:00 to 24:00, which is the midnight that ends a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Clock(u16);

impl Clock {
    /// That hour and minute; 24:00 if there is no such time of day.
    pub const fn at(hour: u8, minute: u8) -> Self {
        match hour as u16 * 60 + minute as u16 {
            minutes if minutes < DAY => Self(minutes),
            _ => Self(DAY),
        }
    }

    /// Since midnight.
    pub fn minutes(self) -> u16 {
        self.0
    }

    /// The time that `text` writes, such as `9:00`, `09:00` or `24:00`.
    pub fn written(text: &str) -> Option<Self> {
        let (hour, minute) = text.trim().split_once(':')?;
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if hour.len() > 2 || minute.len() != 2 || !digits(hour) || !digits(minute) {
            return None;
        }
        match (hour.parse().ok()?, minute.parse().ok()?) {
            (hour @ 0..=23, minute @ 0..=59) | (hour @ 24, minute @ 0) => {
                Some(Self::at(hour, minute))
            }
            _ => None,
        }
    }
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

/// Hours from one time of day to another: at least a minute, less than 24 hours, or a whole day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "Kept", try_from = "Kept")]
pub struct Interval {
    start: u16,
    minutes: u16,
}

impl Interval {
    /// From 00:00 to 24:00.
    pub const WHOLE_DAY: Self = Self { start: 0, minutes: DAY };

    /// `minutes` from minute `start` of a day. 24 hours from anything but midnight are two
    /// intervals: written as 09:00 to 09:00, nobody could tell them from none at all.
    pub fn new(start: u16, minutes: u16) -> Option<Self> {
        let fits = start < DAY && (1..=DAY).contains(&minutes) && (minutes < DAY || start == 0);
        fits.then_some(Self { start, minutes })
    }

    /// The interval of those minutes of a day.
    pub(super) fn lasting(stretch: Stretch) -> Option<Self> {
        Self::new(stretch.start, stretch.end.checked_sub(stretch.start)?)
    }

    /// The hours from one time of day to the next time it is `until`, which may be tomorrow. None
    /// if both are the same.
    pub fn from_to(from: Clock, until: Clock) -> Option<Self> {
        match until.cmp(&from) {
            Ordering::Greater => Self::new(from.0, until.0 - from.0),
            Ordering::Equal => None,
            Ordering::Less => Self::new(from.0, until.0 + DAY - from.0),
        }
    }

    pub fn opens(self) -> Clock {
        Clock(self.start)
    }

    /// The time of day at which it ends: 24:00 at midnight, and an earlier time than it opens if it
    /// crosses midnight.
    pub fn closes(self) -> Clock {
        let end = self.start + self.minutes;
        Clock(if end > DAY { end - DAY } else { end })
    }

    /// Whether it goes on into the next day.
    pub fn crosses_midnight(self) -> bool {
        self.start + self.minutes > DAY
    }

    /// Its minutes, counted from the midnight that its day begins with.
    pub(super) fn stretch(self) -> Stretch {
        self.start..self.start + self.minutes
    }
}

impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}–{}", self.opens(), self.closes())
    }
}

/// An interval as it is saved.
#[derive(Serialize, Deserialize)]
struct Kept {
    start: u16,
    minutes: u16,
}

#[derive(Debug, Error)]
#[error("{minutes} minutes from minute {start} are no hours of a day")]
struct NoInterval {
    start: u16,
    minutes: u16,
}

impl From<Interval> for Kept {
    fn from(Interval { start, minutes }: Interval) -> Self {
        Self { start, minutes }
    }
}

impl TryFrom<Kept> for Interval {
    type Error = NoInterval;

    fn try_from(Kept { start, minutes }: Kept) -> Result<Self, NoInterval> {
        Self::new(start, minutes).ok_or(NoInterval { start, minutes })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_of_day_is_read_as_people_write_it() {
        for (text, expected) in [
            ("9:00", Some(Clock::at(9, 0))),
            ("09:05", Some(Clock::at(9, 5))),
            (" 23:59 ", Some(Clock::at(23, 59))),
            ("24:00", Some(Clock::at(24, 0))),
            ("24:01", None),
            ("9:60", None),
            ("9:5", None),
            ("009:00", None),
            ("+9:00", None),
            (":00", None),
            ("9", None),
            ("", None),
        ] {
            assert_eq!(Clock::written(text), expected, "{text:?}");
        }
    }

    #[test]
    fn hours_that_end_before_they_start_end_tomorrow() {
        for (from, until, expected, crosses) in [
            ((9, 0), (18, 0), Some("09:00–18:00"), false),
            ((22, 0), (6, 0), Some("22:00–06:00"), true),
            ((18, 0), (24, 0), Some("18:00–24:00"), false),
            ((18, 0), (0, 0), Some("18:00–24:00"), false),
            ((0, 0), (24, 0), Some("00:00–24:00"), false),
            ((9, 0), (8, 59), Some("09:00–08:59"), true),
            ((9, 0), (9, 0), None, false),
            ((0, 0), (0, 0), None, false),
            ((24, 0), (6, 0), None, false),
        ] {
            let interval =
                Interval::from_to(Clock::at(from.0, from.1), Clock::at(until.0, until.1));
            let text = interval.map(|interval| interval.to_string());
            assert_eq!(text.as_deref(), expected, "{from:?} to {until:?}");
            assert_eq!(interval.is_some_and(Interval::crosses_midnight), crosses);
        }
    }

    #[test]
    fn only_real_hours_are_read_back() {
        let night = Interval::new(1320, 480).expect("a night");
        let json = serde_json::to_string(&night).expect("it serialises");
        assert_eq!(json, r#"{"start":1320,"minutes":480}"#);
        assert_eq!(serde_json::from_str::<Interval>(&json).expect("and parses"), night);
        for wrong in [(1440, 1), (0, 0), (0, 1441), (1, 1440), (65_535, 65_535)] {
            let json = format!(r#"{{"start":{},"minutes":{}}}"#, wrong.0, wrong.1);
            assert!(serde_json::from_str::<Interval>(&json).is_err(), "{json}");
        }
    }
}
