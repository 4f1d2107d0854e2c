//! Openings told over zones, changes of the clock, midnights and holidays.

use super::*;
use crate::calendar::{Calendar, Clock, Exception, Hours, When};
use crate::routing::tests::at;

const CA: Tongue = Tongue(Lang::Ca);
const ES: Tongue = Tongue(Lang::Es);
const EN: Tongue = Tongue(Lang::En);

fn zone(name: &str) -> Zone {
    Zone::named(name).expect("a zone")
}

fn told(tongue: Tongue, opens: &str, now: &str, name: &str) -> String {
    tongue.tell(at(opens), at(now), &zone(name))
}

#[test]
fn a_day_has_a_name_while_that_says_which_and_then_a_date() {
    // Tuesday 10 November 2026, ten in the evening in Madrid.
    let now = "2026-11-10T21:00:00Z";
    let table = [
        ("2026-11-10T22:30:00Z", "avui a les 23:30", "hoy a las 23:30", "today at 23:30"),
        ("2026-11-10T23:00:00Z", "demà a les 00:00", "mañana a las 00:00", "tomorrow at 00:00"),
        ("2026-11-11T00:15:00Z", "demà a la 01:15", "mañana a la 01:15", "tomorrow at 01:15"),
        ("2026-11-11T08:00:00Z", "demà a les 09:00", "mañana a las 09:00", "tomorrow at 09:00"),
        (
            "2026-11-12T08:00:00Z",
            "dijous a les 09:00",
            "el jueves a las 09:00",
            "Thursday at 09:00",
        ),
        ("2026-11-16T08:00:00Z", "dilluns a les 09:00", "el lunes a las 09:00", "Monday at 09:00"),
        (
            "2026-11-17T08:00:00Z",
            "el 17 de novembre a les 09:00",
            "el 17 de noviembre a las 09:00",
            "on 17 November at 09:00",
        ),
        (
            "2027-04-06T07:00:00Z",
            "el 6 d'abril de 2027 a les 09:00",
            "el 6 de abril de 2027 a las 09:00",
            "on 6 April 2027 at 09:00",
        ),
        (now, "ara mateix", "ahora mismo", "right now"),
    ];
    for (opens, catalan, spanish, english) in table {
        for (tongue, expected) in [(CA, catalan), (ES, spanish), (EN, english)] {
            assert_eq!(told(tongue, opens, now, "Europe/Madrid"), expected, "{opens}");
        }
    }
}

#[test]
fn the_same_opening_is_told_by_the_clock_where_the_customer_is() {
    // A desk in Madrid that opens on Monday at nine, asked on Sunday evening.
    let (opens, now) = ("2026-11-16T08:00:00Z", "2026-11-15T20:00:00Z");
    let table = [
        ("Europe/Madrid", "tomorrow at 09:00"),
        ("Atlantic/Canary", "tomorrow at 08:00"),
        ("America/New_York", "tomorrow at 03:00"),
        ("America/Los_Angeles", "tomorrow at 00:00"),
        ("Pacific/Honolulu", "today at 22:00"),
        ("Asia/Kolkata", "today at 13:30"),
        ("Pacific/Auckland", "today at 21:00"),
        ("Pacific/Kiritimati", "today at 22:00"),
    ];
    for (name, expected) in table {
        assert_eq!(told(EN, opens, now, name), expected, "{name}");
    }
}

#[test]
fn a_day_that_changes_the_clock_is_a_day_like_any_other() {
    let table = [
        // 23 hours long, and 25.
        ("Europe/Madrid", "2026-03-28T22:30:00Z", "2026-03-29T07:00:00Z", "tomorrow at 09:00"),
        ("Europe/Madrid", "2026-03-28T23:30:00Z", "2026-03-29T07:00:00Z", "today at 09:00"),
        ("Europe/Madrid", "2026-10-24T21:30:00Z", "2026-10-25T08:00:00Z", "tomorrow at 09:00"),
        ("Europe/Madrid", "2026-10-24T22:30:00Z", "2026-10-25T22:30:00Z", "today at 23:30"),
        ("America/New_York", "2026-03-08T04:30:00Z", "2026-03-08T13:00:00Z", "tomorrow at 09:00"),
        ("America/New_York", "2026-11-01T03:30:00Z", "2026-11-01T14:00:00Z", "tomorrow at 09:00"),
        // The week goes over the change.
        ("Europe/Madrid", "2026-03-27T20:00:00Z", "2026-03-30T07:00:00Z", "Monday at 09:00"),
        // The same minute once more: the clocks were put back.
        ("Europe/Madrid", "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "today at 02:30"),
    ];
    for (name, now, opens, expected) in table {
        assert_eq!(told(EN, opens, now, name), expected, "{name} {now}");
    }
}

#[test]
fn a_holiday_puts_the_opening_off_and_a_calendar_without_hours_has_none() {
    let nine_to_six = (Clock::at(9, 0), Clock::at(18, 0));
    let office = Calendar::weekdays(
        "office".into(),
        "Office",
        zone("Europe/Madrid"),
        nine_to_six.0,
        nine_to_six.1,
    );
    let christmas = |day: &str| Exception::holiday(When::written(day).expect("a date"), "Nadal");
    let shut = Calendar {
        exceptions: vec![christmas("2026-12-25"), christmas("2026-12-28"), christmas("12-29")],
        ..office.clone()
    };
    let thursday_evening = at("2026-12-24T18:00:00Z");
    let opens = |calendar: &Calendar| {
        let opens = calendar.next_opening(thursday_evening)?;
        Some(CA.tell(opens, thursday_evening, &calendar.zone))
    };
    assert_eq!(opens(&office).as_deref(), Some("demà a les 09:00"));
    assert_eq!(opens(&shut).as_deref(), Some("dimecres a les 09:00"));
    let never = Calendar::weekdays(
        "never".into(),
        "Never",
        zone("Europe/Madrid"),
        Clock::at(9, 0),
        Clock::at(9, 0),
    );
    assert_eq!(opens(&never), None);
    assert_eq!(
        [CA, ES, EN].map(Tongue::never),
        ["tan aviat com puguem", "en cuanto podamos", "as soon as we can"]
    );
}

#[test]
fn the_customers_own_language_comes_first_and_the_texts_before_english() {
    let (catalan, spanish) = ("Voldria una cita demà, gràcies", "Quiero una cita mañana");
    let french = "Bonjour, je voudrais un rendez-vous";
    let table = [
        ("noted by hand", Some("ca"), Some(spanish), "We open {next_opening}", CA),
        ("with a country", Some("es-AR"), Some(catalan), "", ES),
        ("noted, and not ours", Some("fr"), None, "Ara mateix no hi som, gràcies", CA),
        ("by their words", None, Some(catalan), "Thanks, we are back {next_opening}", CA),
        ("their words are not ours", None, Some(french), "Hoy estamos fuera", ES),
        ("gaps are no words", None, None, "Hoy no estamos, {customer} {next_opening}", ES),
        ("nothing to go by but the text", None, Some("ok"), "Gracias, hoy no estamos", ES),
        ("nothing at all", None, None, "{next_opening}", EN),
        ("no language", Some("x"), None, "", EN),
    ];
    for (name, noted, said, around, expected) in table {
        assert_eq!(Tongue::of(noted, said, around), expected, "{name}");
    }
}

#[test]
fn every_day_and_month_has_a_name() {
    for words in [&CATALAN, &SPANISH, &ENGLISH] {
        assert!(words.weekdays.iter().chain(&words.months).all(|name| !name.is_empty()));
    }
}
