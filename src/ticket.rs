//! A ticket decides what a command means and applies what happened. It performs nothing.
//!
//! [`Ticket::decide`] turns a [`Command`] into changes or a [`Refusal`]; [`Ticket::apply`] folds one
//! [`Event`] into the ticket, on the server and in the browser alike. Both are tables: what an
//! ability means, from the wish to the fold, stands in a file of its own. SLA clocks are not here:
//! a ticket only remembers what they are computed from ([`Memory`]).

mod apply;
mod assigning;
mod command;
mod decide;
mod echoing;
mod event;
mod exchange;
mod filling;
mod following;
mod happened;
mod memory;
mod merging;
mod noting;
mod offered;
mod rating;
mod recalling;
mod refusal;
mod reopening;
mod replying;
mod sharing;
mod shown;
mod snoozing;
mod tagging;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::serde::{ts_microseconds, ts_microseconds_option};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

pub use command::Command;
pub(crate) use echoing::answers;
pub use event::{Change, Event};
pub use exchange::Exchange;
pub(crate) use filling::checked_field;
pub use filling::{LONGEST_FIELD, LONGEST_VALUE, MOST_FIELDS};
pub use happened::Happened;
pub(crate) use happened::{happen, step_by_step};
pub use memory::Memory;
pub use merging::Standing;
pub use noting::LONGEST_NOTE;
pub use offered::Offered;
pub use refusal::Refusal;
pub use replying::LONGEST_TEXT;
pub use tagging::{LONGEST_TAG, MOST_TAGS};
pub(crate) use tagging::{checked_tag, same_tag};

use crate::ids::{ContactId, NumberId, PersonId, TeamId, TicketNumber};
use crate::message::{Direction, Progress};
use crate::sla::Nearest;
use crate::window::Window;

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
    pub team: Option<TeamId>,
    /// Messages of the customer since our last reply or the last time somebody read the thread.
    pub unread: u32,
    #[serde(with = "ts_microseconds")]
    pub created_at: DateTime<Utc>,
    /// Meta's time of the newest message: in this thread, or in one that was merged with it.
    #[serde(with = "ts_microseconds")]
    pub last_message_at: DateTime<Utc>,
    pub last_line: Option<LastLine>,
    /// Since when the customer waits for an answer, if they do.
    #[serde(with = "ts_microseconds_option")]
    pub unanswered_since: Option<DateTime<Utc>>,
    /// When the customer-service window closes; `None` before the customer's first message.
    #[serde(with = "ts_microseconds_option")]
    pub window_closes_at: Option<DateTime<Utc>>,
    /// Until when everything is free of charge, if an ad ever brought that about.
    #[serde(default, with = "ts_microseconds_option", skip_serializing_if = "Option::is_none")]
    pub free_entry_until: Option<DateTime<Utc>>,
    /// Set exactly when the status is [`Status::Snoozed`].
    #[serde(with = "ts_microseconds_option")]
    pub snoozed_until: Option<DateTime<Utc>>,
    /// Set exactly when the status is [`Status::Resolved`].
    #[serde(with = "ts_microseconds_option")]
    pub resolved_at: Option<DateTime<Utc>>,
    /// Who began: the customer, or the team by writing first.
    pub started_by: Direction,
    /// Since when it stands in its status, by the time of the message that brought it there if one
    /// did. Never goes back.
    #[serde(with = "ts_microseconds")]
    pub status_since: DateTime<Utc>,
    /// Since when its owner has it.
    #[serde(with = "ts_microseconds_option")]
    pub owned_since: Option<DateTime<Utc>>,
    /// When a person last answered. Automatic messages are no answers.
    #[serde(with = "ts_microseconds_option")]
    pub answered_at: Option<DateTime<Utc>>,
    /// Whether we waited for the customer when it was put aside; false unless it is snoozed.
    pub waiting_when_snoozed: bool,
    /// When the customer first said something after the resolution that was taken for a goodbye;
    /// `None` unless it is resolved.
    #[serde(with = "ts_microseconds_option")]
    pub farewell_at: Option<DateTime<Utc>>,
    /// As first spelt; compared without regard to case.
    pub tags: BTreeSet<String>,
    /// Custom fields, by name.
    pub fields: BTreeMap<String, String>,
    /// Who wants to know what happens to it.
    pub followers: BTreeSet<PersonId>,
    /// The ticket that this one became a part of; then it is resolved.
    pub merged_into: Option<TicketNumber>,
    /// The tickets that are a part of this one.
    pub absorbed: BTreeSet<TicketNumber>,
    /// The ticket before this one, of the same customer and number.
    pub follows: Option<TicketNumber>,
    /// Who had that one when this one began.
    pub previous_owner: Option<PersonId>,
    /// The SLA clock that breaks first, for a screen to show: set on the way there and nowhere else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nearest: Option<Nearest>,
    /// Kept by the store apart, and left out on the way to a screen.
    #[serde(skip)]
    pub memory: Arc<Memory>,
}

impl Ticket {
    /// Whether somebody still has to do something about it.
    pub fn is_unsettled(&self) -> bool {
        self.status != Status::Resolved
    }

    /// Whether it only holds what was said before the desk came.
    pub fn is_past(&self) -> bool {
        self.memory.past
    }

    /// How its customer stands with the number.
    pub fn window(&self) -> Window {
        Window { closes_at: self.window_closes_at, free_entry_until: self.free_entry_until }
    }
}
