//! RULE-9 and WIN-3, case by case.

use chrono::{TimeDelta, Timelike};
use proptest::prelude::*;

use super::*;
use crate::calendar::Always;
use crate::routing::tests::{Office, at};

const DAY: u16 = 24 * 60;

fn zone(name: &str) -> Zone {
    Zone::named(name).expect("known")
}

/// Quiet from nine in the evening until `until`.
fn peace<'a>(name: &str, until: u16, hours: &'a dyn Hours) -> Peace<'a> {
    let quiet = Quiet::new(21 * 60, until).expect("minutes of a day");
    Peace { quiet, zone: zone(name), hours }
}

#[test]
fn a_follow_up_waits_for_the_end_of_quiet_hours_and_for_working_time() {
    // RULE-9. Quiet from 21 to 9 on the customer's clock; the office is open from 9 to 17, UTC.
    let table = [
        ("by day", "UTC", "2026-03-10T12:00:00Z", "2026-03-10T12:00:00Z"),
        ("at night", "UTC", "2026-03-10T23:00:00Z", "2026-03-11T09:00:00Z"),
        ("after midnight", "UTC", "2026-03-11T02:00:00Z", "2026-03-11T09:00:00Z"),
        ("at closing time", "UTC", "2026-03-10T17:00:00Z", "2026-03-11T09:00:00Z"),
        ("in Madrid", "Europe/Madrid", "2026-03-10T20:30:00Z", "2026-03-11T09:00:00Z"),
        ("in New York", "America/New_York", "2026-03-11T12:30:00Z", "2026-03-11T13:00:00Z"),
    ];
    let now = at("2026-03-10T00:00:00Z");
    for (name, zone, planned, leaves) in table {
        let peace = peace(zone, 9 * 60, &Office);
        assert_eq!(peace.leaves_at(at(planned), now), Some(at(leaves)), "{name}");
    }
}

#[test]
fn what_nobody_sent_in_time_leaves_late_but_not_at_night() {
    let peace = peace("Europe/Madrid", 9 * 60, &Always);
    let planned = at("2026-03-10T12:00:00Z");
    let table = [
        ("a while later", "2026-03-10T12:05:00Z", "2026-03-10T12:00:00Z"),
        ("by night", "2026-03-11T02:00:00Z", "2026-03-11T08:00:00Z"),
        ("in the morning", "2026-03-11T08:00:00Z", "2026-03-10T12:00:00Z"),
    ];
    for (name, now, leaves) in table {
        assert_eq!(peace.leaves_at(planned, at(now)), Some(at(leaves)), "{name}");
    }
}

#[test]
fn quiet_hours_end_by_the_clock_on_the_wall_when_it_changes() {
    let (madrid, new_york) = ("Europe/Madrid", "America/New_York");
    let table = [
        ("spring", madrid, 540, "2026-03-28T22:00:00Z", "2026-03-29T07:00:00Z"),
        ("autumn", madrid, 540, "2026-10-24T22:00:00Z", "2026-10-25T08:00:00Z"),
        ("an end that is skipped", madrid, 150, "2026-03-28T22:00:00Z", "2026-03-29T01:00:00Z"),
        ("an end that comes twice", madrid, 150, "2026-10-24T22:00:00Z", "2026-10-25T01:30:00Z"),
        ("spring over there", new_york, 540, "2026-03-08T04:00:00Z", "2026-03-08T13:00:00Z"),
        ("autumn over there", new_york, 540, "2026-11-01T04:00:00Z", "2026-11-01T14:00:00Z"),
    ];
    for (name, zone, until, planned, leaves) in table {
        let leaves_at = peace(zone, until, &Always).leaves_at(at(planned), at(planned));
        assert_eq!(leaves_at, Some(at(leaves)), "{name}");
    }
}

#[test]
fn hours_that_are_always_quiet_leave_no_moment() {
    // Quiet during the whole of working time.
    let quiet = Quiet::new(8 * 60, 20 * 60).expect("minutes of a day");
    let peace = Peace { quiet, zone: Zone::utc(), hours: &Office };
    let now = at("2026-03-10T12:00:00Z");
    assert_eq!(peace.leaves_at(now, now), None);
}

#[test]
fn a_question_mark_asks_unless_it_belongs_to_a_link() {
    let table = [
        ("Quan us va bé?", true),
        ("¿Sigue ahí", true),
        ("متى؟", true),
        ("好吗？", true),
        ("Fet.", false),
        ("Mireu https://example.com/a?b=1", false),
        ("Heu vist https://example.com/a?", true),
        ("", false),
    ];
    for (text, asked) in table {
        assert_eq!(asks(text), asked, "{text}");
    }
}

proptest! {
    #[test]
    fn a_follow_up_never_leaves_in_quiet_hours(
        from in 0..DAY,
        until in 0..DAY,
        minutes in 0i64..60 * 24 * 400,
        place in 0usize..3,
    ) {
        prop_assume!(from != until);
        let zone = zone(["Europe/Madrid", "America/New_York", "Asia/Kolkata"][place]);
        let planned = at("2026-01-01T00:00:00Z") + TimeDelta::minutes(minutes);
        let quiet = Quiet::new(from, until).expect("minutes of a day");
        let peace = Peace { quiet, zone: zone.clone(), hours: &Always };
        let leaves = peace.leaves_at(planned, planned).expect("there is always a moment");
        let shown = zone.wall(leaves);
        let minute = (shown.hour() * 60 + shown.minute()) as u16;
        let is_quiet = if from <= until {
            (from..until).contains(&minute)
        } else {
            minute >= from || minute < until
        };
        prop_assert!(!is_quiet, "{shown} with quiet from {from} until {until}");
        // A day, and an hour more when the clocks go back.
        prop_assert!(leaves >= planned && leaves - planned <= TimeDelta::hours(25));
    }
}
