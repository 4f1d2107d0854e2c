//! The part of the desk's memory that says which messages are about which.

use async_trait::async_trait;

use super::Cause;
use crate::ids::TicketNumber;
use crate::message::Message;

/// What a message is about comes in with the commit that brings it, be that known or not.
#[async_trait]
pub trait Gestures: Send + Sync {
    /// The messages that are about one of those that Meta calls so
    /// ([`Content::about`](crate::message::Content::about)), in no particular order. How many messages
    /// there are in all MUST NOT make this slower.
    async fn gestures(&self, externals: &[String]) -> Result<Vec<Message>, Cause>;

    /// The messages of a ticket that Meta calls so, in no particular order.
    async fn called(
        &self,
        number: TicketNumber,
        externals: &[String],
    ) -> Result<Vec<Message>, Cause>;
}
