//! Statuses that wait in the memory store for their message to become known.

use async_trait::async_trait;

use super::MemoryStore;
use super::memory::lock;
use crate::inbound::StatusNews;
use crate::ports::{Cause, Strays};

#[async_trait]
impl Strays for MemoryStore {
    async fn strays_of(&self, external: &str) -> Result<Vec<StatusNews>, Cause> {
        let memory = lock(&self.memory);
        let theirs = memory.strays.values().filter(|news| news.external == external);
        Ok(theirs.cloned().collect())
    }

    async fn found(&self, news: &StatusNews) -> Result<(), Cause> {
        self.step().await;
        let mut memory = lock(&self.memory);
        memory.strays.remove(&news.aside_id());
        memory.kept.remove(&news.aside_id());
        Ok(())
    }

    async fn strays_count(&self) -> Result<u64, Cause> {
        Ok(lock(&self.memory).strays.len() as u64)
    }
}
