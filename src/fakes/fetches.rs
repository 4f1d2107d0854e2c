//! The fetches that the memory store holds.

use async_trait::async_trait;
use chrono::{DateTime, Utc};

use super::memory::lock;
use super::{MemoryStore, page};
use crate::fetch::Fetch;
use crate::ids::MessageId;
use crate::ports::{Cause, Fetches, Page};

#[async_trait]
impl Fetches for MemoryStore {
    async fn fetches(&self, limit: usize, cursor: Option<&str>) -> Result<Page<Fetch>, Cause> {
        let mut items: Vec<Fetch> = lock(&self.memory).fetches.values().cloned().collect();
        items.sort_by(|one, other| (one.due, &one.message).cmp(&(other.due, &other.message)));
        if let Some((due, id)) = cursor.and_then(page::read) {
            items.retain(|fetch| (fetch.due, fetch.message.0.as_str()) > (due, id));
        }
        let more = items.len() > limit;
        items.truncate(limit);
        let last = items.last().filter(|_| more);
        let next = last.map(|fetch| page::cursor(fetch.due, &fetch.message));
        Ok(Page { items, next })
    }

    async fn fetches_count(&self) -> Result<u64, Cause> {
        Ok(lock(&self.memory).fetches.len() as u64)
    }

    async fn delay_fetch(
        &self,
        message: &MessageId,
        tries: u32,
        due: DateTime<Utc>,
    ) -> Result<(), Cause> {
        if let Some(fetch) = lock(&self.memory).fetches.get_mut(message) {
            (fetch.tries, fetch.due) = (tries, due);
        }
        Ok(())
    }
}
