//! Who sees which ticket: what every use case asks before it tells or does anything.

use super::{Desk, Error, allow};
use crate::contact::Contact;
use crate::ids::TicketNumber;
use crate::permissions::{Actor, Permission, Rights, Role, Sight, Whose};
use crate::person::Person;
use crate::ticket::{Refusal, Ticket};

/// So many of a customer's earlier tickets are looked at for one that somebody sees.
const EARLIER: usize = 100;

impl Desk {
    /// The role of somebody as the book in force says it: what they are to be asked by.
    pub fn role_of(&self, person: &Person) -> Role {
        self.floor().book().role_of(person)
    }

    /// Somebody as an actor, with that role.
    pub fn actor(&self, person: &Person) -> Actor {
        Actor::Person { id: person.id.clone(), role: self.role_of(person) }
    }

    /// Which tickets the actor sees now. A program sees all of them: its key has no teams.
    pub fn sight(&self, actor: &Actor) -> Sight {
        match actor {
            Actor::Person { id, role } => self.floor().sight(id, *role, self.clock.now()),
            Actor::Key { .. } | Actor::Customer | Actor::Clock => Sight::Everything,
        }
    }

    /// The ticket, for an actor who may do that with it.
    pub(super) async fn for_actor(
        &self,
        actor: &Actor,
        permission: Permission,
        number: TicketNumber,
    ) -> Result<Ticket, Error> {
        // Whoever may do it with none is told so, whether or not there is one.
        allow(actor, permission)?;
        let ticket = self.store.ticket(number).await?.ok_or(Refusal::NoSuchTicket)?;
        self.must_be_over(actor, permission, &ticket)?;
        Ok(ticket)
    }

    pub(super) fn must_be_over(
        &self,
        actor: &Actor,
        permission: Permission,
        ticket: &Ticket,
    ) -> Result<(), Refusal> {
        Rights::new(actor, self.sight(actor)).over(permission, &Whose::of(ticket))
    }

    /// Refuses unless the actor sees it. What is done with it was asked before.
    pub(super) fn must_see(&self, actor: &Actor, ticket: &Ticket) -> Result<(), Refusal> {
        match self.sight(actor).sees_ticket(ticket) {
            true => Ok(()),
            false => Err(Refusal::NoSuchTicket),
        }
    }

    /// Refuses unless the actor sees any ticket of that customer: without one there is no such customer.
    pub(super) async fn must_know(&self, actor: &Actor, contact: &Contact) -> Result<(), Error> {
        let sight = self.sight(actor);
        match self.newest_seen(&sight, contact).await?.is_some() || sight == Sight::Everything {
            true => Ok(()),
            false => Err(Refusal::NoSuchCustomer.into()),
        }
    }

    /// The newest of the customer's tickets that is within that sight.
    pub(super) async fn newest_seen(
        &self,
        sight: &Sight,
        contact: &Contact,
    ) -> Result<Option<TicketNumber>, Error> {
        let mut newest = None;
        for one in contact.kin() {
            for latest in self.store.latest_of(one).await? {
                newest = newest.max(self.seen_from(sight, latest).await?);
            }
        }
        Ok(newest)
    }

    /// That ticket or the newest before it that is within that sight, by where it goes on.
    async fn seen_from(
        &self,
        sight: &Sight,
        latest: Ticket,
    ) -> Result<Option<TicketNumber>, Error> {
        let mut next = Some(latest);
        for _ in 0..EARLIER {
            let Some(ticket) = next else { break };
            let goes_on = match ticket.goes_on_in() {
                number if number == ticket.number => Some(ticket.clone()),
                number => self.store.ticket(number).await?,
            };
            if let Some(seen) = goes_on.filter(|it| sight.sees_ticket(it)) {
                return Ok(Some(seen.number));
            }
            if sight.sees_ticket(&ticket) {
                return Ok(Some(ticket.number));
            }
            next = match ticket.follows {
                Some(before) => self.store.ticket(before).await?,
                None => None,
            };
        }
        Ok(None)
    }
}
