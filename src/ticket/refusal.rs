//! Why a wish was not granted: a closed list, safe to show to a person, worded by the language layer.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A refusal. Its text here is for programs and logs; people read it in their language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    #[error("your role does not allow this")]
    NotAllowed,
    #[error("there is no such ticket")]
    NoSuchTicket,
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
    #[error("a resolved ticket can't be put aside")]
    AlreadyResolved,
    #[error("the customer has a newer ticket: answer there")]
    NewerTicket,
    #[error("only a message whose sending is unconfirmed can be sent again")]
    NotUnconfirmed,
}
