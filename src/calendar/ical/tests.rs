//! Files as towns and programs write them, and any other.

use proptest::prelude::*;

use super::*;
use crate::calendar::{MOST_EXCEPTIONS, When};

fn madrid() -> Zone {
    Zone::named("Europe/Madrid").expect("a zone")
}

/// A file of one event, whose lines these are; the first is line 3.
fn event(lines: &[&str]) -> String {
    let lines = lines.join("\r\n");
    format!("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n{lines}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")
}

/// Its holidays, a line each, and what was left out.
fn told(file: &str) -> (Vec<String>, Vec<(usize, Why)>) {
    let import = read(file.as_bytes(), &madrid());
    let holiday = |day: &Exception| {
        let hours: Vec<String> = day.hours.iter().map(ToString::to_string).collect();
        format!("{} {} {}", day.when, hours.join(" "), day.name)
    };
    let skipped = import.skipped.iter().map(|skipped| (skipped.line, skipped.why));
    (import.holidays.iter().map(holiday).collect(), skipped.collect())
}

#[test]
fn a_towns_holidays_become_closed_days() {
    let file = concat!(
        "\u{feff}BEGIN:VCALENDAR\r\n",
        "VERSION:2.0\r\n",
        "BEGIN:VTIMEZONE\r\nTZID:Europe/Madrid\r\n",
        "BEGIN:STANDARD\r\nDTSTART:19701025T030000\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n",
        "END:STANDARD\r\nEND:VTIMEZONE\r\n",
        "BEGIN:VEVENT\r\nUID:1\r\nDTSTART;VALUE=DATE:20261208\r\nDTEND;VALUE=DATE:20261209\r\n",
        "SUMMARY:La Pur\u{ed}ssima\\, fes\r\n ta\r\nTRANSP:TRANSPARENT\r\n",
        "BEGIN:VALARM\r\nTRIGGER:-P1D\r\nSUMMARY:Dem\u{e0} festa\r\nEND:VALARM\r\nEND:VEVENT\r\n",
        "BEGIN:VEVENT\r\nSUMMARY:Nadal\r\nDTSTART;VALUE=DATE:20101225\r\n",
        "RRULE:FREQ=YEARLY\r\nEND:VEVENT\r\n",
        "END:VCALENDAR\r\n"
    );
    let (holidays, skipped) = told(file);
    assert_eq!(holidays, ["2026-12-08 00:00–24:00 La Puríssima, festa", "12-25 00:00–24:00 Nadal"]);
    assert_eq!(skipped, []);
}

#[test]
fn an_event_closes_what_it_takes_of_each_date() {
    let cases: [(&str, &[&str], &[&str]); 14] = [
        ("no end", &["DTSTART;VALUE=DATE:20261208"], &["2026-12-08 00:00–24:00 "]),
        (
            "an end on the same day",
            &["DTSTART:20261208", "DTEND:20261208"],
            &["2026-12-08 00:00–24:00 "],
        ),
        (
            "several days, over the year's end",
            &["DTSTART;VALUE=DATE:20261231", "DTEND;VALUE=DATE:20270102"],
            &["2026-12-31 00:00–24:00 ", "2027-01-01 00:00–24:00 "],
        ),
        (
            "a half day by the clock on the wall",
            &["DTSTART:20261224T140000", "DTEND:20261225T000000"],
            &["2026-12-24 14:00–24:00 "],
        ),
        (
            "a half day in UTC",
            &["DTSTART:20261224T130000Z", "DTEND:20261224T170000Z"],
            &["2026-12-24 14:00–18:00 "],
        ),
        (
            "a half day by another clock",
            &[
                "DTSTART;TZID=\"America/New_York\":20261224T080000",
                "DTEND;TZID=America/New_York:20261224T120000",
            ],
            &["2026-12-24 14:00–18:00 "],
        ),
        (
            "the same zone",
            &["DTSTART;TZID=Europe/Madrid:20261224T140000", "DTEND:20261224T180000"],
            &["2026-12-24 14:00–18:00 "],
        ),
        (
            "days that begin and end within a day",
            &["DTSTART:20261224T140000", "DTEND:20261226T100000"],
            &["2026-12-24 14:00–24:00 ", "2026-12-25 00:00–24:00 ", "2026-12-26 00:00–10:00 "],
        ),
        (
            "a minute that is begun is taken",
            &["DTSTART:20261224T140059", "DTEND:20261224T180001"],
            &["2026-12-24 14:00–18:01 "],
        ),
        (
            "a leap second",
            &["DTSTART:20261224T140000", "DTEND:20261224T235960"],
            &["2026-12-24 14:00–24:00 "],
        ),
        (
            "two days of every year",
            &["DTSTART:20241225", "DTEND:20241227", "RRULE:FREQ=YEARLY;INTERVAL=1"],
            &["12-25 00:00–24:00 ", "12-26 00:00–24:00 "],
        ),
        (
            "a rule that says again what the start says",
            &["DTSTART:20241225", "RRULE:WKST=MO;FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25"],
            &["12-25 00:00–24:00 "],
        ),
        ("a leap day", &["DTSTART:20240229", "rrule:freq=yearly"], &["02-29 00:00–24:00 "]),
        (
            "a name on one line",
            &["DTSTART:20261208", "SUMMARY;LANGUAGE=ca:Sant\\nEsteve\\; \\\\ fi\\"],
            &["2026-12-08 00:00–24:00 Sant Esteve; \\ fi"],
        ),
    ];
    for (case, lines, expected) in cases {
        assert_eq!(
            told(&event(lines)),
            (expected.iter().map(ToString::to_string).collect(), vec![]),
            "{case}"
        );
    }
}

#[test]
fn an_event_that_is_not_understood_is_left_out_with_its_line() {
    let cases: [(&[&str], (usize, Why)); 20] = [
        (&["SUMMARY:Nadal"], (2, Why::NoStart)),
        (&["DTSTART:20261301"], (3, Why::NotADate)),
        (&["DTSTART:2026-12-25"], (3, Why::NotADate)),
        (&["DTSTART:20261225T250000"], (3, Why::NotADate)),
        (&["DTSTART:20261225", "DTEND:tomorrow"], (4, Why::NotADate)),
        (&["DTSTART;VALUE=PERIOD:20261225T000000Z/P1D"], (3, Why::NotADate)),
        (&["DTSTART;TZID=Romance Standard Time:20261224T140000"], (3, Why::UnknownZone)),
        (&["DTSTART:20261224T140000"], (3, Why::NoLength)),
        (&["DTSTART:20261225", "DTEND:20261224"], (3, Why::NoLength)),
        (&["DTSTART:20261225", "DURATION:P1D"], (4, Why::Duration)),
        (&["DTSTART:20261225", "STATUS:CANCELLED"], (4, Why::Cancelled)),
        (&["DTSTART:20261225", "DURATION:P1D", "STATUS:CANCELLED"], (4, Why::Duration)),
        (&["DTSTART:20261225", "RRULE:INTERVAL=1"], (4, Why::Recurrence)),
        (&["DTSTART:20261225", "RRULE:FREQ=WEEKLY"], (4, Why::Recurrence)),
        (&["DTSTART:20261225", "RRULE:FREQ=YEARLY;INTERVAL=2"], (4, Why::Recurrence)),
        (&["DTSTART:20261225", "RRULE:FREQ=YEARLY;COUNT=3"], (4, Why::Recurrence)),
        (&["DTSTART:20261225", "RRULE:FREQ=YEARLY;BYMONTHDAY=25"], (4, Why::Recurrence)),
        (&["DTSTART:20261225", "RRULE:FREQ=YEARLY;BYMONTH=11"], (4, Why::Recurrence)),
        (&["DTSTART:20261225", "RRULE:FREQ=YEARLY", "EXDATE:20271225"], (5, Why::Recurrence)),
        (&["DTSTART:20261225", "what is this"], (4, Why::Unreadable)),
    ];
    for (lines, expected) in cases {
        assert_eq!(told(&event(lines)), (vec![], vec![expected]), "{lines:?}");
    }
}

#[test]
fn a_file_that_is_no_calendar_is_told_from_where_on() {
    let whole = event(&["DTSTART:20261225"]);
    let cases = [
        (String::new(), 0, (1, Why::NotACalendar)),
        ("\r\n\r\n".to_owned(), 0, (1, Why::NotACalendar)),
        ("<html>".to_owned(), 0, (1, Why::NotACalendar)),
        ("BEGIN:VCARD\nEND:VCARD".to_owned(), 0, (1, Why::NotACalendar)),
        (format!("{whole}X:y"), 1, (6, Why::NotACalendar)),
        (whole.replace("END:VCALENDAR", ""), 1, (1, Why::Unbalanced)),
        (whole.replace("END:VEVENT", ""), 0, (5, Why::Unbalanced)),
        (whole.replace("END:VEVENT", "END:VTODO"), 0, (4, Why::Unbalanced)),
        (whole.replace("VEVENT", "VTODO"), 0, (2, Why::NotAnEvent)),
        (whole.replace("BEGIN:VEVENT", "???\r\nBEGIN:VEVENT"), 1, (2, Why::Unreadable)),
        (" ".repeat(LARGEST_FILE + 1), 0, (1, Why::FileTooLarge)),
    ];
    for (file, days, expected) in cases {
        let (holidays, skipped) = told(&file);
        let start: String = file.chars().take(60).collect();
        assert_eq!((holidays.len(), skipped), (days, vec![expected]), "{start}");
    }
}

#[test]
fn a_fold_may_cut_a_letter_in_two() {
    let file = event(&["DTSTART:20261208", "SUMMARY:Puríssima"]).into_bytes();
    let cut = file.iter().position(|byte| !byte.is_ascii()).expect("an accent") + 1;
    let folded = [&file[..cut], b"\r\n\t", &file[cut..]].concat();
    assert_eq!(read(&folded, &madrid()), read(&file, &madrid()));
}

#[test]
fn events_of_the_same_date_are_one_closed_day() {
    let one = event(&["DTSTART:20261224T140000", "DTEND:20261224T160000", "SUMMARY:Tarda"]);
    let two = event(&["DTSTART:20261224T150000", "DTEND:20261224T180000", "SUMMARY:Vetlla"]);
    let (holidays, skipped) = told(&[one.clone(), two, one].concat());
    assert_eq!(holidays, ["2026-12-24 14:00–18:00 Tarda, Vetlla"]);
    assert_eq!(skipped, []);
}

#[test]
fn no_more_days_are_read_than_a_calendar_has() {
    let days = |year: i32, end: &str| {
        event(&[&format!("DTSTART:{year}0101"), &format!("DTEND:{year}{end}")])
    };
    let most = [2026, 2027, 2029, 2030].map(|year| days(year, "0908")).concat();
    let (holidays, skipped) = told(&most);
    assert_eq!((holidays.len(), skipped), (MOST_EXCEPTIONS, vec![]));
    // A day that is closed already makes it no more.
    let (holidays, skipped) = told(&[most, days(2026, "0102"), days(2031, "0102")].concat());
    assert_eq!((holidays.len(), skipped), (MOST_EXCEPTIONS, vec![(32, Why::TooMany)]));
}

#[test]
fn an_event_lasts_at_most_a_leap_year() {
    let lasting = |end: &str| told(&event(&["DTSTART:20260101", &format!("DTEND:{end}")]));
    assert_eq!(lasting("20270102").0.len(), 366);
    assert_eq!(lasting("20270103"), (vec![], vec![(3, Why::EventTooLong)]));
}

/// Lines that a file may be made of, right and wrong.
fn any_line() -> impl Strategy<Value = String> {
    let known = proptest::sample::select(vec![
        "BEGIN:VCALENDAR",
        "END:VCALENDAR",
        "BEGIN:VEVENT",
        "END:VEVENT",
        "BEGIN:VALARM",
        "END:VALARM",
        "DTSTART;VALUE=DATE:20261225",
        "DTEND;VALUE=DATE:20261227",
        "DTSTART:00000101T000000Z",
        "DTSTART:99991231T235959Z",
        "DTEND:99991231",
        "DTSTART;TZID=Pacific/Apia:20111230T120000",
        "RRULE:FREQ=YEARLY",
        "SUMMARY:Nadal",
        " folded",
        "\t",
        "",
        ";",
        "A;B=\"c:d\":",
        "A;B",
        "STATUS:CANCELLED",
    ]);
    prop_oneof![4 => known.prop_map(str::to_owned), 1 => any::<String>()]
}

proptest! {
    #[test]
    fn any_file_is_read_or_told_why_not(
        lines in proptest::collection::vec(any_line(), 0..40),
        whole in any::<bool>(),
    ) {
        let lines = lines.join("\n");
        let file = if whole { event(&[&lines]) } else { lines };
        let import = read(file.as_bytes(), &madrid());
        let last = file.split('\n').count();
        prop_assert!(import.skipped.iter().all(|skipped| (1..=last).contains(&skipped.line)));
        prop_assert!(import.holidays.len() <= MOST_EXCEPTIONS);
        let mut dates: Vec<When> = import.holidays.iter().map(|day| day.when).collect();
        dates.dedup();
        prop_assert_eq!(dates.len(), import.holidays.len());
    }

    #[test]
    fn any_bytes_are_read_or_told_why_not(
        bytes in proptest::collection::vec(any::<u8>(), 0..200),
        place in 0usize..100,
    ) {
        let mut file = event(&["DTSTART:20261225", "SUMMARY:Nadal"]).into_bytes();
        let place = place.min(file.len());
        file.splice(place..place, bytes);
        read(&file, &madrid());
    }
}
