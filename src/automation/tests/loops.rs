//! Rules that start rules.

use super::*;

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
