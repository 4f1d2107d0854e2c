//! When teams are at work, by hand: no calendar is asked, so that what the desk reckons with its own
//! can be held against it.

use chrono::{DateTime, Datelike, Days, NaiveDate, TimeDelta, Utc, Weekday};

use super::{END, START, book, moment};

/// From one instant to another, in microseconds, and how much was open before.
struct Open {
    from: i64,
    until: i64,
    before: i64,
}

/// All that is open from a week before the played one until three weeks after.
pub(super) struct Openings(Vec<Open>);

impl Openings {
    pub(super) fn always() -> Self {
        Self::of([(START - TimeDelta::days(30), END + TimeDelta::days(60))])
    }

    /// Of the calendar by that name; day and night without one.
    pub(super) fn named(calendar: Option<&str>) -> Self {
        match calendar {
            Some("office") => Self::daily(&[((9, 0), (14, 0)), ((15, 30), (18, 30))], true, None),
            Some("long") => Self::daily(&[((8, 0), (22, 0))], false, Some(((8, 0), (14, 0)))),
            Some(other) => panic!("nobody wrote the hours of {other} down"),
            None => Self::always(),
        }
    }

    /// Those hours on Madrid's clock each day, or each weekday, and others or none on the holiday.
    fn daily(hours: &[Hours], weekdays: bool, holiday: Option<Hours>) -> Self {
        let (year, month, day) = book::HOLIDAY;
        let closed = NaiveDate::from_ymd_opt(year, month, day).expect("a date");
        let first = NaiveDate::from_ymd_opt(2026, 3, 16).expect("a date");
        let works =
            |day: &NaiveDate| !weekdays || !matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        let days = (0..35).map(|day| first + Days::new(day)).filter(works);
        Self::of(days.flat_map(|day| {
            let hours = if day == closed { holiday.as_slice() } else { hours };
            let on = |(from, until): &Hours| (moment(day, *from), moment(day, *until));
            hours.iter().map(on).collect::<Vec<_>>()
        }))
    }

    /// Those spans, in order and apart.
    fn of(spans: impl IntoIterator<Item = (DateTime<Utc>, DateTime<Utc>)>) -> Self {
        let mut open: Vec<Open> = vec![];
        for (from, until) in spans {
            let before = open.last().map_or(0, |last| last.before + last.until - last.from);
            let (from, until) = (from.timestamp_micros(), until.timestamp_micros());
            open.push(Open { from, until, before });
        }
        Self(open)
    }

    /// So much was open until then.
    fn worked(&self, at: i64) -> i64 {
        let begun = self.0.partition_point(|open| open.from < at);
        let last = begun.checked_sub(1).map(|last| &self.0[last]);
        last.map_or(0, |last| last.before + at.min(last.until) - last.from)
    }

    pub(super) fn between(&self, from: DateTime<Utc>, until: DateTime<Utc>) -> TimeDelta {
        let worked = self.worked(until.timestamp_micros()) - self.worked(from.timestamp_micros());
        TimeDelta::microseconds(worked.max(0))
    }

    /// When so much will have been open since `from`.
    pub(super) fn after(&self, from: DateTime<Utc>, working: TimeDelta) -> DateTime<Utc> {
        let working = working.num_microseconds().expect("some weeks");
        if working <= 0 {
            return from;
        }
        let whole = self.worked(from.timestamp_micros()) + working;
        let short = self.0.partition_point(|open| open.before + open.until - open.from < whole);
        let open = self.0.get(short).expect("within three weeks");
        instant(open.from + whole - open.before)
    }

    /// The first instant, not before `at`, that is open.
    pub(super) fn next(&self, at: DateTime<Utc>) -> DateTime<Utc> {
        let micros = at.timestamp_micros();
        let over = self.0.partition_point(|open| open.until <= micros);
        instant(self.0.get(over).expect("within three weeks").from.max(micros))
    }
}

/// From a time of day to another.
type Hours = ((u8, u8), (u8, u8));

fn instant(micros: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_micros(micros).expect("a moment")
}
