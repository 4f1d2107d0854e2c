//! A strip of days to look at before a calendar is saved: what would be open, and why.
//!
//! A strip shows what the clock on the wall does: what a date has between its two midnights. So a
//! night shift stands on both of its dates, and an hour that daylight saving takes or gives is not
//! seen here.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::interval::DAY;
use super::minutes::merged;
use super::{Calendar, Interval, Kind};

/// How many days a strip usually shows.
pub const STRIP: u8 = 14;

/// Why a date is open when it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Reason {
    /// A day of the week like any other.
    Week,
    /// A holiday or half day of that name.
    Holiday { name: String },
    /// An exceptional opening of that name.
    Opening { name: String },
}

/// One date of a strip.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Day {
    pub date: NaiveDate,
    /// What is open between the date's two midnights, in order, none touching the next.
    pub open: Vec<Interval>,
    pub reason: Reason,
}

impl Calendar {
    /// `days` dates from `from` on, each with what is open and why.
    pub fn strip(&self, from: NaiveDate, days: u8) -> Vec<Day> {
        let dates = from.iter_days().take(days.into());
        dates
            .map(|date| Day { date, open: self.open_on(date), reason: self.reason_on(date) })
            .collect()
    }

    fn open_on(&self, date: NaiveDate) -> Vec<Interval> {
        let yesterday = date.checked_sub_days(Days::new(1)).unwrap_or(date);
        let night = self.stretches(yesterday).into_iter();
        let night = night.map(|stretch| stretch.start.max(DAY) - DAY..stretch.end.max(DAY) - DAY);
        let day = self.stretches(date).into_iter();
        let day = day.map(|stretch| stretch.start.min(DAY)..stretch.end.min(DAY));
        merged(night.chain(day)).into_iter().filter_map(Interval::lasting).collect()
    }

    fn reason_on(&self, date: NaiveDate) -> Reason {
        match self.plan(date).because {
            None => Reason::Week,
            Some(exception) => {
                let name = exception.name.clone();
                match exception.kind {
                    Kind::Closed => Reason::Holiday { name },
                    Kind::Open => Reason::Opening { name },
                }
            }
        }
    }
}
