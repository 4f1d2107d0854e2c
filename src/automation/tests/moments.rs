//! What time brings about.

use super::clocks::reply;
use super::*;
use crate::calendar::{Calendar, Clock};
use crate::zone::Zone;

fn unanswered(minutes: u32) -> Trigger {
    Trigger::Unanswered { working_minutes: minutes }
}

#[test]
fn a_moment_is_told_once_for_each_time_that_it_comes() {
    let mut world = World::new(vec![rule("r", unanswered(10), vec![tag("waits")])]);
    world.writes(0, "hola");
    assert!(world.waits(9).is_empty());
    assert_eq!(words(&world.waits(10)), ["came", "automated", "tagged"]);
    assert!(world.waits(11).is_empty());
}

/// Billing works day and night, and sales by day; a rule waits for `trigger`.
fn two_teams(trigger: Trigger) -> World {
    let mut book = rulebook(vec![rule("r", trigger, vec![tag("told")])]);
    book.policies.clear();
    let (from, until) = (Clock::at(9, 0), Clock::at(17, 0));
    book.calendars = vec![Calendar::weekdays("day".into(), "Day", Zone::utc(), from, until)];
    let calendar = Some("day".into());
    book.teams.push(Team { calendar, ..Team::new("sales".into(), "Sales") });
    World::under(book)
}

fn came(events: &[Event]) -> usize {
    words(events).iter().filter(|word| **word == "came").count()
}

#[test]
fn a_wait_is_told_once_though_the_ticket_goes_to_a_team_with_other_hours() {
    let mut world = two_teams(unanswered(10));
    world.writes(0, "hola");
    world.does(1, Command::Team { team: Some("billing".into()) });
    assert_eq!(came(&world.waits(10)), 1);
    world.does(20, Command::Team { team: Some("sales".into()) });
    let morning = 9 * 60;
    assert_eq!((came(&world.waits(morning + 10)), world.due(minute(20))), (0, None));
    world.does(morning + 15, reply(morning + 15));
    world.writes(morning + 20, "i ara?");
    assert_eq!(world.due(minute(morning + 20)), Some(minute(morning + 30)), "another wait");
    assert_eq!(came(&world.waits(morning + 30)), 1);
}

#[test]
fn a_window_that_closes_is_told_once_though_the_ticket_goes_to_a_team_with_other_hours() {
    // WIN-3
    let day = 24 * 60;
    let mut world = two_teams(Trigger::WindowClosing { minutes: 120 });
    world.writes(0, "hola");
    world.does(1, Command::Team { team: Some("billing".into()) });
    assert_eq!(came(&world.waits(day - 120)), 1);
    let sales = Command::Team { team: Some("sales".into()) };
    assert_eq!(came(&world.does(day - 110, sales)), 0, "three in the afternoon is long past");
    world.writes(day - 10, "i ara?");
    assert_eq!(came(&world.waits(day + 15 * 60)), 1, "another window");
}

#[test]
fn nobody_is_told_that_a_window_closes_which_is_closed() {
    // WIN-3
    let day = 24 * 60;
    let mut world = two_teams(Trigger::WindowClosing { minutes: 120 });
    world.writes(0, "hola");
    world.does(60, Command::Resolve);
    assert_eq!(came(&world.does(2 * day, Command::Reopen)), 0);
    assert_eq!(world.due(minute(2 * day)), None);
}

#[test]
fn what_is_due_is_known_before_it_comes() {
    let mut world = World::new(vec![rule("r", unanswered(10), vec![tag("waits")])]);
    world.writes(0, "hola");
    assert_eq!(world.due(minute(0)), Some(minute(10)));
    world.waits(10);
    assert_eq!(world.due(minute(10)), Some(minute(30)), "half the hour");
}

#[test]
fn a_new_rule_does_not_answer_for_the_time_before_it() {
    let mut world = World::new(vec![]);
    world.writes(0, "hola");
    let rules = rulebook(vec![rule("r", unanswered(10), vec![tag("waits")])]);
    world.book = Book::open(rules, minute(20), minute(20)).expect("good rules");
    assert!(world.waits(25).is_empty());
}

#[test]
fn a_time_of_day_comes_every_day_and_is_made_up_for_once() {
    let mut world = World::under(at_nine());
    world.writes(0, "hola");
    let day = 24 * 60;
    let notes = |events: &[Event]| words(events).iter().filter(|word| **word == "noted").count();
    assert_eq!(notes(&world.waits(9 * 60 - 1)), 0);
    assert_eq!(notes(&world.waits(9 * 60)), 1);
    assert_eq!(notes(&world.waits(9 * 60 + 1)), 0);
    assert_eq!(notes(&world.waits(5 * day)), 1, "down for days");
    assert_eq!(notes(&world.waits(5 * day + 9 * 60)), 1);
}

/// A note at nine in the morning, and nothing else.
fn at_nine() -> Rulebook {
    let then = vec![Action::Note { text: "Bon dia".into() }];
    let mut book = rulebook(vec![rule("r", Trigger::TimeOfDay { minute: 9 * 60 }, then)]);
    book.policies.clear();
    book
}

#[test]
fn a_time_of_day_comes_on_the_day_on_which_it_is_laid_down() {
    let day = 24 * 60;
    let mut world = World::new(vec![]);
    world.writes(8 * 60, "hola");
    let laid_down = minute(day + 60);
    world.book = Book::open(at_nine(), laid_down, laid_down).expect("good rules");
    let nine = minute(day + 9 * 60);
    assert_eq!(world.due(laid_down), Some(nine));
}

#[test]
fn a_time_of_day_that_passed_while_a_ticket_was_settled_is_not_made_up_for() {
    let day = 24 * 60;
    let mut world = World::under(at_nine());
    world.writes(10 * 60, "hola");
    world.does(11 * 60, Command::Resolve);
    let followed = world.writes(day + 15 * 60, "una altra cosa");
    assert_eq!(words(&followed), Vec::<&str>::new(), "nine in the morning is long past");
    let nine = minute(2 * day + 9 * 60);
    assert_eq!(world.due(minute(day + 15 * 60)), Some(nine));
}

#[test]
fn nothing_is_due_on_a_ticket_that_is_settled() {
    let mut world = World::new(vec![rule("r", unanswered(10), vec![tag("waits")])]);
    world.writes(0, "hola");
    world.does(1, Command::Resolve);
    assert_eq!(world.due(minute(1)), None);
    assert!(world.waits(100).is_empty());
}
