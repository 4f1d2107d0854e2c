//! When a team or a person is at work, and what follows from it for time that counts.
//!
//! A [`Calendar`] is a week of intervals in one zone and the days that differ from that week. One
//! kind serves teams and persons: opening hours and shifts obey the same rules.
//!
//! How a date comes by its hours:
//! - An interval belongs to the day it starts on, and may go on past midnight into the next.
//! - A holiday closes hours of its own date: those that start on it, and what reaches into it from
//!   the night before. Where it closes until midnight, the night that would have followed is closed
//!   as well: nobody comes in at 22:00 on a day that ended at 14:00.
//! - An exceptional opening says the whole of its date: week, holidays and the night before count
//!   for nothing on it. Its own last interval may go on past midnight like any other.
//! - Holidays of one date add up. Of several openings the single date goes before the yearly one.
//! - Intervals that overlap or touch are one. No minute counts twice.
//! - What the clock on the wall shows becomes an instant by one rule, also on the days that change
//!   the clock: see `boundary`.
//!
//! There are two ways to the same answers. A [`Calendar`] walks its days, which shows best what it
//! means; a [`Timetable`] has walked some years of them once, and answers by binary search. Who asks
//! often keeps one timetable for each version of a calendar.
//!
//! What people type is judged in [`draft`](Draft), what a file brings in [`ical`]. Who may change a
//! calendar, and where its versions are kept, is not here.

mod boundary;
mod day;
mod draft;
mod exception;
mod hours;
pub mod ical;
mod interval;
mod minutes;
mod openings;
mod problem;
mod strip;
#[cfg(test)]
mod tests;
mod timetable;
mod week;

use chrono::Weekday;
use serde::{Deserialize, Serialize};

pub use draft::{Draft, DraftException, Entry};
pub use exception::{Exception, Kind, When};
pub use hours::{Always, HORIZON, Hours};
pub use interval::{Clock, Interval};
pub use problem::{LONGEST_NAME, MOST_EXCEPTIONS, MOST_INTERVALS, Mistake, Place, Problem};
pub use strip::{Day, Reason, STRIP};
pub use timetable::Timetable;
pub use week::Week;

use crate::ids::CalendarId;
use crate::zone::Zone;

/// Opening hours or a shift, in one version. It is never changed in place: what was reckoned with
/// it can be reckoned again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calendar {
    pub id: CalendarId,
    pub name: String,
    /// Counts the versions, from 1.
    pub version: u32,
    /// Whose clock on the wall the intervals are read from.
    pub zone: Zone,
    /// The open intervals of each weekday, in any order.
    #[serde(default)]
    pub week: Week<Vec<Interval>>,
    /// Holidays, half days and exceptional openings, in any order.
    #[serde(default)]
    pub exceptions: Vec<Exception>,
}

impl Calendar {
    /// The first version of a calendar without exceptions.
    pub fn new(id: CalendarId, name: &str, zone: Zone, week: Week<Vec<Interval>>) -> Self {
        Self { id, name: name.to_owned(), version: 1, zone, week, exceptions: vec![] }
    }

    /// Open from Monday to Friday; from one hour to the same hour is never.
    pub fn weekdays(id: CalendarId, name: &str, zone: Zone, from: Clock, until: Clock) -> Self {
        let hours: Vec<Interval> = Interval::from_to(from, until).into_iter().collect();
        let week = Week::by_day(|day| match day {
            Weekday::Sat | Weekday::Sun => vec![],
            _ => hours.clone(),
        });
        Self::new(id, name, zone, week)
    }

    /// The version after this one, holding what `edited` says.
    pub fn next_version(&self, edited: Calendar) -> Calendar {
        Calendar { id: self.id.clone(), version: self.version.saturating_add(1), ..edited }
    }
}
