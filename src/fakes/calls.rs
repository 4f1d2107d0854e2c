//! The calls that the memory store holds.

use async_trait::async_trait;
use chrono::{DateTime, Utc};

use super::memory::lock;
use super::{MemoryStore, page};
use crate::call::{Call, CallId};
use crate::ports::{Calls, Cause, Page};

#[async_trait]
impl Calls for MemoryStore {
    async fn calls(&self, limit: usize, cursor: Option<&str>) -> Result<Page<Call>, Cause> {
        let mut items: Vec<Call> = lock(&self.memory).calls.values().cloned().collect();
        items.sort_by_key(|call| (call.due, call.id));
        let after = cursor.and_then(page::read);
        if let Some((due, tail)) = after {
            items.retain(|call| (call.due, tail_of(call).as_str()) > (due, tail));
        }
        let more = items.len() > limit;
        items.truncate(limit);
        let last = items.last().filter(|_| more);
        let next = last.map(|call| page::cursor(call.due, &tail_of(call)));
        Ok(Page { items, next })
    }

    async fn calls_count(&self) -> Result<u64, Cause> {
        Ok(lock(&self.memory).calls.len() as u64)
    }

    async fn delay_call(&self, call: CallId, tries: u32, due: DateTime<Utc>) -> Result<(), Cause> {
        if let Some(call) = lock(&self.memory).calls.get_mut(&call) {
            (call.tries, call.due) = (tries, due);
        }
        Ok(())
    }

    async fn end_call(&self, call: CallId) -> Result<(), Cause> {
        lock(&self.memory).calls.remove(&call);
        Ok(())
    }
}

/// In digits that compare like the numbers.
fn tail_of(call: &Call) -> String {
    format!("{:020}-{:020}", call.id.ticket.0, call.id.rev)
}
