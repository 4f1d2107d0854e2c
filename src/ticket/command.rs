//! What somebody may want of a ticket.

use chrono::{DateTime, Utc};

use super::{Priority, Ticket};
use crate::contact::CustomerNews;
use crate::ids::{PersonId, TeamId, TicketNumber};
use crate::message::{Delivery, Fetched, Message};

/// A wish, not yet decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// The customer's message came in, from the customer called `customer`. `closing` if its words
    /// only close what was said before, such as a thanks; `by_ad` if an ad brought them.
    Receive {
        message: Message,
        customer: String,
        closing: bool,
        by_ad: bool,
    },
    /// Send this message to the customer.
    Reply {
        message: Message,
    },
    /// The team said this with the Business app.
    Echo {
        message: Message,
    },
    /// This was said before the desk came.
    Recall {
        message: Message,
    },
    /// Take down what is told of the customer.
    Hear {
        news: CustomerNews,
    },
    /// Take down how far `message` got, given as it was known before.
    Deliver {
        message: Message,
        delivery: Delivery,
        external: Option<String>,
    },
    /// Take down what became of the file that `message`, given as it was known before, names.
    Fetch {
        message: Message,
        fetched: Fetched,
    },
    /// Send an unconfirmed message once more.
    Resend {
        message: Message,
    },
    Assign {
        owner: Option<PersonId>,
    },
    /// Give it to a team, or take it from its team.
    Team {
        team: Option<TeamId>,
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
    Tag {
        tag: String,
    },
    Untag {
        tag: String,
    },
    /// Fill in a custom field, or clear it.
    SetField {
        field: String,
        value: Option<String>,
    },
    Follow {
        person: PersonId,
    },
    Unfollow {
        person: PersonId,
    },
    /// Show it to somebody until that moment, or for good.
    Share {
        person: PersonId,
        until: Option<DateTime<Utc>>,
        now: DateTime<Utc>,
    },
    Unshare {
        person: PersonId,
    },
    /// Write something down for the team.
    Note {
        text: String,
        mentions: Vec<PersonId>,
    },
    /// Become a part of `into`, given as it stands. Goes together with its `Absorb`.
    Merge {
        into: Box<Ticket>,
    },
    /// Take in `ticket`, given as it stands before its `Merge`.
    Absorb {
        ticket: Box<Ticket>,
    },
    /// Be a ticket of its own again; `from`, given as it stands, held it. Goes together with its
    /// `Release`.
    Unmerge {
        from: Box<Ticket>,
    },
    /// Let go of a ticket that was taken in.
    Release {
        ticket: TicketNumber,
    },
}
