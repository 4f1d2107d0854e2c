//! Openings that come late or never, the end of a shift, and versions.

use super::*;

fn office() -> Calendar {
    let (from, until) = (Clock::at(9, 0), Clock::at(18, 0));
    Calendar::weekdays("office".into(), "Oficina", zone("Europe/Madrid"), from, until)
}

#[test]
fn a_clock_that_starts_outside_hours_starts_at_the_next_opening() {
    // SLA-14. Friday 5 June 2026, 20:00 in Madrid; the weekend; Monday at 9.
    let (evening, monday) = (at("2026-06-05T18:00:00Z"), at("2026-06-08T07:00:00Z"));
    for hours in both(office()) {
        assert!(!hours.is_open(evening));
        assert_eq!(hours.next_opening(evening), Some(monday));
        assert_eq!(hours.after(evening, TimeDelta::hours(1)), Some(monday + TimeDelta::hours(1)));
        assert_eq!(hours.next_opening(monday), Some(monday));
    }
}

#[test]
fn the_last_minute_of_a_day_ends_at_closing_time_and_not_at_the_next_opening() {
    let friday = at("2026-06-05T07:00:00Z");
    for hours in both(office()) {
        let end = hours.after(friday, TimeDelta::hours(9));
        assert_eq!(end, Some(at("2026-06-05T16:00:00Z")));
        let later = hours.after(friday, TimeDelta::hours(9) + TimeDelta::seconds(1));
        assert_eq!(later, Some(at("2026-06-08T07:00:01Z")));
    }
}

#[test]
fn no_time_at_all_passes_at_once_even_when_closed() {
    let evening = at("2026-06-05T18:00:00Z");
    for hours in both(office()) {
        assert_eq!(hours.after(evening, TimeDelta::zero()), Some(evening));
        assert_eq!(hours.after(evening, TimeDelta::seconds(-5)), Some(evening));
        assert_eq!(hours.between(evening, evening - TimeDelta::days(9)), TimeDelta::zero());
    }
}

#[test]
fn a_calendar_that_never_opens_says_so() {
    let mut shut = office();
    shut.week = Week::default();
    let (now, later) = (at("2026-06-05T18:00:00Z"), at("2036-06-05T18:00:00Z"));
    for hours in both(shut) {
        assert_eq!(hours.next_opening(now), None);
        assert_eq!(hours.after(now, TimeDelta::seconds(1)), None);
        assert_eq!(hours.between(now, later), TimeDelta::zero());
        assert!(!hours.is_open(now));
    }
}

#[test]
fn an_opening_is_seen_five_years_ahead_and_no_further() {
    let mut shut = office();
    shut.week = Week::default();
    shut.exceptions = vec![opening("2031-06-05", "12:00–13:00")];
    let opens = at("2031-06-05T10:00:00Z");
    let minute = TimeDelta::minutes(1);
    for hours in both(shut) {
        let early = opens - HORIZON;
        assert_eq!(hours.next_opening(early), None);
        assert_eq!(hours.next_opening(early + minute), Some(opens));
        // Of the hour only its first minute lies within the horizon.
        assert_eq!(hours.after(early + minute, minute), Some(opens + minute));
        assert_eq!(hours.after(early + minute, minute * 2), None);
    }
}

#[test]
fn a_shift_closes_when_the_last_of_the_hours_that_touch_does() {
    // CAL-3: a shift obeys the rules of a calendar. Monday 8 June 2026, in UTC as on the wall.
    let shift = daily("UTC", "08:00–12:00 11:00–14:00 14:00–15:00 22:00–24:00 00:00–02:00");
    let table = Timetable::around(shift.clone(), at("2026-06-08T00:00:00Z"));
    for (asked, closes) in [
        ("2026-06-08T08:00:00Z", Some("2026-06-08T15:00:00Z")),
        ("2026-06-08T14:59:59Z", Some("2026-06-08T15:00:00Z")),
        ("2026-06-08T15:00:00Z", None),
        ("2026-06-08T23:00:00Z", Some("2026-06-09T02:00:00Z")),
        ("2026-06-09T01:00:00Z", Some("2026-06-09T02:00:00Z")),
        ("2026-06-09T07:59:59Z", None),
    ] {
        assert_eq!(shift.closes_at(at(asked)), closes.map(at), "{asked}");
        assert_eq!(table.closes_at(at(asked)), closes.map(at), "{asked}");
    }
}

#[test]
fn a_closing_is_seen_within_the_horizon_and_not_at_its_end() {
    let mut always = daily("UTC", "00:00–24:00");
    always.exceptions = vec![holiday("2031-06-05", "00:00–24:00")];
    let closes = at("2031-06-05T00:00:00Z");
    let table = Timetable::around(always.clone(), at("2026-06-05T00:00:00Z"));
    for (asked, expected) in [(closes - HORIZON, None), (at("2026-06-06T00:00:00Z"), Some(closes))]
    {
        assert_eq!(always.closes_at(asked), expected, "{asked}");
        assert_eq!(table.closes_at(asked), expected, "{asked}");
    }
}

#[test]
fn the_first_and_the_last_instant_there_are_have_an_answer() {
    let ends = [DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC];
    for end in ends {
        for hours in both(daily("America/New_York", "22:00–06:00")) {
            hours.is_open(end);
            hours.next_opening(end);
            hours.between(end, end);
            hours.after(end, TimeDelta::hours(1));
        }
    }
}

#[test]
fn a_change_makes_the_next_version_and_leaves_the_old_one() {
    // CAL-6.
    let first = office();
    let mut edited = first.clone();
    edited.name = "Oficina d'estiu".to_owned();
    edited.id = "another".into();
    let second = first.next_version(edited);
    assert_eq!((second.version, &second.id), (2, &first.id));
    assert_eq!(second.name, "Oficina d'estiu");
    assert_eq!((first.version, first.name.as_str()), (1, "Oficina"));
    assert_eq!(second.next_version(first).version, 3);
}

#[test]
fn a_saved_calendar_is_read_back_and_so_is_one_without_exceptions() {
    let mut calendar = office();
    calendar.exceptions =
        vec![holiday("12-25", "00:00–24:00"), opening("2026-06-06", "10:00–12:00")];
    let json = serde_json::to_string(&calendar).expect("a calendar serialises");
    assert_eq!(serde_json::from_str::<Calendar>(&json).expect("and parses"), calendar);
    let bare = r#"{"id":"c","name":"Desk","version":1,"zone":"UTC"}"#;
    let bare: Calendar = serde_json::from_str(bare).expect("an early calendar parses");
    assert_eq!(bare, Calendar::new("c".into(), "Desk", Zone::utc(), Week::default()));
}

/// The calendar and its timetable.
fn both(calendar: Calendar) -> [Box<dyn Hours>; 2] {
    let table = Timetable::around(calendar.clone(), at("2026-06-05T00:00:00Z"));
    [Box::new(calendar), Box::new(table)]
}
