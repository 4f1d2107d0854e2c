//! Showing a ticket to somebody who would not see it, such as a guest.

use chrono::{DateTime, Utc};

use super::{Desk, Error};
use crate::ids::{PersonId, TicketNumber};
use crate::permissions::{Actor, Permission, Scope};
use crate::ticket::{Command, Refusal, Ticket};

impl Desk {
    /// Shows the ticket to somebody of the team until that moment, or for good. What they may do with it
    /// their role says.
    pub async fn share(
        &self,
        actor: &Actor,
        number: TicketNumber,
        person: PersonId,
        until: Option<DateTime<Utc>>,
    ) -> Result<Ticket, Error> {
        self.for_actor(actor, Permission::Share, number).await?;
        let people = self.store.people().await?;
        if people.iter().all(|known| known.id != person) {
            return Err(Refusal::NoSuchPerson.into());
        }
        let command = Command::Share { person, until, now: self.clock.now() };
        self.change(actor, number, |ticket| ticket.decide(command.clone())).await
    }

    /// Takes that back: it holds at once.
    pub async fn unshare(
        &self,
        actor: &Actor,
        number: TicketNumber,
        person: PersonId,
    ) -> Result<Ticket, Error> {
        self.for_actor(actor, Permission::Share, number).await?;
        let command = Command::Unshare { person };
        self.change(actor, number, |ticket| ticket.decide(command.clone())).await
    }

    /// With whom it is shared, and until when. What came to its end is not told.
    pub async fn shared_with(
        &self,
        actor: &Actor,
        number: TicketNumber,
    ) -> Result<Vec<(PersonId, Option<DateTime<Utc>>)>, Error> {
        let ticket = self.for_actor(actor, Permission::Share, number).await?;
        let (shared, now) = (ticket.memory.shared.clone(), self.clock.now());
        let goes_on = |until: &Option<DateTime<Utc>>| until.is_none_or(|end| now < end);
        Ok(shared.into_iter().filter(|(_, until)| goes_on(until)).collect())
    }

    /// Has it written down that somebody looked at the ticket who sees nothing but what is shared with
    /// them.
    pub(super) fn note_look(&self, actor: &Actor, number: TicketNumber) {
        let is_guest = matches!(actor, Actor::Person { role, .. } if role.scope() == Scope::SHARED);
        if is_guest {
            self.live.was_looked_at(actor, number);
        }
    }
}
