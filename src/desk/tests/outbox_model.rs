//! The outbox against a Meta that misbehaves and a process that dies at any step: no message arrives
//! twice, none is lost, and each customer gets theirs in order.
//!
//! Death is a use case that is not gone on with: all that the store had written by then is there, and
//! nothing else. What Meta took it took.

use std::collections::{BTreeMap, BTreeSet};
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::Mutex;
use std::task::{Context, Poll, Waker};

use async_trait::async_trait;
use futures::executor::block_on;
use proptest::prelude::*;

use super::*;
use crate::desk::Delivered;
use crate::message::{Trouble, Wait};
use crate::ports::{Channel, Outgoing, Outlets, Sending};

/// What Meta does with a call.
#[derive(Debug, Clone, Copy)]
enum Whim {
    Takes,
    /// Takes it, and its answer is lost.
    TakesSilently,
    /// Does not take it, and nobody can tell.
    LosesIt,
    Refuses,
    PutsOff,
    Stops,
}

/// Meta, which remembers what it took.
#[derive(Default)]
struct Whims {
    next: Mutex<Vec<Whim>>,
    took: Mutex<Vec<MessageId>>,
    /// Of whose outcome nobody could be sure.
    odd: Mutex<BTreeSet<MessageId>>,
}

#[async_trait]
impl Channel for Whims {
    async fn send(&self, outgoing: &Outgoing) -> Sending {
        let id = &outgoing.message.id;
        let whim = self.next.lock().expect("no panic").pop().unwrap_or(Whim::Takes);
        rest().await;
        if matches!(whim, Whim::Takes | Whim::TakesSilently) {
            self.took.lock().expect("no panic").push(id.clone());
        }
        rest().await;
        match whim {
            Whim::Takes => Sending::Accepted { external: format!("wamid.{id}") },
            Whim::Refuses => Sending::Refused(Failure::told(131_026, "no".into())),
            Whim::PutsOff => Sending::Later(Wait::Customer),
            Whim::Stops => {
                let failure = Failure::told(190, "expired".into());
                Sending::Stopped { trouble: Trouble::Token, failure }
            }
            Whim::TakesSilently | Whim::LosesIt => {
                self.odd.lock().expect("no panic").insert(id.clone());
                Sending::Unknown
            }
        }
    }
}

/// Lets whoever watches end it here.
async fn rest() {
    let mut rested = false;
    poll_fn(|_| if std::mem::replace(&mut rested, true) { Poll::Ready(()) } else { Poll::Pending })
        .await;
}

/// Lets `work` go on for so many steps; `None` if the process died before its end.
fn for_steps<T>(work: impl Future<Output = T>, steps: usize) -> Option<T> {
    let (mut work, mut context) = (pin!(work), Context::from_waker(Waker::noop()));
    (0..=steps).find_map(|_| match work.as_mut().poll(&mut context) {
        Poll::Ready(done) => Some(done),
        Poll::Pending => None,
    })
}

/// More than any use case takes.
const ALIVE: usize = 1_000;

struct Machine {
    desk: Desk,
    store: Arc<MemoryStore>,
    meta: Arc<Whims>,
    clock: Arc<FixedClock>,
    /// Every reply, oldest first, with its customer's phone.
    said: Vec<(MessageId, String)>,
}

fn desk_on(store: &Arc<MemoryStore>, meta: &Arc<Whims>, clock: &Arc<FixedClock>) -> Desk {
    let live = Arc::new(RecordingLive::default());
    Desk::new(store.clone(), meta.clone(), clock.clone(), live)
}

impl Machine {
    /// So many customers, each with so many replies to be sent, in turn.
    fn with(customers: usize, replies: usize) -> Self {
        let store = Arc::new(MemoryStore::default());
        store.add_number(NUMBER.into());
        let (meta, clock) = (Arc::new(Whims::default()), Arc::new(FixedClock::default()));
        let desk = desk_on(&store, &meta, &clock);
        let mut said = vec![];
        block_on(async {
            for customer in 0..customers {
                let first = text(&format!("m{customer}"), &format!("3460{customer}"), 0);
                desk.receive(&Actor::Customer, &[first]).await.expect("received");
            }
            for reply in 0..replies {
                for customer in 0..customers {
                    clock.advance(Duration::milliseconds(1));
                    let id = format!("r{customer}.{reply}");
                    let number = TicketNumber(customer as u64 + 1);
                    let text = format!("reply {reply}");
                    let actor = nuria();
                    let reply = desk.reply(&actor, number, text, id.as_str().into(), None);
                    said.push((reply.await.expect("said").id, format!("3460{customer}")));
                }
            }
        });
        store.go_stepwise();
        Self { desk, store, meta, clock, said }
    }

    /// The process is there again, and knows what the store knows.
    fn starts_anew(&mut self) {
        self.desk = desk_on(&self.store, &self.meta, &self.clock);
        for_steps(self.desk.begin(&Actor::Clock), ALIVE).expect("it ends").expect("it begins");
    }

    /// Carries the oldest message of each customer, as the server does; a stopped number is tried with
    /// one. How many it took up.
    fn round(&mut self, whims: &mut impl Iterator<Item = (Whim, usize)>) -> usize {
        let outlets = block_on(self.store.outlets()).expect("answers");
        let mut oldest = BTreeMap::new();
        for outgoing in block_on(self.store.queued(ALIVE, None)).expect("answers").items {
            oldest.entry(outgoing.to.clone()).or_insert(outgoing);
        }
        let mut oldest: Vec<_> = oldest.into_values().collect();
        oldest.sort_by_key(|outgoing| outgoing.message.sent_at);
        if outlets.iter().any(|outlet| outlet.stop.is_some()) {
            oldest.truncate(1);
        }
        let mut carried = 0;
        for outgoing in oldest {
            let (whim, steps) = whims.next().unwrap_or((Whim::Takes, ALIVE));
            *self.meta.next.lock().expect("no panic") = vec![whim];
            carried += 1;
            let done = for_steps(self.desk.deliver(&Actor::Clock, &outgoing), steps);
            match done {
                Some(Ok(Delivered::Stopped)) => break,
                Some(done) => {
                    done.expect("delivered");
                }
                None => {
                    self.meta.odd.lock().expect("no panic").insert(outgoing.message.id.clone());
                    self.starts_anew();
                    break;
                }
            }
        }
        self.clock.advance(Duration::minutes(1));
        for_steps(self.desk.doubt(&Actor::Clock), ALIVE).expect("it ends").expect("it doubts");
        carried
    }

    fn progress(&self, id: &MessageId) -> Progress {
        let message = block_on(self.store.message(id)).expect("answers").expect("it is kept");
        message.delivery.expect("ours").progress
    }

    /// What has to be true however it went.
    fn is_right(&self, when_done: bool) -> Result<(), TestCaseError> {
        let took = self.meta.took.lock().expect("no panic").clone();
        let once: BTreeSet<_> = took.iter().collect();
        prop_assert_eq!(once.len(), took.len(), "something arrived twice: {:?}", took);
        let place = |id: &MessageId| self.said.iter().position(|(said, _)| said == id);
        let phones: BTreeSet<&String> = self.said.iter().map(|(_, phone)| phone).collect();
        for phone in phones {
            let theirs = took.iter().filter_map(place).filter(|at| self.said[*at].1 == *phone);
            prop_assert!(theirs.is_sorted(), "{} got them in another order: {:?}", phone, took);
        }
        if !when_done {
            return Ok(());
        }
        let odd = self.meta.odd.lock().expect("no panic").clone();
        for (id, _) in &self.said {
            match self.progress(id) {
                Progress::Accepted => prop_assert!(once.contains(id), "{} never arrived", id),
                Progress::Failed => prop_assert!(!once.contains(id), "{} arrived", id),
                Progress::Unconfirmed => prop_assert!(odd.contains(id), "{} is in doubt", id),
                other => prop_assert!(false, "{} is left {:?}", id, other),
            }
        }
        Ok(())
    }
}

fn whim() -> impl Strategy<Value = Whim> {
    prop_oneof![
        5 => Just(Whim::Takes),
        1 => Just(Whim::TakesSilently),
        1 => Just(Whim::LosesIt),
        1 => Just(Whim::Refuses),
        2 => Just(Whim::PutsOff),
        1 => Just(Whim::Stops),
    ]
}

/// Whether the process dies in a call, and after how many steps of it.
fn steps() -> impl Strategy<Value = usize> {
    prop_oneof![2 => Just(ALIVE), 1 => 0usize..12]
}

proptest! {
    #[test]
    fn whatever_meta_does_and_wherever_the_process_dies_each_arrives_once_at_most_in_order(
        customers in 1usize..4,
        replies in 1usize..5,
        fate in proptest::collection::vec((whim(), steps()), 0..40),
    ) {
        let mut machine = Machine::with(customers, replies);
        let mut fate = fate.into_iter();
        // Once the whims are over everything is taken; each round takes something up.
        for _ in 0..100 {
            if machine.round(&mut fate) == 0 {
                break;
            }
            machine.is_right(false)?;
        }
        machine.is_right(true)?;
    }
}

#[test]
fn a_process_that_dies_at_any_step_of_a_call_sends_nothing_twice() {
    let whims = [
        Whim::Takes,
        Whim::TakesSilently,
        Whim::LosesIt,
        Whim::Refuses,
        Whim::PutsOff,
        Whim::Stops,
    ];
    for (whim, steps) in whims.iter().flat_map(|whim| (0..12).map(move |steps| (*whim, steps))) {
        let mut machine = Machine::with(2, 2);
        let mut fate = [(whim, steps)].into_iter();
        let rounds = (0..20).take_while(|_| machine.round(&mut fate) > 0).count();
        assert!(rounds < 20, "{whim:?} and death after {steps} steps: it never ends");
        machine.is_right(true).unwrap_or_else(|wrong| panic!("{whim:?}, {steps}: {wrong}"));
    }
}
