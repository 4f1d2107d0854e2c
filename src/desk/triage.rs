//! Deciding about a ticket: who owns it, how much it presses, whether it is settled.

use std::sync::atomic::{AtomicBool, Ordering};

use chrono::{DateTime, Utc};

use super::{Desk, Error, allow};
use crate::ids::{PersonId, TeamId, TicketNumber};
use crate::permissions::{Actor, Permission};
use crate::ticket::{Change, Command, Priority, Refusal, Ticket};

impl Desk {
    /// Gives the ticket to a person who may answer customers, or to nobody.
    pub async fn assign(
        &self,
        actor: &Actor,
        number: TicketNumber,
        owner: Option<PersonId>,
    ) -> Result<Ticket, Error> {
        allow(actor, Permission::Assign)?;
        if let Some(id) = &owner {
            self.must_answer_customers(id).await?;
            self.must_be_near(actor, id)?;
        }
        let command = Command::Assign { owner };
        self.change(actor, number, |ticket| ticket.decide(command.clone())).await
    }

    /// Gives the ticket to a team, or takes it from its team. Which teams there are is not asked.
    pub async fn give_to_team(
        &self,
        actor: &Actor,
        number: TicketNumber,
        team: Option<TeamId>,
    ) -> Result<Ticket, Error> {
        self.triage(actor, number, Command::Team { team }).await
    }

    pub async fn prioritise(
        &self,
        actor: &Actor,
        number: TicketNumber,
        priority: Priority,
    ) -> Result<Ticket, Error> {
        self.triage(actor, number, Command::Prioritise { priority }).await
    }

    /// Puts the ticket aside until a moment in the future, or the customer's next message.
    pub async fn snooze(
        &self,
        actor: &Actor,
        number: TicketNumber,
        until: DateTime<Utc>,
    ) -> Result<Ticket, Error> {
        let now = self.clock.now();
        self.triage(actor, number, Command::Snooze { until, now }).await
    }

    /// Marks the ticket as settled. Resolving a resolved ticket changes nothing.
    pub async fn resolve(&self, actor: &Actor, number: TicketNumber) -> Result<Ticket, Error> {
        self.triage(actor, number, Command::Resolve).await
    }

    /// Takes a resolution back, and with it a goodbye that was left unanswered after it.
    pub async fn reopen(&self, actor: &Actor, number: TicketNumber) -> Result<Ticket, Error> {
        let ticket = self.for_actor(actor, Permission::Triage, number).await?;
        self.must_be_latest(&ticket).await?;
        self.triage(actor, number, Command::Reopen).await
    }

    /// Takes down that the actor looked at what the customer wrote, and shows them that it was read. A
    /// guest's look doesn't count.
    pub async fn see(&self, actor: &Actor, number: TicketNumber) -> Result<Ticket, Error> {
        allow(actor, Permission::Triage)?;
        let is_news = AtomicBool::new(false);
        let look = |ticket: &Ticket| {
            is_news.store(ticket.unread > 0, Ordering::Relaxed);
            look(actor, ticket)
        };
        let seen = self.change(actor, number, look).await?;
        if is_news.load(Ordering::Relaxed) {
            self.show_read(&seen).await;
        }
        Ok(seen)
    }

    pub(super) async fn triage(
        &self,
        actor: &Actor,
        number: TicketNumber,
        command: Command,
    ) -> Result<Ticket, Error> {
        allow(actor, Permission::Triage)?;
        self.change(actor, number, |ticket| ticket.decide(command.clone())).await
    }

    /// Refuses to give a ticket beyond one's own teams, unless the actor may (PERM-3). A desk without teams
    /// is one team.
    fn must_be_near(&self, actor: &Actor, owner: &PersonId) -> Result<(), Refusal> {
        let Actor::Person { id, .. } = actor else {
            return allow(actor, Permission::AssignAnywhere);
        };
        let book = self.floor().book();
        let (mine, theirs) = (&book.worker(id).teams, &book.worker(owner).teams);
        let is_near = id == owner || book.rulebook().teams.is_empty() || !mine.is_disjoint(theirs);
        if is_near { Ok(()) } else { allow(actor, Permission::AssignAnywhere) }
    }

    async fn must_answer_customers(&self, id: &PersonId) -> Result<(), Error> {
        let people = self.store.people().await?;
        let person = people.iter().find(|person| person.id == *id).ok_or(Refusal::NoSuchPerson)?;
        let may = self.role_of(person).may(Permission::Reply);
        if may { Ok(()) } else { Err(Refusal::NoSuchPerson.into()) }
    }
}

/// What it changes that the actor looks at it.
fn look(actor: &Actor, ticket: &Ticket) -> Result<Vec<Change>, Refusal> {
    match ticket.memory.offered.is_to(&actor.author()) {
        // Whoever got it unasked takes it on by looking, also at what others have read.
        true => Ok(vec![Change::Seen]),
        false => ticket.decide(Command::See),
    }
}
