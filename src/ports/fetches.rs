//! The part of the desk's memory that says which files have still to be fetched.

use async_trait::async_trait;
use chrono::{DateTime, Utc};

use super::{Cause, Page};
use crate::fetch::Fetch;
use crate::ids::MessageId;

/// Fetches come and go with the commits that say why: a `Received` event whose message names a file
/// brings one that is due at once, a `Fetched` event takes it away.
#[async_trait]
pub trait Fetches: Send + Sync {
    /// The first `limit` fetches, or the first after the cursor, whether or not their moment has
    /// come: by when they are due, then by message. `limit` is at least 1, and how many there are
    /// MUST NOT make this slower.
    async fn fetches(&self, limit: usize, cursor: Option<&str>) -> Result<Page<Fetch>, Cause>;

    /// How many there are in all.
    async fn fetches_count(&self) -> Result<u64, Cause>;

    /// Puts one off until `due`, after so many tries. Changes nothing if it is gone.
    async fn delay_fetch(
        &self,
        message: &MessageId,
        tries: u32,
        due: DateTime<Utc>,
    ) -> Result<(), Cause>;
}
