//! A date that differs from its weekday: a holiday, a half day, an exceptional opening.

use std::fmt;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::Interval;

/// The date of an exception. A single date sorts before a yearly one, and goes before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum When {
    Once {
        date: NaiveDate,
    },
    /// The same day of every year. 29 February comes in leap years only: in the others there is no
    /// such day, and neither 28 February nor 1 March stands in for it.
    Yearly {
        month: u32,
        day: u32,
    },
}

impl When {
    pub fn falls_on(self, date: NaiveDate) -> bool {
        match self {
            When::Once { date: only } => only == date,
            When::Yearly { month, day } => (month, day) == (date.month(), date.day()),
        }
    }

    /// The day of every year on which `date` falls.
    pub fn yearly(date: NaiveDate) -> Self {
        When::Yearly { month: date.month(), day: date.day() }
    }

    /// The date that `text` writes: `2026-12-25`, or `12-25` for every year.
    pub fn written(text: &str) -> Option<Self> {
        let text = text.trim();
        let date = |text: &str| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
        let shape = |byte: u8| if byte.is_ascii_digit() { b'0' } else { byte };
        match text.bytes().map(shape).collect::<Vec<_>>().as_slice() {
            b"0000-00-00" => date(text).map(|date| When::Once { date }),
            // 2024 is a leap year: 29 February is a date of every year it comes in.
            b"00-00" => date(&format!("2024-{text}")).map(When::yearly),
            _ => None,
        }
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            When::Once { date } => write!(f, "{date}"),
            When::Yearly { month, day } => write!(f, "{month:02}-{day:02}"),
        }
    }
}

/// What an exception does with its hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A holiday or a half day: these hours are closed, and the others as in the week.
    Closed,
    /// An exceptional opening: these hours are open, and no others.
    Open,
}

/// A date that differs from its weekday.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exception {
    pub when: When,
    /// What people call the day; empty if they don't.
    #[serde(default)]
    pub name: String,
    pub kind: Kind,
    /// The hours that are closed or open. Closed ones end by midnight.
    pub hours: Vec<Interval>,
}

impl Exception {
    /// A day closed from midnight to midnight.
    pub fn holiday(when: When, name: &str) -> Self {
        Self::closed(when, name, vec![Interval::WHOLE_DAY])
    }

    /// A day closed during `hours`.
    pub fn closed(when: When, name: &str, hours: Vec<Interval>) -> Self {
        Self { when, name: name.to_owned(), kind: Kind::Closed, hours }
    }

    /// A day open during `hours` and no others.
    pub fn opening(when: When, name: &str, hours: Vec<Interval>) -> Self {
        Self { when, name: name.to_owned(), kind: Kind::Open, hours }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_read_as_it_is_written_and_written_as_it_is_read() {
        for (text, known) in [
            ("2026-12-25", true),
            ("12-25", true),
            ("02-29", true),
            ("2028-02-29", true),
            ("2026-02-29", false),
            ("02-30", false),
            ("13-01", false),
            ("2026-1-1", false),
            ("+26-12-25", false),
            ("25/12/2026", false),
            ("", false),
        ] {
            let back = When::written(text).map(|when| when.to_string());
            assert_eq!(back.as_deref(), known.then_some(text));
        }
    }

    #[test]
    fn the_29th_of_february_comes_in_leap_years_only() {
        let leap_day = When::written("02-29").expect("a date");
        let date = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).expect("a date");
        assert!(leap_day.falls_on(date(2028, 2, 29)));
        for day in [date(2026, 2, 28), date(2026, 3, 1), date(2028, 2, 28), date(2028, 3, 1)] {
            assert!(!leap_day.falls_on(day), "{day}");
        }
    }
}
