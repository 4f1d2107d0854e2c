//! The templates that the memory store holds: its numbers are all of one account.

use std::sync::Arc;

use async_trait::async_trait;

use super::MemoryStore;
use super::memory::lock;
use crate::ids::NumberId;
use crate::ports::{Cause, Templates};
use crate::template::{Catalogue, Template};

#[async_trait]
impl Templates for MemoryStore {
    async fn templates(&self) -> Result<Arc<Catalogue>, Cause> {
        let memory = lock(&self.memory);
        let shelf = &memory.templates;
        let of_number = |number: &NumberId| (number.clone(), shelf.clone());
        Ok(Arc::new(memory.numbers.iter().map(of_number).collect()))
    }

    async fn set_templates(&self, number: &NumberId, templates: &[Template]) -> Result<(), Cause> {
        let mut memory = lock(&self.memory);
        if memory.numbers.contains(number) {
            let mut templates = templates.to_vec();
            templates.sort_by(|one, other| one.place().cmp(&other.place()));
            memory.templates = templates.into();
        }
        Ok(())
    }
}
