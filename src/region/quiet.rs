//! The hours in which a customer is left in peace: nothing that can wait is sent then.
//!
//! Quiet time runs from one hour of the customer's clock to another, usually over midnight. On the
//! two odd days of the year it is generous to the customer: a beginning that the clock shows twice
//! counts the first time and an end the second time; either, where the clock leaps over it, falls
//! on the first instant after the leap.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc};
use chrono_tz::{GapInfo, Tz};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::zone::Zone;

const MINUTES_OF_A_DAY: u16 = 24 * 60;

/// Daily quiet time, in minutes since midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Saved")]
pub struct Quiet {
    from: u16,
    until: u16,
}

/// What makes quiet time impossible.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuietProblem {
    #[error("quiet time must begin at one of the 1,440 minutes of a day")]
    From,
    #[error("quiet time must end at one of the 1,440 minutes of a day")]
    Until,
    #[error("quiet time can't begin and end at the same minute")]
    Same,
}

impl Quiet {
    /// From a minute of the day until another: of the next day, if it is not later.
    pub fn new(from: u16, until: u16) -> Result<Self, QuietProblem> {
        match (from, until) {
            (MINUTES_OF_A_DAY.., _) => Err(QuietProblem::From),
            (_, MINUTES_OF_A_DAY..) => Err(QuietProblem::Until),
            _ if from == until => Err(QuietProblem::Same),
            _ => Ok(Self { from, until }),
        }
    }

    pub fn from(&self) -> u16 {
        self.from
    }

    pub fn until(&self) -> u16 {
        self.until
    }

    /// Whether `at` is quiet time, which holds its first second and not its last.
    pub fn is_quiet(&self, at: DateTime<Utc>, zone: &Zone) -> bool {
        self.end_of(at, zone.rules()).is_some()
    }

    /// The first instant, not before `at`, that is not quiet time.
    pub fn ends_at(&self, at: DateTime<Utc>, zone: &Zone) -> DateTime<Utc> {
        let (rules, mut end) = (zone.rules(), at);
        // Where quiet time fills nearly the whole day, a change of the clock may swallow the rest.
        while let Some(later) = self.end_of(end, rules) {
            end = later;
        }
        end
    }

    /// The end of the quiet time that holds `at`. It began yesterday or today; or tomorrow, where
    /// the clock is put back over midnight.
    fn end_of(&self, at: DateTime<Utc>, rules: Tz) -> Option<DateTime<Utc>> {
        let today = at.with_timezone(&rules).date_naive();
        [today.pred_opt(), Some(today), today.succ_opt()]
            .into_iter()
            .flatten()
            .filter_map(|day| self.of_night(day, rules))
            .filter(|(begin, end)| *begin <= at && at < *end)
            .map(|(_, end)| end)
            .max()
    }

    /// The quiet time that begins on `day`.
    fn of_night(&self, day: NaiveDate, rules: Tz) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
        let last = if self.from < self.until { day } else { day.succ_opt()? };
        let (from, until) = (day.and_time(time(self.from)?), last.and_time(time(self.until)?));
        let begin = rules.from_local_datetime(&from).earliest();
        let end = rules.from_local_datetime(&until).latest();
        let begin = begin.or_else(|| after_leap(&from, rules))?;
        let end = end.or_else(|| after_leap(&until, rules))?;
        Some((begin.to_utc(), end.to_utc()))
    }
}

impl Default for Quiet {
    /// From nine in the evening until nine in the morning.
    fn default() -> Self {
        Self { from: 21 * 60, until: 9 * 60 }
    }
}

fn time(minute: u16) -> Option<NaiveTime> {
    NaiveTime::from_num_seconds_from_midnight_opt(u32::from(minute) * 60, 0)
}

fn after_leap(local: &NaiveDateTime, rules: Tz) -> Option<DateTime<Tz>> {
    GapInfo::new(local, &rules)?.end
}

/// As it was saved, not yet looked at.
#[derive(Deserialize)]
struct Saved {
    from: u16,
    until: u16,
}

impl TryFrom<Saved> for Quiet {
    type Error = QuietProblem;

    fn try_from(saved: Saved) -> Result<Self, QuietProblem> {
        Quiet::new(saved.from, saved.until)
    }
}
