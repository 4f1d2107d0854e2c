//! A small desk with two teams, one policy and a few rules, and what it makes of what happens.

mod asking;
mod assigning;
mod calls;
mod carrying;
mod clocks;
mod corrections;
mod follow_ups;
mod freeing;
mod greetings;
mod loops;
mod moments;
mod next_steps;
mod openings;
mod pictures;
mod properties;
mod shares;
mod trials;

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};

use super::*;
use crate::assignment::Load;
use crate::ids::{PersonId, TicketNumber};
use crate::message::{Content, Direction, Message};
use crate::permissions::Role;
use crate::presence::State;
use crate::routing::{Action, Condition, Field, Operator, Rule, Rules, Test, Trigger, Value};
use crate::rulebook::Rulebook;
use crate::sla::{ByPriority, Counting, Policy, Target, Targets};
use crate::team::Team;
use crate::ticket::{Command, Event, Happened};

fn minute(minutes: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::minutes(minutes)
}

fn rule(id: &str, when: Trigger, then: Vec<Action>) -> Rule {
    Rule {
        id: id.into(),
        name: format!("Rule {id}"),
        version: 2,
        on: true,
        when: vec![when],
        condition: Condition::Always,
        then,
        otherwise: vec![],
        stop: false,
    }
}

fn says(word: &str) -> Condition {
    let value = Some(Value::Text(word.to_owned()));
    Condition::Test(Test {
        field: Field::MessageText,
        operator: Operator::Contains,
        value,
        exact: false,
    })
}

fn tag(tag: &str) -> Action {
    Action::AddTag { tag: tag.to_owned() }
}

/// Billing has Núria and Pol; tickets may take an hour for a first answer, day and night.
fn rulebook(rules: Vec<Rule>) -> Rulebook {
    let members: Vec<PersonId> = vec!["nuria".into(), "pol".into()];
    let target = Some(Target { minutes: 60, counts: Counting::Calendar });
    let targets = Targets { first_response: target, ..Targets::default() };
    Rulebook {
        teams: vec![Team { members, ..Team::new("billing".into(), "Billing") }],
        policies: vec![Policy {
            targets: ByPriority::all(targets),
            ..Policy::new("usual".into(), "Usual")
        }],
        rules: Rules { rules, ..Rules::default() },
        ..Rulebook::default()
    }
}

fn person(id: &str, role: Role) -> Person {
    let email = format!("{id}@example.org");
    Person { id: id.into(), email, name: id.to_uppercase(), role }
}

/// Somebody of billing who is there, with so many tickets that wait for us.
fn agent(id: &str, tickets: u32) -> Candidate {
    Candidate {
        person: id.into(),
        may_reply: true,
        accepts: true,
        teams: Arc::new(["billing".into()].into()),
        on_shift: true,
        shift_ends: None,
        availability: State::Online,
        load: Load(tickets * 100),
        capacity: 8,
        skills: Default::default(),
        languages: Default::default(),
        last_assigned_at: None,
    }
}

/// A ticket on a desk that follows a rulebook.
struct World {
    book: Book,
    replaced: Vec<Replaced>,
    people: Vec<Person>,
    templates: Catalogue,
    crew: Vec<Candidate>,
    contact: Option<Contact>,
    ticket: Option<Ticket>,
    events: Vec<Event>,
}

impl World {
    fn new(rules: Vec<Rule>) -> Self {
        Self::under(rulebook(rules))
    }

    fn under(rulebook: Rulebook) -> Self {
        let book = Book::open(rulebook, minute(-1), minute(0)).expect("good rules");
        let people = vec![
            person("nuria", Role::Agent),
            person("pol", Role::Agent),
            person("ada", Role::Supervisor),
            person("guest", Role::Guest),
        ];
        let crew = vec![agent("nuria", 3), agent("pol", 1)];
        let (replaced, templates) = Default::default();
        let (contact, ticket, events) = Default::default();
        Self { book, replaced, people, templates, crew, contact, ticket, events }
    }

    fn ticket(&self) -> &Ticket {
        self.ticket.as_ref().expect("opened")
    }

    /// The customer writes `text` at that minute; the first time, that opens the ticket.
    fn writes(&mut self, at: i64, text: &str) -> Vec<Event> {
        self.says(at, Content::Text { body: text.to_owned() })
    }

    /// The customer taps that many stars for the ticket.
    fn taps(&mut self, at: i64, score: u8) -> Vec<Event> {
        self.says(at, Content::chosen(format!("rating-7-{score}"), "★".repeat(score.into())))
    }

    fn says(&mut self, at: i64, content: Content) -> Vec<Event> {
        self.says_after(None, at, content)
    }

    /// A ticket that begins with it comes after `past`.
    fn says_after(&mut self, past: Option<TicketNumber>, at: i64, content: Content) -> Vec<Event> {
        let message = Message {
            id: format!("in-{at}").as_str().into(),
            ticket: TicketNumber(7),
            direction: Direction::In,
            author: Author::Customer,
            content,
            external: None,
            reply_to: None,
            origin: None,
            delivery: None,
            sent_at: minute(at),
            saved_at: minute(at),
        };
        let before = self.ticket.clone();
        let mut happened = match self.ticket {
            Some(_) => vec![],
            None => vec![self.opens(at, past)],
        };
        let customer = "Montse".to_owned();
        let command = Command::Receive { message, customer, closing: false, by_ad: false };
        happened.extend(self.decide(at, command, &Author::Customer));
        self.go_on(at, before.as_ref(), happened)
    }

    /// The ticket begins, after that one of the same customer and number.
    fn opens(&mut self, at: i64, follows: Option<TicketNumber>) -> Happened {
        let change = Change::Opened {
            channel: "1065".into(),
            contact: "c".into(),
            customer: "Montse".into(),
            follows,
            previous_owner: None,
            asked_at: None,
            entry: None,
        };
        let number = TicketNumber(7);
        let event = Event { ticket: number, rev: 1, at: minute(at), by: Author::Customer, change };
        let ticket = Ticket::open(&event).expect("an opening");
        self.ticket = Some(ticket.clone());
        Happened { event, ticket, was: None }
    }

    /// Núria does something at that minute.
    fn does(&mut self, at: i64, command: Command) -> Vec<Event> {
        let before = self.ticket.clone();
        let happened = self.decide(at, command, &Author::Person { id: "nuria".into() });
        self.go_on(at, before.as_ref(), happened)
    }

    /// When time will bring something about, as of that moment.
    fn due(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        due_at(&self.book, self.contact.as_ref(), self.ticket(), now)
    }

    /// Which rule writes next, as of that moment, and when.
    fn next_step(&self, now: DateTime<Utc>) -> Option<NextStep> {
        let Self { book, people, templates, contact, .. } = self;
        next_step(book, contact.as_ref(), people, templates, self.ticket(), now)
    }

    /// Nothing happens, but time passes.
    fn waits(&mut self, until: i64) -> Vec<Event> {
        let before = self.ticket.clone();
        self.go_on(until, before.as_ref(), vec![])
    }

    fn decide(&mut self, at: i64, command: Command, by: &Author) -> Vec<Happened> {
        let ticket = self.ticket.as_mut().expect("opened");
        let changes = ticket.decide(command).expect("granted");
        step_by_step(ticket, changes, minute(at), by)
    }

    /// What followed, without what happened.
    fn go_on(
        &mut self,
        at: i64,
        before: Option<&Ticket>,
        mut happened: Vec<Happened>,
    ) -> Vec<Event> {
        let mut scene = Scene {
            book: &self.book,
            replaced: &self.replaced,
            now: minute(at),
            contact: self.contact.as_ref(),
            people: &self.people,
            templates: &self.templates,
            crew: &mut self.crew,
        };
        let ticket = self.ticket.as_mut().expect("opened");
        let known = happened.len();
        follow(&mut scene, before, ticket, &mut happened);
        let followed = happened.split_off(known);
        self.events.extend(happened.into_iter().map(|update| update.event));
        self.keep(followed)
    }

    /// These became free; what rules made of it.
    fn frees(&mut self, at: i64, freed: &[&str]) -> Vec<Event> {
        let freed = freed.iter().map(|id| PersonId::from(*id)).collect();
        let mut scene = Scene {
            book: &self.book,
            replaced: &self.replaced,
            now: minute(at),
            contact: self.contact.as_ref(),
            people: &self.people,
            templates: &self.templates,
            crew: &mut self.crew,
        };
        let ticket = self.ticket.as_mut().expect("opened");
        let followed = hear_of_free(&mut scene, ticket, &freed);
        self.keep(followed)
    }

    fn keep(&mut self, followed: Vec<Happened>) -> Vec<Event> {
        self.events.extend(followed.iter().map(|update| update.event.clone()));
        let ticket = self.ticket();
        let told = followed.last().map_or(ticket, |update| &update.ticket);
        assert_eq!(told, ticket, "the last update shows the ticket as it is");
        let replayed = Ticket::replay(&self.events).expect("a history");
        assert_eq!(&replayed, ticket, "a ticket is its events");
        followed.into_iter().map(|update| update.event).collect()
    }
}

/// The kinds of what followed, in order.
fn words(events: &[Event]) -> Vec<&'static str> {
    events.iter().map(|event| event.change.word()).collect()
}

/// The account that was taken down last.
fn account(events: &[Event]) -> Account {
    let accounts = events.iter().rev().filter_map(|event| match &event.change {
        Change::Automated { account } => account.open(),
        _ => None,
    });
    accounts.into_iter().next().expect("an account")
}
