//! The way out to WhatsApp, and what came of a call.

use async_trait::async_trait;

use super::Outgoing;
use crate::ids::NumberId;
use crate::message::{Failure, Trouble, Wait};

/// What came of handing a message to WhatsApp.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sending {
    /// Taken; `external` is Meta's id.
    Accepted { external: String },
    /// Surely not sent, and asking again would not help.
    Refused(Failure),
    /// Surely not sent; worth another try after a pause.
    Later(Wait),
    /// Surely not sent, and nothing will be from this number until somebody sees to it.
    Stopped { trouble: Trouble, failure: Failure },
    /// Nobody can tell: a time-out, a lost connection, a server error.
    Unknown,
}

/// What a customer is shown of us, without our saying anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sign {
    pub number: NumberId,
    /// Meta's id of a message of theirs: it and all before it were read.
    pub message: String,
    /// Somebody is typing, besides.
    pub typing: bool,
}

/// The way out to WhatsApp.
#[async_trait]
pub trait Channel: Send + Sync {
    /// Brings WhatsApp what the message needs there before it can be sent, its file: what to send
    /// then. Nothing is sent by it, so it may be done again, and an error is never
    /// [`Sending::Unknown`] nor [`Sending::Accepted`].
    async fn bring(&self, outgoing: &Outgoing) -> Result<Outgoing, Sending> {
        Ok(outgoing.clone())
    }

    /// Calls once. MUST never call again by itself: there is no idempotency key.
    async fn send(&self, outgoing: &Outgoing) -> Sending;

    /// Shows the customer a sign, if it works out: whether it did, nobody is told. MUST NOT block. A
    /// way out that has no signs shows none.
    fn show(&self, _sign: Sign) {}
}
