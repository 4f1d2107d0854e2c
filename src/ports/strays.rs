//! The part of the desk's memory that says which statuses wait for their message to become known.

use async_trait::async_trait;

use super::Cause;
use crate::inbound::StatusNews;

/// They come in with the commit that keeps them aside.
#[async_trait]
pub trait Strays: Send + Sync {
    /// Those of the message that Meta calls so.
    async fn strays_of(&self, external: &str) -> Result<Vec<StatusNews>, Cause>;

    /// It found its message: it is kept aside no more.
    async fn found(&self, news: &StatusNews) -> Result<(), Cause>;

    /// How many have not found theirs.
    async fn strays_count(&self) -> Result<u64, Cause>;
}
