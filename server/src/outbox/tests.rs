//! The worker on fakes: in order for each customer, nobody held up by another, nothing twice.

mod files;
mod numbers;

use std::collections::VecDeque;
use std::sync::Mutex;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use desk::fakes::{FixedClock, MemoryStore, RecordingLive};
use desk::ids::MessageId;
use desk::inbound::{Arrival, Inbound};
use desk::message::{Content, Progress};
use desk::permissions::Role;
use desk::ports::{Channel, Clock, Filter, Sending, Store};
use tokio::sync::Semaphore;
use tokio::time::timeout;

use super::*;

/// Far more than any of these tests takes; only a hang reaches it.
const LONG: Duration = Duration::from_secs(60);

/// Whom a message goes to.
type Recipient = Vec<Alias>;

/// A way out whose calls end only when the test lets them.
struct Gate {
    open: Semaphore,
    began: Mutex<Vec<String>>,
    under_way: Mutex<Vec<Recipient>>,
    answers: Mutex<VecDeque<Sending>>,
    changed: Notify,
}

#[async_trait]
impl Channel for Gate {
    async fn send(&self, outgoing: &Outgoing) -> Sending {
        self.began.lock().expect("no panic").push(outgoing.message.id.0.clone());
        {
            let mut under_way = self.under_way.lock().expect("no panic");
            assert!(!under_way.contains(&outgoing.to), "two at once to one customer");
            under_way.push(outgoing.to.clone());
        }
        self.changed.notify_one();
        self.open.acquire().await.expect("never closed").forget();
        self.under_way.lock().expect("no panic").retain(|to| *to != outgoing.to);
        let told = self.answers.lock().expect("no panic").pop_front();
        let external = format!("wamid.{}", outgoing.message.id);
        told.unwrap_or(Sending::Accepted { external })
    }
}

impl Gate {
    fn began(&self) -> Vec<String> {
        self.began.lock().expect("no panic").clone()
    }

    /// Waits until so many calls began.
    async fn calls(&self, count: usize) -> Vec<String> {
        let enough = async {
            while self.began().len() < count {
                self.changed.notified().await;
            }
        };
        timeout(LONG, enough).await.expect("the calls begin");
        self.began()
    }
}

struct World {
    store: Arc<MemoryStore>,
    gate: Arc<Gate>,
    clock: Arc<FixedClock>,
    desk: Arc<Desk>,
    wake: Arc<Notify>,
    outlook: Outlook,
}

fn world(open: usize) -> World {
    let store = Arc::new(MemoryStore::default());
    store.add_number("555".into());
    store.add_number("556".into());
    let gate = Arc::new(Gate {
        open: Semaphore::new(open),
        began: Mutex::default(),
        under_way: Mutex::default(),
        answers: Mutex::default(),
        changed: Notify::new(),
    });
    let clock = Arc::new(FixedClock::default());
    let live = Arc::new(RecordingLive::default());
    let desk = Arc::new(Desk::new(store.clone(), gate.clone(), clock.clone(), live));
    let (wake, outlook) = (Arc::new(Notify::new()), Outlook::default());
    World { store, gate, clock, desk, wake, outlook }
}

impl World {
    fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// A customer with an open ticket, and replies to it, by their ids.
    async fn replies(&self, phone: &str, ids: &[&str]) {
        self.replies_from("555", phone, ids).await;
    }

    /// The same, who writes to that number of ours.
    async fn replies_from(&self, number: &str, phone: &str, ids: &[&str]) {
        let arrival = Arrival {
            id: format!("from-{phone}").as_str().into(),
            number: number.into(),
            external: format!("wamid.from-{phone}"),
            aliases: vec![Alias::Phone(phone.to_owned())],
            name: None,
            content: Content::Text { body: "hola".into() },
            reply_to: None,
            origin: None,
            by_ad: false,
            sent_at: self.now(),
            raw: "{}".into(),
        };
        let arrivals = [Inbound::Message(arrival)];
        self.desk.receive(&Actor::Customer, &arrivals).await.expect("received");
        let tickets =
            self.store.tickets(&Filter::default(), 100, None).await.expect("tickets").items;
        let newest = tickets.iter().map(|ticket| ticket.number).max().expect("a ticket");
        let actor = Actor::Person { id: "p".into(), role: Role::Agent };
        for id in ids {
            self.clock.advance(chrono::Duration::milliseconds(1));
            let text = format!("reply {id}");
            self.desk.reply(&actor, newest, text, (*id).into(), None).await.expect("queued");
        }
    }

    fn start(&self) -> Outbox {
        Outbox::start(self.desk.clone(), self.wake.clone(), self.outlook.clone())
    }

    /// Waits until the worker sees the first number like this.
    async fn sees(&self, like: impl Fn(&Sight) -> bool) {
        let seen = async {
            while !like(&self.outlook.of(&"555".into())) {
                tokio::task::yield_now().await;
            }
        };
        timeout(LONG, seen).await.expect("it is seen");
    }

    async fn progress(&self, id: &str) -> Option<Progress> {
        let message = self.store.message(&MessageId(id.to_owned())).await.expect("answers")?;
        message.delivery.map(|delivery| delivery.progress)
    }

    /// Waits until the message got that far.
    async fn reaches(&self, id: &str, progress: Progress) {
        let reached = async {
            while self.progress(id).await != Some(progress) {
                tokio::task::yield_now().await;
            }
        };
        timeout(LONG, reached).await.expect("it gets there");
    }
}

#[tokio::test]
async fn one_customer_gets_everything_in_order_and_one_at_a_time() {
    let world = world(100);
    world.replies("1", &["a", "b", "c", "d"]).await;
    let outbox = world.start();
    world.reaches("d", Progress::Accepted).await;
    assert_eq!(world.gate.began(), ["a", "b", "c", "d"]);
    timeout(LONG, outbox.stop()).await.expect("stops");
}

#[tokio::test]
async fn several_customers_are_served_at_once_and_no_more_than_eight() {
    let world = world(0);
    for phone in 0..12 {
        world.replies(&phone.to_string(), &[&format!("to {phone}")]).await;
    }
    let outbox = world.start();
    assert_eq!(world.gate.calls(AT_ONCE).await.len(), AT_ONCE);
    world.wake.notify_one();
    world.gate.open.add_permits(1);
    assert_eq!(world.gate.calls(AT_ONCE + 1).await.len(), AT_ONCE + 1);
    world.gate.open.add_permits(100);
    world.reaches("to 11", Progress::Accepted).await;
    timeout(LONG, outbox.stop()).await.expect("stops");
}

#[tokio::test]
async fn who_has_to_wait_keeps_nobody_else_waiting_and_then_gets_it_in_order() {
    let world = world(100);
    world.replies("1", &["a1", "a2"]).await;
    world.replies("2", &["b1", "b2"]).await;
    world.gate.answers.lock().expect("no panic").push_back(Sending::Later(Wait::Customer));
    let outbox = world.start();
    world.reaches("b2", Progress::Accepted).await;
    assert_eq!(world.progress("a2").await, Some(Progress::Queued));
    world.reaches("a2", Progress::Accepted).await;
    let first: Vec<_> = world.gate.began().into_iter().filter(|id| id.starts_with('a')).collect();
    assert_eq!(first, ["a1", "a1", "a2"]);
    timeout(LONG, outbox.stop()).await.expect("stops");
}

#[tokio::test]
async fn a_long_queue_of_one_customer_hides_nobody_behind_it() {
    let world = world(100);
    let many: Vec<String> = (0..3 * STRETCH).map(|n| format!("a{n}")).collect();
    world.replies("1", &many.iter().map(String::as_str).collect::<Vec<_>>()).await;
    world.replies("2", &["b"]).await;
    world.gate.answers.lock().expect("no panic").push_back(Sending::Later(Wait::Minutes(10)));
    let outbox = world.start();
    world.reaches("b", Progress::Accepted).await;
    world.sees(|sight| sight.paused_customers == 1).await;
    timeout(LONG, outbox.stop()).await.expect("stops");
    assert_eq!(world.gate.began(), ["a0", "b"]);
}

#[tokio::test]
async fn an_attempt_without_an_outcome_is_not_sent_again_but_doubted() {
    let world = world(100);
    world.replies("1", &["begun", "after"]).await;
    // As a crash between the call and the answer leaves it.
    assert!(world.store.begin_attempt(&"begun".into(), world.now()).await.expect("answers"));
    world.clock.advance(chrono::Duration::minutes(1));
    let outbox = world.start();
    world.reaches("begun", Progress::Unconfirmed).await;
    world.reaches("after", Progress::Accepted).await;
    timeout(LONG, outbox.stop()).await.expect("stops");
    assert_eq!(world.gate.began(), ["after"]);
}

#[tokio::test]
async fn an_unknown_outcome_is_never_tried_again() {
    let world = world(100);
    world.replies("1", &["lost", "next"]).await;
    world.gate.answers.lock().expect("no panic").push_back(Sending::Unknown);
    let outbox = world.start();
    world.reaches("next", Progress::Accepted).await;
    world.clock.advance(chrono::Duration::minutes(1));
    world.reaches("lost", Progress::Unconfirmed).await;
    timeout(LONG, outbox.stop()).await.expect("stops");
    assert_eq!(world.gate.began(), ["lost", "next"]);
}

#[tokio::test]
async fn a_stop_begins_nothing_more_and_waits_for_the_answer() {
    let world = world(0);
    world.replies("1", &["a", "b"]).await;
    let outbox = world.start();
    world.gate.calls(1).await;
    let stopping = tokio::spawn(outbox.stop());
    tokio::task::yield_now().await;
    assert!(!stopping.is_finished());
    world.gate.open.add_permits(100);
    timeout(LONG, stopping).await.expect("stops").expect("no panic");
    assert_eq!(world.progress("a").await, Some(Progress::Accepted));
    assert_eq!(world.gate.began(), ["a"]);
    assert_eq!(world.progress("b").await, Some(Progress::Queued));
}
