//! Histories built by hand, told in minutes after Monday 2 March 2026, 09:00 UTC.

mod badge;
mod changes;
mod firing;
mod hours;
mod pauses;
mod properties;
mod record;
mod replies;
mod resolutions;
mod teller;

use chrono::{DateTime, TimeDelta, Utc};

use super::*;
use crate::calendar::Always;
use crate::ids::TicketNumber;
use crate::message::{Content, Delivery, Direction, Message, Progress};
use crate::permissions::Author;
use crate::ticket::{Change, Event, Priority};

fn at(minute: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::days(20_514) + TimeDelta::minutes(9 * 60 + minute)
}

fn minute(at: DateTime<Utc>) -> i64 {
    (at - self::at(0)).num_minutes()
}

fn person(id: &str) -> Author {
    Author::Person { id: id.into() }
}

/// A ticket's events as they happen. A message is named after its direction and minute.
#[derive(Debug, Clone, Default)]
struct Story {
    events: Vec<Event>,
}

impl Story {
    /// The customer wrote at minute 0, and the ticket was opened at once.
    fn opened() -> Self {
        Story::begun().asks(0)
    }

    /// A ticket without a word yet.
    fn begun() -> Self {
        Story::default().then(
            0,
            Author::Customer,
            Change::Opened {
                channel: "1065".into(),
                contact: "c".into(),
                customer: "Núria".into(),
                follows: None,
                previous_owner: None,
                asked_at: None,
                entry: None,
            },
        )
    }

    fn then(mut self, minute: i64, by: Author, change: Change) -> Self {
        let rev = self.events.len() as u64 + 1;
        self.events.push(Event { ticket: TicketNumber(1), rev, at: at(minute), by, change });
        self
    }

    fn asks(self, minute: i64) -> Self {
        self.asks_late(minute, minute)
    }

    /// The customer wrote at `minute`, and the desk took it in later.
    fn asks_late(self, minute: i64, taken_in: i64) -> Self {
        self.customer(Content::Text { body: "hola?".into() }, minute, taken_in)
    }

    fn customer_reacts(self, minute: i64) -> Self {
        self.customer(Content::Reaction { to: "m".into(), emoji: None }, minute, minute)
    }

    fn customer(self, content: Content, sent: i64, taken_in: i64) -> Self {
        let message = Box::new(message(Direction::In, Author::Customer, content, sent));
        let customer = "Núria".into();
        self.then(
            taken_in,
            Author::Customer,
            Change::Received { message, customer, settled: false, by_ad: false },
        )
    }

    fn answers(self, minute: i64) -> Self {
        self.says(person("pol"), Content::Text { body: "hola!".into() }, minute)
    }

    /// Somebody answered at `minute` by another way, and the desk took it in later.
    fn answers_late(self, minute: i64, taken_in: i64) -> Self {
        let content = Content::Text { body: "hola!".into() };
        let message = Box::new(message(Direction::Out, person("pol"), content, minute));
        self.then(taken_in, person("pol"), Change::Replied { message })
    }

    fn says(self, author: Author, content: Content, minute: i64) -> Self {
        let message = Box::new(message(Direction::Out, author.clone(), content, minute));
        self.then(minute, author, Change::Replied { message })
    }

    /// The answer of that minute gets as far as `progress`.
    fn gets(self, answer: i64, progress: Progress, minute: i64) -> Self {
        let message = name(Direction::Out, answer).as_str().into();
        let delivery = Delivery::at(progress);
        self.then(minute, Author::Clock, Change::Delivery { message, delivery, external: None })
    }

    fn fails(self, answer: i64, minute: i64) -> Self {
        self.gets(answer, Progress::Failed, minute)
    }

    fn snoozes(self, minute: i64) -> Self {
        self.then(minute, person("laia"), Change::Snoozed { until: at(minute + 60) })
    }

    fn wakes(self, minute: i64) -> Self {
        self.then(minute, Author::Clock, Change::Woken)
    }

    fn resolves(self, minute: i64) -> Self {
        self.then(minute, person("pol"), Change::Resolved)
    }

    fn reopens(self, minute: i64) -> Self {
        self.then(minute, person("pol"), Change::Reopened)
    }

    fn record(&self) -> Record {
        Record::of(&self.events)
    }
}

fn name(direction: Direction, minute: i64) -> String {
    format!("{direction:?}{minute}")
}

fn message(direction: Direction, author: Author, content: Content, minute: i64) -> Message {
    Message {
        id: name(direction, minute).as_str().into(),
        ticket: TicketNumber(1),
        direction,
        author,
        content,
        external: None,
        reply_to: None,
        origin: None,
        delivery: (direction == Direction::Out).then(|| Delivery::at(Progress::Queued)),
        sent_at: at(minute),
        saved_at: at(minute),
    }
}

/// Targets in minutes, in the order of [`ClockKind::ALL`]; 0 is no target.
fn policy(minutes: [u32; 4]) -> Policy {
    counting(Counting::Working, minutes)
}

fn counting(counts: Counting, minutes: [u32; 4]) -> Policy {
    let [first_response, next_response, first_resolution, total_resolution] =
        minutes.map(|minutes| Some(Target { minutes, counts }).filter(|_| minutes > 0));
    let targets = Targets { first_response, next_response, first_resolution, total_resolution };
    Policy { targets: ByPriority::all(targets), ..Policy::new("p".into(), "Everyone") }
}

/// A state in minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    /// Due, elapsed.
    Running(i64, i64),
    /// Elapsed, since.
    Paused(i64, i64),
    /// At, elapsed.
    Met(i64, i64),
    /// Due, over.
    Late(i64, i64),
    /// Due, at, over.
    MetLate(i64, i64, i64),
    Absent,
}

fn shown(clock: Option<&Clock>) -> Shown {
    let Some(clock) = clock else { return Shown::Absent };
    let length = clock.target.length();
    match clock.state {
        State::Running { due, elapsed, left } => {
            assert_eq!(elapsed + left, length);
            Shown::Running(due.map_or(i64::MAX, minute), elapsed.num_minutes())
        }
        State::Paused { elapsed, left, since } => {
            assert_eq!(elapsed + left, length);
            Shown::Paused(elapsed.num_minutes(), minute(since))
        }
        State::Met { at, elapsed, target } => {
            assert_eq!(target, length);
            Shown::Met(minute(at), elapsed.num_minutes())
        }
        State::Breached { due, at: None, over } => Shown::Late(minute(due), over.num_minutes()),
        State::Breached { due, at: Some(at), over } => {
            Shown::MetLate(minute(due), minute(at), over.num_minutes())
        }
    }
}

/// How `clock` stands at minute `now`, day and night counted.
fn stands(story: &Story, policy: &Policy, clock: ClockKind, now: i64) -> Shown {
    let clocks = clocks(&story.record(), policy, Priority::Normal, &Always, at(now));
    shown(clocks.of(clock))
}
