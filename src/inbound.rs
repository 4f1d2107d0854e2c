//! What the channel brings in, already read from Meta's JSON.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::contact::Alias;
use crate::ids::{MessageId, NumberId};
use crate::message::{Content, Delivery, mark};

/// One item of a webhook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inbound {
    Message(Arrival),
    Status(StatusNews),
    Kept(Kept),
}

/// A customer's message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrival {
    /// The same for the same message, however often it is delivered.
    pub id: MessageId,
    pub number: NumberId,
    /// Meta's id of the message.
    pub external: String,
    /// What the sender is called by; at least one.
    pub aliases: Vec<Alias>,
    pub name: Option<String>,
    pub content: Content,
    /// Meta's id of the message that this one answers.
    pub reply_to: Option<String>,
    /// Whether a click on an ad brought the customer here with it.
    pub by_ad: bool,
    /// Meta's own time.
    pub sent_at: DateTime<Utc>,
    /// The item's JSON, kept aside if it turns out that it can't be placed.
    pub raw: String,
}

impl Arrival {
    /// What it is kept by if its number is not this desk's.
    pub fn aside_id(&self) -> String {
        format!("{}:{}", self.id, mark(&self.raw))
    }
}

/// How far one of our messages got.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusNews {
    pub number: NumberId,
    /// Meta's id of our message.
    pub external: String,
    /// Our own id, which Meta echoes (`biz_opaque_callback_data`).
    pub message: Option<MessageId>,
    pub delivery: Delivery,
    /// The item's JSON, kept aside if the message is not known.
    pub raw: String,
}

impl StatusNews {
    /// What it is kept by if its message is not this desk's.
    pub fn aside_id(&self) -> String {
        format!("{}:{}", mark(&self.external), mark(&self.raw))
    }
}

/// Why something was put aside instead of joining a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aside {
    /// It is for a number that this desk does not have.
    UnknownNumber,
    /// A status of a message that this desk did not send.
    UnknownMessage,
    /// A webhook field that this version does not use yet.
    UnknownField,
    /// JSON of another shape than the Cloud API's.
    UnknownShape,
}

impl Aside {
    /// The word used in the store and in reports.
    pub fn word(self) -> &'static str {
        match self {
            Aside::UnknownNumber => "unknown_number",
            Aside::UnknownMessage => "unknown_message",
            Aside::UnknownField => "unknown_field",
            Aside::UnknownShape => "unknown_shape",
        }
    }
}

/// Something that could not join a ticket: kept whole, and reported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Derived from the JSON, so that the same thing delivered twice is kept once.
    pub id: String,
    pub why: Aside,
    /// The JSON as it came.
    pub raw: String,
}
