//! The part of the desk's memory that keeps the rulebook, every edition of it.

use async_trait::async_trait;

use super::{Cause, CommitError, Page};
use crate::rulebook::{Edition, Imprint};

/// No edition is ever changed or forgotten: a ticket's history names them.
#[async_trait]
pub trait Editions: Send + Sync {
    /// The newest version of the rulebook, if any was laid down.
    async fn rulebook(&self) -> Result<Option<Edition>, Cause>;

    /// That version of the rulebook.
    async fn edition(&self, version: u32) -> Result<Option<Edition>, Cause>;

    /// Every version by who laid it down and when, the newest first; `limit` is at least 1. A cursor
    /// that this store did not make lists from the start.
    async fn editions(&self, limit: usize, cursor: Option<&str>) -> Result<Page<Imprint>, Cause>;

    /// Saves the next version of the rulebook. MUST answer `Stale`, and save nothing, if there is one
    /// of that version.
    async fn lay_down(&self, edition: &Edition) -> Result<(), CommitError>;

    /// The version of the rulebook under which every unsettled ticket was looked at; 0 before the
    /// first.
    async fn reviewed(&self) -> Result<u32, Cause>;

    /// Takes that down.
    async fn set_reviewed(&self, version: u32) -> Result<(), Cause>;
}
