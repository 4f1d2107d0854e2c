//! What a phone shows of one thing said: its words, its ticks, what can be tapped, and what became of it.

use chrono::{DateTime, Utc};
use serde_json::Value;

/// How far a bubble got. The business's own failures never reach a phone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ticks {
    Sent,
    Delivered,
    Read,
}

impl Ticks {
    /// WhatsApp's word for it.
    pub fn word(self) -> &'static str {
        match self {
            Ticks::Sent => "sent",
            Ticks::Delivered => "delivered",
            Ticks::Read => "read",
        }
    }

    /// The steps from here to `to`, without the first.
    pub(crate) fn steps_to(self, to: Ticks) -> Vec<Ticks> {
        let all = [Ticks::Sent, Ticks::Delivered, Ticks::Read];
        all.into_iter().filter(|step| self < *step && *step <= to).collect()
    }
}

/// Something that a customer may tap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    pub offer: Offer,
    /// Goes back to the business with the tap.
    pub id: String,
    pub title: String,
}

/// How something is offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Offer {
    Row,
    Button,
    /// A button of a template.
    QuickReply,
}

/// A file of the business on a phone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enclosed {
    /// By which [`crate::Simulator::file`] gives it.
    pub id: String,
    /// Meta's word for the type of message.
    pub kind: String,
    pub mime: String,
    pub filename: Option<String>,
}

/// One thing said, as the phone shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bubble {
    /// Whether the customer said it.
    pub mine: bool,
    pub text: String,
    pub at: DateTime<Utc>,
    pub ticks: Ticks,
    /// What the business offers to tap.
    pub choices: Vec<Choice>,
    /// What is quoted above it, or reacted to.
    pub quote: Option<String>,
    /// The file that the business sent.
    pub file: Option<Enclosed>,
}

/// What became of something said after it was said, and what it answers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marks {
    /// The `wamid` of what it answers.
    pub quotes: Option<String>,
    /// The customer's.
    pub reaction: Option<String>,
    pub is_edited: bool,
    pub is_deleted: bool,
    /// The type and the object with which the customer sent it.
    pub(crate) sent: Option<(String, Value)>,
}

/// A bubble with its `wamid` and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    pub id: String,
    pub bubble: Bubble,
    pub marks: Marks,
}
