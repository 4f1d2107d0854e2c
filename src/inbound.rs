//! What the channel brings in, already read from Meta's JSON.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::contact::Alias;
use crate::ids::{ContactId, MessageId, NumberId};
use crate::message::{Content, Delivery, Origin, mark};

/// One item of a webhook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inbound {
    Message(Arrival),
    Status(StatusNews),
    /// What the team said with the Business app. Who it is said to stands where a sender would.
    Echo(Arrival),
    /// What was said before the desk came.
    Recalled(Recalled),
    /// What is told of a customer beside what they say.
    Told(Told),
    Kept(Kept),
}

impl Inbound {
    /// The number of ours that it is for, as far as it says so.
    pub fn number(&self) -> Option<&NumberId> {
        match self {
            Inbound::Message(arrival)
            | Inbound::Echo(arrival)
            | Inbound::Recalled(Recalled { arrival, .. }) => Some(&arrival.number),
            Inbound::Told(told) => Some(&told.number),
            Inbound::Status(news) => Some(&news.number),
            Inbound::Kept(_) => None,
        }
    }

    /// What it is kept by if it finds no place.
    pub fn aside_id(&self) -> String {
        match self {
            Inbound::Message(arrival)
            | Inbound::Echo(arrival)
            | Inbound::Recalled(Recalled { arrival, .. }) => arrival.aside_id(),
            Inbound::Told(told) => told.aside_id(),
            Inbound::Status(news) => news.aside_id(),
            Inbound::Kept(kept) => kept.id.clone(),
        }
    }

    /// Its JSON.
    pub fn raw(&self) -> &str {
        match self {
            Inbound::Message(arrival)
            | Inbound::Echo(arrival)
            | Inbound::Recalled(Recalled { arrival, .. }) => &arrival.raw,
            Inbound::Told(told) => &told.raw,
            Inbound::Status(news) => &news.raw,
            Inbound::Kept(kept) => &kept.raw,
        }
    }
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
    /// How it came to be written, if WhatsApp tells.
    pub origin: Option<Box<Origin>>,
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

/// A message from before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recalled {
    /// With the customer where a sender would stand, whoever said it.
    pub arrival: Arrival,
    /// How far it got, if it was ours.
    pub delivery: Option<Delivery>,
}

/// Something that WhatsApp tells of a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Whose id they get if nobody is called so yet.
    pub contact: ContactId,
    pub number: NumberId,
    /// What they are called by; at least one that finds them.
    pub aliases: Vec<Alias>,
    pub what: Tidings,
    /// Meta's own time.
    pub at: DateTime<Utc>,
    /// The item's JSON, kept aside if it turns out that it can't be placed.
    pub raw: String,
}

/// What is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tidings {
    /// They are called by these from now on. `said` if a message in the thread says so too.
    Moved { to: Vec<Alias>, said: bool },
    /// Whether they want marketing messages.
    Wish { wanted: bool },
    /// What the team saved them under; nothing if not any more.
    Saved { name: Option<String> },
}

impl Told {
    /// What it is kept by if its number is not this desk's.
    pub fn aside_id(&self) -> String {
        format!("{}:{}", self.contact, mark(&self.raw))
    }

    /// All that it calls the customer by.
    pub fn all_aliases(&self) -> impl Iterator<Item = &Alias> {
        let others = match &self.what {
            Tidings::Moved { to, .. } => to.as_slice(),
            _ => &[],
        };
        self.aliases.iter().chain(others)
    }
}

/// How far one of our messages got.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
        format!("{}{}", Self::asides_of(&self.external), mark(&self.raw))
    }

    /// How that begins for every status of the message that Meta calls so.
    pub fn asides_of(external: &str) -> String {
        format!("{}:", mark(external))
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
    /// A customer opened the chat and said nothing: no ticket begins by that, and no clock.
    ChatOpened,
}

impl Aside {
    pub const ALL: [Aside; 5] = [
        Aside::UnknownNumber,
        Aside::UnknownMessage,
        Aside::UnknownField,
        Aside::UnknownShape,
        Aside::ChatOpened,
    ];

    /// The word used in the store and in reports.
    pub fn word(self) -> &'static str {
        match self {
            Aside::UnknownNumber => "unknown_number",
            Aside::UnknownMessage => "unknown_message",
            Aside::UnknownField => "unknown_field",
            Aside::UnknownShape => "unknown_shape",
            Aside::ChatOpened => "chat_opened",
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
