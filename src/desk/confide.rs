//! Among colleagues: notes that the customer never sees, and following what becomes of a ticket.

use super::{Desk, Error, allow};
use crate::ids::{PersonId, TicketNumber};
use crate::permissions::{Actor, Permission};
use crate::ticket::{Command, Refusal, Ticket};

impl Desk {
    /// Writes a note into the thread. Everyone mentioned must be of the team.
    pub async fn note(
        &self,
        actor: &Actor,
        number: TicketNumber,
        text: String,
        mentions: Vec<PersonId>,
    ) -> Result<Ticket, Error> {
        allow(actor, Permission::Reply)?;
        let people = self.store.people().await?;
        if mentions.iter().any(|mentioned| people.iter().all(|person| person.id != *mentioned)) {
            return Err(Refusal::NoSuchPerson.into());
        }
        let command = Command::Note { text, mentions };
        self.change(actor, number, |ticket| ticket.decide(command.clone())).await
    }

    /// The actor wants to know what happens to the ticket.
    pub async fn follow(&self, actor: &Actor, number: TicketNumber) -> Result<Ticket, Error> {
        let command = Command::Follow { person: reader(actor)? };
        self.change(actor, number, |ticket| ticket.decide(command.clone())).await
    }

    pub async fn unfollow(&self, actor: &Actor, number: TicketNumber) -> Result<Ticket, Error> {
        let command = Command::Unfollow { person: reader(actor)? };
        self.change(actor, number, |ticket| ticket.decide(command.clone())).await
    }
}

/// The person who asks, if they may read. A program follows nothing.
fn reader(actor: &Actor) -> Result<PersonId, Refusal> {
    allow(actor, Permission::Read)?;
    match actor {
        Actor::Person { id, .. } => Ok(id.clone()),
        _ => Err(Refusal::NotAllowed),
    }
}
