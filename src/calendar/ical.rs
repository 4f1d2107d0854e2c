//! Reads the holidays of an iCalendar file (RFC 5545), such as a town publishes them.
//!
//! Every event becomes a closed day or several: whole days, or the hours from its start to its end
//! by the clock on the wall of the calendar's zone. What closes the same date becomes one exception.
//! Only one recurrence is known, the same date every year; whatever else the file asks for is left
//! out whole and reported with its line, since half a holiday would be worse than none. Alarms, time
//! zones that the file describes, free or busy, categories and all other properties say nothing
//! about opening hours and are passed over.
//!
//! An event of every year counts in every year, also before its first: a calendar has no use for
//! dates long gone. An event without an end lasts a day (§3.6.1). So does one that ends on the day
//! it starts: the standard forbids it, and some programs write it.

mod event;
mod line;
mod moment;
mod reader;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use super::Exception;
use crate::zone::Zone;

/// The largest file that is read, in bytes: some ten times what a town's holidays of thirty years
/// need.
pub const LARGEST_FILE: usize = 1024 * 1024;
/// The longest event, in days.
pub const LONGEST_EVENT: i64 = 366;

/// What a file says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Import {
    /// Closed days by date, at most one for each.
    pub holidays: Vec<Exception>,
    /// What was left out, in the order of the file.
    pub skipped: Vec<Skipped>,
}

/// Something that was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skipped {
    /// The line in the file, from 1.
    pub line: usize,
    pub why: Why,
}

/// Why something was left out: a closed list, worded by the language layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// The file is larger than [`LARGEST_FILE`]; nothing of it was read.
    FileTooLarge,
    /// Not an iCalendar file, or no longer one from here on; the rest was not read.
    NotACalendar,
    /// A part begins and does not end, or ends where none began; the rest was not read.
    Unbalanced,
    /// The line is no `NAME:value`. An event that holds it is left out.
    Unreadable,
    /// A task, a journal or something else that is no event.
    NotAnEvent,
    /// The event was cancelled.
    Cancelled,
    /// The event has no start.
    NoStart,
    /// Not a date or time that exists.
    NotADate,
    /// The IANA database has no such zone.
    UnknownZone,
    /// The event ends when it starts, or before.
    NoLength,
    /// The event says how long it lasts instead of when it ends.
    Duration,
    /// The event is longer than [`LONGEST_EVENT`].
    EventTooLong,
    /// The event recurs otherwise than on the same date every year without an end.
    Recurrence,
    /// More closed days than one calendar has ([`MOST_EXCEPTIONS`](super::MOST_EXCEPTIONS)).
    TooMany,
}

impl Why {
    /// Whether nothing is lost: it was no event, or one that does not take place.
    pub fn is_no_holiday(self) -> bool {
        matches!(self, Why::NotAnEvent | Why::Cancelled)
    }
}

/// The holidays of `file` for a calendar of that zone.
pub fn read(file: &[u8], zone: &Zone) -> Import {
    if file.len() > LARGEST_FILE {
        let skipped = vec![Skipped { line: 1, why: Why::FileTooLarge }];
        return Import { holidays: vec![], skipped };
    }
    reader::read(line::lines(file), zone)
}
