//! A ticket decides what a command means and applies what happened. It performs nothing.
//!
//! [`Ticket::decide`] turns a [`Command`] into changes or a [`Refusal`]; [`Ticket::apply`] folds one
//! [`Event`] into the ticket, on the server and in the browser alike. SLA clocks, tags, merging and
//! custom fields are not here yet.

mod apply;
mod command;
mod decide;
mod event;
mod refusal;
#[cfg(test)]
mod tests;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

pub(crate) use apply::happen;
pub use command::Command;
pub use decide::LONGEST_TEXT;
pub use event::{Change, Event};
pub use refusal::Refusal;

use crate::ids::{ContactId, NumberId, PersonId, TicketNumber};
use crate::message::{Direction, Progress};

/// Where a ticket stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// The customer waits for us.
    Open,
    /// We wait for the customer.
    Waiting,
    /// Put aside until a moment or the customer's next message.
    Snoozed,
    Resolved,
}

impl Status {
    pub const ALL: [Status; 4] = [Status::Open, Status::Waiting, Status::Snoozed, Status::Resolved];

    /// The word used in the API and in the store.
    pub fn word(self) -> &'static str {
        match self {
            Status::Open => "open",
            Status::Waiting => "waiting",
            Status::Snoozed => "snoozed",
            Status::Resolved => "resolved",
        }
    }

    /// The status of that word, if there is one.
    pub fn named(word: &str) -> Option<Status> {
        Status::ALL.into_iter().find(|status| status.word() == word)
    }
}

/// How much a ticket presses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Priority {
    Low,
    Normal,
    High,
    Urgent,
}

impl Priority {
    pub const ALL: [Priority; 4] =
        [Priority::Low, Priority::Normal, Priority::High, Priority::Urgent];

    /// The word used in the API and in the store.
    pub fn word(self) -> &'static str {
        match self {
            Priority::Low => "low",
            Priority::Normal => "normal",
            Priority::High => "high",
            Priority::Urgent => "urgent",
        }
    }

    /// The priority of that word, if there is one.
    pub fn named(word: &str) -> Option<Priority> {
        Priority::ALL.into_iter().find(|priority| priority.word() == word)
    }
}

/// The last message, as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastLine {
    pub direction: Direction,
    /// The kind of content, by its word ([`crate::message::Content::word`]).
    pub kind: String,
    /// Its words on one line, if it has any.
    pub text: Option<String>,
    /// How far it got, when it is ours.
    pub progress: Option<Progress>,
}

/// One question of one customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ticket {
    pub number: TicketNumber,
    /// Counts the events applied, from 1; a page drops what it already knows by it.
    pub rev: u64,
    /// The business number that the customer wrote to.
    pub channel: NumberId,
    pub contact: ContactId,
    /// The customer's shown name, as of the last message.
    pub customer: String,
    pub status: Status,
    pub priority: Priority,
    pub owner: Option<PersonId>,
    pub team: Option<String>,
    /// Messages of the customer since our last reply or the last time somebody read the thread.
    pub unread: u32,
    pub created_at: DateTime<Utc>,
    /// Meta's time of the newest message in the thread.
    pub last_message_at: DateTime<Utc>,
    pub last_line: Option<LastLine>,
    /// Since when the customer waits for an answer, if they do.
    pub unanswered_since: Option<DateTime<Utc>>,
    /// When the customer-service window closes; `None` before the customer's first message.
    pub window_closes_at: Option<DateTime<Utc>>,
    /// Set exactly when the status is [`Status::Snoozed`].
    pub snoozed_until: Option<DateTime<Utc>>,
    pub resolved_at: Option<DateTime<Utc>>,
}

impl Ticket {
    /// Whether somebody still has to do something about it.
    pub fn is_unsettled(&self) -> bool {
        self.status != Status::Resolved
    }
}
