//! CAL-5: the days that change the clock, by the one rule, with fixed examples. In 2026 Madrid
//! changes on 29 March and 25 October, New York on 8 March and 1 November.

use super::*;

#[test]
fn on_a_day_that_changes_the_clock_the_time_counts_that_really_passes() {
    // Zone, hours of every day, and when they open and close on the day of the change, in UTC.
    let cases = [
        // A night shift is an hour shorter in spring and longer in autumn.
        ("Europe/Madrid", "22:00–06:00", "2026-03-28T21:00", "2026-03-29T04:00"),
        ("Europe/Madrid", "22:00–06:00", "2026-10-24T20:00", "2026-10-25T05:00"),
        ("America/New_York", "22:00–06:00", "2026-03-08T03:00", "2026-03-08T10:00"),
        ("America/New_York", "22:00–06:00", "2026-11-01T02:00", "2026-11-01T11:00"),
        // The day is an hour shorter or longer too.
        ("Europe/Madrid", "00:00–12:00", "2026-03-28T23:00", "2026-03-29T10:00"),
        ("Europe/Madrid", "00:00–12:00", "2026-10-24T22:00", "2026-10-25T11:00"),
        // A boundary that is skipped moves to the first moment after the gap.
        ("Europe/Madrid", "02:30–05:00", "2026-03-29T01:00", "2026-03-29T03:00"),
        ("Europe/Madrid", "01:00–02:30", "2026-03-29T00:00", "2026-03-29T01:00"),
        ("America/New_York", "01:00–02:30", "2026-03-08T06:00", "2026-03-08T07:00"),
        // A boundary that occurs twice opens early and closes late.
        ("Europe/Madrid", "02:30–05:00", "2026-10-25T00:30", "2026-10-25T04:00"),
        ("Europe/Madrid", "01:00–02:30", "2026-10-24T23:00", "2026-10-25T01:30"),
        ("Europe/Madrid", "02:10–02:40", "2026-10-25T00:10", "2026-10-25T01:40"),
        ("America/New_York", "00:00–01:30", "2026-11-01T04:00", "2026-11-01T06:30"),
        ("Europe/Madrid", "22:00–02:00", "2026-10-24T20:00", "2026-10-25T01:00"),
        ("Europe/Madrid", "22:00–03:00", "2026-10-24T20:00", "2026-10-25T02:00"),
        // A break within the hour that comes twice is over before the hours before it have closed.
        ("Europe/Madrid", "01:00–02:30 02:45–04:00", "2026-10-24T23:00", "2026-10-25T03:00"),
        // Hours that touch have no seam, whatever the clock does between them.
        ("Europe/Madrid", "01:00–02:30 02:30–04:00", "2026-03-29T00:00", "2026-03-29T02:00"),
        ("Europe/Madrid", "01:00–02:30 02:30–04:00", "2026-10-24T23:00", "2026-10-25T03:00"),
    ];
    for (zone, text, opens, closes) in cases {
        let [opens, closes] = [opens, closes].map(|text| at(&format!("{text}:00Z")));
        assert_eq!(around_the_night(zone, text, closes), [(opens, closes)], "{zone} {text}");
    }
}

#[test]
fn hours_that_the_clock_skips_do_not_come() {
    let change = at("2026-03-29T01:00:00Z");
    assert_eq!(around_the_night("Europe/Madrid", "02:10–02:40", change), []);
}

/// What is open between the noons before and after a moment of the night.
fn around_the_night(
    zone: &str,
    text: &str,
    night: DateTime<Utc>,
) -> Vec<(DateTime<Utc>, DateTime<Utc>)> {
    let noon = at(&format!("{}T12:00:00Z", night.date_naive()));
    Timetable::covering(daily(zone, text), noon - TimeDelta::days(1), noon).spans()
}

#[test]
fn who_is_always_open_is_open_through_every_change() {
    for zone in ["Europe/Madrid", "America/New_York", "Australia/Lord_Howe", "America/Sao_Paulo"] {
        let calendar = daily(zone, "00:00–24:00");
        let (from, until) = (at("2026-01-01T00:00:00Z"), at("2027-01-01T00:00:00Z"));
        assert_eq!(calendar.between(from, until), until - from, "{zone}");
        assert_eq!(calendar.closes_at(from), None, "{zone}");
    }
}

#[test]
fn four_hours_from_an_evening_end_an_hour_apart_in_spring_and_autumn() {
    let night = daily("Europe/Madrid", "22:00–06:00");
    let four = TimeDelta::hours(4);
    // 23:00 on the wall, before either change: the wall shows 04:00 in spring and 02:00 in autumn.
    assert_eq!(night.after(at("2026-03-28T22:00:00Z"), four), Some(at("2026-03-29T02:00:00Z")));
    assert_eq!(night.zone.wall(at("2026-03-29T02:00:00Z")).to_string(), "2026-03-29 04:00:00");
    assert_eq!(night.after(at("2026-10-24T21:00:00Z"), four), Some(at("2026-10-25T01:00:00Z")));
    assert_eq!(night.zone.wall(at("2026-10-25T01:00:00Z")).to_string(), "2026-10-25 02:00:00");
}

#[test]
fn a_clock_set_back_over_midnight_loses_neither_the_old_date_nor_the_new() {
    // Until 2011 Newfoundland went from 00:01 back to 23:01 of the day before: on 7 November 2010
    // that was at 02:31 UTC, and 23:01 to 00:01 came twice.
    let mut calendar = daily("America/St_Johns", "");
    calendar.exceptions = vec![opening("2010-11-05", "23:45–23:30")];
    let (first_midnight, last_closing) = (at("2010-11-07T02:30:30Z"), at("2010-11-07T03:00:00Z"));
    assert!(calendar.is_open(first_midnight));
    assert_eq!(calendar.closes_at(first_midnight), Some(last_closing));

    calendar.exceptions = vec![opening("2010-11-07", "00:00–01:00")];
    let opened = calendar.between(at("2010-11-07T02:00:00Z"), at("2010-11-07T02:40:00Z"));
    assert_eq!(opened, TimeDelta::minutes(10));
}
