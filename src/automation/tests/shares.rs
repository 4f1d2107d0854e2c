//! Shares of a clock that only rules wait for.

use super::*;
use crate::ticket::Priority;

fn at_share(percent: u8) -> Rule {
    rule("r", Trigger::SlaWarning { percent: Some(percent) }, vec![note()])
}

fn note() -> Action {
    Action::Note { text: "Aviat".to_owned() }
}

fn notes(events: &[Event]) -> usize {
    words(events).iter().filter(|word| **word == "noted").count()
}

#[test]
fn a_rule_hears_the_share_that_it_asked_for_once_and_people_are_told_nothing() {
    // SLA-13, SLA-17. A first answer may take an hour.
    let mut world = World::new(vec![at_share(70)]);
    world.writes(0, "hola");
    assert_eq!(words(&world.waits(41)), ["warned"], "half of it, as its policy says");
    assert_eq!(world.due(minute(41)), Some(minute(42)));
    let followed = world.waits(42);
    assert_eq!(words(&followed), ["passed", "automated", "noted"]);
    assert!(!followed[0].change.is_a_line());
    assert_eq!(account(&followed).happening, Trigger::SlaShare { percent: 70 });
    assert_eq!(world.due(minute(42)), Some(minute(48)), "the next");
    assert!(world.waits(47).is_empty());
}

#[test]
fn after_a_start_it_is_not_heard_again_and_what_was_missed_is_heard_late() {
    for (looked_before, expected) in [(true, 1), (false, 1)] {
        let mut world = World::new(vec![at_share(70)]);
        world.writes(0, "hola");
        if looked_before {
            world.waits(42);
        }
        let rules = rulebook(vec![at_share(70)]);
        world.book = Book::open(rules, minute(-1), minute(50)).expect("good rules");
        world.ticket = Ticket::replay(&world.events);
        for at in [50, 51, 70] {
            world.waits(at);
        }
        assert_eq!(notes(&world.events), expected, "looked before: {looked_before}");
    }
}

#[test]
fn a_rule_for_any_warning_hears_those_of_the_policy_only() {
    let any = rule("any", Trigger::SlaWarning { percent: None }, vec![tag("warned")]);
    let mut world = World::new(vec![at_share(30), any]);
    world.writes(0, "hola");
    assert_eq!(notes(&world.waits(18)), 1);
    assert!(world.ticket().tags.is_empty());
    world.waits(30);
    assert!(world.ticket().tags.contains("warned"));
}

#[test]
fn a_share_at_which_the_policy_warns_is_no_share_of_its_own() {
    let mut world = World::new(vec![at_share(80)]);
    world.writes(0, "hola");
    world.waits(30);
    assert_eq!(words(&world.waits(48)), ["warned", "automated", "noted"]);
}

#[test]
fn a_new_rule_does_not_answer_for_a_share_that_passed_before_it() {
    let mut world = World::new(vec![]);
    world.writes(0, "hola");
    world.waits(43);
    let rules = rulebook(vec![at_share(70)]);
    world.book = Book::open(rules, minute(43), minute(43)).expect("good rules");
    assert_eq!(world.due(minute(43)), Some(minute(48)));
    assert_eq!(notes(&world.waits(45)), 0);
    let rules = rulebook(vec![at_share(75)]);
    world.book = Book::open(rules, minute(44), minute(45)).expect("good rules");
    assert_eq!(notes(&world.waits(45)), 1);
}

#[test]
fn whoever_answers_in_time_is_not_told_on() {
    let mut world = World::new(vec![at_share(70)]);
    world.writes(0, "hola");
    world.does(40, super::clocks::reply(40));
    assert_eq!(notes(&world.waits(600)), 0);
}

#[test]
fn every_customer_who_waits_anew_starts_another_clock() {
    let mut book = rulebook(vec![at_share(70)]);
    let target = Some(Target { minutes: 10, counts: Counting::Calendar });
    let targets = Targets { next_response: target, ..Targets::default() };
    book.policies[0].targets = ByPriority::all(targets);
    let mut world = World::under(book);
    world.writes(0, "hola");
    for asked in [100, 200, 300] {
        world.does(asked - 50, super::clocks::reply(asked - 50));
        world.writes(asked, "i ara?");
        assert_eq!(notes(&world.waits(asked + 6)), 0, "{asked}");
        assert_eq!(notes(&world.waits(asked + 7)), 1, "{asked}");
        assert_eq!(notes(&world.waits(asked + 9)), 0, "{asked}");
    }
}

#[test]
fn other_terms_bring_no_share_of_the_same_clock_again() {
    // SLA-9, SLA-13
    let mut book = rulebook(vec![at_share(70)]);
    let target = Some(Target { minutes: 120, counts: Counting::Calendar });
    book.policies[0].targets.low = Targets { first_response: target, ..Targets::default() };
    let mut world = World::under(book);
    world.writes(0, "hola");
    assert_eq!(notes(&world.waits(42)), 1);
    world.does(43, Command::Prioritise { priority: Priority::Low });
    assert_eq!(notes(&world.waits(84)), 0, "70 % of the longer target");
}
