//! Slips by case, and what a book answers.

mod editions;

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use super::*;
use crate::calendar::{Clock, Interval};
use crate::ids::PersonId;
use crate::number::BadDays;
use crate::permissions::Author;
use crate::routing::{Action, Audience, Condition, Rule, Trigger};
use crate::sla::{ByPriority, Condition as Fits, Counting, Target, Targets};
use crate::ticket::{Change, Event, Priority, Ticket};

fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("a time")
}

fn people() -> BTreeSet<PersonId> {
    ["nuria", "pol"].map(PersonId::from).into()
}

fn office() -> Calendar {
    let zone = Zone::named("Europe/Andorra").expect("a zone");
    Calendar::weekdays("office".into(), "Office", zone, Clock::at(9, 0), Clock::at(18, 0))
}

fn rule(then: Vec<Action>) -> Rule {
    Rule {
        id: "r1".into(),
        name: "Invoices".into(),
        version: 1,
        on: true,
        when: vec![Trigger::MessageIn],
        condition: Condition::Always,
        then,
        otherwise: vec![],
        stop: false,
    }
}

/// A rulebook without a slip.
fn rulebook() -> Rulebook {
    let billing = Team {
        calendar: Some("office".into()),
        members: vec!["nuria".into()],
        ..Team::new("billing".into(), "Billing")
    };
    let profile = Profile { shift: Some("office".into()), ..Profile::new("nuria".into()) };
    let target = Some(Target { minutes: 60, counts: Counting::Working });
    let press = Policy {
        condition: Fits { priorities: vec![Priority::Urgent], ..Fits::default() },
        targets: ByPriority::all(Targets { first_response: target, ..Targets::default() }),
        ..Policy::new("press".into(), "Urgent")
    };
    let rules = Rules {
        rules: vec![rule(vec![Action::AssignTeam { team: "billing".into() }])],
        ..Rules::default()
    };
    Rulebook {
        calendars: vec![office()],
        teams: vec![billing],
        profiles: vec![profile],
        policies: vec![press, Policy::new("all".into(), "Everyone")],
        rules,
        ..Rulebook::default()
    }
}

fn ticket() -> Ticket {
    let change = Change::Opened {
        channel: "1065".into(),
        contact: "c".into(),
        customer: "Núria".into(),
        follows: None,
        previous_owner: None,
        asked_at: None,
        entry: None,
    };
    let (ticket, by) = (crate::ids::TicketNumber(1), Author::Customer);
    let event = Event { ticket, rev: 1, at: at("2026-11-10T09:00:00Z"), by, change };
    Ticket::open(&event).expect("an opening event opens")
}

fn slips(change: impl FnOnce(&mut Rulebook)) -> Vec<Slip> {
    let mut book = rulebook();
    change(&mut book);
    book.slips(&people())
}

#[test]
fn what_a_part_names_has_to_be_there() {
    let team = || Part::Team("billing".into());
    let unknown = |part, named| vec![Slip { part, wrong: Wrong::Unknown(named) }];
    let then = |book: &mut Rulebook, action| book.rules.rules[0].then = vec![action];
    let in_rule = |named| unknown(Part::Rule("r1".into()), named);
    let nobody = || Named::Person("ghost".into());
    let audience = |who| Action::Notify { who, text: "Look".into() };
    let table = [
        ("nothing wrong", slips(|_| {}), vec![]),
        (
            "a team's calendar",
            slips(|book| book.teams[0].calendar = Some("night".into())),
            unknown(team(), Named::Calendar("night".into())),
        ),
        (
            "the desk's calendar",
            slips(|book| book.calendar = Some("night".into())),
            unknown(Part::Desk, Named::Calendar("night".into())),
        ),
        (
            "a member",
            slips(|book| book.teams[0].members.push("ghost".into())),
            unknown(team(), nobody()),
        ),
        (
            "a shift",
            slips(|book| book.profiles[0].shift = Some("night".into())),
            unknown(Part::Profile("nuria".into()), Named::Calendar("night".into())),
        ),
        (
            "a policy's team",
            slips(|book| book.policies[0].condition.teams = vec!["sales".into()]),
            unknown(Part::Policy("press".into()), Named::Team("sales".into())),
        ),
        (
            "a rule's team",
            slips(|book| then(book, Action::AssignTeam { team: "sales".into() })),
            in_rule(Named::Team("sales".into())),
        ),
        (
            "a rule's policy",
            slips(|book| then(book, Action::SetPolicy { policy: "gold".into() })),
            in_rule(Named::Policy("gold".into())),
        ),
        (
            "a rule's audience",
            slips(|book| then(book, audience(Audience::People { people: vec!["ghost".into()] }))),
            in_rule(nobody()),
        ),
        (
            "an audience without a name",
            slips(|book| then(book, audience(Audience::Team { team: None }))),
            vec![],
        ),
    ];
    for (case, found, expected) in table {
        assert_eq!(found, expected, "{case}");
    }
}

#[test]
fn two_parts_of_a_kind_never_share_an_id() {
    let found = slips(|book| book.teams.push(Team::new("billing".into(), "Billing again")));
    assert_eq!(found, [Slip { part: Part::Team("billing".into()), wrong: Wrong::Twice }]);
}

#[test]
fn a_tickets_working_time_is_its_teams_else_the_desks_else_day_and_night() {
    let book = Book::open(rulebook(), DateTime::UNIX_EPOCH, at("2026-11-10T09:00:00Z"))
        .expect("good rules");
    let saturday = at("2026-11-14T10:00:00Z");
    let anybodys = ticket();
    assert_eq!(book.in_hours(&anybodys, saturday), None);
    assert!(book.hours_of(&anybodys).is_open(saturday));
    let billing = Ticket { team: Some("billing".into()), ..ticket() };
    assert_eq!(book.in_hours(&billing, saturday), Some(false));
    let monday = at("2026-11-16T08:00:00Z");
    assert_eq!(book.hours_of(&billing).next_opening(saturday), Some(monday));

    let mut desks = rulebook();
    desks.calendar = Some("office".into());
    desks.calendars.push(Calendar { id: "night".into(), ..office() });
    desks.calendars[1].week = crate::calendar::Week::by_day(|_| vec![Interval::WHOLE_DAY]);
    desks.teams[0].calendar = Some("night".into());
    let book =
        Book::open(desks, DateTime::UNIX_EPOCH, at("2026-11-10T09:00:00Z")).expect("good rules");
    assert_eq!(book.in_hours(&anybodys, saturday), Some(false));
    assert_eq!(book.in_hours(&billing, saturday), Some(true));
    let of_no_calendar = Ticket { team: Some("gone".into()), ..ticket() };
    assert_eq!(book.in_hours(&of_no_calendar, saturday), Some(false));
}

#[test]
fn the_first_policy_that_fits_is_the_tickets() {
    let book = Book::open(rulebook(), DateTime::UNIX_EPOCH, at("2026-11-10T09:00:00Z"))
        .expect("good rules");
    let of =
        |priority| book.policy_of(&Ticket { priority, ..ticket() }).map(|one| one.id.0.clone());
    assert_eq!(of(Priority::Urgent).as_deref(), Some("press"));
    assert_eq!(of(Priority::Low).as_deref(), Some("all"));
}

#[test]
fn a_rule_that_cannot_be_evaluated_opens_no_book() {
    let mut bad = rulebook();
    bad.rules.rules[0].then = vec![Action::AddTag { tag: " ".into() }];
    let refused =
        Book::open(bad, DateTime::UNIX_EPOCH, at("2026-11-10T09:00:00Z")).expect_err("a blank tag");
    assert_eq!(refused[0].rule, "r1".into());
}

#[test]
fn what_follows_a_resolution_is_judged_for_each_number_and_left_out_where_nothing_is_said() {
    let mut book = Rulebook::default();
    let plain = serde_json::to_value(&book).expect("a rulebook serialises");
    assert_eq!(plain.get("reopening"), None);
    assert_eq!(book.reopening(&"1065".into()), Reopening::NewAfter { days: 7 });
    let days = |days| Reopening::NewAfter { days };
    book.reopening = [("1065".into(), days(0)), ("1066".into(), days(30))].into();
    assert_eq!(book.reopening(&"1066".into()), days(30));
    let json = serde_json::to_value(&book).expect("a rulebook serialises");
    assert_eq!(json["reopening"]["1066"], serde_json::json!({"kind": "new_after", "days": 30}));
    assert_eq!(serde_json::from_value::<Rulebook>(json).expect("and parses"), book);
    let matter = Matter::Reopening(BadDays { days: 0 });
    let wrong = Objection { part: Part::Reopening("1065".into()), matter };
    assert_eq!(book.objections(&people()), [wrong]);
}

#[test]
fn a_rulebook_reads_back_as_it_was_saved_and_an_empty_one_is_allowed() {
    let json = serde_json::to_string(&rulebook()).expect("a rulebook serialises");
    assert_eq!(serde_json::from_str::<Rulebook>(&json).expect("and parses"), rulebook());
    assert_eq!(serde_json::from_str::<Rulebook>("{}").expect("an empty one"), Rulebook::default());
}
