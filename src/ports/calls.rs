//! The part of the desk's memory that says which programs have still to be called.

use async_trait::async_trait;
use chrono::{DateTime, Utc};

use super::{Cause, Page};
use crate::call::{Call, CallId};

/// Calls come and go with the commits that say why: a `Called` event brings one that is due at once,
/// a `CallFailed` event takes it away.
#[async_trait]
pub trait Calls: Send + Sync {
    /// The first `limit` calls, or the first after the cursor, whether or not their moment has come:
    /// by when they are due, then by ticket and revision. `limit` is at least 1, and how many calls
    /// there are MUST NOT make this slower.
    async fn calls(&self, limit: usize, cursor: Option<&str>) -> Result<Page<Call>, Cause>;

    /// How many calls there are in all.
    async fn calls_count(&self) -> Result<u64, Cause>;

    /// Puts a call off until `due`, after so many tries. Changes nothing if it is gone.
    async fn delay_call(&self, call: CallId, tries: u32, due: DateTime<Utc>) -> Result<(), Cause>;

    /// Forgets a call whose program was told.
    async fn end_call(&self, call: CallId) -> Result<(), Cause>;
}
