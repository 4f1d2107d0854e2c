//! Rules that call programs: what they say, and that a ticket has only so many.

use super::*;
use crate::call::{MOST_CALLS, Unheard};

const URL: &str = "https://hooks.example.org/T0/secret?token=7";

fn calling(when: Trigger) -> World {
    World::new(vec![rule("r", when, vec![Action::CallWebhook { url: URL.into() }])])
}

fn called(events: &[Event]) -> Vec<&Event> {
    events.iter().filter(|event| matches!(event.change, Change::Called { .. })).collect()
}

#[test]
fn a_call_is_an_event_by_its_rule() {
    let mut world = calling(Trigger::MessageIn);
    let followed = world.writes(0, "hola");
    let events = called(&followed);
    assert_eq!(events.len(), 1);
    let by = Author::Rule { id: "r".into(), name: "Rule r".into(), version: 2 };
    assert_eq!((&events[0].by, events[0].change.word()), (&by, "called"));
    assert_eq!(events[0].change, Change::Called { url: URL.into() });
    assert_eq!(world.ticket().memory.calls(minute(0)), 1);
}

#[test]
fn neither_a_call_nor_its_failure_changes_anything_of_the_ticket() {
    let mut world = World::new(vec![]);
    world.writes(0, "hola");
    let before = world.ticket().clone();
    let why = Unheard::NoAnswer;
    let failed = Change::CallFailed { call: 3, host: "hooks.example.org".into(), why };
    for change in [Change::Called { url: URL.into() }, failed] {
        let (mut ticket, rev) = (before.clone(), before.rev + 1);
        let by = Author::Clock;
        ticket.apply(&Event { ticket: before.number, rev, at: minute(1), by, change });
        assert_eq!(ticket.rev, rev);
        (ticket.rev, ticket.memory) = (before.rev, before.memory.clone());
        assert_eq!(ticket, before);
    }
}

#[test]
fn a_screen_gets_the_host_alone() {
    let mut world = calling(Trigger::TicketOpened);
    let followed = world.writes(0, "hola");
    let shown = called(&followed)[0].clone().for_screens();
    assert_eq!(shown.change, Change::Called { url: "hooks.example.org".into() });
}

#[test]
fn a_ticket_has_only_so_many_calls_a_day_and_the_account_says_so() {
    let mut world = calling(Trigger::MessageIn);
    for at in 0..i64::from(MOST_CALLS) {
        assert_eq!(called(&world.writes(at, "hola")).len(), 1, "{at}");
    }
    let followed = world.writes(200, "hola");
    assert!(called(&followed).is_empty());
    let why: Vec<Why> = account(&followed).undone.into_iter().map(|one| one.why).collect();
    assert_eq!(why, [Why::TooManyCalls]);
    assert!(called(&world.writes(24 * 60 - 1, "hola")).is_empty());
    assert_eq!(called(&world.writes(24 * 60, "hola")).len(), 1);
    assert_eq!(world.ticket().memory.calls(minute(24 * 60)), 1);
}

#[test]
fn the_calls_of_one_cascade_count_too() {
    let call = Action::CallWebhook { url: URL.into() };
    let calls = |n: u32| rule(&n.to_string(), Trigger::TicketOpened, vec![call.clone(); 20]);
    let mut world = World::new((0..=MOST_CALLS / 20).map(calls).collect());
    let followed = world.writes(0, "hola");
    assert_eq!(called(&followed).len(), MOST_CALLS as usize);
    assert_eq!(account(&followed).undone.len(), 20);
}
