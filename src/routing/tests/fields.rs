//! Each field: that it can be asked for, and what the trace shows of it.

use super::*;
use crate::routing::language::Lang;
use crate::ticket::{Priority, Status};
use crate::window::Window;
use crate::zone::Zone;

/// A ticket of which everything is known.
fn whole(zone: &Zone) -> Facts<'_> {
    Facts {
        now: at("2026-07-10T10:30:00Z"),
        ticket: crate::ids::TicketNumber(7),
        channel: "1065",
        message: Some(Said { text: Some("Hola"), kind: "text", language: Some(Lang::Ca) }),
        customer: Customer {
            name: Some("Núria Puig"),
            country: Some("ES"),
            attributes: vec![("plan", "Or")],
            tags: vec!["vip"],
            zone: Some(zone),
            is_new: true,
            is_new_here: true,
        },
        status: Status::Waiting,
        priority: Priority::High,
        team: Some("billing"),
        owner: Some("jordi"),
        tags: vec!["factura", "urgent"],
        fields: vec![("order", "4512")],
        before: Some(Before::Was("open")),
        started_by: Starter::Us,
        created_at: at("2026-07-10T10:00:00Z"),
        in_hours: Some(true),
        sla: Some(Sla { clock: SlaClock::NextResponse, state: SlaState::Near, minutes_left: -4 }),
        window: Window {
            closes_at: Some(at("2026-07-10T12:30:00Z")),
            free_entry_until: Some(at("2026-07-12T12:00:00Z")),
        },
        unanswered: 2,
        rating: Some(4),
        automatic_messages: 1,
        unknown: vec![],
    }
}

#[test]
fn every_field_can_be_asked_for_and_shows_its_value() {
    use Operator::*;
    let shown = |text: &str| Actual::Text(text.into());
    let all_tags = Actual::Tags(vec!["factura".into(), "urgent".into()]);
    let table = [
        (Field::MessageText, Contains, text("hola"), shown("Hola")),
        (Field::MessageKind, AnyOf, texts(&["image", "text"]), shown("text")),
        (Field::Language, Equals, text("ca"), shown("ca")),
        (Field::Channel, Equals, text("1065"), shown("1065")),
        (Field::ContactName, HasWord, text("nuria"), shown("Núria Puig")),
        (Field::ContactCountry, Equals, text("es"), shown("ES")),
        (Field::ContactAttribute("plan".into()), Equals, text("or"), shown("Or")),
        (Field::ContactTags, Contains, text("VIP"), Actual::Tags(vec!["vip".into()])),
        (Field::CustomerZone, StartsWith, text("Europe/"), shown("Europe/Madrid")),
        (Field::CustomerHour, Equals, number(12), Actual::Number(12)),
        (Field::FirstContact, Equals, truth(true), Actual::Truth(true)),
        (Field::FirstToNumber, Equals, truth(true), Actual::Truth(true)),
        (Field::Status, IsNot, text("resolved"), shown("waiting")),
        (Field::Priority, More, text("normal"), shown("high")),
        (Field::Team, Equals, text("billing"), shown("billing")),
        (Field::Owner, IsSet, None, shown("jordi")),
        (Field::Tags, Contains, text("urgent"), all_tags),
        (Field::CustomField("order".into()), Matches, text("^45"), shown("4512")),
        (Field::PreviousValue, Equals, text("open"), shown("open")),
        (Field::StartedBy, Equals, text("us"), shown("us")),
        (Field::InHours, Equals, truth(true), Actual::Truth(true)),
        (Field::SlaState, AnyOf, texts(&["near", "breached"]), shown("near")),
        (Field::SlaClock, Equals, text("next_response"), shown("next_response")),
        (Field::SlaMinutesLeft, Less, number(0), Actual::Number(-4)),
        (Field::WindowMinutesLeft, Equals, number(120), Actual::Number(120)),
        (Field::FreeEntry, Equals, truth(true), Actual::Truth(true)),
        (Field::CostClass, AnyOf, texts(&["free", "free_template"]), shown("free")),
        (Field::UnansweredCount, More, number(1), Actual::Number(2)),
        (Field::AgeMinutes, Between, range(30, 30), Actual::Number(30)),
        (Field::AutomaticMessages, Less, number(2), Actual::Number(1)),
    ];
    let zone = Zone::named("Europe/Madrid").expect("known");
    let facts = whole(&zone);
    for (field, operator, value, actual) in table {
        let condition = test(field.clone(), operator, value.clone());
        let (held, tests) = ask(condition, &facts);
        assert!(held, "{field:?}");
        let place = "condition".to_owned();
        let asked = Asked { place, field, operator, expected: value }.into();
        let seen = Tested { asked, actual, held };
        assert_eq!(tests, [seen]);
    }
}

#[test]
fn what_is_not_there_is_shown_as_empty() {
    let facts = message("hola");
    let fields = [
        Field::Language,
        Field::Channel,
        Field::ContactName,
        Field::ContactCountry,
        Field::ContactAttribute("plan".into()),
        Field::ContactTags,
        Field::CustomerZone,
        Field::Team,
        Field::Owner,
        Field::Tags,
        Field::CustomField("order".into()),
        Field::SlaClock,
        Field::SlaMinutesLeft,
        Field::WindowMinutesLeft,
    ];
    for field in fields {
        let (held, tests) = ask(test(field.clone(), Operator::IsNotSet, None), &facts);
        assert!(held, "{field:?}");
        assert_eq!(tests[0].actual, Actual::Empty, "{field:?}");
    }
}

#[test]
fn what_nobody_kept_is_shown_as_such_and_is_neither_so_nor_not() {
    let facts = Facts { owner: Some("jordi"), unknown: vec![Field::Owner], ..message("hola") };
    for operator in [Operator::IsSet, Operator::IsNotSet] {
        let (held, tests) = ask(test(Field::Owner, operator, None), &facts);
        assert!(!held, "{operator:?}");
        assert_eq!(tests[0].actual, Actual::Absent(Absence::NotKept));
    }
    let (held, _) = ask(test(Field::Team, Operator::IsNotSet, None), &facts);
    assert!(held, "the rest is known");
}

#[test]
fn a_ticket_without_a_clock_has_a_state_that_can_be_asked_for() {
    let (held, _) = ask(test(Field::SlaState, Operator::Equals, text("none")), &message("hola"));
    assert!(held);
}

#[test]
fn a_closed_window_has_no_minutes_left() {
    let window = Window { closes_at: Some(at("1969-12-31T12:00:00Z")), ..Window::default() };
    let facts = Facts { window, ..message("hola") };
    let (held, _) = ask(test(Field::WindowMinutesLeft, Operator::Equals, number(0)), &facts);
    assert!(held);
}

#[test]
fn once_the_window_is_closed_a_free_entry_decides_what_a_template_costs() {
    let closed = Some(at("1969-12-31T12:00:00Z"));
    let tomorrow = Some(at("1970-01-02T00:00:00Z"));
    for (free_entry_until, free, class) in [
        (None, false, "paid_template"),
        (closed, false, "paid_template"),
        (tomorrow, true, "free_template"),
    ] {
        let window = Window { closes_at: closed, free_entry_until };
        let facts = Facts { window, ..message("hola") };
        assert!(ask(test(Field::FreeEntry, Operator::Equals, truth(free)), &facts).0, "{class}");
        assert!(ask(test(Field::CostClass, Operator::Equals, text(class)), &facts).0, "{class}");
    }
}

#[test]
fn of_whom_nothing_was_heard_only_a_template_is_to_be_had() {
    let facts = Facts::default();
    assert!(ask(test(Field::FreeEntry, Operator::Equals, truth(false)), &facts).0);
    assert!(ask(test(Field::CostClass, Operator::IsNot, text("free")), &facts).0);
}

#[test]
fn what_changed_had_a_value_before_or_none() {
    // RULE-4.
    let facts = |before| Facts { before: Some(before), ..Facts::default() };
    let was = |value| test(Field::PreviousValue, Operator::Equals, text(value));
    let none = || test(Field::PreviousValue, Operator::IsNotSet, None);
    assert!(ask(was("resolved"), &facts(Before::Was("resolved"))).0);
    assert!(!ask(was("resolved"), &facts(Before::Was("open"))).0);
    assert!(!ask(was("resolved"), &facts(Before::Nothing)).0);
    assert!(ask(none(), &facts(Before::Nothing)).0);
    assert!(!ask(none(), &facts(Before::Was("open"))).0);
}
