//! The product's vocabulary: everything that can happen to a ticket.
//!
//! Store, live hub, browser, reports and rules all listen to this one closed list.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::Priority;
use crate::ids::{ContactId, MessageId, NumberId, PersonId, TicketNumber};
use crate::message::{Delivery, Message, mark};
use crate::permissions::Author;

/// One thing that happened to a ticket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    pub ticket: TicketNumber,
    /// The ticket's revision after this event: 1, 2, 3 … with no gap.
    pub rev: u64,
    pub at: DateTime<Utc>,
    pub by: Author,
    pub change: Change,
}

impl Event {
    /// The same for a screen: see [`Message::for_screens`].
    pub fn for_screens(mut self) -> Self {
        match &mut self.change {
            Change::Received { message, .. } | Change::Replied { message } => {
                **message = message.as_ref().clone().for_screens();
            }
            Change::Delivery { external, .. } => *external = external.as_deref().map(mark),
            _ => {}
        }
        self
    }
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// Always the first event. `follows` is the customer's ticket before this one.
    Opened {
        channel: NumberId,
        contact: ContactId,
        customer: String,
        follows: Option<TicketNumber>,
    },
    /// The customer wrote.
    Received {
        message: Box<Message>,
        customer: String,
    },
    /// Somebody of the team answered; the message waits in the outbox.
    Replied {
        message: Box<Message>,
    },
    /// An outgoing message got further, or failed. `external` is Meta's id, once it is known.
    Delivery {
        message: MessageId,
        delivery: Delivery,
        external: Option<String>,
    },
    /// A person took the risk of sending an unconfirmed message once more.
    Resent {
        message: MessageId,
    },
    Assigned {
        owner: Option<PersonId>,
    },
    Prioritised {
        priority: Priority,
    },
    Snoozed {
        until: DateTime<Utc>,
    },
    /// The snooze ended by itself.
    Woken,
    Resolved,
    Reopened,
    /// Somebody looked at what the customer wrote.
    Seen,
}

impl Change {
    /// The word for the kind, as stored.
    pub fn word(&self) -> &'static str {
        match self {
            Change::Opened { .. } => "opened",
            Change::Received { .. } => "received",
            Change::Replied { .. } => "replied",
            Change::Delivery { .. } => "delivery",
            Change::Resent { .. } => "resent",
            Change::Assigned { .. } => "assigned",
            Change::Prioritised { .. } => "prioritised",
            Change::Snoozed { .. } => "snoozed",
            Change::Woken => "woken",
            Change::Resolved => "resolved",
            Change::Reopened => "reopened",
            Change::Seen => "seen",
        }
    }

    /// The message that this change brought, if it brought one.
    pub fn message(&self) -> Option<&Message> {
        match self {
            Change::Received { message, .. } | Change::Replied { message } => Some(message),
            _ => None,
        }
    }

    /// Whether a thread shows this as a line of its own, beside the messages.
    pub fn is_a_line(&self) -> bool {
        !matches!(
            self,
            Change::Received { .. }
                | Change::Replied { .. }
                | Change::Delivery { .. }
                | Change::Seen
        )
    }
}
