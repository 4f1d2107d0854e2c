//! Moments that nobody waited for are reckoned from the history.

use super::*;
use crate::automation::tests::clocks::reply;

const HOUR: i64 = 60;
const DAY: i64 = 24 * HOUR;
const NINE: i64 = 9 * HOUR;

fn silent(minutes: u32) -> Rule {
    let silent = Trigger::CustomerSilent { working_minutes: minutes };
    rule("r", silent, vec![text("Encara hi ets?")])
}

/// A desk without policies, whose customer was answered at five past nine.
fn answered() -> World {
    let mut book = rulebook(vec![]);
    book.policies.clear();
    let mut world = World::under(book);
    world.writes(NINE, "hola");
    world.does(NINE + 5, reply(NINE + 5));
    world
}

fn moments(tried: &Tried) -> Vec<DateTime<Utc>> {
    tried.hearings.iter().map(|hearing| hearing.at).collect()
}

#[test]
fn a_silence_comes_once_for_each_answer_and_not_while_the_customer_sleeps() {
    let mut world = answered();
    let told = tried(&world, silent(60), NINE + 20 * DAY);
    assert_eq!((moments(&told), told.messages), (vec![minute(NINE + 65)], 1));
    assert_eq!(tried(&world, silent(60), NINE + 65).heard, 0, "its time has not come");

    let told = tried(&world, silent(14 * 60), NINE + 20 * DAY);
    let next_morning = minute(NINE + DAY);
    assert!(moments(&told)[0] > minute(NINE + 14 * HOUR), "quiet hours");
    assert!(moments(&told)[0] <= next_morning, "{told:?}");

    world.does(NINE + 200, reply(NINE + 200));
    assert_eq!(tried(&world, silent(60), NINE + DAY).messages, 2, "another answer");
    world.writes(NINE + 230, "hi soc");
    assert_eq!(tried(&world, silent(60), NINE + DAY).messages, 1, "they wrote in time");
}

#[test]
fn a_customer_who_waits_is_told_of_when_they_have_waited_so_long() {
    let mut book = rulebook(vec![]);
    book.policies.clear();
    let mut world = World::under(book);
    world.writes(NINE, "hola");
    let waits = Trigger::Unanswered { working_minutes: 30 };
    let told = tried(&world, rule("r", waits.clone(), vec![tag("late")]), NINE + DAY);
    assert_eq!(moments(&told), [minute(NINE + 30)]);
    world.does(NINE + 20, reply(NINE + 20));
    assert_eq!(tried(&world, rule("r", waits, vec![tag("late")]), NINE + DAY).heard, 0);
}

#[test]
fn a_time_of_day_comes_every_day_until_the_resolution() {
    let mut world = answered();
    let noon = Trigger::TimeOfDay { minute: 12 * 60 };
    let notes = || rule("r", noon.clone(), vec![Action::Note { text: "Migdia".into() }]);
    assert_eq!(tried(&world, notes(), NINE + 5 * DAY).acted, 5);
    world.does(NINE + 2 * DAY, Command::Resolve);
    assert_eq!(tried(&world, notes(), NINE + 5 * DAY).acted, 2);
    let told = tried(&world, notes(), NINE + 5 * DAY);
    assert!(!told.cut);
}

#[test]
fn years_of_moments_are_cut() {
    let world = answered();
    let noon = Trigger::TimeOfDay { minute: 12 * 60 };
    let notes = rule("r", noon, vec![Action::Note { text: "Migdia".into() }]);
    let told = tried(&world, notes, NINE + 2_000 * DAY);
    assert_eq!((told.acted, told.cut), (1_000, true));
}

#[test]
fn a_share_that_nobody_waited_for_comes_once_and_a_warning_as_it_was_told() {
    let at = |percent| Trigger::SlaWarning { percent };
    let tags = |percent| rule("r", at(percent), vec![tag("late")]);
    let mut world = World::new(vec![]);
    world.writes(0, "hola");
    // The policy warns at 50, 80 and 95 percent of an hour; each of them is told.
    for minutes in [30, 48, 57] {
        world.waits(minutes);
    }
    let told = tried(&world, tags(Some(70)), DAY);
    assert_eq!(moments(&told), [minute(42)]);
    let told = tried(&world, tags(Some(80)), DAY);
    assert_eq!(moments(&told), [minute(48)]);
    assert_eq!(tried(&world, tags(None), DAY).heard, 3);
}

#[test]
fn what_the_rule_waited_for_itself_is_not_told_twice() {
    let mut book = rulebook(vec![silent(60)]);
    book.policies.clear();
    let mut world = World::under(book);
    world.writes(NINE, "hola");
    world.does(NINE + 5, reply(NINE + 5));
    assert!(!world.waits(NINE + 65).is_empty(), "it was said");
    assert_eq!(tried(&world, silent(60), NINE + DAY).messages, 1);
    let book = rulebook(vec![rule("r", Trigger::SlaWarning { percent: Some(70) }, vec![tag("x")])]);
    let mut world = World::under(book.clone());
    world.writes(0, "hola");
    assert!(!world.waits(42).is_empty(), "it was told");
    assert_eq!(tried(&world, book.rules.rules[0].clone(), 50).heard, 1);
}
