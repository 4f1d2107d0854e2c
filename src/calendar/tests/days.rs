//! CAL-1, CAL-2, CAL-4: what a date has open, and why. The first days of June 2026: the 5th is a
//! Friday, and no clock changes.

use super::*;

/// Five days from the Thursday on, a line each.
fn shown(exceptions: &[Exception]) -> Vec<String> {
    let week = Week::by_day(|day| match day {
        Weekday::Fri => hours("09:00–14:00 16:00–18:00 22:00–06:00"),
        Weekday::Sat => vec![],
        _ => hours("09:00–18:00"),
    });
    let calendar = Calendar {
        exceptions: exceptions.to_vec(),
        ..Calendar::new("c".into(), "Desk", zone("Europe/Madrid"), week)
    };
    let line = |day: &Day| {
        let open: Vec<String> = day.open.iter().map(Interval::to_string).collect();
        let reason = match &day.reason {
            Reason::Week => String::new(),
            Reason::Holiday { name } | Reason::Opening { name } => format!(" ({name})"),
        };
        format!("{} {}{reason}", day.date.format("%a"), open.join(" "))
    };
    calendar.strip(date("2026-06-04"), 5).iter().map(line).collect()
}

const THURSDAY: &str = "Thu 09:00–18:00";
const FRIDAY: &str = "Fri 09:00–14:00 16:00–18:00 22:00–24:00";
const SATURDAY: &str = "Sat 00:00–06:00";

#[test]
fn a_date_has_the_hours_that_week_holidays_and_openings_leave_it() {
    let cases: [(&str, Vec<Exception>, [&str; 3]); 15] = [
        ("the week", vec![], [THURSDAY, FRIDAY, SATURDAY]),
        (
            "a holiday cuts the night before it",
            vec![holiday("2026-06-06", "00:00–24:00")],
            [THURSDAY, FRIDAY, "Sat  (Festa)"],
        ),
        (
            "a holiday takes the night that starts on it",
            vec![holiday("2026-06-05", "00:00–24:00")],
            [THURSDAY, "Fri  (Festa)", "Sat "],
        ),
        (
            "a half day ends the day, and the night doesn't start",
            vec![holiday("2026-06-05", "14:00–24:00")],
            [THURSDAY, "Fri 09:00–14:00 (Festa)", "Sat "],
        ),
        (
            "a closed evening before midnight leaves the night what is after",
            vec![holiday("2026-06-05", "17:00–23:00")],
            [THURSDAY, "Fri 09:00–14:00 16:00–17:00 23:00–24:00 (Festa)", SATURDAY],
        ),
        (
            "closed hours in the middle leave both sides",
            vec![holiday("2026-06-05", "10:00–12:00 13:00–17:00")],
            [THURSDAY, "Fri 09:00–10:00 12:00–13:00 17:00–18:00 22:00–24:00 (Festa)", SATURDAY],
        ),
        (
            "closed early hours cut that part of the night",
            vec![holiday("2026-06-06", "00:00–02:00")],
            [THURSDAY, FRIDAY, "Sat 02:00–06:00 (Festa)"],
        ),
        (
            "an opening says the whole of its date",
            vec![opening("2026-06-06", "10:00–12:00")],
            [THURSDAY, FRIDAY, "Sat 10:00–12:00 (Fira)"],
        ),
        (
            "an opening replaces the week",
            vec![opening("2026-06-05", "08:00–10:00")],
            [THURSDAY, "Fri 08:00–10:00 (Fira)", "Sat "],
        ),
        (
            "an opening goes before a holiday",
            vec![holiday("2026-06-06", "00:00–24:00"), opening("2026-06-06", "10:00–12:00")],
            [THURSDAY, FRIDAY, "Sat 10:00–12:00 (Fira)"],
        ),
        (
            "an opening may go on past midnight, up to what the next date closes",
            vec![opening("2026-06-05", "20:00–04:00"), holiday("2026-06-06", "03:00–24:00")],
            [THURSDAY, "Fri 20:00–24:00 (Fira)", "Sat 00:00–03:00 (Festa)"],
        ),
        (
            "a yearly holiday comes this year too",
            vec![holiday("06-06", "00:00–24:00")],
            [THURSDAY, FRIDAY, "Sat  (Festa)"],
        ),
        (
            "holidays of one date add up",
            vec![holiday("06-04", "16:00–24:00"), holiday("2026-06-04", "09:00–10:00")],
            ["Thu 10:00–16:00 (Festa)", FRIDAY, SATURDAY],
        ),
        (
            "an opening of one date goes before one of every year",
            vec![opening("06-04", "09:00–10:00"), opening("2026-06-04", "11:00–12:00")],
            ["Thu 11:00–12:00 (Fira)", FRIDAY, SATURDAY],
        ),
        (
            "hours that overlap or touch are one",
            vec![opening("2026-06-04", "12:00–16:00 09:00–13:00 16:00–17:00")],
            ["Thu 09:00–17:00 (Fira)", FRIDAY, SATURDAY],
        ),
    ];
    for (case, exceptions, expected) in cases {
        assert_eq!(shown(&exceptions)[..3], expected, "{case}");
    }
}

#[test]
fn an_exception_of_another_date_changes_nothing() {
    let others = [holiday("2027-06-05", "00:00–24:00"), opening("07-05", "00:00–24:00")];
    assert_eq!(shown(&others), shown(&[]));
    assert_eq!(shown(&[])[3..], ["Sun 09:00–18:00", "Mon 09:00–18:00"]);
}

proptest! {
    #[test]
    fn a_strip_shows_every_minute_that_is_open_and_no_other(
        calendar in any_calendar(Zone::utc(), 1, date("2026-06-05"))
    ) {
        let strip = calendar.strip(date("2026-06-01"), STRIP);
        prop_assert_eq!(strip.len(), 14);
        let mut shown = vec![];
        for day in &strip {
            let midnight = day.date.and_time(chrono::NaiveTime::MIN).and_utc();
            let minute = |minute: u16| midnight + TimeDelta::minutes(minute.into());
            shown.extend(day.open.iter().map(|open| {
                (minute(open.stretch().start), minute(open.stretch().end))
            }));
        }
        shown.dedup_by(|next, last| {
            let touches = next.0 == last.1;
            if touches { last.1 = next.1 }
            touches
        });
        let all = Timetable::covering(calendar, at("2026-06-01T00:00:00Z"), at("2026-06-15T00:00:00Z"));
        prop_assert_eq!(shown, all.spans());
    }
}
