//! Quiet hours: the days on which the clock changes, by cases; everything else by properties.

use chrono::{TimeDelta, Timelike};
use proptest::prelude::*;

use super::{at, instants, zone, zones};
use crate::region::{Quiet, QuietProblem};

/// Quiet time from and until an hour and minute such as `21:00`.
fn quiet(from: (u16, u16), until: (u16, u16)) -> Quiet {
    Quiet::new(from.0 * 60 + from.1, until.0 * 60 + until.1).expect("a possible quiet time")
}

#[test]
fn by_default_customers_are_left_in_peace_from_nine_to_nine_of_their_clock() {
    let madrid = zone("Europe/Madrid");
    let table = [
        ("before nine in the evening", "2026-01-10T19:59:59Z", "2026-01-10T19:59:59Z"),
        ("at nine in the evening", "2026-01-10T20:00:00Z", "2026-01-11T08:00:00Z"),
        ("after midnight", "2026-01-11T00:30:00Z", "2026-01-11T08:00:00Z"),
        ("a second before nine", "2026-01-11T07:59:59Z", "2026-01-11T08:00:00Z"),
        ("at nine in the morning", "2026-01-11T08:00:00Z", "2026-01-11T08:00:00Z"),
    ];
    for (case, asked, ends) in table {
        assert_eq!(Quiet::default().ends_at(at(asked), &madrid), at(ends), "{case}");
        assert_eq!(Quiet::default().is_quiet(at(asked), &madrid), asked != ends, "{case}");
    }
}

#[test]
fn quiet_time_ends_by_the_clock_on_days_that_change_it() {
    let (night, small) = (Quiet::default(), quiet((23, 0), (2, 30)));
    let late = quiet((2, 30), (5, 0));
    let table = [
        ("spring night", night, "Europe/Madrid", "2026-03-28T21:00:00Z", "2026-03-29T07:00:00Z"),
        ("autumn night", night, "Europe/Madrid", "2026-10-24T21:00:00Z", "2026-10-25T08:00:00Z"),
        ("spring night", night, "America/New_York", "2026-03-08T03:00:00Z", "2026-03-08T13:00:00Z"),
        ("autumn night", night, "America/New_York", "2026-11-01T03:00:00Z", "2026-11-01T14:00:00Z"),
        (
            "an end leapt over",
            small,
            "Europe/Madrid",
            "2026-03-28T23:00:00Z",
            "2026-03-29T01:00:00Z",
        ),
        (
            "an end shown twice",
            small,
            "Europe/Madrid",
            "2026-10-24T22:00:00Z",
            "2026-10-25T01:30:00Z",
        ),
        (
            "the hour between",
            small,
            "Europe/Madrid",
            "2026-10-25T00:45:00Z",
            "2026-10-25T01:30:00Z",
        ),
        (
            "a beginning leapt over",
            late,
            "Europe/Madrid",
            "2026-03-29T01:00:00Z",
            "2026-03-29T03:00:00Z",
        ),
        (
            "a beginning shown twice",
            late,
            "Europe/Madrid",
            "2026-10-25T00:30:00Z",
            "2026-10-25T04:00:00Z",
        ),
    ];
    for (case, quiet, name, asked, ends) in table {
        assert_eq!(quiet.ends_at(at(asked), &zone(name)), at(ends), "{case}, {name}");
    }
}

#[test]
fn a_change_of_the_clock_that_swallows_the_waking_minutes_makes_one_long_quiet_time() {
    let nearly_always = quiet((2, 45), (2, 15));
    let madrid = zone("Europe/Madrid");
    let ends = nearly_always.ends_at(at("2026-03-29T00:30:00Z"), &madrid);
    assert_eq!(ends, at("2026-03-30T00:15:00Z"));
}

#[test]
fn quiet_time_that_can_not_be_is_refused_also_when_it_was_saved() {
    assert_eq!(Quiet::new(1440, 540), Err(QuietProblem::From));
    assert_eq!(Quiet::new(1260, 1440), Err(QuietProblem::Until));
    assert_eq!(Quiet::new(540, 540), Err(QuietProblem::Same));
    assert!(serde_json::from_str::<Quiet>(r#"{"from":1260,"until":1440}"#).is_err());
}

#[test]
fn quiet_time_is_saved_in_minutes_and_read_back() {
    let json = serde_json::to_string(&Quiet::default()).expect("it serialises");
    assert_eq!(json, r#"{"from":1260,"until":540}"#);
    assert_eq!(serde_json::from_str::<Quiet>(&json).expect("and parses"), Quiet::default());
}

fn quiets() -> impl Strategy<Value = Quiet> {
    (0u16..1440, 0u16..1440).prop_filter_map("same", |(from, until)| Quiet::new(from, until).ok())
}

proptest! {
    #[test]
    fn the_end_is_never_quiet_never_earlier_than_asked_and_all_before_it_is(
        quiet in quiets(), zone in zones(), asked in instants(), part in 0.0..1.0,
    ) {
        let end = quiet.ends_at(asked, &zone);
        prop_assert!(end >= asked);
        prop_assert!(!quiet.is_quiet(end, &zone));
        let between = ((end - asked).num_seconds() as f64 * part) as i64;
        let before = asked + TimeDelta::seconds(between);
        prop_assert!(before == end || quiet.is_quiet(before, &zone));
    }

    #[test]
    fn where_the_clock_never_changes_quiet_is_what_it_shows(quiet in quiets(), at in instants()) {
        let zone = zone("Asia/Kolkata");
        let wall = zone.wall(at);
        let minute = (wall.hour() * 60 + wall.minute()) as u16;
        let over_midnight = quiet.from() > quiet.until();
        let shown = (minute >= quiet.from(), minute < quiet.until());
        let expected = if over_midnight { shown.0 || shown.1 } else { shown.0 && shown.1 };
        prop_assert_eq!(quiet.is_quiet(at, &zone), expected);
    }
}
