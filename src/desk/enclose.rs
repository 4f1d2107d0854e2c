//! Before a file is sent to a customer. It is then said like anything else: see [`super::Saying::file`].

use super::{Desk, Error};
use crate::ids::TicketNumber;
use crate::permissions::{Actor, Permission};

impl Desk {
    /// Whether this ticket's customer can be sent a file: asked before all of it was taken in.
    pub async fn may_enclose(&self, actor: &Actor, number: TicketNumber) -> Result<(), Error> {
        let ticket = self.for_actor(actor, Permission::Reply, number).await?;
        self.must_be_latest(&ticket).await?;
        self.must_be_open(&ticket)
    }
}
