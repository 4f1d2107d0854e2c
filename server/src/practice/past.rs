//! A desk on the same store whose clock stands where one puts it, so that what is made up happened
//! some days ago. It shows nothing live, since nobody watches yet, and sends nothing: what it queues
//! is the real outbox's.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, Utc};
use desk::Desk;
use desk::board::Update;
use desk::ids::TicketNumber;
use desk::message::Wait;
use desk::permissions::Actor;
use desk::ports::{Channel, Clock, Live, Outgoing, Sending};
use store::Store;

/// The clock of a desk in the past.
#[derive(Default)]
pub(super) struct PastClock(AtomicI64);

impl PastClock {
    pub(super) fn set(&self, at: DateTime<Utc>) {
        self.0.store(at.timestamp_millis(), Ordering::Release);
    }
}

impl Clock for PastClock {
    fn now(&self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.0.load(Ordering::Acquire)).unwrap_or_default()
    }
}

/// Neither sends nor shows.
struct Nobody;

#[async_trait::async_trait]
impl Channel for Nobody {
    async fn send(&self, _: &Outgoing) -> Sending {
        Sending::Later(Wait::Number)
    }
}

impl Live for Nobody {
    fn publish(&self, _: Vec<Update>) {}

    fn look_again(&self) {}

    fn was_looked_at(&self, _: &Actor, _: TicketNumber) {}

    fn outbox_has_work(&self) {}

    fn calls_have_work(&self) {}

    fn fetches_have_work(&self) {}
}

pub(super) fn desk(store: &Arc<Store>, clock: Arc<PastClock>) -> Desk {
    Desk::new(store.clone(), Arc::new(Nobody), clock, Arc::new(Nobody))
}
