//! Why a wish was not granted: a closed list, safe to show to a person, worded by the language layer.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::ids::TicketNumber;
use crate::message::Unfit;
use crate::template::Unsendable;

/// A refusal. Its text here is for programs and logs; people read it in their language.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    #[error("your role does not allow this")]
    NotAllowed,
    #[error("there is no such ticket")]
    NoSuchTicket,
    #[error("there is no such customer")]
    NoSuchCustomer,
    #[error("there is no such message")]
    NoSuchMessage,
    #[error("there is no such person, or they may not answer customers")]
    NoSuchPerson,
    #[error("the message is empty")]
    EmptyMessage,
    #[error("the message is longer than 4,096 characters")]
    MessageTooLong,
    #[error("the snooze must end in the future")]
    SnoozeInThePast,
    #[error("what is shared must be shared until a moment in the future")]
    ShareInThePast,
    #[error("a resolved ticket can't be put aside")]
    AlreadyResolved,
    #[error("the customer has a newer ticket: answer there")]
    NewerTicket,
    #[error("only a message whose sending is unconfirmed can be sent again")]
    NotUnconfirmed,
    #[error("a tag has 1 to 40 characters")]
    TagLength,
    #[error("a ticket, or a customer, has at most 30 tags")]
    TooManyTags,
    #[error("the name of a field or an attribute has 1 to 40 characters")]
    FieldNameLength,
    #[error("a field or an attribute holds at most 500 characters")]
    FieldTooLong,
    #[error("a ticket has at most 50 fields, a customer as many attributes")]
    TooManyFields,
    #[error("the note is empty")]
    EmptyNote,
    #[error("the note is longer than 4,096 characters")]
    NoteTooLong,
    #[error("this ticket was merged into ticket {into}: go on there, or undo the merge")]
    Merged { into: TicketNumber },
    /// `by` is the name of whoever it is.
    #[error("{by} has this ticket already")]
    Taken { by: String },
    #[error("a ticket can't be merged into itself, nor a customer with themselves")]
    MergedWithItself,
    #[error("only tickets of one customer at one number can be merged")]
    OtherCustomer,
    #[error("somebody else changed the rulebook meanwhile: look at it again")]
    BookChanged,
    #[error("others were merged into this one: merge into this one, or undo that first")]
    HoldsOthers,
    #[error("this Idempotency-Key was used for another message. Use a new key for each message")]
    KeyUsed,
    #[error("there is no such time zone: give its IANA name, such as America/New_York")]
    NoSuchZone,
    #[error("a language is a code such as ca or pt-BR")]
    NotALanguage,
    #[error("24 hours have passed since the customer's last message: only a template is taken")]
    WindowClosed,
    /// Worded where it is asked for: no browser loads words for all of these.
    #[error(transparent)]
    #[serde(skip)]
    Unfit(#[from] Unfit),
    /// The same.
    #[error(transparent)]
    #[serde(skip)]
    Unsendable(#[from] Unsendable),
}
