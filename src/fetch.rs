//! A file that has still to be fetched from WhatsApp: which it is, and how large it may be.
//!
//! When it is tried again and when it is given up is the desk's decision (`src/desk/fetch.rs`).

use chrono::{DateTime, Utc};

use crate::ids::{MessageId, NumberId};
use crate::message::{MediaKind, Unfetched};

/// A file to fetch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetch {
    /// The message that names it.
    pub message: MessageId,
    /// The number that it came to, whose token lets us have it.
    pub number: NumberId,
    /// Meta's id of the file.
    pub media: String,
    pub kind: MediaKind,
    /// Since when it is known.
    pub at: DateTime<Utc>,
    /// How often it was tried in vain.
    pub tries: u32,
    pub due: DateTime<Utc>,
}

impl Fetch {
    /// The most bytes that are taken.
    pub fn largest(&self) -> u64 {
        self.kind.largest()
    }
}

impl Unfetched {
    /// Whether the same file would fail once more.
    pub fn is_final(self) -> bool {
        self == Unfetched::TooLarge
    }

    /// Whether it is tried a few times alone: an address of Meta's may have run out, or be late, but
    /// a file that is gone does not come back.
    pub fn is_likely_final(self) -> bool {
        matches!(self, Unfetched::Gone | Unfetched::NotPublic)
    }
}
