//! What an automatic reply says of the next opening. The epoch was a Thursday, one in the morning in
//! Madrid.

use super::*;
use crate::calendar::{Calendar, Clock, Exception, When};
use crate::routing::Audience;
use crate::zone::Zone;

fn weekdays(id: &str, zone: &str, from: Clock, until: Clock) -> Calendar {
    Calendar::weekdays(id.into(), id, Zone::named(zone).expect("a zone"), from, until)
}

/// A desk open from nine to six in Madrid, and whoever writes outside of that is told.
fn closed(text: &str) -> Rulebook {
    let shut = Condition::Test(Test {
        field: Field::InHours,
        operator: Operator::Equals,
        value: Some(Value::Truth(false)),
        exact: false,
    });
    let then = vec![Action::SendText { text: text.to_owned() }];
    let rule = Rule { condition: shut, ..rule("shut", Trigger::MessageIn, then) };
    Rulebook {
        calendars: vec![weekdays("desk", "Europe/Madrid", Clock::at(9, 0), Clock::at(18, 0))],
        calendar: Some("desk".into()),
        ..rulebook(vec![rule])
    }
}

fn customer(change: impl FnOnce(&mut Contact)) -> Option<Contact> {
    let mut contact = Contact::new("c".into(), minute(0));
    change(&mut contact);
    Some(contact)
}

fn said(events: &[Event]) -> Option<String> {
    events.iter().find_map(|event| Some(event.change.message()?.content.text()?.to_owned()))
}

const HOUR: i64 = 60;
const DAY: i64 = 24 * HOUR;

#[test]
fn whoever_writes_out_of_hours_is_told_when_somebody_is_there_again() {
    let phone = |digits: &'static str| customer(|one| one.phone = Some(digits.to_owned()));
    let noted = |tag: &'static str| customer(|one| one.language = Some(tag.to_owned()));
    let in_lima = customer(|one| one.zone = Zone::named("America/Lima"));
    let catalan = "Bon dia, voldria una cita";
    let table = [
        ("in the night", 0, catalan, None, Some("Obrim avui a les 09:00.")),
        ("in the evening", 18 * HOUR, catalan, None, Some("Obrim demà a les 09:00.")),
        ("before a weekend", DAY + 18 * HOUR, catalan, None, Some("Obrim dilluns a les 09:00.")),
        ("while it is open", 10 * HOUR, catalan, None, None),
        ("in Spanish", 0, "Quiero una cita", None, Some("Obrim hoy a las 09:00.")),
        ("in no language", 0, "ok", None, Some("Obrim today at 09:00.")),
        ("by what was noted", 0, catalan, noted("en-GB"), Some("Obrim today at 09:00.")),
        ("from Kyoto", 0, catalan, phone("81751234567"), Some("Obrim avui a les 17:00.")),
        ("from where they really are", 0, catalan, in_lima, Some("Obrim demà a les 03:00.")),
    ];
    for (name, at, text, contact, expected) in table {
        let mut world = World::under(closed("Obrim {next_opening}."));
        world.contact = contact;
        assert_eq!(said(&world.writes(at, text)).as_deref(), expected, "{name}");
    }
}

#[test]
fn the_hours_of_the_tickets_team_come_before_the_desks() {
    let mut book = closed("Obrim {next_opening}.");
    book.calendars.push(weekdays("late", "Europe/Madrid", Clock::at(16, 0), Clock::at(20, 0)));
    book.teams[0].calendar = Some("late".into());
    let mut world = World::under(book);
    world.writes(10 * HOUR, "Bon dia, voldria una cita");
    world.does(10 * HOUR, Command::Team { team: Some("billing".into()) });
    let followed = world.writes(10 * HOUR + 5, "Ho voldria per avui");
    assert_eq!(said(&followed).as_deref(), Some("Obrim avui a les 16:00."));
}

#[test]
fn a_holiday_is_left_out_and_where_nothing_ever_opens_no_time_is_promised() {
    let own_words = "Tornem {next_opening|després de festes}.";
    let table = [
        ("a holiday", true, "Tornem {next_opening}.", "Tornem demà a les 09:00."),
        ("never", false, "Tornem {next_opening}.", "Tornem tan aviat com puguem."),
        ("never, in the team's words", false, own_words, "Tornem després de festes."),
        ("words that are not needed", true, own_words, "Tornem demà a les 09:00."),
    ];
    for (name, opens, text, expected) in table {
        let mut book = closed(text);
        match opens {
            true => {
                let when = When::written("1970-01-01").expect("a date");
                book.calendars[0].exceptions = vec![Exception::holiday(when, "Cap d'any")];
            }
            false => {
                let nine = Clock::at(9, 0);
                book.calendars[0] = weekdays("desk", "Europe/Madrid", nine, nine);
            }
        }
        let mut world = World::under(book);
        let followed = world.writes(0, "Bon dia, voldria una cita");
        assert_eq!(said(&followed).as_deref(), Some(expected), "{name}");
    }
}

#[test]
fn a_desk_without_hours_is_there_right_now_and_notes_are_worded_alike() {
    let note = Action::Note { text: "Obrim {next_opening}".to_owned() };
    let ring = Action::Notify { who: Audience::Supervisors, text: "{next_opening}".to_owned() };
    let rule = rule("r", Trigger::MessageIn, vec![note, ring]);
    let mut world = World::new(vec![rule]);
    let followed = world.writes(0, "Bon dia, voldria una cita");
    let texts: Vec<&str> = followed
        .iter()
        .filter_map(|event| match &event.change {
            Change::Noted { text, .. } | Change::Rang { text, .. } => Some(text.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(texts, ["Obrim ara mateix", "ara mateix"]);
}
