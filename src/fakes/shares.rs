//! The shares that the memory store holds.

use async_trait::async_trait;

use super::MemoryStore;
use super::memory::lock;
use crate::ports::{Cause, Share, Shares};

#[async_trait]
impl Shares for MemoryStore {
    async fn shares(&self) -> Result<Vec<Share>, Cause> {
        let memory = lock(&self.memory);
        let share = |((person, ticket), until): (&(_, _), &_)| Share {
            person: Clone::clone(person),
            ticket: *ticket,
            until: *until,
        };
        Ok(memory.shares.iter().map(share).collect())
    }
}
