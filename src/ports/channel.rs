//! The way out to WhatsApp, and what came of a call.

use async_trait::async_trait;

use super::Outgoing;
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

/// The way out to WhatsApp.
#[async_trait]
pub trait Channel: Send + Sync {
    /// Calls once. MUST never call again by itself: there is no idempotency key.
    async fn send(&self, outgoing: &Outgoing) -> Sending;
}
