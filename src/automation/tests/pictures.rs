//! What a rule sees of a ticket.

use super::clocks::reply;
use super::*;
use crate::ids::TicketNumber;

/// A rule that tags what it sees so.
fn sees(field: Field, operator: Operator, value: Value, id: &str) -> Rule {
    let condition = Condition::Test(Test { field, operator, value: Some(value), exact: false });
    Rule { condition, ..rule(id, Trigger::MessageIn, vec![tag(id)]) }
}

#[test]
fn what_waits_for_an_answer_is_not_answered_by_being_read() {
    let third = sees(Field::UnansweredCount, Operator::Equals, Value::Number(3), "third");
    let mut world = World::new(vec![third]);
    world.writes(0, "hola");
    world.does(1, reply(1));
    for at in 2..4 {
        world.writes(at, "hola?");
        world.does(at, Command::See);
    }
    assert!(world.ticket().tags.is_empty());
    world.writes(5, "hola??");
    assert!(world.ticket().tags.contains("third"));
}

#[test]
fn an_automatic_message_answers_nothing() {
    let text = "Rebut".to_owned();
    let received = rule("r", Trigger::MessageIn, vec![Action::SendText { text }]);
    let second = sees(Field::UnansweredCount, Operator::Equals, Value::Number(2), "second");
    let mut world = World::new(vec![received, second]);
    world.writes(0, "hola");
    world.writes(1, "hola?");
    assert!(world.ticket().tags.contains("second"));
}

#[test]
fn a_customer_whom_the_desk_knows_is_not_new_whatever_number_they_write_to() {
    let now = minute(100);
    let table = [
        ("never seen", None, now, true, true),
        ("wrote to another number", None, minute(1), false, true),
        ("wrote to this one", Some(TicketNumber(3)), minute(1), false, false),
    ];
    for (name, follows, known_since, is_new, is_new_here) in table {
        let new = sees(Field::FirstContact, Operator::Equals, Value::Truth(true), "new");
        let here = sees(Field::FirstToNumber, Operator::Equals, Value::Truth(true), "here");
        let mut world = World::new(vec![new, here]);
        world.contact = Some(Contact::new("c".into(), known_since));
        let opened = world.opens(100, follows);
        world.events.push(opened.event);
        world.writes(100, "hola");
        assert_eq!(world.ticket().tags.contains("new"), is_new, "{name}");
        assert_eq!(world.ticket().tags.contains("here"), is_new_here, "{name}");
    }
}
