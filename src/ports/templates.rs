//! The part of the desk's memory that says which templates its numbers may send.

use std::sync::Arc;

use async_trait::async_trait;

use super::Cause;
use crate::ids::NumberId;
use crate::template::{Catalogue, Template};

/// As Meta last described them: whoever asks Meta writes them down.
#[async_trait]
pub trait Templates: Send + Sync {
    /// Every template that is known. Asked often, and answered out of memory.
    async fn templates(&self) -> Result<Arc<Catalogue>, Cause>;

    /// Puts `templates` in the place of all that were known of the account that `number` is of, durably:
    /// each of the account's numbers has them from now on. A number that nobody knows has none.
    async fn set_templates(&self, number: &NumberId, templates: &[Template]) -> Result<(), Cause>;
}
