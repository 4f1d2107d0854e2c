//! What people noted about the contacts that the memory store holds.

use async_trait::async_trait;

use super::MemoryStore;
use super::memory::lock;
use crate::contact::{Contact, Noted};
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

    async fn named(&self, words: &str, limit: usize) -> Result<Vec<Contact>, Cause> {
        let (memory, words) = (lock(&self.memory), words.to_lowercase());
        let holds = |contact: &&Contact| {
            contact.family.part_of.is_none() && contact.names().contains(&words)
        };
        let mut found: Vec<Contact> = memory.contacts.values().filter(holds).cloned().collect();
        found.sort_by(|one, other| one.id.cmp(&other.id));
        found.truncate(limit);
        Ok(found)
    }
}
