//! The product's vocabulary: everything that can happen to a ticket.
//!
//! Store, live hub, browser, reports and rules all listen to this one closed list.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Priority, Standing};
use crate::ids::{ContactId, MessageId, NumberId, PersonId, TeamId, TicketNumber};
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
    /// The customer wrote. `settled` if it was taken for a goodbye and left the ticket resolved.
    Received {
        message: Box<Message>,
        customer: String,
        #[serde(default)]
        settled: bool,
    },
    /// Something is said to the customer; the message waits in the outbox. It counts as an answer
    /// unless the event's author is automatic.
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
    Teamed {
        team: Option<TeamId>,
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
    Tagged {
        tag: String,
    },
    /// `tag` as the ticket spelt it.
    Untagged {
        tag: String,
    },
    /// A custom field was filled in, or cleared.
    FieldSet {
        field: String,
        value: Option<String>,
    },
    Followed {
        person: PersonId,
    },
    Unfollowed {
        person: PersonId,
    },
    /// Somebody wrote something down for the team.
    Noted {
        text: String,
        mentions: Vec<PersonId>,
    },
    /// The ticket became a part of `into`. Always together with its `Absorbed`.
    Merged {
        into: TicketNumber,
    },
    /// `ticket` became a part of this one, which took over where it stood.
    Absorbed {
        ticket: TicketNumber,
        standing: Box<Standing>,
    },
    /// The merge into `from` was undone. Always together with its `Released`. With a standing, what
    /// is left to do came back along; without, the ticket is as settled as it was.
    Unmerged {
        from: TicketNumber,
        standing: Option<Box<Standing>>,
    },
    /// `ticket` is no part of this one any more.
    Released {
        ticket: TicketNumber,
    },
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
            Change::Teamed { .. } => "teamed",
            Change::Prioritised { .. } => "prioritised",
            Change::Snoozed { .. } => "snoozed",
            Change::Woken => "woken",
            Change::Resolved => "resolved",
            Change::Reopened => "reopened",
            Change::Seen => "seen",
            Change::Tagged { .. } => "tagged",
            Change::Untagged { .. } => "untagged",
            Change::FieldSet { .. } => "field_set",
            Change::Followed { .. } => "followed",
            Change::Unfollowed { .. } => "unfollowed",
            Change::Noted { .. } => "noted",
            Change::Merged { .. } => "merged",
            Change::Absorbed { .. } => "absorbed",
            Change::Unmerged { .. } => "unmerged",
            Change::Released { .. } => "released",
        }
    }

    /// The message that this change brought, if it brought one.
    pub fn message(&self) -> Option<&Message> {
        match self {
            Change::Received { message, .. } | Change::Replied { message } => Some(message),
            _ => None,
        }
    }

    /// Whether a thread shows this as a line of its own, beside the messages. A goodbye is both: the
    /// line says that it left the ticket resolved.
    pub fn is_a_line(&self) -> bool {
        match self {
            Change::Received { settled, .. } => *settled,
            Change::Replied { .. }
            | Change::Delivery { .. }
            | Change::Seen
            | Change::Followed { .. }
            | Change::Unfollowed { .. } => false,
            _ => true,
        }
    }
}
