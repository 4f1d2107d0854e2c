//! Cursors: the time of the last item shown, then what tells it from others of that time.

use std::fmt::Display;

use chrono::{DateTime, Utc};

pub(super) fn cursor(at: DateTime<Utc>, tail: &dyn Display) -> String {
    format!("{} {tail}", at.to_rfc3339())
}

/// What [`cursor`] wrote; `None` for anything else.
pub(super) fn read(cursor: &str) -> Option<(DateTime<Utc>, &str)> {
    let (at, tail) = cursor.split_once(' ')?;
    Some((DateTime::parse_from_rfc3339(at).ok()?.to_utc(), tail))
}
