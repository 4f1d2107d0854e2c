//! Rules that start rules.

use super::*;
use crate::routing::{Reason, Verdict};

#[test]
fn what_one_rule_does_another_may_answer() {
    let second = Trigger::TagAdded { tag: Some("vip".into()) };
    let mut world = World::new(vec![
        rule("a", second, vec![tag("warm welcome")]),
        rule("b", Trigger::TicketOpened, vec![tag("vip")]),
    ]);
    world.writes(0, "hola");
    assert_eq!(world.ticket().tags.len(), 2);
}

#[test]
fn rules_that_chase_each_other_come_to_an_end() {
    let any = Trigger::StatusChanged;
    let mut world = World::new(vec![
        rule(
            "close",
            Trigger::MessageIn,
            vec![Action::SetStatus { status: crate::ticket::Status::Resolved }],
        ),
        rule("open", any, vec![Action::SetStatus { status: crate::ticket::Status::Open }]),
        rule(
            "close again",
            Trigger::Reopened,
            vec![Action::SetStatus { status: crate::ticket::Status::Resolved }],
        ),
    ]);
    let followed = world.writes(0, "hola");
    assert!(followed.len() < 20, "{:?}", words(&followed));
}

#[test]
fn a_rule_runs_once_for_what_happened_and_again_for_the_next() {
    let then = vec![Action::Note { text: "Ha escrit".into() }];
    let mut world = World::new(vec![rule("r", Trigger::MessageIn, then)]);
    for at in 0..3 {
        let followed = world.writes(at, "hola");
        assert_eq!(words(&followed).iter().filter(|word| **word == "noted").count(), 1);
    }
}

#[test]
fn a_message_that_would_be_one_too_many_is_accounted_for() {
    let text = "Rebut".to_owned();
    let mut world =
        World::new(vec![rule("r", Trigger::MessageIn, vec![Action::SendText { text }])]);
    for at in 0..5 {
        world.writes(at, "hola");
    }
    let followed = world.writes(5, "hola");
    assert_eq!(words(&followed), ["automated"]);
    let line = account(&followed).trace.lines.remove(0);
    assert_eq!((line.rule.name.as_str(), line.withheld.len()), ("Rule r", 1));
    assert_eq!((line.withheld[0].place.as_str(), line.withheld[0].most_messages), ("then[0]", 5));
}

#[test]
fn a_rule_that_listens_to_two_things_at_once_is_no_circle() {
    let mut twice = rule("r", Trigger::MessageIn, vec![tag("new")]);
    twice.when.push(Trigger::TicketOpened);
    let mut world = World::new(vec![twice]);
    assert_eq!(words(&world.writes(0, "hola")), ["automated", "tagged", "policy_applied"]);
}

#[test]
fn a_rule_that_would_run_in_circles_is_accounted_for() {
    let status = |status| vec![Action::SetStatus { status }];
    let (open, resolved) = (crate::ticket::Status::Open, crate::ticket::Status::Resolved);
    let mut world = World::new(vec![
        rule("close", Trigger::Reopened, status(resolved)),
        rule("open", Trigger::Resolved, status(open)),
    ]);
    world.writes(0, "hola");
    let followed = world.does(1, Command::Resolve);
    let line = account(&followed).trace.lines.remove(0);
    assert_eq!(line.verdict, Verdict::Skipped { reason: Reason::RanBefore });
    assert_eq!(line.rule.name, "Rule open");
}
