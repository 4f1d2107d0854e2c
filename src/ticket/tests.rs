//! What the tests of all abilities share, and what concerns no ability of its own.

mod histories;
mod merging;
mod stored;

use chrono::{DateTime, Duration, Utc};

use super::*;
use crate::message::{Content, Delivery, Message, Progress};
use crate::permissions::Author;

pub(super) fn moment(seconds: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + Duration::seconds(seconds)
}

/// The event that opens ticket `number` of one and the same customer.
fn opening(number: u64) -> Event {
    let change = Change::Opened {
        channel: "1065".into(),
        contact: "c".into(),
        customer: "Núria".into(),
        follows: None,
        previous_owner: None,
        asked_at: None,
        entry: None,
    };
    Event { ticket: TicketNumber(number), rev: 1, at: moment(0), by: Author::Customer, change }
}

fn numbered(number: u64) -> Ticket {
    Ticket::open(&opening(number)).expect("opened")
}

/// A fresh ticket, in which nothing has been said.
pub(super) fn opened() -> Ticket {
    numbered(1)
}

/// What follows from `command` at that second, which has to be granted.
pub(super) fn then(ticket: &mut Ticket, at: i64, command: Command) -> Vec<Event> {
    let by = author_of(&command);
    let changes = ticket.decide(command).expect("granted");
    happen(ticket, changes, moment(at), &by)
}

/// Whoever would wish for it.
fn author_of(command: &Command) -> Author {
    match command {
        Command::Receive { .. } => Author::Customer,
        Command::Reply { message } => message.author.clone(),
        Command::Deliver { .. } | Command::Wake { .. } => Author::Clock,
        _ => Author::Person { id: "nuria".into() },
    }
}

pub(super) fn rule() -> Author {
    Author::Rule { id: "r1".into(), name: "Out of hours".into(), version: 1 }
}

fn message(author: Author, content: Content, at: i64) -> Message {
    let direction = if author == Author::Customer { Direction::In } else { Direction::Out };
    Message {
        id: format!("m{at}").as_str().into(),
        ticket: TicketNumber(1),
        direction,
        author,
        content,
        external: None,
        reply_to: None,
        origin: None,
        delivery: (direction == Direction::Out).then(|| Delivery::at(Progress::Queued)),
        sent_at: moment(at),
        saved_at: moment(at),
    }
}

fn text(author: Author, at: i64) -> Message {
    message(author, Content::Text { body: "hola".into() }, at)
}

pub(super) fn receive(content: Content, at: i64, closing: bool) -> Command {
    let message = message(Author::Customer, content, at);
    Command::Receive { message, customer: "Núria P.".into(), closing, by_ad: false }
}

/// The customer asks something.
pub(super) fn writes(at: i64) -> Command {
    receive(Content::Text { body: "hola?".into() }, at, false)
}

/// The customer asks something, having come by an ad.
pub(super) fn comes_by_ad(at: i64) -> Command {
    match writes(at) {
        Command::Receive { message, customer, closing, .. } => {
            Command::Receive { message, customer, closing, by_ad: true }
        }
        other => other,
    }
}

/// The customer says nothing but thanks.
pub(super) fn closes(at: i64) -> Command {
    receive(Content::Text { body: "gràcies!".into() }, at, true)
}

pub(super) fn reacts(emoji: Option<&str>, at: i64) -> Command {
    let emoji = emoji.map(str::to_owned);
    receive(Content::Reaction { to: "m".into(), emoji }, at, false)
}

/// Núria of the team answers.
pub(super) fn says(at: i64) -> Command {
    says_by(Author::Person { id: "nuria".into() }, at)
}

pub(super) fn says_by(author: Author, at: i64) -> Command {
    Command::Reply { message: text(author, at) }
}

#[test]
fn an_event_already_known_changes_nothing() {
    let mut ticket = opened();
    let events = then(&mut ticket, 5, Command::Resolve);
    let before = ticket.clone();
    ticket.apply(&events[0]);
    assert_eq!(ticket, before);
}

#[test]
fn only_an_opened_event_begins_a_ticket() {
    let mut event = opening(1);
    event.change = Change::Resolved;
    assert_eq!(Ticket::open(&event), None);
    assert_eq!(Ticket::replay(&[]), None);
}

#[test]
fn a_ticket_knows_who_began() {
    let person = Author::Person { id: "nuria".into() };
    for (by, expected) in
        [(Author::Customer, Direction::In), (person, Direction::Out), (rule(), Direction::Out)]
    {
        let ticket = Ticket::open(&Event { by, ..opening(1) }).expect("opened");
        assert_eq!(ticket.started_by, expected);
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
