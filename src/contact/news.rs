//! What is told of a customer beside what they say: for a line in the thread of their ticket.

use serde::{Deserialize, Serialize};

/// One thing that became known of a customer, or that somebody decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CustomerNews {
    /// WhatsApp calls them by another number or id.
    Moved,
    /// They told WhatsApp whether they want marketing messages.
    Wished { wanted: bool },
    /// They turned out to be one with another, called so.
    United { with: String },
    /// They are no longer one with another.
    Parted { from: String },
    /// They and another are called by the same: somebody has to say whether they are one.
    Doubted { with: String },
}
