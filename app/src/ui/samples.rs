//! Small true values for tests.

use chrono::{DateTime, Duration, Utc};
use desk::board::Update;
use desk::ids::TicketNumber;
use desk::message::{Content, Delivery, Direction, Message, Progress};
use desk::permissions::{Author, Role};
use desk::person::Person;
use desk::sla::{Breached, ClockKind, Warned};
use desk::ticket::{Change, Event, Ticket};

use crate::inbox::said::Said;
use crate::live::Told;

/// 2026-11-10 09:00 UTC, a Tuesday.
pub(crate) fn morning() -> DateTime<Utc> {
    "2026-11-10T09:00:00Z".parse().expect("a written time")
}

pub(crate) fn person() -> Person {
    Person {
        id: "ada".into(),
        email: "ada@desk.test".into(),
        name: "Ada Roca".into(),
        role: Role::Agent,
    }
}

/// An open ticket whose last message came `age` minutes before [`morning`].
pub(crate) fn ticket(number: u64, rev: u64, age: i64) -> Ticket {
    let at = morning() - Duration::minutes(age);
    let opened = Event {
        ticket: TicketNumber(number),
        rev,
        at,
        by: Author::Customer,
        change: Change::Opened {
            channel: "n1".into(),
            contact: "c1".into(),
            customer: "Núria Puig".into(),
            follows: None,
            previous_owner: None,
            asked_at: None,
            entry: None,
        },
    };
    Ticket {
        unread: 1,
        unanswered_since: Some(at),
        window_closes_at: Some(desk::window::closes_at(at)),
        ..Ticket::open(&opened).expect("an opening event opens")
    }
}

pub(crate) fn event(rev: u64, minutes: i64, change: Change) -> Event {
    let by = Author::Person { id: "ada".into() };
    Event { ticket: TicketNumber(1), rev, at: morning() + Duration::minutes(minutes), by, change }
}

/// What pages are told of a ticket that was resolved.
pub(crate) fn told(number: u64, rev: u64) -> Told {
    let ticket = ticket(number, rev, 0);
    let event = Event { ticket: ticket.number, ..event(rev, 0, Change::Resolved) };
    Told::of(Update { events: vec![event], ticket, was: None, alarmed: None })
}

/// A reply, `minutes` after [`morning`].
pub(crate) fn reply(id: &str, minutes: i64, progress: Progress) -> Message {
    let at = morning() + Duration::minutes(minutes);
    Message {
        id: id.into(),
        ticket: TicketNumber(1),
        direction: Direction::Out,
        author: Author::Person { id: "ada".into() },
        content: Content::Text { body: "Ho mirem ara.".into() },
        external: None,
        reply_to: None,
        origin: None,
        delivery: Some(Delivery::at(progress)),
        sent_at: at,
        saved_at: at,
    }
}

/// Half of an hour for a first response has passed.
pub(crate) fn warned() -> Warned {
    let (clock, started) = (ClockKind::FirstResponse, morning());
    Warned { clock, percent: 50, due: Some(started + Duration::hours(1)), started }
}

/// All of it has.
pub(crate) fn breached() -> Breached {
    let (clock, started) = (ClockKind::FirstResponse, morning());
    let due = started + Duration::hours(1);
    Breached { clock, due, started, policy: "usual".into(), version: 1 }
}

/// A message as pages get it, `minutes` after [`morning`]: ours if it has a delivery.
pub(crate) fn said(id: &str, minutes: i64, progress: Option<Progress>) -> Said {
    let direction = if progress.is_some() { Direction::Out } else { Direction::In };
    Said {
        id: id.into(),
        direction,
        sent_at: morning() + Duration::minutes(minutes),
        turn: String::new(),
        kind: "text".into(),
        soft: false,
        by_itself: false,
        delivery: progress.map(Delivery::at),
        inside: "<p class=\"words\">Ho mirem ara.</p>".into(),
        line: "Ho mirem ara.".into(),
    }
}
