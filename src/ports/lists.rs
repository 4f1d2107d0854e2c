//! Which tickets a list holds, and how many stand where.

use serde::{Deserialize, Serialize};

use crate::ids::PersonId;
use crate::permissions::Sight;
use crate::ticket::Status;

/// Which tickets to list. All conditions must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    pub status: Option<Status>,
    pub owner: Option<OwnerFilter>,
    /// Whoever asks a desk sees what they see, whatever stands here.
    pub sight: Sight,
}

/// Whose tickets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum OwnerFilter {
    Nobody,
    Person(PersonId),
}

/// How many tickets stand where, for the lists' heads.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    pub open: u64,
    pub waiting: u64,
    pub snoozed: u64,
    pub resolved: u64,
}
