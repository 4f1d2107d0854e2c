//! What somebody may want of a ticket.

use chrono::{DateTime, Utc};

use super::Priority;
use crate::ids::PersonId;
use crate::message::{Delivery, Message};

/// A wish, not yet decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// The customer's message came in, from the customer called `customer`.
    Receive {
        message: Message,
        customer: String,
    },
    /// Send this message to the customer.
    Reply {
        message: Message,
    },
    /// Take down how far `message` got, given as it was known before.
    Deliver {
        message: Message,
        delivery: Delivery,
        external: Option<String>,
    },
    /// Send an unconfirmed message once more.
    Resend {
        message: Message,
    },
    Assign {
        owner: Option<PersonId>,
    },
    Prioritise {
        priority: Priority,
    },
    Snooze {
        until: DateTime<Utc>,
        now: DateTime<Utc>,
    },
    /// End a snooze that is over.
    Wake {
        now: DateTime<Utc>,
    },
    Resolve,
    Reopen,
    /// Take down that somebody read the thread.
    See,
}
