//! Against the dullest reckoning there is: every quarter of an hour asks the clock on the wall.
//!
//! Around every change of clock from 2020 to 2040 in zones with odd ones: half an hour, two hours,
//! over midnight, around Ramadan, abolished; and the day that Samoa skipped in 2011.

use std::sync::LazyLock;

use chrono::{Datelike, NaiveDateTime, Timelike};

use super::*;

const ZONES: [&str; 16] = [
    "Europe/Madrid",
    "Europe/Dublin",
    "America/New_York",
    "America/St_Johns",
    "America/Havana",
    "America/Sao_Paulo",
    "America/Asuncion",
    "America/Nuuk",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Pacific/Norfolk",
    "Africa/Casablanca",
    "Africa/Cairo",
    "Asia/Beirut",
    "Asia/Tehran",
    "Antarctica/Troll",
];

const QUARTER: TimeDelta = TimeDelta::minutes(15);

/// Zone and noon of every day on which the clock of one of the zones changes.
static CHANGES: LazyLock<Vec<(&str, DateTime<Utc>)>> = LazyLock::new(|| {
    let mut changes = vec![("Pacific/Apia", at("2011-12-30T10:00:00Z"))];
    for name in ZONES {
        let zone = zone(name);
        let midnights = (0..21 * 366).map(|day| at("2020-01-01T00:00:00Z") + TimeDelta::days(day));
        let ahead: Vec<_> = midnights.map(|at| (at, zone.wall(at) - at.naive_utc())).collect();
        let changed = ahead.windows(2).filter(|pair| pair[0].1 != pair[1].1);
        changes.extend(changed.map(|pair| (name, pair[0].0 + TimeDelta::hours(12))));
    }
    changes
});

/// The exception of that kind on that date, the single one first.
fn ruling(calendar: &Calendar, kind: Kind, date: NaiveDate) -> Option<&Exception> {
    let all = calendar.exceptions.iter().filter(|one| one.kind == kind && one.when.falls_on(date));
    all.min_by_key(|one| one.when)
}

fn holds(hours: &[Interval], minute: u16) -> bool {
    hours.iter().any(|one| one.stretch().contains(&minute))
}

fn is_closed(calendar: &Calendar, date: NaiveDate, minute: u16) -> bool {
    let holidays = calendar.exceptions.iter().filter(|one| one.kind == Kind::Closed);
    let mut holidays = holidays.filter(|one| one.when.falls_on(date));
    holidays.any(|one| holds(&one.hours, minute))
}

/// Whether the hours that start on `date` hold that minute from its first midnight on.
fn has(calendar: &Calendar, date: NaiveDate, minute: u16) -> bool {
    let tomorrow = date + TimeDelta::days(1);
    if minute >= 1440 {
        let night = minute - 1440;
        let says_all = ruling(calendar, Kind::Open, tomorrow).is_some();
        if says_all || is_closed(calendar, tomorrow, night) {
            return false;
        }
    }
    match ruling(calendar, Kind::Open, date) {
        Some(opening) => holds(&opening.hours, minute),
        None => {
            let week = calendar.week.on(date.weekday());
            holds(week, minute) && !is_closed(calendar, date, minute.min(1439))
        }
    }
}

/// Which of the quarters that begin with these walls are open: for each run of quarters that a date
/// has, from the first to the last that shows a time within it, or to the last that shows its end.
fn open_quarters(calendar: &Calendar, walls: &[NaiveDateTime]) -> Vec<bool> {
    let mut open = vec![false; walls.len()];
    let first = walls[0].date() - TimeDelta::days(2);
    for date in first.iter_days().take(12) {
        let quarters: Vec<bool> =
            (0..192).map(|quarter| has(calendar, date, quarter * 15)).collect();
        let mut next = 0;
        for run in quarters.chunk_by(|one, other| one == other) {
            let start = date.and_time(chrono::NaiveTime::MIN) + QUARTER * next;
            next += run.len() as i32;
            let end = date.and_time(chrono::NaiveTime::MIN) + QUARTER * next;
            let within = |wall: &NaiveDateTime| run[0] && start <= *wall && *wall < end;
            let Some(opens) = walls.iter().position(within) else { continue };
            let closes = walls.iter().rposition(|wall| within(wall) || *wall == end);
            let closes = closes.map_or(opens, |last| last + usize::from(walls[last] != end));
            open[opens..closes].fill(true);
        }
    }
    open
}

proptest! {
    #[test]
    fn a_calendar_is_open_when_the_clock_on_the_wall_says_so(
        (calendar, noon) in proptest::sample::select(CHANGES.as_slice()).prop_flat_map(|(name, noon)| {
            (any_calendar(zone(name), 15, noon.date_naive()), Just(noon))
        })
    ) {
        let (from, until) = (noon - TimeDelta::days(3), noon + TimeDelta::days(3));
        let instants: Vec<_> = (0..576).map(|quarter| from + QUARTER * quarter).collect();
        let walls: Vec<_> = instants.iter().map(|at| calendar.zone.wall(*at)).collect();
        prop_assert!(walls.iter().all(|wall| wall.minute() % 15 == 0 && wall.second() == 0));
        let expected = open_quarters(&calendar, &walls);
        let spans = Timetable::covering(calendar.clone(), from, until).spans();
        let found: Vec<bool> = instants
            .iter()
            .map(|at| spans.iter().any(|(start, end)| start <= at && at < end))
            .collect();
        prop_assert_eq!(found, expected.clone());
        let quarters = expected.into_iter().filter(|open| *open).count();
        prop_assert_eq!(calendar.between(from, until), QUARTER * quarters as i32);
    }
}

#[test]
fn there_are_changes_of_every_kind_to_walk_through() {
    assert!(CHANGES.len() > 300, "{}", CHANGES.len());
    for name in ZONES.iter().filter(|name| !["America/Sao_Paulo", "Asia/Tehran"].contains(name)) {
        assert!(CHANGES.iter().any(|(zone, _)| zone == name), "{name}");
    }
}
