//! What a customer or the team said, and how far an answer got.
//!
//! Meta's JSON is not here: `server/src/whatsapp` reads it into these types.

mod content;
mod delivery;
mod file;
mod fit;
mod order;
mod origin;
mod outcome;
mod parts;

use chrono::serde::ts_microseconds;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

pub use content::Content;
pub use delivery::{Delivery, Failure, Fault, Progress};
pub use file::{Fetched, File, Shown, Unfetched};
pub use fit::Unfit;
pub(crate) use fit::fit;
pub use order::{Item, totals};
pub use origin::{Ad, Forwarded, Origin, Product};
pub use outcome::{Outcome, Reason, Trouble, Wait};
pub use parts::{Answer, ContactCard, MediaKind, Notice, Row};

use crate::ids::{MessageId, TicketNumber};
use crate::permissions::Author;

/// From the customer, or to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    In,
    Out,
}

/// One message of a ticket's thread.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    pub id: MessageId,
    pub ticket: TicketNumber,
    pub direction: Direction,
    pub author: Author,
    pub content: Content,
    /// Meta's id of the message. An outgoing one has it once the Cloud API accepted it.
    pub external: Option<String>,
    /// Meta's id of the message that this one answers.
    pub reply_to: Option<String>,
    /// How it came to be written, if WhatsApp tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Box<Origin>>,
    /// Always `None` for an inbound message.
    pub delivery: Option<Delivery>,
    /// Meta's own time for an inbound message, ours for an outgoing one: it orders the thread.
    #[serde(with = "ts_microseconds")]
    pub sent_at: DateTime<Utc>,
    /// When the desk took it in; no two messages of a batch at the same moment.
    #[serde(with = "ts_microseconds")]
    pub saved_at: DateTime<Utc>,
}

impl Message {
    /// Whether it came from WhatsApp, whoever said it: then a file that it names is there to be fetched.
    pub fn came(&self) -> bool {
        self.direction == Direction::In || self.author == Author::App
    }

    /// The same without Meta's ids and JSON, which hold the customer's phone number. References
    /// stay comparable: equal ids become equal marks.
    pub fn for_screens(mut self) -> Self {
        self.external = self.external.as_deref().map(mark);
        self.reply_to = self.reply_to.as_deref().map(mark);
        self.content = self.content.for_screens();
        self
    }

    /// What orders messages of the same [`sent_at`](Message::sent_at), compared as text: Meta's
    /// times are whole seconds, and a customer who types fast writes twice in one.
    pub fn turn(&self) -> String {
        format!("{:020}-{}", self.saved_at.timestamp_micros(), self.id)
    }
}

/// Stands for an id without telling it: 64 bits of FNV-1a. Meta's ids hold some 80 random bits, so
/// nobody finds the phone number behind a mark by trying numbers.
pub(crate) fn mark(id: &str) -> String {
    let hash = id.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    format!("{hash:016x}")
}
