//! The use cases on fakes: that the steps happen, and in the right order.

mod alarming;
mod answering;
mod calling;
mod confiding;
mod describing;
mod echoing;
mod editions;
mod enclosing;
mod entering;
mod following_up;
mod fetching;
mod foreseeing;
mod freeing;
mod gesturing;
mod identity;
mod labelling;
mod laying_down;
mod merging;
mod missing;
mod moving;
mod outbox;
mod outbox_model;
mod outlets;
mod people;
mod rating;
mod reading;
mod receiving;
mod reopening;
mod replying;
mod saying;
mod sending_templates;
mod shuffling;
mod seeing;
mod signing;
mod simulation;
mod taking;
mod taking_turns;
mod trying_out;
mod uniting;

use std::sync::Arc;

use chrono::{DateTime, Duration, Utc};

use crate::contact::{Alias, Contact};
use crate::desk::{Desk, Error, Receipt};
use crate::fakes::{FixedClock, MemoryStore, RecordingChannel, RecordingLive};
use crate::ids::{MessageId, TicketNumber};
use crate::inbound::{Arrival, Inbound, StatusNews};
use crate::message::{Content, Delivery, Failure, Message, Progress};
use crate::permissions::{Actor, Role};
use crate::person::Person;
use crate::ports::{Clock, Store};
use crate::ticket::{Refusal, Ticket};

const NUMBER: &str = "1065";

/// A desk with one number, Núria the agent and Gil the guest.
struct Setting {
    desk: Desk,
    store: Arc<MemoryStore>,
    channel: Arc<RecordingChannel>,
    clock: Arc<FixedClock>,
    live: Arc<RecordingLive>,
}

fn setting() -> Setting {
    let store = Arc::new(MemoryStore::default());
    store.add_number(NUMBER.into());
    store.add_person(person("nuria", Role::Agent));
    store.add_person(person("gil", Role::Guest));
    let channel = Arc::new(RecordingChannel::default());
    let clock = Arc::new(FixedClock::default());
    let live = Arc::new(RecordingLive::default());
    let desk = Desk::new(store.clone(), channel.clone(), clock.clone(), live.clone());
    Setting { desk, store, channel, clock, live }
}

fn person(id: &str, role: Role) -> Person {
    Person { id: id.into(), email: format!("{id}@example.org"), name: id.into(), role }
}

fn nuria() -> Actor {
    Actor::Person { id: "nuria".into(), role: Role::Agent }
}

fn gil() -> Actor {
    Actor::Person { id: "gil".into(), role: Role::Guest }
}

/// A text from the customer with that phone, sent so many seconds after the setting's first moment.
fn text(id: &str, phone: &str, after: i64) -> Inbound {
    Inbound::Message(arrival(id, phone, after, Content::Text { body: format!("text {id}") }))
}

fn arrival(id: &str, phone: &str, after: i64, content: Content) -> Arrival {
    Arrival {
        id: id.into(),
        number: NUMBER.into(),
        external: format!("wamid.{id}"),
        aliases: vec![Alias::Phone(phone.to_owned())],
        name: Some(format!("Customer {phone}")),
        content,
        reply_to: None,
        origin: None,
        by_ad: false,
        sent_at: FixedClock::default().now() + Duration::seconds(after),
        raw: format!("{{\"id\":\"{id}\"}}"),
    }
}

fn status(message: &MessageId, progress: Progress) -> Inbound {
    Inbound::Status(StatusNews {
        number: NUMBER.into(),
        external: format!("wamid.{message}"),
        message: Some(message.clone()),
        delivery: match progress {
            Progress::Failed => Delivery::failed(Failure::told(131047, "closed".into())),
            progress => Delivery::at(progress),
        },
        raw: "{}".into(),
    })
}

impl Setting {
    async fn receive(&self, items: &[Inbound]) -> Receipt {
        self.desk.receive(&Actor::Customer, items).await.expect("received")
    }

    /// Ticket 1, opened by one text.
    async fn one_ticket(&self) -> TicketNumber {
        self.receive(&[text("m1", "34600", 0)]).await;
        TicketNumber(1)
    }

    async fn ticket(&self, number: u64) -> Ticket {
        let ticket = self.store.ticket(TicketNumber(number)).await.expect("the store answers");
        ticket.expect("there is such a ticket")
    }

    /// Who that ticket is of.
    async fn customer(&self, number: u64) -> Contact {
        let ticket = self.ticket(number).await;
        let contact = self.store.contact(&ticket.contact).await.expect("the store answers");
        contact.expect("there is such a contact")
    }

    /// Shows it to Gil the guest, for good.
    async fn show_gil(&self, number: TicketNumber) {
        let jordi = Actor::Person { id: "jordi".into(), role: Role::Supervisor };
        self.desk.share(&jordi, number, "gil".into(), None).await.expect("shared");
    }

    async fn say(&self, number: TicketNumber, id: &str) -> Message {
        let actor = nuria();
        let said = self.desk.reply(&actor, number, "Hola".into(), id.into(), None);
        said.await.expect("said")
    }

    async fn progress(&self, id: &MessageId) -> Option<Progress> {
        let message = self.store.message(id).await.expect("the store answers");
        Some(message?.delivery?.progress)
    }

    /// What the stored events make of the ticket must be the stored ticket, and what was shown
    /// must be what was stored.
    async fn is_consistent(&self) {
        let mut shown = self.live.shown();
        for number in 1.. {
            let number = TicketNumber(number);
            let Some(stored) = self.store.ticket(number).await.expect("the store answers") else {
                break;
            };
            let events = self.store.events(number, usize::MAX).await.expect("the store answers");
            assert_eq!(
                events.iter().map(|e| e.rev).collect::<Vec<_>>(),
                (1..=stored.rev).collect::<Vec<_>>()
            );
            assert_eq!(Ticket::replay(&events).as_ref(), Some(&stored));
            let last = shown.iter().rev().find(|update| update.ticket.number == number);
            assert_eq!(last.map(|update| &update.ticket), Some(&stored));
            shown.retain(|update| update.ticket.number != number);
        }
        assert_eq!(shown, [], "only stored tickets were shown");
    }
}

fn refusal<T: std::fmt::Debug>(result: Result<T, Error>) -> Refusal {
    match result.expect_err("refused") {
        Error::Refused(refusal) => refusal,
        Error::Failed(cause) => panic!("failed instead of refusing: {cause}"),
    }
}

fn at(seconds: i64) -> DateTime<Utc> {
    FixedClock::default().now() + Duration::seconds(seconds)
}
