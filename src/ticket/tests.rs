//! Any wishes in any order: a ticket stays whole, and its history tells how it came to be.

use chrono::{DateTime, Duration, Utc};
use proptest::prelude::*;

use super::*;
use crate::message::{Content, Delivery, Message};
use crate::permissions::Author;

fn moment(seconds: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + Duration::seconds(seconds)
}

fn opened() -> Event {
    let change = Change::Opened {
        channel: "1065".into(),
        contact: "c".into(),
        customer: "Núria".into(),
        follows: None,
    };
    Event { ticket: TicketNumber(1), rev: 1, at: moment(0), by: Author::Customer, change }
}

fn message(direction: Direction, content: Content, at: i64) -> Message {
    Message {
        id: format!("m{at}").as_str().into(),
        ticket: TicketNumber(1),
        direction,
        author: Author::Customer,
        content,
        external: None,
        reply_to: None,
        delivery: (direction == Direction::Out).then(|| Delivery::at(Progress::Queued)),
        sent_at: moment(at),
        saved_at: moment(at),
    }
}

fn text(direction: Direction, at: i64) -> Message {
    message(direction, Content::Text { body: "hola".into() }, at)
}

fn wish() -> impl Strategy<Value = Command> {
    let reaction = Content::Reaction { to: "m".into(), emoji: None };
    prop_oneof![
        (0i64..1000).prop_map(|at| Command::Receive {
            message: text(Direction::In, at),
            customer: "Núria P.".into()
        }),
        (0i64..1000).prop_map(move |at| Command::Receive {
            message: message(Direction::In, reaction.clone(), at),
            customer: "Núria P.".into()
        }),
        (0i64..1000).prop_map(|at| Command::Reply { message: text(Direction::Out, at) }),
        prop_oneof![Just(None), Just(Some("nuria".into()))]
            .prop_map(|owner| Command::Assign { owner }),
        (0usize..4).prop_map(|i| Command::Prioritise { priority: Priority::ALL[i] }),
        (0i64..1000).prop_map(|at| Command::Snooze { until: moment(at), now: moment(500) }),
        (0i64..1000).prop_map(|at| Command::Wake { now: moment(at) }),
        Just(Command::Resolve),
        Just(Command::Reopen),
        Just(Command::See),
    ]
}

proptest! {
    #[test]
    fn a_ticket_rebuilt_from_its_events_equals_the_one_they_happened_to(
        wishes in proptest::collection::vec(wish(), 0..60)
    ) {
        let mut history = vec![opened()];
        let mut ticket = Ticket::open(&history[0]).expect("opened");
        for (step, wish) in wishes.into_iter().enumerate() {
            let Ok(changes) = ticket.decide(wish) else { continue };
            history.extend(happen(&mut ticket, changes, moment(step as i64), &Author::Clock));
            prop_assert_eq!(ticket.status == Status::Snoozed, ticket.snoozed_until.is_some());
            prop_assert_eq!(ticket.status == Status::Resolved, ticket.resolved_at.is_some());
            prop_assert!(ticket.unread == 0 || ticket.unanswered_since.is_some());
        }
        prop_assert_eq!(Ticket::replay(&history), Some(ticket.clone()));
        let revisions: Vec<u64> = history.iter().map(|event| event.rev).collect();
        prop_assert_eq!(revisions, (1..=ticket.rev).collect::<Vec<_>>());
    }

    #[test]
    fn what_was_decided_once_is_not_decided_again(wish in wish()) {
        let mut ticket = Ticket::open(&opened()).expect("opened");
        let says_something_new = matches!(wish, Command::Receive { .. } | Command::Reply { .. });
        if let (false, Ok(changes)) = (says_something_new, ticket.decide(wish.clone())) {
            happen(&mut ticket, changes, moment(1), &Author::Clock);
            prop_assert!(ticket.decide(wish).is_ok_and(|again| again.is_empty()));
        }
    }
}

#[test]
fn an_event_already_known_changes_nothing() {
    let mut ticket = Ticket::open(&opened()).expect("opened");
    let changes = ticket.decide(Command::Resolve).expect("decided");
    let events = happen(&mut ticket, changes, moment(5), &Author::Clock);
    let before = ticket.clone();
    ticket.apply(&events[0]);
    assert_eq!(ticket, before);
}

#[test]
fn only_an_opened_event_begins_a_ticket() {
    let mut event = opened();
    event.change = Change::Resolved;
    assert_eq!(Ticket::open(&event), None);
    assert_eq!(Ticket::replay(&[]), None);
}

#[test]
fn a_woken_ticket_is_open_if_the_customer_waits_and_waiting_if_not() {
    for (last, expected) in [(Direction::In, Status::Open), (Direction::Out, Status::Waiting)] {
        let mut ticket = Ticket::open(&opened()).expect("opened");
        let said = text(last, 1);
        let command = match last {
            Direction::In => Command::Receive { message: said, customer: "N".into() },
            Direction::Out => Command::Reply { message: said },
        };
        for command in [
            command,
            Command::Snooze { until: moment(9), now: moment(2) },
            Command::Wake { now: moment(9) },
        ] {
            let changes = ticket.decide(command).expect("decided");
            happen(&mut ticket, changes, moment(9), &Author::Clock);
        }
        assert_eq!(ticket.status, expected);
    }
}

#[test]
fn every_word_names_its_status_and_priority() {
    for status in Status::ALL {
        assert_eq!(Status::named(status.word()), Some(status));
    }
    for priority in Priority::ALL {
        assert_eq!(Priority::named(priority.word()), Some(priority));
    }
    assert_eq!(Status::named("closed"), None);
}
