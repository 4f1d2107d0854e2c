//! A calendar's openings over some years, found once and added up.
//!
//! Working time before an instant is a sum kept with each opening, so that `between` is a difference
//! of two sums and `after` looks a sum up: both by binary search, and inverse by construction. What
//! lies outside the years of the table, the calendar itself answers.

use chrono::{DateTime, TimeDelta, Utc};

use super::openings::{Span, horizon};
use super::{Calendar, HORIZON, Hours};

/// A calendar that answers in well under a microsecond. Made from it, never saved.
#[derive(Debug, Clone)]
pub struct Timetable {
    calendar: Calendar,
    /// What the table knows, holding the first instant and not the last.
    known: Span,
    rows: Vec<Row>,
}

/// An opening, touching none other.
#[derive(Debug, Clone, Copy)]
struct Row {
    span: Span,
    /// The table's working time up to its end, since that is what is searched for.
    through: TimeDelta,
}

impl Timetable {
    /// The table of `calendar` for what is asked around `now`: two years back, for tickets that
    /// are still open, and a year more ahead than the [`HORIZON`], so that it serves for a year.
    pub fn around(calendar: Calendar, now: DateTime<Utc>) -> Self {
        let year = TimeDelta::days(366);
        let from = now.checked_sub_signed(year * 2).unwrap_or(now);
        let until = now.checked_add_signed(HORIZON + year).unwrap_or(now);
        Self::covering(calendar, from, until)
    }

    /// The table of `calendar` from one instant to another.
    pub fn covering(calendar: Calendar, from: DateTime<Utc>, until: DateTime<Utc>) -> Self {
        let mut rows: Vec<Row> = vec![];
        for span in calendar.openings(from, until) {
            match rows.last_mut() {
                Some(last) if last.span.end == span.start => {
                    last.span.end = span.end;
                    last.through += span.length();
                }
                last => {
                    let before = last.map_or(TimeDelta::zero(), |last| last.through);
                    rows.push(Row { span, through: before + span.length() });
                }
            }
        }
        Self { calendar, known: Span { start: from, end: until }, rows }
    }

    pub fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    /// When what is open at `at` closes: see [`Calendar::closes_at`].
    pub fn closes_at(&self, at: DateTime<Utc>) -> Option<DateTime<Utc>> {
        if !self.knows(at) {
            return self.calendar.closes_at(at);
        }
        let end = self.opening_at_or_after(at).filter(|row| row.span.start <= at)?.span.end;
        if end >= horizon(at) {
            None
        } else if end < self.known.end {
            Some(end)
        } else {
            self.calendar.closes_at(at)
        }
    }

    fn knows(&self, at: DateTime<Utc>) -> bool {
        self.known.start <= at && at < self.known.end
    }

    /// The first opening that has not ended by `at`; `None` too if the table does not know `at`.
    fn opening_at_or_after(&self, at: DateTime<Utc>) -> Option<&Row> {
        let ended = self.rows.partition_point(|row| row.span.end <= at);
        self.rows.get(ended).filter(|_| self.knows(at))
    }

    /// The table's working time up to `at`, which it knows.
    fn worked(&self, at: DateTime<Utc>) -> TimeDelta {
        let begun = self.rows.partition_point(|row| row.span.start < at);
        let last = begun.checked_sub(1).and_then(|last| self.rows.get(last));
        last.map_or(TimeDelta::zero(), |row| {
            row.through - (row.span.end - at).max(TimeDelta::zero())
        })
    }
}

impl Hours for Timetable {
    fn between(&self, from: DateTime<Utc>, until: DateTime<Utc>) -> TimeDelta {
        if self.knows(from) && self.knows(until) {
            (self.worked(until) - self.worked(from)).max(TimeDelta::zero())
        } else {
            self.calendar.between(from, until)
        }
    }

    fn after(&self, from: DateTime<Utc>, working: TimeDelta) -> Option<DateTime<Utc>> {
        if working <= TimeDelta::zero() {
            return Some(from);
        }
        if !self.knows(from) {
            return self.calendar.after(from, working);
        }
        let end = horizon(from);
        let target = self.worked(from).checked_add(&working)?;
        let short = self.rows.partition_point(|row| row.through < target);
        match self.rows.get(short) {
            Some(row) => {
                Some(row.span.end - (row.through - target)).filter(|instant| *instant <= end)
            }
            None if end < self.known.end => None,
            None => self.calendar.after(from, working),
        }
    }

    fn is_open(&self, at: DateTime<Utc>) -> bool {
        if self.knows(at) {
            self.opening_at_or_after(at).is_some_and(|row| row.span.start <= at)
        } else {
            self.calendar.is_open(at)
        }
    }

    fn next_opening(&self, at: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let end = horizon(at);
        match self.opening_at_or_after(at) {
            Some(row) => Some(row.span.start.max(at)).filter(|instant| *instant < end),
            None if self.knows(at) && end < self.known.end => None,
            None => self.calendar.next_opening(at),
        }
    }
}

#[cfg(test)]
impl Timetable {
    /// Every opening of the table.
    pub(super) fn spans(&self) -> Vec<(DateTime<Utc>, DateTime<Utc>)> {
        self.rows.iter().map(|row| (row.span.start, row.span.end)).collect()
    }
}
