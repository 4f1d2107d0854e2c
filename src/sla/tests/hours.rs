//! Which time counts.

use super::ClockKind::{FirstResolution, FirstResponse};
use super::Shown::{Late, Met, MetLate, Paused, Running};
use super::*;
use crate::calendar::Hours;
use crate::zone::Zone;

/// Open in every even hour of UTC: at minutes 60 to 120, 180 to 240 and so on.
pub(super) struct EverySecondHour;

const HOUR: i64 = 3_600_000_000;

impl EverySecondHour {
    /// The open microseconds since 1970.
    fn open_until(at: DateTime<Utc>) -> i64 {
        let micros = at.timestamp_micros();
        micros.div_euclid(2 * HOUR) * HOUR + micros.rem_euclid(2 * HOUR).min(HOUR)
    }
}

impl Hours for EverySecondHour {
    fn between(&self, from: DateTime<Utc>, until: DateTime<Utc>) -> TimeDelta {
        let open = Self::open_until(until) - Self::open_until(from);
        TimeDelta::microseconds(open.max(0))
    }

    fn after(&self, from: DateTime<Utc>, working: TimeDelta) -> Option<DateTime<Utc>> {
        if working.is_zero() {
            return Some(from);
        }
        let open = Self::open_until(from) + working.num_microseconds()?;
        let whole = (open - 1).div_euclid(HOUR);
        DateTime::from_timestamp_micros(whole * 2 * HOUR + (open - whole * HOUR))
    }

    fn is_open(&self, at: DateTime<Utc>) -> bool {
        at.timestamp_micros().rem_euclid(2 * HOUR) < HOUR
    }

    fn next_opening(&self, at: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let next = (at.timestamp_micros().div_euclid(2 * HOUR) + 1) * 2 * HOUR;
        if self.is_open(at) { Some(at) } else { DateTime::from_timestamp_micros(next) }
    }
}

/// Never open again.
struct Shut;

impl Hours for Shut {
    fn between(&self, _: DateTime<Utc>, _: DateTime<Utc>) -> TimeDelta {
        TimeDelta::zero()
    }

    fn after(&self, _: DateTime<Utc>, _: TimeDelta) -> Option<DateTime<Utc>> {
        None
    }

    fn is_open(&self, _: DateTime<Utc>) -> bool {
        false
    }

    fn next_opening(&self, _: DateTime<Utc>) -> Option<DateTime<Utc>> {
        None
    }
}

#[test]
fn a_target_counts_opening_hours_or_day_and_night() {
    let answered = || Story::opened().answers(70);
    let table = [
        ("closed", Story::opened(), 30, FirstResponse, Running(210, 0)),
        ("open", Story::opened(), 100, FirstResponse, Running(210, 40)),
        ("closed again", Story::opened(), 150, FirstResponse, Running(210, 60)),
        ("late", Story::opened(), 230, FirstResponse, Late(210, 20)),
        ("late by closed hours", Story::opened(), 300, FirstResponse, Late(210, 30)),
        ("answered", answered(), 300, FirstResponse, Met(70, 10)),
        ("answered late", Story::opened().answers(290), 300, FirstResponse, MetLate(210, 290, 30)),
        ("paused", answered(), 300, FirstResolution, Paused(10, 70)),
        (
            "paused at closing time",
            Story::opened().answers(150),
            300,
            FirstResolution,
            Paused(60, 150),
        ),
        ("resumed", answered().asks(130), 190, FirstResolution, Running(350, 20)),
    ];
    let working = policy([90, 0, 120, 0]);
    for (case, story, now, clock, expected) in table {
        let record = story.record();
        let clocks = clocks(&record, &working, Priority::Normal, &EverySecondHour, at(now));
        assert_eq!(shown(clocks.of(clock)), expected, "{case}");
        let calendar = counting(Counting::Calendar, [90, 0, 120, 0]);
        let counted =
            super::clocks(&record, &calendar, Priority::Normal, &EverySecondHour, at(now));
        assert_eq!(shown(counted.of(clock)), stands(&story, &working, clock, now), "{case}");
    }
}

#[test]
fn a_ticket_created_outside_hours_starts_at_the_next_opening_and_promises_so() {
    // SLA-14
    let record = Story::opened().record();
    let promise = |policy: &Policy, now| {
        let clocks = clocks(&record, policy, Priority::Normal, &EverySecondHour, at(now));
        let clock = clocks.first_response.expect("a target");
        clock.promise(&EverySecondHour).map(|promise| (minute(promise.from), minute(promise.by)))
    };
    assert_eq!(promise(&policy([30, 0, 0, 0]), 0), Some((60, 90)));
    assert_eq!(promise(&policy([90, 0, 0, 0]), 0), Some((60, 210)));
    assert_eq!(promise(&counting(Counting::Calendar, [30, 0, 0, 0]), 0), Some((0, 30)));
    assert_eq!(promise(&policy([30, 0, 0, 0]), 95), None, "what is broken is not promised");
}

#[test]
fn a_calendar_that_never_opens_leaves_a_clock_without_a_deadline() {
    let record = Story::opened().record();
    let policy = policy([30, 0, 0, 0]);
    let clocks = clocks(&record, &policy, Priority::Normal, &Shut, at(900));
    let state = clocks.first_response.map(|clock| (clock.state, clock.promise(&Shut)));
    let (zero, left) = (TimeDelta::zero(), TimeDelta::minutes(30));
    assert_eq!(state, Some((State::Running { due: None, elapsed: zero, left }, None)));
    assert_eq!(next_deadline(&record, &policy, Priority::Normal, &Shut), None);
    assert_eq!(fired(&record, &policy, Priority::Normal, &Shut, at(900)), []);
    assert_eq!(nearest(&clocks).map(|nearest| nearest.due), Some(None));
}

#[test]
fn a_day_of_calendar_time_is_24_hours_even_when_the_clocks_change() {
    let table = [
        ("Europe/Madrid", "2026-03-28T17:00:00Z", "2026-03-29 19:00:00"),
        ("Europe/Madrid", "2026-10-24T16:00:00Z", "2026-10-25 17:00:00"),
        ("America/New_York", "2026-03-07T23:00:00Z", "2026-03-08 19:00:00"),
        ("America/New_York", "2026-10-31T22:00:00Z", "2026-11-01 17:00:00"),
    ];
    let day = counting(Counting::Calendar, [1440, 0, 0, 0]);
    for (zone, created, due) in table {
        let mut event = Story::begun().events.remove(0);
        event.at = created.parse().expect("a time");
        let clocks = clocks(&Record::of(&[event]), &day, Priority::Normal, &Shut, at(0));
        let found = clocks.first_response.and_then(|clock| clock.state.due()).expect("a deadline");
        let zone = Zone::named(zone).expect("a zone");
        assert_eq!(zone.wall(found).to_string(), due, "{created}");
    }
}
