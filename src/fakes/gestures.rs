//! Which messages of the memory store are about which.

use async_trait::async_trait;

use super::MemoryStore;
use super::memory::lock;
use crate::ids::TicketNumber;
use crate::message::Message;
use crate::ports::{Cause, Gestures};

#[async_trait]
impl Gestures for MemoryStore {
    async fn gestures(&self, externals: &[String]) -> Result<Vec<Message>, Cause> {
        let memory = lock(&self.memory);
        let ids = externals.iter().filter_map(|external| memory.gestures.get(external)).flatten();
        Ok(ids.filter_map(|id| memory.messages.get(id)).cloned().collect())
    }

    async fn called(
        &self,
        number: TicketNumber,
        externals: &[String],
    ) -> Result<Vec<Message>, Cause> {
        let mut thread = lock(&self.memory).thread(number);
        thread.retain(|message| message.external.as_ref().is_some_and(|id| externals.contains(id)));
        Ok(thread)
    }
}
