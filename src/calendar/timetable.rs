//! A calendar's openings over some years, found once and added up.
//!
//! Working time before an instant is a sum kept with each opening, so that `between` is a difference
//! of two sums and `after` looks a sum up: both by binary search, and inverse by construction. Openings
//! begin and end on whole seconds and are kept as such: numbers are compared faster than dates. What
//! lies outside the years of the table, the calendar itself answers.

use chrono::{DateTime, TimeDelta, Utc};

use super::{Calendar, HORIZON, Hours};

/// A calendar that answers in well under a microsecond. Made from it, never saved.
#[derive(Debug, Clone)]
pub struct Timetable {
    calendar: Calendar,
    /// What the table knows, in seconds: from the first to just before the last.
    known: (i64, i64),
    rows: Vec<Row>,
}

/// An opening, touching none other, in seconds.
#[derive(Debug, Clone, Copy)]
struct Row {
    start: i64,
    end: i64,
    /// The table's working time up to its end, since that is what is searched for.
    through: i64,
}

/// An instant: its second, and what is beyond it in nanoseconds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct At {
    second: i64,
    nanos: u32,
}

impl At {
    fn of(at: DateTime<Utc>) -> Self {
        Self { second: at.timestamp(), nanos: at.timestamp_subsec_nanos() }
    }

    fn whole(second: i64) -> Self {
        Self { second, nanos: 0 }
    }

    fn instant(self) -> Option<DateTime<Utc>> {
        DateTime::from_timestamp(self.second, self.nanos)
    }

    /// The first whole second that is not before it.
    fn next_second(self) -> i64 {
        self.second.saturating_add(i64::from(self.nanos > 0))
    }

    /// The end of the [`HORIZON`] that begins at it.
    fn horizon(self) -> Self {
        Self { second: self.second.saturating_add(HORIZON.num_seconds()), ..self }
    }
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

    /// The table of `calendar` from one instant to another, both as whole seconds.
    pub fn covering(calendar: Calendar, from: DateTime<Utc>, until: DateTime<Utc>) -> Self {
        let whole = |at: DateTime<Utc>| At::whole(at.timestamp()).instant().unwrap_or(at);
        let (from, until) = (whole(from), whole(until));
        let mut rows: Vec<Row> = vec![];
        for span in calendar.openings(from, until) {
            let (start, end) = (span.start.timestamp(), span.end.timestamp());
            match rows.last_mut() {
                Some(last) if last.end == start => {
                    last.end = end;
                    last.through += end - start;
                }
                last => {
                    let before = last.map_or(0, |last| last.through);
                    rows.push(Row { start, end, through: before + end - start });
                }
            }
        }
        Self { calendar, known: (from.timestamp(), until.timestamp()), rows }
    }

    pub fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    /// When what is open at `at` closes: see [`Calendar::closes_at`].
    pub fn closes_at(&self, at: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let asked = At::of(at);
        if !self.knows(asked) {
            return self.calendar.closes_at(at);
        }
        let end = self.opening_at_or_after(asked).filter(|row| row.start <= asked.second)?.end;
        if At::whole(end) >= asked.horizon() {
            None
        } else if end < self.known.1 {
            At::whole(end).instant()
        } else {
            self.calendar.closes_at(at)
        }
    }

    fn knows(&self, at: At) -> bool {
        self.known.0 <= at.second && at.second < self.known.1
    }

    /// The first opening that has not ended by `at`; `None` too if the table does not know `at`.
    fn opening_at_or_after(&self, at: At) -> Option<&Row> {
        let ended = self.rows.partition_point(|row| row.end <= at.second);
        self.rows.get(ended).filter(|_| self.knows(at))
    }

    /// The table's working time up to `at`, which it knows.
    fn worked(&self, at: At) -> TimeDelta {
        let begun = self.rows.partition_point(|row| row.start < at.next_second());
        let Some(row) = begun.checked_sub(1).and_then(|last| self.rows.get(last)) else {
            return TimeDelta::zero();
        };
        let (seconds, nanos) = match at.second < row.end {
            true => (row.through - (row.end - at.second), at.nanos),
            false => (row.through, 0),
        };
        TimeDelta::new(seconds, nanos).unwrap_or_default()
    }
}

impl Hours for Timetable {
    fn between(&self, from: DateTime<Utc>, until: DateTime<Utc>) -> TimeDelta {
        let (begin, end) = (At::of(from), At::of(until));
        if self.knows(begin) && self.knows(end) {
            (self.worked(end) - self.worked(begin)).max(TimeDelta::zero())
        } else {
            self.calendar.between(from, until)
        }
    }

    fn after(&self, from: DateTime<Utc>, working: TimeDelta) -> Option<DateTime<Utc>> {
        if working <= TimeDelta::zero() {
            return Some(from);
        }
        let begin = At::of(from);
        if !self.knows(begin) {
            return self.calendar.after(from, working);
        }
        let target = self.worked(begin).checked_add(&working)?;
        let (seconds, nanos) = (target.num_seconds(), target.subsec_nanos().unsigned_abs());
        let whole = At { second: seconds, nanos }.next_second();
        let short = self.rows.partition_point(|row| row.through < whole);
        match self.rows.get(short) {
            Some(row) => {
                let end = At { second: row.end - (row.through - seconds), nanos };
                end.instant().filter(|_| end <= begin.horizon())
            }
            None if begin.horizon().second < self.known.1 => None,
            None => self.calendar.after(from, working),
        }
    }

    fn is_open(&self, at: DateTime<Utc>) -> bool {
        let asked = At::of(at);
        if self.knows(asked) {
            self.opening_at_or_after(asked).is_some_and(|row| row.start <= asked.second)
        } else {
            self.calendar.is_open(at)
        }
    }

    fn next_opening(&self, at: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let asked = At::of(at);
        match self.opening_at_or_after(asked) {
            Some(row) if row.start <= asked.second => Some(at),
            Some(row) => {
                At::whole(row.start).instant().filter(|_| At::whole(row.start) < asked.horizon())
            }
            None if self.knows(asked) && asked.horizon().second < self.known.1 => None,
            None => self.calendar.next_opening(at),
        }
    }
}

#[cfg(test)]
impl Timetable {
    /// Every opening of the table.
    pub(super) fn spans(&self) -> Vec<(DateTime<Utc>, DateTime<Utc>)> {
        let instant = |second| DateTime::from_timestamp(second, 0).expect("in the table");
        self.rows.iter().map(|row| (instant(row.start), instant(row.end))).collect()
    }
}
