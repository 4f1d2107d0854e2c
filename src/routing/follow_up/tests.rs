//! RULE-9 and WIN-3, case by case.

use proptest::prelude::*;

use super::*;
use crate::calendar::Always;
use crate::routing::tests::{Office, at};

/// A step at noon UTC of a working day, with everything in its favour.
fn step<'a>(zone: &'a Zone, hours: &'a dyn Hours) -> Step<'a> {
    Step {
        now: at("2026-03-10T12:00:00Z"),
        planned_at: at("2026-03-10T12:00:00Z"),
        began_at: at("2026-03-10T08:00:00Z"),
        customer_wrote_at: Some(at("2026-03-10T07:59:00Z")),
        person_wrote_at: Some(at("2026-03-10T08:00:00Z")),
        resolved: false,
        opted_out: false,
        window_closes_at: Some(at("2026-03-11T07:59:00Z")),
        is_template: false,
        quiet: Quiet::new(21 * 60, 9 * 60),
        zone,
        hours,
    }
}

#[test]
fn a_sequence_stops_for_a_reply_a_person_a_resolution_or_a_wish() {
    // RULE-9.
    let zone = Zone::utc();
    let usual = step(&zone, &Always);
    let later = Some(at("2026-03-10T08:00:01Z"));
    let table = [
        ("nothing of the kind", usual, Timing::Now),
        (
            "the customer wrote",
            Step { customer_wrote_at: later, ..usual },
            Timing::Never(Ended::Answered),
        ),
        (
            "a person wrote",
            Step { person_wrote_at: later, ..usual },
            Timing::Never(Ended::PersonWrote),
        ),
        ("it is resolved", Step { resolved: true, ..usual }, Timing::Never(Ended::Resolved)),
        ("an opt-out", Step { opted_out: true, ..usual }, Timing::Never(Ended::OptedOut)),
        (
            "an opt-out is said first",
            Step { opted_out: true, resolved: true, ..usual },
            Timing::Never(Ended::OptedOut),
        ),
        (
            "nobody ever wrote",
            Step { customer_wrote_at: None, person_wrote_at: None, ..usual },
            Timing::Now,
        ),
    ];
    for (name, step, timing) in table {
        assert_eq!(step.timing(), timing, "{name}");
    }
}

#[test]
fn a_step_waits_for_the_end_of_quiet_hours_and_for_working_time() {
    // RULE-9. Quiet from 21 to 9 on the customer's clock; the office is open from 9 to 17, UTC.
    let (utc, madrid, new_york) = (Zone::utc(), zone("Europe/Madrid"), zone("America/New_York"));
    let table = [
        ("by day", &utc, "2026-03-10T12:00:00Z", Timing::Now),
        ("planned for later", &utc, "2026-03-10T13:00:00Z", Timing::At(at("2026-03-10T13:00:00Z"))),
        ("at night", &utc, "2026-03-10T23:00:00Z", Timing::At(at("2026-03-11T09:00:00Z"))),
        ("after midnight", &utc, "2026-03-11T02:00:00Z", Timing::At(at("2026-03-11T09:00:00Z"))),
        ("after hours", &utc, "2026-03-10T18:00:00Z", Timing::At(at("2026-03-11T09:00:00Z"))),
        ("in Madrid", &madrid, "2026-03-10T20:30:00Z", Timing::At(at("2026-03-11T09:00:00Z"))),
        ("in New York", &new_york, "2026-03-11T12:30:00Z", Timing::At(at("2026-03-11T13:00:00Z"))),
    ];
    for (name, zone, planned, timing) in table {
        let planned_at = at(planned);
        let step = Step { planned_at, is_template: true, ..step(zone, &Office) };
        assert_eq!(step.timing(), timing, "{name}");
    }
}

#[test]
fn quiet_hours_end_by_the_clock_on_the_wall_when_it_changes() {
    let (madrid, new_york) = (zone("Europe/Madrid"), zone("America/New_York"));
    let table = [
        ("spring", &madrid, 540, "2026-03-28T22:00:00Z", "2026-03-29T07:00:00Z"),
        ("autumn", &madrid, 540, "2026-10-24T22:00:00Z", "2026-10-25T08:00:00Z"),
        ("an end that is skipped", &madrid, 150, "2026-03-28T22:00:00Z", "2026-03-29T01:00:00Z"),
        ("an end that comes twice", &madrid, 150, "2026-10-24T22:00:00Z", "2026-10-25T01:30:00Z"),
        ("spring over there", &new_york, 540, "2026-03-08T04:00:00Z", "2026-03-08T13:00:00Z"),
        ("autumn over there", &new_york, 540, "2026-11-01T04:00:00Z", "2026-11-01T14:00:00Z"),
    ];
    for (name, zone, until, planned, leaves) in table {
        let step = Step {
            now: at("2026-01-01T00:00:00Z"),
            planned_at: at(planned),
            quiet: Quiet::new(21 * 60, until),
            is_template: true,
            ..step(zone, &Always)
        };
        assert_eq!(step.timing(), Timing::At(at(leaves)), "{name}");
    }
}

#[test]
fn outside_the_window_only_a_template_leaves() {
    let zone = Zone::utc();
    let usual = step(&zone, &Always);
    let late = Step { planned_at: at("2026-03-11T07:58:00Z"), quiet: None, ..usual };
    let table = [
        ("just inside", late, Timing::At(late.planned_at)),
        (
            "the very end",
            Step { planned_at: at("2026-03-11T07:59:00Z"), ..late },
            Timing::Never(Ended::WindowClosed),
        ),
        (
            "moved out of it by quiet hours",
            Step { quiet: usual.quiet, ..late },
            Timing::Never(Ended::WindowClosed),
        ),
        (
            "a template",
            Step { quiet: usual.quiet, is_template: true, ..late },
            Timing::At(at("2026-03-11T09:00:00Z")),
        ),
        (
            "no window at all",
            Step { window_closes_at: None, ..usual },
            Timing::Never(Ended::WindowClosed),
        ),
    ];
    for (name, step, timing) in table {
        assert_eq!(step.timing(), timing, "{name}");
    }
}

#[test]
fn hours_that_are_always_quiet_leave_no_moment() {
    // Quiet during the whole of working time.
    let zone = Zone::utc();
    let step =
        Step { quiet: Quiet::new(8 * 60, 20 * 60), is_template: true, ..step(&zone, &Office) };
    assert_eq!(step.timing(), Timing::Never(Ended::NoMoment));
}

#[test]
fn quiet_hours_are_minutes_of_a_day() {
    assert_eq!(Quiet::new(1_440, 0), None);
    assert_eq!(Quiet::new(0, 1_440), None);
    assert_eq!(Quiet::new(0, 1_439), Some(Quiet { from: 0, until: 1_439 }));
}

#[test]
fn a_nudge_comes_once_per_window_and_only_if_something_is_open() {
    // WIN-3.
    let now = at("2026-03-10T12:00:00Z");
    let usual = Closing {
        now,
        window_closes_at: Some(at("2026-03-10T14:00:00Z")),
        nudged_at: None,
        last_word: LastWord::Ours(Some("Voleu que us truquem?")),
    };
    let nudged = |text: &str| Closing { nudged_at: Some(at(text)), ..usual };
    let table = [
        ("we asked", usual, Ok(())),
        ("they had the last word", Closing { last_word: LastWord::Theirs, ..usual }, Ok(())),
        (
            "we asked nothing",
            Closing { last_word: LastWord::Ours(Some("Ja està arreglat.")), ..usual },
            Err(NoNudge::NothingAsked),
        ),
        (
            "a picture asks nothing",
            Closing { last_word: LastWord::Ours(None), ..usual },
            Err(NoNudge::NothingAsked),
        ),
        ("nudged in this window", nudged("2026-03-10T09:00:00Z"), Err(NoNudge::NudgedAlready)),
        ("nudged in the one before", nudged("2026-03-09T13:59:59Z"), Ok(())),
        (
            "closed",
            Closing { now: at("2026-03-10T14:00:00Z"), ..usual },
            Err(NoNudge::WindowClosed),
        ),
        ("no window", Closing { window_closes_at: None, ..usual }, Err(NoNudge::WindowClosed)),
    ];
    for (name, closing, answer) in table {
        assert_eq!(closing.nudge(), answer, "{name}");
    }
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

fn zone(name: &str) -> Zone {
    Zone::named(name).expect("known")
}

proptest! {
    #[test]
    fn a_step_never_leaves_in_quiet_hours(
        from in 0u32..DAY,
        until in 0u32..DAY,
        minutes in 0i64..60 * 24 * 400,
        place in 0usize..3,
    ) {
        let zone = zone(["Europe/Madrid", "America/New_York", "Asia/Kolkata"][place]);
        let planned_at = at("2026-01-01T00:00:00Z") + TimeDelta::minutes(minutes);
        let quiet = Quiet::new(from, until).expect("minutes of a day");
        let step = Step {
            now: planned_at - TimeDelta::minutes(1),
            planned_at,
            quiet: Some(quiet),
            is_template: true,
            ..step(&zone, &Always)
        };
        let Timing::At(leaves) = step.timing() else { panic!("there is always a moment") };
        let shown = zone.wall(leaves);
        let minute = shown.hour() * 60 + shown.minute();
        let is_quiet = if from <= until {
            (from..until).contains(&minute)
        } else {
            minute >= from || minute < until
        };
        prop_assert!(!is_quiet, "{shown} with quiet from {from} until {until}");
        // A day, and an hour more when the clocks go back.
        prop_assert!(leaves >= planned_at && leaves - planned_at <= TimeDelta::hours(25));
    }
}
