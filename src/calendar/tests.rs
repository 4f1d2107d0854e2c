//! Calendars as tests write them, and any calendar there may be.

mod agreement;
mod daylight;
mod days;
mod drafts;
mod ends;
mod properties;
mod walker;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use proptest::collection::vec;
use proptest::prelude::*;

use super::*;

fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant")
}

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn zone(name: &str) -> Zone {
    Zone::named(name).expect("a zone")
}

/// Intervals as they are shown: `09:00–14:00 16:00–18:00`.
fn hours(text: &str) -> Vec<Interval> {
    let interval = |text: &str| {
        let (from, until) = text.split_once('–').expect("two times");
        let clock = |text| Clock::written(text).expect("a time of day");
        Interval::from_to(clock(from), clock(until)).expect("an interval")
    };
    text.split_whitespace().map(interval).collect()
}

/// A calendar with the same hours every day.
fn daily(zone_name: &str, text: &str) -> Calendar {
    Calendar::new("c".into(), "Desk", zone(zone_name), Week::by_day(|_| hours(text)))
}

fn holiday(when: &str, closed: &str) -> Exception {
    Exception::closed(When::written(when).expect("a date"), "Festa", hours(closed))
}

fn opening(when: &str, open: &str) -> Exception {
    Exception::opening(When::written(when).expect("a date"), "Fira", hours(open))
}

/// Any intervals on a grid of `step` minutes.
fn any_hours(step: u16, most: usize) -> impl Strategy<Value = Vec<Interval>> {
    let day = 1440 / step;
    let interval = (0..day, 1..day).prop_map(move |(start, length)| {
        Interval::new(start * step, length * step).expect("an interval")
    });
    vec(prop_oneof![9 => interval, 1 => Just(Interval::WHOLE_DAY)], 0..=most)
}

/// Any exceptions within a few days of `around`.
fn any_exceptions(step: u16, around: NaiveDate) -> impl Strategy<Value = Vec<Exception>> {
    let exception = (-4i64..=4, any::<bool>(), any::<bool>(), any_hours(step, 2)).prop_map(
        move |(days, yearly, opens, hours)| {
            let date = around + TimeDelta::days(days);
            let when = if yearly { When::yearly(date) } else { When::Once { date } };
            if opens {
                return Exception::opening(when, "", hours);
            }
            let within = |hours: &Interval| {
                let stretch = hours.stretch();
                Interval::lasting(stretch.start..stretch.end.min(1440)).expect("an interval")
            };
            Exception::closed(when, "", hours.iter().map(within).collect())
        },
    );
    vec(exception, 0..5)
}

/// Any calendar of `zone` that is open every Wednesday, with exceptions around a date.
fn any_calendar(zone: Zone, step: u16, around: NaiveDate) -> impl Strategy<Value = Calendar> {
    let week = vec(any_hours(step, 3), 7);
    (week, any_exceptions(step, around)).prop_map(move |(mut week, exceptions)| {
        let mut week = Week::by_day(|_| week.pop().expect("seven days"));
        week.wednesday.push(Interval::new(600, 60).expect("an hour"));
        Calendar { exceptions, ..Calendar::new("c".into(), "Desk", zone.clone(), week) }
    })
}
