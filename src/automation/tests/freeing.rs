//! Rules that listen for somebody who became free.

use super::*;
use crate::ticket::Priority;

fn when_free(then: Vec<Action>) -> Rule {
    rule("free", Trigger::AgentAvailable, then)
}

/// A ticket of billing that nobody could get so far.
fn waiting(rules: Vec<Rule>) -> World {
    let mut world = World::new(rules);
    for candidate in &mut world.crew {
        candidate.availability = State::Offline;
    }
    world.writes(0, "factura");
    world.does(1, Command::Team { team: Some("billing".into()) });
    world
}

#[test]
fn a_waiting_ticket_hears_of_somebody_who_could_take_it_and_is_not_given_away_yet() {
    let urgent = Action::SetPriority { priority: Priority::Urgent };
    let mut world = waiting(vec![when_free(vec![urgent])]);
    assert!(world.frees(2, &["nuria"]).is_empty(), "she is offline");
    world.crew[0].availability = State::Online;
    let followed = world.frees(3, &["nuria"]);
    assert_eq!(words(&followed), ["automated", "prioritised"]);
    assert_eq!(account(&followed).happening, Trigger::AgentAvailable);
    assert_eq!(world.ticket().owner, None);
}

#[test]
fn only_a_ticket_that_waits_for_one_of_them_hears_of_it() {
    type Change = fn(&mut World);
    let table: [(&str, Change, bool); 6] = [
        ("as it is", |_| {}, true),
        ("full", |world| world.crew[0].load = Load(800), false),
        ("of another team", |world| world.crew[0].teams = Arc::default(), false),
        ("it has an owner", |world| does(world, give("ada")), false),
        ("put aside", |world| does(world, snooze()), false),
        ("resolved", |world| does(world, Command::Resolve), false),
    ];
    for (name, change, heard) in table {
        let mut world = waiting(vec![when_free(vec![tag("heard")])]);
        change(&mut world);
        world.crew.iter_mut().for_each(|one| one.availability = State::Online);
        assert_eq!(!world.frees(3, &["nuria"]).is_empty(), heard, "{name}");
    }
}

fn does(world: &mut World, command: Command) {
    world.does(2, command);
}

fn give(to: &str) -> Command {
    Command::Assign { owner: Some(to.into()) }
}

fn snooze() -> Command {
    Command::Snooze { until: minute(90), now: minute(2) }
}

#[test]
fn what_comes_of_nothing_is_not_taken_down_over_and_over() {
    let mut world = waiting(vec![when_free(vec![tag("vip")])]);
    world.crew[0].availability = State::Online;
    assert_eq!(words(&world.frees(3, &["nuria"])), ["automated", "tagged"]);
    assert!(world.frees(4, &["nuria"]).is_empty());
}

#[test]
fn a_rule_may_give_it_away_and_others_answer_to_that_until_nothing_more_follows() {
    let by_turns = Action::AssignBy { strategy: crate::routing::Strategy::LeastLoaded };
    let back = rule("back", Trigger::Assigned, vec![Action::Unassign]);
    let mut world = waiting(vec![when_free(vec![by_turns]), back]);
    world.crew[0].availability = State::Online;
    let followed = world.frees(3, &["nuria"]);
    let assigned = words(&followed).iter().filter(|word| **word == "assigned").count();
    assert_eq!((assigned, world.ticket().owner.clone()), (2, None), "each rule once");
}
