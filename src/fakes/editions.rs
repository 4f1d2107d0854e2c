//! The editions of the rulebook that the memory store holds.

use async_trait::async_trait;

use super::MemoryStore;
use super::memory::lock;
use crate::ports::{Cause, CommitError, Editions, Page};
use crate::rulebook::{Edition, Imprint};

#[async_trait]
impl Editions for MemoryStore {
    async fn rulebook(&self) -> Result<Option<Edition>, Cause> {
        Ok(lock(&self.memory).editions.last().cloned())
    }

    async fn edition(&self, version: u32) -> Result<Option<Edition>, Cause> {
        let memory = lock(&self.memory);
        Ok(memory.editions.iter().find(|edition| edition.version == version).cloned())
    }

    async fn editions(&self, limit: usize, cursor: Option<&str>) -> Result<Page<Imprint>, Cause> {
        let before = cursor.and_then(|cursor| cursor.parse::<u32>().ok());
        let memory = lock(&self.memory);
        let newest = memory.editions.iter().rev();
        let mut left = newest.filter(|one| before.is_none_or(|before| one.version < before));
        let items: Vec<Imprint> = left.by_ref().take(limit).map(Edition::imprint).collect();
        let last = items.last().filter(|_| left.next().is_some());
        let next = last.map(|last| last.version.to_string());
        Ok(Page { items, next })
    }

    async fn lay_down(&self, edition: &Edition) -> Result<(), CommitError> {
        let editions = &mut lock(&self.memory).editions;
        if editions.iter().any(|known| known.version == edition.version) {
            return Err(CommitError::Stale);
        }
        editions.push(edition.clone());
        Ok(())
    }

    async fn reviewed(&self) -> Result<u32, Cause> {
        Ok(lock(&self.memory).reviewed)
    }

    async fn set_reviewed(&self, version: u32) -> Result<(), Cause> {
        lock(&self.memory).reviewed = version;
        Ok(())
    }
}
