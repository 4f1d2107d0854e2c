//! Policies are applied, and marks are told once.

use super::*;
use crate::sla::{ClockKind, State as Stands};
use crate::ticket::Priority;

/// What people are told.
fn shares(events: &[Event]) -> Vec<u8> {
    let warned = events.iter().filter_map(|event| match &event.change {
        Change::Warned { warned } => Some(warned.percent),
        Change::Breached { .. } => Some(100),
        _ => None,
    });
    warned.collect()
}

/// What only rules are told.
fn passed(events: &[Event]) -> Vec<u8> {
    let passed = events.iter().filter_map(|event| match &event.change {
        Change::Passed { passed, for_rules: false } => Some(passed.percent),
        _ => None,
    });
    passed.collect()
}

#[test]
fn every_mark_is_told_once_and_when_it_is_due() {
    let mut world = World::new(vec![]);
    world.writes(0, "hola");
    let marks = [
        (29, vec![], vec![]),
        (30, vec![50], vec![]),
        (47, vec![], vec![]),
        (60, vec![100], vec![80, 95]),
        (600, vec![], vec![]),
    ];
    for (until, told, rules_only) in marks {
        let due = world.due(minute(until));
        assert_eq!(due.is_some_and(|due| due <= minute(until)), !told.is_empty(), "{until}");
        let followed = world.waits(until);
        assert_eq!((shares(&followed), passed(&followed)), (told, rules_only), "{until}");
    }
    assert_eq!(world.due(minute(601)), None);
}

#[test]
fn an_answer_in_time_leaves_nothing_to_tell() {
    let mut world = World::new(vec![]);
    world.writes(0, "hola");
    world.does(10, reply(10));
    assert!(shares(&world.waits(600)).is_empty());
    let clocks = world.book.clocks_of(world.ticket(), minute(600));
    let first = clocks.of(ClockKind::FirstResponse).expect("it ran");
    assert!(matches!(first.state, Stands::Met { .. }));
}

#[test]
fn a_rule_hears_a_breach() {
    let then = vec![Action::SetPriority { priority: Priority::Urgent }, tag("late")];
    let mut world = World::new(vec![rule("r", Trigger::SlaBreached, then)]);
    world.writes(0, "hola");
    world.waits(61);
    assert_eq!(world.ticket().priority, Priority::Urgent);
    assert!(world.ticket().tags.contains("late"));
}

/// A ticket may take an hour for a first answer and an hour and a half until it is settled. Each rule
/// tags a breach or a warning of its clock.
fn by_clock(when: &Trigger, clocks: &[&str]) -> Rulebook {
    let rules = clocks.iter().map(|clock| {
        let value = Some(Value::Text((*clock).to_owned()));
        let (field, operator) = (Field::SlaClock, Operator::Equals);
        let condition = Condition::Test(Test { field, operator, value, exact: false });
        Rule { condition, ..rule(clock, when.clone(), vec![tag(clock)]) }
    });
    let mut book = rulebook(rules.collect());
    let target = |minutes| Some(Target { minutes, counts: Counting::Calendar });
    let resolution = Targets { first_resolution: target(90), ..Targets::default() };
    let targets = Targets { first_response: target(60), ..resolution };
    book.policies[0].targets = ByPriority { low: resolution, ..ByPriority::all(targets) };
    book
}

#[test]
fn a_rule_sees_the_clock_that_broke_or_warned_and_not_the_one_that_broke_first() {
    let clocks = ["first_response", "first_resolution"];
    for (when, until) in [
        (Trigger::SlaBreached, [(60, vec![clocks[0]]), (90, vec![clocks[1], clocks[0]])]),
        (
            Trigger::SlaWarning { percent: Some(80) },
            [(48, vec![clocks[0]]), (72, vec![clocks[1], clocks[0]])],
        ),
    ] {
        let mut world = World::under(by_clock(&when, &clocks));
        world.writes(0, "hola");
        for (until, tags) in until {
            world.waits(until);
            assert_eq!(Vec::from_iter(&world.ticket().tags), tags, "{when:?} at {until}");
        }
    }
}

#[test]
fn a_rule_sees_the_clock_that_broke_under_terms_that_hold_no_more() {
    let mut world = World::under(by_clock(&Trigger::SlaBreached, &["first_response"]));
    world.writes(0, "hola");
    let followed = world.does(61, Command::Prioritise { priority: Priority::Low });
    assert!(world.ticket().tags.contains("first_response"), "{:?}", words(&followed));
}

#[test]
fn another_priority_brings_other_terms_and_forgets_no_breach() {
    let mut world = World::new(vec![]);
    world.writes(0, "hola");
    world.waits(61);
    world.does(62, Command::Prioritise { priority: Priority::Low });
    let clocks = world.book.clocks_of(world.ticket(), minute(62));
    assert_eq!(clocks.breaches.len(), 1);
}

#[test]
fn a_policy_that_a_rule_chose_holds() {
    let mut book = rulebook(vec![rule(
        "r",
        Trigger::TicketOpened,
        vec![Action::SetPolicy { policy: "press".into() }],
    )]);
    book.policies.push(Policy::new("press".into(), "Press"));
    let mut world = World::under(book);
    let followed = world.writes(0, "hola");
    assert_eq!(words(&followed), ["automated", "policy_chosen", "policy_applied"]);
    let terms = world.ticket().memory.record.terms().last().expect("terms").applied.clone();
    assert_eq!(terms.policy, "press".into());
}

/// Núria answers at that minute.
pub(super) fn reply(at: i64) -> Command {
    let message = Message {
        id: format!("out-{at}").as_str().into(),
        direction: Direction::Out,
        author: Author::Person { id: "nuria".into() },
        sent_at: minute(at),
        ..in_message()
    };
    Command::Reply { message }
}

fn in_message() -> Message {
    Message {
        id: "m".into(),
        ticket: TicketNumber(7),
        direction: Direction::In,
        author: Author::Customer,
        content: Content::Text { body: "hola".into() },
        external: None,
        reply_to: None,
        origin: None,
        delivery: None,
        sent_at: minute(0),
        saved_at: minute(0),
    }
}

#[test]
fn a_breach_that_nobody_told_yet_is_told_under_the_terms_that_held() {
    let mut book = rulebook(vec![]);
    let day = Some(Target { minutes: 24 * 60, counts: Counting::Calendar });
    book.policies[0].targets.low = Targets { first_response: day, ..Targets::default() };
    let mut world = World::under(book);
    world.writes(0, "hola");
    let followed = world.does(61, Command::Prioritise { priority: Priority::Low });
    assert_eq!((shares(&followed), passed(&followed)), (vec![100], vec![50, 80, 95]));
    assert_eq!(words(&followed).last(), Some(&"policy_applied"));
    assert_eq!(world.book.clocks_of(world.ticket(), minute(62)).breaches.len(), 1);
}

#[test]
fn a_ticket_long_overdue_when_its_policy_comes_shows_one_line_and_rules_hear_all() {
    // SLA-13
    let hears = |id: &str, when: Trigger| rule(id, when, vec![tag(id)]);
    let share = |percent| Trigger::SlaWarning { percent: Some(percent) };
    let rules = || {
        vec![
            hears("half", share(50)),
            hears("nearly", share(95)),
            hears("late", Trigger::SlaBreached),
            hears("any", Trigger::SlaWarning { percent: None }),
        ]
    };
    let mut without = rulebook(rules());
    without.policies.clear();
    let mut world = World::under(without);
    world.writes(0, "hola");
    world.book = Book::open(rulebook(rules()), minute(300), minute(300)).expect("good rules");
    assert_eq!(words(&world.waits(300)), ["policy_applied"]);
    let followed = world.waits(301);
    let lines = followed.iter().filter(|event| event.by == Author::Clock);
    let lines = lines.filter(|event| event.change.is_a_line()).count();
    assert_eq!((lines, shares(&followed)), (1, vec![100]));
    assert_eq!(passed(&followed), [50, 80, 95]);
    let tags: Vec<&str> = world.ticket().tags.iter().map(String::as_str).collect();
    assert_eq!(tags, ["any", "half", "late", "nearly"]);
    assert!(world.waits(302).is_empty(), "each once");
    assert_eq!(world.book.clocks_of(world.ticket(), minute(302)).breaches.len(), 1);
}

#[test]
fn every_clock_that_is_late_is_told_by_a_line_of_its_own() {
    let mut book = rulebook(vec![]);
    let target = |minutes| Some(Target { minutes, counts: Counting::Calendar });
    book.policies[0].targets = ByPriority::all(Targets {
        first_response: target(60),
        first_resolution: target(90),
        total_resolution: target(400),
        ..Targets::default()
    });
    let mut world = World::under(book);
    world.writes(0, "hola");
    let followed = world.waits(330);
    assert_eq!(shares(&followed), [100, 100, 80]);
    assert_eq!(passed(&followed), [50, 50, 80, 95, 80, 95, 50]);
}
