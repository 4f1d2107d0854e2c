//! What a page shows of the reader's alarms. The server words them (`server/alarms.rs`).

use desk::ids::TicketNumber;
use serde::{Deserialize, Serialize};

/// The newest alerts, and how many there are beyond them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pile {
    pub(crate) shown: Vec<Alert>,
    pub(crate) more: u64,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Alert {
    pub(crate) ticket: TicketNumber,
    /// The ticket and its customer.
    pub(crate) title: String,
    pub(crate) words: String,
    /// How it looks: `warn`, `late` or `rang`.
    pub(crate) mood: String,
}

/// What the reader wants to hear no more of, as far as the server was not told.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Away {
    pub(crate) tickets: Vec<TicketNumber>,
    pub(crate) all: bool,
}
