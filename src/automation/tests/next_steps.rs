//! What is foretold of a ticket: which rule writes next, and when (RULE-9).

use super::clocks::reply;
use super::*;
use crate::calendar::{Calendar, Clock};
use crate::routing::Mode;
use crate::ticket::Status;
use crate::zone::Zone;

const HOUR: i64 = 60;
const DAY: i64 = 24 * HOUR;
/// The first day of all is a Thursday.
const NINE: i64 = 9 * HOUR;

fn silent(minutes: u32) -> Trigger {
    Trigger::CustomerSilent { working_minutes: minutes }
}

fn unanswered(minutes: u32) -> Trigger {
    Trigger::Unanswered { working_minutes: minutes }
}

fn text() -> Action {
    Action::SendText { text: "Encara hi ets?".to_owned() }
}

fn template() -> Action {
    let (name, language) = ("still_there".into(), "ca".into());
    Action::SendTemplate { name, language, parameters: vec!["{agent}".into()] }
}

fn says(id: &str, when: Trigger) -> Rule {
    rule(id, when, vec![text()])
}

fn within_hours(open: bool) -> Condition {
    let (field, operator) = (Field::InHours, Operator::Equals);
    Condition::Test(Test { field, operator, value: Some(Value::Truth(open)), exact: false })
}

/// A desk without clocks, open on working days from nine to six.
fn desk(rules: Vec<Rule>) -> Rulebook {
    let zone = Zone::utc();
    let office =
        Calendar::weekdays("office".into(), "Office", zone, Clock::at(9, 0), Clock::at(18, 0));
    let calendar = Some(office.id.clone());
    let calendars = vec![office];
    Rulebook { calendars, calendar, policies: vec![], ..rulebook(rules) }
}

/// The customer wrote, and a minute later, at `answered`, Núria did, who has the ticket.
fn answered(book: Rulebook, answered: i64) -> World {
    let mut world = World::under(book);
    world.writes(answered - 1, "hola");
    world.does(answered - 1, Command::Assign { owner: Some("nuria".into()) });
    world.does(answered, reply(answered));
    world
}

/// What is foretold at that minute, as the rule's id and the minute.
fn foretold(world: &World, now: i64) -> Option<(String, i64)> {
    let NextStep { rule, at } = world.next_step(minute(now))?;
    Some((rule.replace("Rule ", ""), (at - minute(0)).num_minutes()))
}

fn step(id: &str, at: i64) -> Option<(String, i64)> {
    Some((id.to_owned(), at))
}

#[test]
fn the_next_follow_up_is_foretold_with_the_moment_at_which_it_leaves() {
    let (hour, day) = (|id| says(id, silent(60)), 9 * 60);
    let table = [
        ("in working time", vec![hour("a")], NINE + 5, step("a", NINE + 65)),
        (
            "the sooner of two, whatever their order",
            vec![says("b", silent(120)), hour("a")],
            NINE + 5,
            step("a", NINE + 65),
        ),
        ("after closing time", vec![hour("a")], 17 * HOUR + 30, step("a", DAY + NINE + 30)),
        (
            "over a weekend",
            vec![rule("a", silent(2 * day), vec![template()])],
            NINE + 1,
            step("a", 4 * DAY + NINE + 1),
        ),
        ("a rule that is off is left out", vec![Rule { on: false, ..hour("a") }], NINE, None),
        (
            "a rule that writes to nobody too",
            vec![rule("a", silent(60), vec![tag("silent")]), says("b", silent(90))],
            NINE,
            step("b", NINE + 90),
        ),
        (
            "what a rule writes when its condition does not hold",
            vec![Rule {
                condition: within_hours(false),
                otherwise: vec![text()],
                ..rule("a", silent(60), vec![tag("late")])
            }],
            NINE,
            step("a", NINE + 60),
        ),
        (
            "a condition that will not hold then",
            vec![Rule { condition: within_hours(false), ..hour("a") }],
            NINE,
            None,
        ),
        (
            "a rule before it ends the list",
            vec![Rule { stop: true, ..rule("a", silent(60), vec![tag("silent")]) }, hour("b")],
            NINE,
            None,
        ),
        (
            "a rule that settles the ticket before",
            vec![
                rule("a", silent(30), vec![Action::SetStatus { status: Status::Resolved }]),
                hour("b"),
            ],
            NINE,
            None,
        ),
        (
            "what follows from what a rule does then",
            vec![
                rule("a", silent(60), vec![tag("silent")]),
                says("b", Trigger::TagAdded { tag: Some("silent".into()) }),
            ],
            NINE,
            step("b", NINE + 60),
        ),
    ];
    for (name, rules, at, expected) in table {
        let world = answered(desk(rules), at);
        assert_eq!(foretold(&world, at), expected, "{name}");
    }
}

#[test]
fn quiet_hours_of_the_customers_own_clock_are_waited_out() {
    // It is always open, and quiet from nine to nine in New York, which is five hours behind.
    let mut book = desk(vec![says("a", silent(60))]);
    book.calendar = None;
    let mut world = answered(book, 10 * HOUR);
    assert_eq!(foretold(&world, 10 * HOUR), step("a", 11 * HOUR), "the desk's own clock");
    let mut contact = Contact::new("c".into(), minute(0));
    contact.zone = Zone::named("America/New_York");
    world.contact = Some(contact);
    assert_eq!(foretold(&world, 10 * HOUR), step("a", 14 * HOUR));
}

#[test]
fn a_follow_up_is_foretold_until_anything_ends_the_silence_and_then_the_next_one() {
    let rules = || vec![says("a", silent(60)), says("b", silent(120))];
    let mut world = answered(desk(rules()), NINE);
    assert_eq!(foretold(&world, NINE + 30), step("a", NINE + 60));
    world.waits(NINE + 60);
    assert_eq!(foretold(&world, NINE + 60), step("b", NINE + 120));
    world.does(NINE + 70, reply(NINE + 70));
    assert_eq!(foretold(&world, NINE + 70), step("a", NINE + 130), "another answer");
    world.writes(NINE + 80, "ja hi soc");
    assert_eq!(foretold(&world, NINE + 80), None);
    let mut world = answered(desk(rules()), NINE);
    world.does(NINE + 10, Command::Resolve);
    assert_eq!(foretold(&world, NINE + 10), None, "settled");
}

#[test]
fn nothing_is_foretold_that_would_not_be_sent() {
    let free = || vec![says("a", silent(60))];
    let closing = || vec![says("a", Trigger::WindowClosing { minutes: 120 })];
    let by_template = || vec![rule("a", silent(60), vec![template()])];
    let long = |then| vec![rule("a", silent(9 * 60), vec![then])];
    let table = [
        ("free text", free(), NINE, false, step("a", NINE + 60)),
        ("to whoever opted out", free(), NINE, true, None),
        ("a template to them", by_template(), NINE, true, None),
        ("free text after the window", long(text()), NINE + 1, false, None),
        (
            "a template after the window",
            long(template()),
            NINE + 1,
            false,
            step("a", DAY + NINE + 1),
        ),
        ("a nudge after an answer that asks nothing", closing(), NINE, false, None),
    ];
    for (name, rules, at, opted_out, expected) in table {
        let mut world = answered(desk(rules), at);
        let mut contact = Contact::new("c".into(), minute(0));
        contact.opted_out = opted_out;
        world.contact = Some(contact);
        assert_eq!(foretold(&world, at), expected, "{name}");
    }
}

#[test]
fn a_template_whose_gap_nobody_fills_is_not_foretold() {
    let mut world = answered(desk(vec![rule("a", silent(60), vec![template()])]), NINE);
    world.does(NINE + 1, Command::Assign { owner: None });
    assert_eq!(foretold(&world, NINE + 1), None);
}

#[test]
fn whatever_time_makes_a_rule_write_is_foretold() {
    let at_ten = Trigger::TimeOfDay { minute: 10 * 60 };
    let table = [
        ("an unanswered message", says("a", unanswered(30)), step("a", NINE + 30)),
        (
            "a closing window",
            says("a", Trigger::WindowClosing { minutes: 60 }),
            step("a", NINE + 8 * HOUR),
        ),
        ("a time of day", says("a", at_ten), step("a", 10 * HOUR)),
        ("a share", says("a", Trigger::SlaWarning { percent: Some(70) }), step("a", NINE + 42)),
        ("any warning", says("a", Trigger::SlaWarning { percent: None }), step("a", NINE + 30)),
        ("a breach", says("a", Trigger::SlaBreached), step("a", NINE + 60)),
        ("somebody's doing", says("a", Trigger::MessageIn), None),
    ];
    for (name, rule, expected) in table {
        let policies = rulebook(vec![]).policies;
        let mut world = World::under(Rulebook { policies, ..desk(vec![rule]) });
        world.writes(NINE, "hola");
        assert_eq!(foretold(&world, NINE), expected, "{name}");
    }
}

#[test]
fn a_snooze_that_ends_may_make_a_rule_write() {
    let woken = Trigger::StatusChanged;
    let mut world = World::under(desk(vec![says("a", woken)]));
    world.writes(NINE, "hola");
    let until = minute(NINE + 30);
    world.does(NINE + 1, Command::Snooze { until, now: minute(NINE + 1) });
    assert_eq!(foretold(&world, NINE + 1), step("a", NINE + 30));
}

#[test]
fn of_rules_of_which_the_first_alone_runs_only_that_one_is_foretold() {
    let mut book = desk(vec![says("a", silent(60)), says("b", silent(60))]);
    book.rules.rules[0].condition = within_hours(false);
    book.rules.mode = Mode::First;
    assert_eq!(foretold(&answered(book.clone(), NINE), NINE), step("b", NINE + 60));
    book.rules.rules[0].condition = within_hours(true);
    assert_eq!(foretold(&answered(book, NINE), NINE), step("a", NINE + 60));
}

#[test]
fn a_customer_who_had_as_many_messages_as_there_may_be_in_a_day_is_foretold_none_of_that_day() {
    let mut rules: Vec<_> = (1..=5).map(|one| says(&format!("r{one}"), silent(one * 10))).collect();
    rules.push(says("a", silent(55)));
    rules.push(rule("b", silent(9 * 60 + 50), vec![template()]));
    let mut world = answered(desk(rules), NINE);
    for one in 1..=5 {
        assert_eq!(
            foretold(&world, NINE + one * 10 - 5),
            step(&format!("r{one}"), NINE + one * 10)
        );
        world.waits(NINE + one * 10);
    }
    assert_eq!(foretold(&world, NINE + 50), step("b", DAY + NINE + 50));
}

#[test]
fn a_rule_that_looks_every_day_does_not_hide_what_comes_after_it() {
    let daily = rule("daily", Trigger::TimeOfDay { minute: 12 * 60 }, vec![tag("seen")]);
    let book = desk(vec![daily, rule("a", silent(10 * 9 * 60), vec![template()])]);
    let world = answered(book, NINE + 1);
    assert_eq!(foretold(&world, NINE + 1), step("a", 14 * DAY + NINE + 1));
}

#[test]
fn a_clock_of_many_marks_is_looked_through_and_nothing_is_changed_by_it() {
    let mut policy = rulebook(vec![]).policies.remove(0);
    policy.warnings = (1..=20).map(|part| part * 4).collect();
    let target = Some(Target { minutes: 60, counts: Counting::Calendar });
    policy.targets = ByPriority::all(Targets { first_response: target, ..Targets::default() });
    let book = Rulebook { policies: vec![policy], ..desk(vec![says("a", unanswered(120))]) };
    let mut world = World::under(book);
    world.writes(NINE, "hola");
    let before = world.ticket().clone();
    assert_eq!(foretold(&world, NINE), step("a", NINE + 120));
    assert_eq!(*world.ticket(), before);
}
