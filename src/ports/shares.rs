//! The part of the desk's memory that says with whom tickets are shared.

use async_trait::async_trait;
use chrono::{DateTime, Utc};

use super::Cause;
use crate::ids::{PersonId, TicketNumber};

/// A ticket that somebody sees though it is not theirs to see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    pub person: PersonId,
    pub ticket: TicketNumber,
    /// `None` if it is for good.
    pub until: Option<DateTime<Utc>>,
}

/// Shares come and go with the commits that say so.
#[async_trait]
pub trait Shares: Send + Sync {
    /// Every share that was not taken back, by person and ticket, also those that came to their end.
    async fn shares(&self) -> Result<Vec<Share>, Cause>;
}
