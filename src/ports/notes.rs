//! The part of the desk's memory that says what people noted about customers.

use async_trait::async_trait;

use super::{Cause, CommitError};
use crate::contact::{Contact, Noted};
use crate::ids::ContactId;
use crate::ticket::Ticket;

/// Notes and messages come at the same moment: each changes what is its own, and neither waits for the
/// other.
#[async_trait]
pub trait Notes: Send + Sync {
    /// Puts `noted` in the place of `was`, durably. MUST answer `Stale`, and save nothing, if
    /// something else than `was` is noted by now, and MUST leave alone what messages tell.
    async fn note(
        &self,
        contact: &ContactId,
        was: &Noted,
        noted: &Noted,
    ) -> Result<(), CommitError>;

    /// The contact's latest ticket at each of our numbers, and not those of its parts.
    async fn latest_of(&self, contact: &ContactId) -> Result<Vec<Ticket>, Cause>;

    /// At most `limit` contacts, none of them a part of another, whose name holds `words`, however
    /// these are written.
    async fn named(&self, words: &str, limit: usize) -> Result<Vec<Contact>, Cause>;
}
