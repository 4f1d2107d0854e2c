//! What is wrong with an entered calendar, and where: a closed list, worded by the language layer.

use chrono::Weekday;
use serde::{Deserialize, Serialize};

/// The longest name of a calendar or of an exception, in characters.
pub const LONGEST_NAME: usize = 100;
/// The most intervals of one day.
pub const MOST_INTERVALS: usize = 24;
/// The most exceptions of one calendar: a day's hours are looked for in all of them.
pub const MOST_EXCEPTIONS: usize = 1000;

/// One mistake and its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    pub place: Place,
    pub mistake: Mistake,
}

impl Problem {
    pub(super) fn new(place: Place, mistake: Mistake) -> Self {
        Self { place, mistake }
    }
}

/// Where in a draft. Lines count from 0, as on the form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Place {
    Name,
    Zone,
    /// An interval of a weekday.
    Week {
        day: Weekday,
        line: usize,
    },
    /// An exception as a whole; `date` as it was typed.
    Exception {
        line: usize,
        date: String,
    },
    /// An interval of an exception.
    Hours {
        exception: usize,
        date: String,
        line: usize,
    },
}

/// What is wrong there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mistake {
    Missing,
    /// Longer than [`LONGEST_NAME`].
    TooLong,
    /// The IANA database has no such zone.
    UnknownZone,
    /// Not a time of day such as 09:00.
    NotATime,
    /// It ends when it starts.
    NoLength,
    /// Not a date such as 2026-12-25, or 12-25 for every year.
    NotADate,
    /// A closure that ends before it starts: closures end by midnight.
    Reversed,
    /// An exceptional opening without hours: that is a holiday.
    NothingOpen,
    /// An earlier line says the same kind of thing for this date.
    DuplicateDate,
    /// More than [`MOST_INTERVALS`] or [`MOST_EXCEPTIONS`]; the place is the first one too many.
    TooMany,
}
