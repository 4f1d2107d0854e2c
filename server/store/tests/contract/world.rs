//! Stores to test, and a desk on each of them.

use std::future::Future;
use std::sync::Arc;

use chrono::{DateTime, Duration, Utc};
use desk::Desk;
use desk::contact::Alias;
use desk::fakes::{FixedClock, MemoryStore, RecordingChannel, RecordingLive};
use desk::ids::{NumberId, TicketNumber};
use desk::inbound::{Arrival, Inbound, StatusNews};
use desk::message::{Content, Delivery, Message, Progress};
use desk::number::Number;
use desk::permissions::{Actor, Role};
use desk::person::Person;
use desk::ports::{Outgoing, Store as Port};
use store::{BusinessNumber, Location, SecretKey, Store};
use tempfile::TempDir;

pub const NUMBER: &str = "n1";

/// Runs a test on threads with the stacks that the engine asks for.
pub fn run(test: impl Future<Output = ()> + Send + 'static) {
    let mut builder = tokio::runtime::Builder::new_multi_thread();
    let builder = builder.worker_threads(2).thread_stack_size(10 * 1024 * 1024).enable_all();
    let runtime = builder.build().expect("a runtime");
    runtime.block_on(runtime.spawn(test)).expect("the test did not panic");
}

/// The same test on a fresh store of every kind.
pub fn on_every_store<F, T>(test: F)
where
    F: Fn(Arc<dyn Port>) -> T + Send + Sync + 'static,
    T: Future<Output = ()> + Send,
{
    run(async move {
        let memory = MemoryStore::default();
        memory.add_number(NUMBER.into());
        memory.add_person(ana());
        test(Arc::new(memory)).await;
        test(Arc::new(furnished(&Location::Memory).await)).await;
        let folder = TempDir::new().expect("a folder");
        let store = Arc::new(furnished(&Location::Folder(folder.path().to_owned())).await);
        test(Arc::clone(&store) as Arc<dyn Port>).await;
        let violations = store.check().await.expect("it can be checked");
        assert!(violations.is_empty(), "{violations:?}");
        store.shutdown().await.expect("it shuts down");
    });
}

/// The key of every folder here.
pub fn key() -> SecretKey {
    SecretKey::read(&"5e".repeat(32)).expect("64 digits")
}

/// An open store with one number and one person.
pub async fn furnished(location: &Location) -> Store {
    let store = Store::open(location, &key()).await.expect("it opens");
    let number = Number { id: NUMBER.into(), account: "w".into(), display: "+34 600".into() };
    let [access_token, app_secret, verify_token] = ["t", "s", "v"].map(str::to_owned);
    let number = BusinessNumber { number, app: None, access_token, app_secret, verify_token };
    store.add_number(&number).await.expect("a number");
    store.add_person(&ana(), "hash").await.expect("a person");
    store
}

pub fn ana() -> Person {
    let (email, name) = ("ana@example.org".into(), "Ana".into());
    Person { id: "ana".into(), email, name, role: Role::Agent }
}

pub fn agent() -> Actor {
    Actor::Person { id: "ana".into(), role: Role::Agent }
}

pub struct World {
    pub desk: Desk,
    pub clock: Arc<FixedClock>,
    pub channel: Arc<RecordingChannel>,
    pub store: Arc<dyn Port>,
}

pub fn world(store: Arc<dyn Port>) -> World {
    let clock = Arc::new(FixedClock::default());
    let channel = Arc::new(RecordingChannel::default());
    let live = Arc::new(RecordingLive::default());
    let desk = Desk::new(Arc::clone(&store), channel.clone(), clock.clone(), live);
    World { desk, clock, channel, store }
}

impl World {
    /// A text of the customer with this phone, sent now, joins its ticket.
    pub async fn receive(&self, id: &str, phone: &str) -> TicketNumber {
        let items = [arrival(id, phone, desk::ports::Clock::now(&*self.clock))];
        self.desk.receive(&Actor::Customer, &items).await.expect("it is received");
        self.message(id).await.ticket
    }

    pub async fn reply(&self, number: TicketNumber, id: &str) -> Message {
        let text = format!("reply {id}");
        let reply = self.desk.reply(&agent(), number, text, id.into(), None).await;
        reply.expect("it is saved")
    }

    /// Everything that can be sent now, oldest first.
    pub async fn queued(&self) -> Vec<Outgoing> {
        self.desk.queued(&Actor::Clock, 100, None).await.expect("the outbox").items
    }

    pub async fn news(&self, external: &str, progress: Progress) {
        let news = StatusNews {
            number: NUMBER.into(),
            external: external.into(),
            message: None,
            delivery: Delivery::at(progress),
            raw: "{}".into(),
        };
        let receipt = self.desk.receive(&Actor::Customer, &[Inbound::Status(news)]).await;
        receipt.expect("news are taken in");
    }

    pub async fn message(&self, id: &str) -> Message {
        let found = self.store.message(&id.into()).await.expect("it answers");
        found.expect("the message is there")
    }

    pub fn pass(&self, time: Duration) {
        self.clock.advance(time);
    }
}

pub fn arrival(id: &str, phone: &str, sent_at: DateTime<Utc>) -> Inbound {
    Inbound::Message(Arrival {
        id: id.into(),
        number: NumberId::from(NUMBER),
        external: format!("wamid.{id}"),
        aliases: vec![Alias::Phone(phone.into())],
        name: Some(format!("Customer {phone}")),
        content: Content::Text { body: format!("text {id}") },
        reply_to: None,
        origin: None,
        by_ad: false,
        sent_at,
        raw: "{}".into(),
    })
}
