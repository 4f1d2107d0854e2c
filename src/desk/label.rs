//! Writing on a ticket what it is about: tags and custom fields.

use super::{Desk, Error};
use crate::ids::TicketNumber;
use crate::permissions::Actor;
use crate::ticket::{Command, Ticket};

impl Desk {
    pub async fn tag(
        &self,
        actor: &Actor,
        number: TicketNumber,
        tag: String,
    ) -> Result<Ticket, Error> {
        self.triage(actor, number, Command::Tag { tag }).await
    }

    /// Takes a tag off, however it is spelt.
    pub async fn untag(
        &self,
        actor: &Actor,
        number: TicketNumber,
        tag: String,
    ) -> Result<Ticket, Error> {
        self.triage(actor, number, Command::Untag { tag }).await
    }

    /// Fills in a custom field; without a value it is cleared.
    pub async fn set_field(
        &self,
        actor: &Actor,
        number: TicketNumber,
        field: String,
        value: Option<String>,
    ) -> Result<Ticket, Error> {
        self.triage(actor, number, Command::SetField { field, value }).await
    }
}
