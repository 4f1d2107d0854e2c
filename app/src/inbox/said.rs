//! A message as a thread shows it. The server renders what is in its bubble, for whoever reads
//! (`server/said.rs`): a browser need not know all that a message can hold, and gets nothing that its reader
//! may not see.

use chrono::serde::ts_microseconds;
use chrono::{DateTime, Utc};
use desk::ids::MessageId;
use desk::message::{Delivery, Direction};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Said {
    pub(crate) id: MessageId,
    pub(crate) direction: Direction,
    #[serde(with = "ts_microseconds")]
    pub(crate) sent_at: DateTime<Utc>,
    /// What orders messages of the same moment.
    pub(crate) turn: String,
    /// The word of its kind.
    pub(crate) kind: String,
    /// It stands in the thread without being said: one soft line instead of a bubble.
    pub(crate) soft: bool,
    /// Nobody's hand wrote it: there is a reason to ask for.
    pub(crate) by_itself: bool,
    pub(crate) delivery: Option<Delivery>,
    /// What is in the bubble above the hour, as HTML.
    pub(crate) inside: String,
    /// In one line, for those who listen.
    pub(crate) line: String,
}
