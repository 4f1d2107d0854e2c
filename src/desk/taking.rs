//! Taking a ticket oneself: this one, or whichever is next (ASG-9).

use std::sync::Arc;

use super::{Desk, Error, allow};
use crate::assignment::take;
use crate::ids::{PersonId, TicketNumber};
use crate::permissions::{Actor, Permission};
use crate::person::Person;
use crate::ticket::{Command, Refusal, Status, Ticket};

impl Desk {
    /// Makes the ticket the actor's, unless somebody else has it by now than `seen`. Of two who take
    /// it at once one gets it, and the other is told who did.
    pub async fn take(
        &self,
        actor: &Actor,
        number: TicketNumber,
        seen: Option<PersonId>,
    ) -> Result<Ticket, Error> {
        let (me, people) = self.taker(actor).await?;
        let claim = |ticket: &Ticket| {
            take(ticket.owner.as_ref(), seen.as_ref(), &me.id).map_err(|taken| {
                let by = people.iter().find(|one| one.id == taken.by);
                Refusal::Taken { by: by.map_or(taken.by.0, |one| one.name.clone()) }
            })?;
            ticket.decide(Command::Assign { owner: Some(me.id.clone()) })
        };
        self.change(actor, number, claim).await
    }

    /// Makes that ticket the actor's which presses most of those that nobody has and that suit them;
    /// `None` if nothing waits for somebody like them.
    pub async fn take_next(&self, actor: &Actor) -> Result<Option<Ticket>, Error> {
        let (me, _) = self.taker(actor).await?;
        self.line_up().await?;
        let mut last = None;
        loop {
            let next = self.floor().next_to_take(last, &me, self.clock.now());
            let Some(turn) = next else { return Ok(None) };
            match self.take_waiting(actor, turn.number).await? {
                Some(ticket) => return Ok(Some(ticket)),
                None => last = Some(turn),
            }
        }
    }

    /// Takes the ticket; `None` if it doesn't wait any more.
    async fn take_waiting(
        &self,
        actor: &Actor,
        number: TicketNumber,
    ) -> Result<Option<Ticket>, Error> {
        let Some(ticket) = self.store.ticket(number).await? else { return Ok(None) };
        if ticket.owner.is_some() || ticket.status != Status::Open {
            self.floor().line_up(&[ticket]);
            return Ok(None);
        }
        match self.take(actor, number, None).await {
            // Somebody was faster, and may have moved it where the actor does not see it.
            Err(Error::Refused(Refusal::Taken { .. } | Refusal::NoSuchTicket)) => Ok(None),
            taken => taken.map(Some),
        }
    }

    /// The actor as somebody who can have tickets, and everybody. A program has none.
    async fn taker(&self, actor: &Actor) -> Result<(Person, Arc<[Person]>), Error> {
        allow(actor, Permission::Assign)?;
        allow(actor, Permission::Reply)?;
        let people = self.store.people().await?;
        let me =
            people.iter().find(|one| matches!(actor, Actor::Person { id, .. } if *id == one.id));
        let me = me.cloned().ok_or(Refusal::NoSuchPerson)?;
        Ok((me, people))
    }
}
