//! What the memory store holds of sending from our numbers.

use std::collections::BTreeMap;

use async_trait::async_trait;

use super::memory::lock;
use super::{MemoryStore, page};
use crate::ids::NumberId;
use crate::message::Progress;
use crate::outlet::{Outlet, Stop, Waiting};
use crate::ports::{Cause, Outgoing, Outlets, Page};

#[async_trait]
impl Outlets for MemoryStore {
    async fn outlets(&self) -> Result<Vec<Outlet>, Cause> {
        let memory = lock(&self.memory);
        let outlet = |(number, stop): (&NumberId, &Stop)| Outlet {
            number: number.clone(),
            rate: None,
            stop: Some(stop.clone()),
        };
        Ok(memory.stops.iter().map(outlet).collect())
    }

    async fn stop(&self, number: &NumberId, stop: &Stop) -> Result<(), Cause> {
        self.step().await;
        lock(&self.memory).stops.insert(number.clone(), stop.clone());
        self.step().await;
        Ok(())
    }

    async fn resume(&self, number: &NumberId) -> Result<(), Cause> {
        self.step().await;
        lock(&self.memory).stops.remove(number);
        self.step().await;
        Ok(())
    }

    async fn queued_past(
        &self,
        numbers: &[NumberId],
        limit: usize,
        cursor: Option<&str>,
    ) -> Result<Page<Outgoing>, Cause> {
        let mut items = lock(&self.memory).queued();
        items.retain(|one| !numbers.contains(&one.number));
        Ok(page::after(items, limit, cursor))
    }

    async fn oldest_of(&self, number: &NumberId) -> Result<Option<Outgoing>, Cause> {
        let queued = lock(&self.memory).queued();
        Ok(queued.into_iter().find(|one| one.number == *number))
    }

    async fn waiting(&self) -> Result<Vec<Waiting>, Cause> {
        let memory = lock(&self.memory);
        let mut all = BTreeMap::new();
        for outgoing in memory.cared_for() {
            let number = outgoing.number.clone();
            let waiting = all.entry(number.clone()).or_insert_with(|| Waiting::none(number));
            let begun = memory.outbox.get(&outgoing.message.id).is_some_and(Option::is_some);
            let progress = outgoing.message.delivery.as_ref().map(|delivery| delivery.progress);
            match progress {
                Some(Progress::Queued) if begun => waiting.begun += 1,
                Some(Progress::Queued) => {
                    let at = outgoing.message.sent_at;
                    waiting.queued += 1;
                    waiting.oldest = Some(waiting.oldest.map_or(at, |oldest| oldest.min(at)));
                }
                Some(Progress::Unconfirmed) => waiting.unconfirmed += 1,
                _ => {}
            }
        }
        Ok(all.into_values().collect())
    }
}
