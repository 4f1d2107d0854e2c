//! Policies are applied, and marks are told once.

use super::*;
use crate::sla::{ClockKind, State as Stands};
use crate::ticket::Priority;

fn shares(events: &[Event]) -> Vec<u8> {
    let warned = events.iter().filter_map(|event| match &event.change {
        Change::Warned { warned } => Some(warned.percent),
        Change::Breached { .. } => Some(100),
        _ => None,
    });
    warned.collect()
}

#[test]
fn every_mark_is_told_once_and_when_it_is_due() {
    let mut world = World::new(vec![]);
    world.writes(0, "hola");
    for (until, told) in
        [(29, vec![]), (30, vec![50]), (47, vec![]), (60, vec![80, 95, 100]), (600, vec![])]
    {
        let due = due_at(&world.book, world.ticket(), minute(until));
        assert_eq!(due.is_some_and(|due| due <= minute(until)), !told.is_empty(), "{until}");
        assert_eq!(shares(&world.waits(until)), told, "{until}");
    }
    assert_eq!(due_at(&world.book, world.ticket(), minute(601)), None);
}

#[test]
fn an_answer_in_time_leaves_nothing_to_tell() {
    let mut world = World::new(vec![]);
    world.writes(0, "hola");
    let reply = Message {
        id: "out".into(),
        direction: Direction::Out,
        author: Author::Person { id: "nuria".into() },
        sent_at: minute(10),
        ..in_message()
    };
    world.does(10, Command::Reply { message: reply });
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

fn in_message() -> Message {
    Message {
        id: "m".into(),
        ticket: TicketNumber(7),
        direction: Direction::In,
        author: Author::Customer,
        content: Content::Text { body: "hola".into() },
        external: None,
        reply_to: None,
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
    assert_eq!(shares(&followed), [50, 80, 95, 100]);
    assert_eq!(words(&followed).last(), Some(&"policy_applied"));
    assert_eq!(world.book.clocks_of(world.ticket(), minute(62)).breaches.len(), 1);
}
