//! Before a file is sent to a customer. It is then said like anything else: see [`super::Saying::file`].

use super::{Desk, Error, allow};
use crate::ids::TicketNumber;
use crate::permissions::{Actor, Permission};
use crate::ticket::Refusal;

impl Desk {
    /// Whether this ticket's customer can be sent a file: asked before all of it was taken in.
    pub async fn may_enclose(&self, actor: &Actor, number: TicketNumber) -> Result<(), Error> {
        allow(actor, Permission::Reply)?;
        let ticket = self.store.ticket(number).await?.ok_or(Refusal::NoSuchTicket)?;
        self.must_be_latest(&ticket).await?;
        self.must_be_open(&ticket)
    }
}
