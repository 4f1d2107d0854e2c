//! What a rule would have done on a ticket that had its history without it (RULE-8).

mod agreement;
mod waiting;

use super::*;
use crate::routing::{Absence, Actual, Strategy as By};
use crate::ticket::Priority;

/// What `rule` would have done by that minute, in its place among the rules of `world`.
fn tried(world: &World, rule: Rule, now: i64) -> Tried {
    let people = world.people.clone().into();
    let stage = Stage::set(world.book.rulebook(), rule, people, minute(now)).expect("a good rule");
    let mut past = Past::of(&stage, world.ticket(), world.contact.as_ref());
    past.play(&world.events);
    past.end()
}

fn rulings(tried: &Tried) -> Vec<Ruling> {
    tried.hearings.iter().map(|hearing| hearing.ruling).collect()
}

fn came(tried: &Tried) -> Vec<Came> {
    let deeds = tried.hearings.iter().flat_map(|hearing| &hearing.deeds);
    deeds.map(|deed| deed.came.clone()).collect()
}

fn text(text: &str) -> Action {
    Action::SendText { text: text.to_owned() }
}

fn done(text: &str) -> Came {
    Came::Done { text: Some(text.to_owned()) }
}

fn test(field: Field, operator: Operator, value: Option<Value>) -> Condition {
    Condition::Test(Test { field, operator, value, exact: false })
}

#[test]
fn a_rule_is_told_with_what_it_would_have_said_and_every_condition_with_what_it_saw() {
    let mut world = World::new(vec![]);
    world.writes(0, "hola");
    world.writes(1, "i la factura?");
    let priority = test(Field::Priority, Operator::Equals, Some(Value::Text("normal".into())));
    let asks = Rule {
        condition: Condition::Any(vec![says("factura"), priority]),
        ..rule("r", Trigger::MessageIn, vec![text("Hola {customer}, {number}")])
    };
    let told = tried(&world, asks, 5);
    assert_eq!((told.heard, told.held, told.acted, told.messages), (2, 2, 2, 2));
    assert_eq!(came(&told), vec![done("Hola Montse, 7"); 2]);
    let last = &told.hearings[1];
    assert_eq!((last.at, &last.happening), (minute(1), &Trigger::MessageIn));
    let seen: Vec<_> = last.tests.iter().map(|test| (test.actual.clone(), test.held)).collect();
    let shown = |text: &str| Actual::Text(text.to_owned());
    assert_eq!(seen, [(shown("i la factura?"), true), (shown("normal"), true)]);
}

#[test]
fn facts_are_as_they_were_and_not_as_they_are() {
    let mut world = World::new(vec![]);
    world.writes(0, "hola");
    world.does(1, Command::Prioritise { priority: Priority::Urgent });
    world.writes(2, "hola?");
    world.does(3, Command::Prioritise { priority: Priority::Low });
    let urgent = test(Field::Priority, Operator::Equals, Some(Value::Text("urgent".into())));
    let rule = Rule { condition: urgent, ..rule("r", Trigger::MessageIn, vec![tag("hot")]) };
    let told = tried(&world, rule, 5);
    assert_eq!((told.heard, told.held, told.acted), (2, 1, 1));
    assert_eq!(told.hearings[0].at, minute(2));
}

#[test]
fn what_two_did_at_one_moment_is_seen_one_after_the_other() {
    let mut world = World::new(vec![]);
    world.writes(0, "hola");
    world.does(0, Command::Prioritise { priority: Priority::Urgent });
    let urgent = test(Field::Priority, Operator::Equals, Some(Value::Text("urgent".into())));
    let rule = Rule { condition: urgent, ..rule("r", Trigger::MessageIn, vec![tag("hot")]) };
    assert_eq!(tried(&world, rule, 5).held, 0);
}

#[test]
fn what_it_would_have_done_before_is_so_the_next_time() {
    let mut world = World::new(vec![]);
    for at in 0..3 {
        world.writes(at, "hola");
    }
    let fresh = test(Field::Tags, Operator::IsNotSet, None);
    let greets = Rule {
        condition: fresh,
        then: vec![text("Benvingut"), tag("greeted")],
        otherwise: vec![tag("greeted")],
        ..rule("r", Trigger::MessageIn, vec![])
    };
    let told = tried(&world, greets, 5);
    assert_eq!((told.held, told.otherwise, told.acted, told.messages), (1, 2, 1, 1));
}

#[test]
fn a_customer_would_get_no_more_automatic_messages_a_day_than_there_may_be() {
    let mut world = World::new(vec![]);
    for at in 0..8 {
        world.writes(at, "hola");
    }
    let told = tried(&world, rule("r", Trigger::MessageIn, vec![text("Rebut")]), 9);
    assert_eq!((told.held, told.messages), (8, 5));
}

#[test]
fn a_rule_that_is_tried_anew_takes_its_own_place() {
    let greets = |text: &str| {
        let then = vec![super::trials::text(text), tag("greeted")];
        Rule { on: text == "Bon dia", ..rule("r", Trigger::MessageIn, then) }
    };
    let mut world = World::new(vec![greets("Bon dia")]);
    world.writes(0, "hola");
    assert!(world.ticket().tags.contains("greeted"));
    let told = tried(&world, greets("Hola"), 5);
    assert_eq!(came(&told), [done("Hola"), Came::Done { text: None }], "though it is off");
}

#[test]
fn what_could_not_have_been_done_says_why() {
    let mut world = World::new(vec![]);
    world.contact = Some(Contact { opted_out: true, ..Contact::new("c".into(), minute(0)) });
    world.writes(0, "hola");
    world.does(1, Command::Tag { tag: "vip".into() });
    let told = tried(&world, rule("r", Trigger::TagAdded { tag: None }, vec![text("!")]), 5);
    assert_eq!(came(&told), [Came::Undone { why: Why::OptedOut }]);
    assert_eq!((told.held, told.acted, told.messages), (1, 0, 0));
    let told = tried(&world, rule("r", Trigger::MessageIn, vec![text("!"), tag("x")]), 5);
    assert_eq!(came(&told)[0], done("!"), "a direct answer may leave");
    let told = tried(&world, rule("r", Trigger::TagAdded { tag: None }, vec![tag("vip")]), 5);
    assert_eq!(came(&told), [Came::Nothing]);
}

#[test]
fn who_would_have_got_it_is_not_told_and_who_owns_it_is_unknown_from_then_on() {
    let gives = Action::AssignBy { strategy: By::LeastLoaded };
    let free = test(Field::Owner, Operator::IsNotSet, None);
    let finds = Rule { condition: free, ..rule("r", Trigger::MessageIn, vec![gives]) };
    let mut world = World::new(vec![]);
    world.writes(0, "hola");
    world.writes(1, "hola?");
    world.does(2, Command::Assign { owner: Some("pol".into()) });
    world.writes(3, "hola??");
    let told = tried(&world, finds, 5);
    assert_eq!((told.held, told.unknown, told.acted), (1, 1, 1));
    assert_eq!(came(&told), [Came::Unknown]);

    let sees = Rule { then: vec![tag("x")], ..rule("s", Trigger::MessageIn, vec![]) };
    let sees = Rule { condition: test(Field::Owner, Operator::IsSet, None), ..sees };
    assert_eq!(tried(&world, sees, 5).held, 1, "the others see what was");
}

#[test]
fn whether_an_earlier_rule_would_have_ended_the_list_may_be_unknown() {
    let free = test(Field::Owner, Operator::IsNotSet, None);
    let first = |stop| Rule {
        stop,
        condition: free.clone(),
        ..rule("first", Trigger::Resolved, vec![tag("a")])
    };
    for (stop, held, unknown) in [(true, 1, 1), (false, 2, 0)] {
        let mut world = World::new(vec![first(stop)]);
        world.writes(0, "hola");
        world.does(1, Command::Resolve);
        let gives = Action::AssignBy { strategy: By::LeastLoaded };
        let mut both = rule("r", Trigger::MessageIn, vec![gives]);
        both.when.push(Trigger::Resolved);
        let told = tried(&world, both, 5);
        assert_eq!((told.held, told.unknown), (held, unknown), "{stop}");
    }
}

#[test]
fn a_clock_whose_policy_is_another_by_now_is_unknown() {
    let mut world = World::new(vec![]);
    world.writes(0, "hola");
    world.writes(1, "hola?");
    let near = test(Field::SlaState, Operator::Equals, Some(Value::Text("running".into())));
    let sees = || Rule { condition: near.clone(), ..rule("r", Trigger::MessageIn, vec![tag("x")]) };
    assert_eq!(tried(&world, sees(), 5).held, 1, "the first message began the clock");
    let mut book = world.book.rulebook().clone();
    book.policies[0].version += 1;
    world.book = Book::open(book, minute(-1), minute(0)).expect("good rules");
    let told = tried(&world, sees(), 5);
    assert_eq!((told.held, told.unknown), (0, 1));
    let actual = told.hearings[0].tests[0].actual.clone();
    assert_eq!(actual, Actual::Absent(Absence::NotKept));
}

#[test]
fn a_rule_that_an_earlier_one_would_have_kept_from_running_is_told_so() {
    let ends = Rule { stop: true, ..rule("a", Trigger::MessageIn, vec![tag("a")]) };
    let mut world = World::new(vec![ends]);
    world.writes(0, "hola");
    let told = tried(&world, rule("r", Trigger::MessageIn, vec![tag("r")]), 5);
    assert_eq!((told.heard, told.acted, rulings(&told)), (1, 0, vec![Ruling::Stopped]));
}

#[test]
fn what_other_rules_did_is_heard_and_what_the_rule_itself_did_is_not() {
    let vip = || Trigger::TagAdded { tag: Some("vip".into()) };
    let mut world = World::new(vec![
        rule("marks", Trigger::TicketOpened, vec![tag("vip")]),
        rule("r", Trigger::MessageIn, vec![tag("other")]),
    ]);
    world.writes(0, "hola");
    assert_eq!(tried(&world, rule("new", vip(), vec![text("Hola")]), 5).messages, 1);
    let mut both = rule("r", Trigger::MessageIn, vec![tag("other")]);
    both.when.push(Trigger::TagAdded { tag: Some("other".into()) });
    assert_eq!(tried(&world, both, 5).heard, 1);
}

#[test]
fn what_is_only_recalled_is_known_and_not_tried() {
    let mut world = World::new(vec![]);
    world.writes(0, "hola");
    world.does(1, Command::Tag { tag: "vip".into() });
    let known = world.events.len();
    world.writes(2, "hola?");
    let vip = test(Field::Tags, Operator::Contains, Some(Value::Text("vip".into())));
    let rule = Rule { condition: vip, ..rule("r", Trigger::MessageIn, vec![text("Hola")]) };
    let people = world.people.clone().into();
    let stage = Stage::set(world.book.rulebook(), rule, people, minute(5)).expect("a good rule");
    let mut past = Past::of(&stage, world.ticket(), None);
    past.recall(&world.events[..known]);
    past.play(&world.events[known..]);
    let told = past.end();
    assert_eq!((told.heard, told.messages, told.cut), (1, 1, true));
}

#[test]
fn somebody_becoming_free_is_in_no_history() {
    let mut world = World::new(vec![]);
    world.writes(0, "hola");
    let people = world.people.clone().into();
    let free = rule("r", Trigger::AgentAvailable, vec![tag("x")]);
    let stage = Stage::set(world.book.rulebook(), free, people, minute(5)).expect("a good rule");
    assert!(stage.begin().hears_of_free);
}
