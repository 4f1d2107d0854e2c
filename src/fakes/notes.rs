//! What people noted about the contacts that the memory store holds.

use async_trait::async_trait;

use super::MemoryStore;
use super::memory::lock;
use crate::contact::Noted;
use crate::ids::ContactId;
use crate::ports::{Cause, CommitError, Notes};
use crate::ticket::Ticket;

#[async_trait]
impl Notes for MemoryStore {
    async fn note(
        &self,
        contact: &ContactId,
        was: &Noted,
        noted: &Noted,
    ) -> Result<(), CommitError> {
        match lock(&self.memory).contacts.get_mut(contact) {
            Some(known) if known.noted() == *was => {
                known.set_noted(noted.clone());
                Ok(())
            }
            _ => Err(CommitError::Stale),
        }
    }

    async fn latest_of(&self, contact: &ContactId) -> Result<Vec<Ticket>, Cause> {
        let memory = lock(&self.memory);
        let latest = memory.latest.iter().filter(|((_, whose), _)| whose == contact);
        Ok(latest.filter_map(|(_, number)| memory.ticket(*number)).collect())
    }
}
