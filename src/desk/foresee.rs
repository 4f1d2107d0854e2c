//! What comes next by itself (RULE-9), for whoever asks.

use super::{Card, Desk, Error, allow};
use crate::automation::{NextStep, next_step};
use crate::contact::Contact;
use crate::permissions::{Actor, Permission};
use crate::ports::Cause;
use crate::ticket::Ticket;

impl Desk {
    /// Of each of `cards` which rule writes to the customer next because of time, and when.
    pub async fn next_steps(
        &self,
        actor: &Actor,
        cards: &[Card],
    ) -> Result<Vec<Option<NextStep>>, Error> {
        allow(actor, Permission::Read)?;
        if !self.floor().book().writes_in_time() {
            return Ok(vec![None; cards.len()]);
        }
        let ids: Vec<_> = cards.iter().map(|card| card.ticket.contact.clone()).collect();
        let contacts = self.store.contacts(&ids).await?;
        let mut steps = Vec::with_capacity(cards.len());
        for Card { ticket, .. } in cards {
            let contact = contacts.iter().find(|contact| contact.id == ticket.contact);
            steps.push(self.next_step(contact, ticket).await?);
        }
        Ok(steps)
    }

    /// The same of a ticket whose customer is at hand.
    pub(super) async fn next_step(
        &self,
        contact: Option<&Contact>,
        ticket: &Ticket,
    ) -> Result<Option<NextStep>, Cause> {
        let book = self.floor().book();
        // A rule may name the ticket's owner to the customer.
        let people = self.store.people().await?;
        let templates = self.templates_for(&book).await?;
        Ok(next_step(&book, contact, &people, &templates, ticket, self.clock.now()))
    }
}
