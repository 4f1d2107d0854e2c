//! Brings items to the desk however often it takes, and finds the one that can't be brought.

use std::collections::HashSet;
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use desk::Desk;
use desk::desk::Receipt;
use desk::ids::NumberId;
use desk::inbound::{Aside, Inbound};
use desk::permissions::Actor;
use futures::FutureExt;
use tokio::sync::watch;

use crate::whatsapp::payload;

/// How long to wait between tries: doubling from the first to the last.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pauses {
    pub(super) first: Duration,
    pub(super) last: Duration,
}

impl Default for Pauses {
    fn default() -> Self {
        Self { first: Duration::from_millis(100), last: Duration::from_secs(5) }
    }
}

/// After so many failures the items are suspected, not the store.
const PATIENCE: u32 = 5;
/// So many unknown numbers are remembered.
const MOST_TOLD: usize = 1_000;

pub(super) struct Carrier {
    desk: Arc<Desk>,
    pauses: Pauses,
    closed: watch::Receiver<bool>,
    /// Unknown numbers that the log has named already.
    told: Mutex<HashSet<NumberId>>,
}

impl Carrier {
    pub(super) fn new(desk: Arc<Desk>, pauses: Pauses, closed: watch::Receiver<bool>) -> Self {
        Self { desk, pauses, closed, told: Mutex::default() }
    }

    /// True once the desk has all of `items`; false if it was told to stop before.
    pub(super) async fn bring(&self, items: &[Inbound]) -> bool {
        let mut pause = self.pauses.first;
        for failures in 0..PATIENCE {
            if self.receive(items).await {
                return true;
            }
            if failures == 0 {
                tracing::error!(items = items.len(), "the store takes nothing in: trying again");
            }
            if !self.wait(&mut pause).await {
                return false;
            }
        }
        for item in items {
            if !self.bring_one(item).await {
                return false;
            }
        }
        true
    }

    /// The same for one item. If the store takes it put aside but, right after, still not as what
    /// it is, then the item is at fault: it stays aside, so that those behind it get through.
    async fn bring_one(&self, item: &Inbound) -> bool {
        let mut pause = self.pauses.first;
        for failures in 0.. {
            let one = std::slice::from_ref(item);
            if self.receive(one).await {
                return true;
            }
            if failures >= PATIENCE {
                let kept = payload::aside(Aside::UnknownShape, item.raw());
                if self.receive(&[Inbound::Kept(kept.clone())]).await {
                    if !self.receive(one).await {
                        tracing::error!(kept = %kept.id, "an item that fails always was put aside");
                    }
                    return true;
                }
            }
            if !self.wait(&mut pause).await {
                return false;
            }
        }
        false
    }

    /// One try.
    async fn receive(&self, items: &[Inbound]) -> bool {
        // A panic is a failure like any other: the task must outlive it, or nothing would ever
        // become a ticket again.
        let receiving = AssertUnwindSafe(self.desk.receive(&Actor::Customer, items));
        match receiving.catch_unwind().await {
            Ok(Ok(receipt)) => {
                count(&receipt);
                self.tell(receipt.unknown_numbers);
                return true;
            }
            Ok(Err(error)) => tracing::debug!(%error, "items were not taken in"),
            Err(_) => tracing::error!(items = items.len(), "taking items in panicked"),
        }
        metrics::counter!("bustia_inbound_failures_total").increment(1);
        false
    }

    /// Warns of each unknown number once: its messages are kept, but nobody answers them.
    fn tell(&self, unknown: Vec<NumberId>) {
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        for phone_number_id in unknown {
            if told.len() < MOST_TOLD && told.insert(phone_number_id.clone()) {
                tracing::warn!(
                    %phone_number_id,
                    "messages for a number that this desk does not have are kept aside: \
                     connect it with bustia number add"
                );
            }
        }
    }

    /// Waits out `pause` and doubles it; false if told to stop meanwhile.
    async fn wait(&self, pause: &mut Duration) -> bool {
        let mut closed = self.closed.clone();
        let open = tokio::time::timeout(*pause, closed.wait_for(|closed| *closed)).await.is_err();
        *pause = (*pause * 2).min(self.pauses.last);
        open
    }
}

fn count(receipt: &Receipt) {
    let count = |outcome: &'static str, items: usize| {
        let counter = metrics::counter!("bustia_inbound_items_total", "outcome" => outcome);
        counter.increment(items as u64);
    };
    count("joined", receipt.joined);
    count("repeated", receipt.repeated);
    count("moved", receipt.moved);
    for why in &receipt.aside {
        count(why.word(), 1);
    }
}
