//! The part of the desk's memory that says what may be sent from which number, and what waits there.

use async_trait::async_trait;

use super::{Cause, Outgoing, Page};
use crate::ids::NumberId;
use crate::outlet::{Outlet, Stop, Waiting};

/// A stop is no part of any ticket: it comes and goes beside commits.
#[async_trait]
pub trait Outlets: Send + Sync {
    /// Every number for which anything was settled, by id.
    async fn outlets(&self) -> Result<Vec<Outlet>, Cause>;

    /// Writes down, durably, that the number sends nothing, in place of what was said before.
    async fn stop(&self, number: &NumberId, stop: &Stop) -> Result<(), Cause>;

    /// Takes the stop away, durably, if there is one.
    async fn resume(&self, number: &NumberId) -> Result<(), Cause>;

    /// As [`queued`](super::Store::queued), but nothing of those numbers.
    async fn queued_past(
        &self,
        numbers: &[NumberId],
        limit: usize,
        cursor: Option<&str>,
    ) -> Result<Page<Outgoing>, Cause>;

    /// The oldest message of that number that can be sent now.
    async fn oldest_of(&self, number: &NumberId) -> Result<Option<Outgoing>, Cause>;

    /// What waits in front of each number where anything does, by id.
    async fn waiting(&self) -> Result<Vec<Waiting>, Cause>;
}
