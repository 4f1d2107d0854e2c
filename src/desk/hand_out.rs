//! Tickets that wait find an owner as soon as somebody is free for them (ASG-5).
//!
//! First the rules hear of it that listen for somebody who became free, each waiting ticket once for
//! all who did; so they may change what presses most. Then tickets are given away in order. Both
//! look at [`ROUND`] tickets at most, those that press most, and only if something stirred and
//! somebody is free: what is given away here stirs the floor again, but makes nobody free.
//!
//! Chosen here: somebody who keeps having room for more is free all along, and becomes so anew only
//! after they were full, away or off shift. After a start everybody does.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::each::Each;
use super::watch::ROUND;
use super::{Desk, Error, TRIES, allow, failed};
use crate::ids::{PersonId, TicketNumber};
use crate::permissions::{Actor, Permission};
use crate::ports::{Commit, CommitError, Filter, OwnerFilter};
use crate::routing::Trigger;
use crate::ticket::{Status, Ticket};

impl Desk {
    /// Gives waiting tickets to whoever is free by now, what presses most first; how many were looked
    /// at. Nothing is read while nobody came and nothing was finished. What could not be read or saved
    /// is looked at again.
    pub async fn hand_out(&self, actor: &Actor) -> Result<usize, Error> {
        allow(actor, Permission::Carry)?;
        let book = self.floor().book();
        let heard = book.hears(&Trigger::AgentAvailable);
        let idle = book.rulebook().teams.is_empty() && !heard;
        if !self.floor().was_stirred(self.clock.now()) || idle {
            return Ok(0);
        }
        let handed_out = self.hand_out_all(actor, heard).await;
        if handed_out.is_err() {
            self.floor().stir();
        }
        handed_out
    }

    async fn hand_out_all(&self, actor: &Actor, heard: bool) -> Result<usize, Error> {
        let (people, now) = (self.store.people().await?, self.clock.now());
        let is_anybody_free = !self.floor().who_is_free(&people, now).is_empty();
        let mut waiting = if is_anybody_free { self.waiting().await? } else { vec![] };
        let freed = self.floor().who_became_free(&people, now);
        let mut looked = Each::default();
        if heard && !freed.is_empty() {
            for number in waiting.iter().take(ROUND).map(|ticket| ticket.number) {
                looked.note(self.tell_of_free(number, &freed).await);
            }
            waiting = self.waiting().await?;
        }
        for ticket in waiting.iter().filter(|ticket| ticket.team.is_some()).take(ROUND) {
            looked.take(self.look(actor, ticket.number).await);
        }
        looked.count()
    }

    /// All tickets that wait for us without an owner, what presses most first. The store lists the
    /// newest first: its first stretch would leave out those who wait longest.
    async fn waiting(&self) -> Result<Vec<Ticket>, Error> {
        let filter = Filter { status: Some(Status::Open), owner: Some(OwnerFilter::Nobody) };
        let (mut waiting, mut cursor) = (Vec::<Ticket>::new(), None);
        loop {
            let page = self.store.tickets(&filter, ROUND, cursor.as_deref()).await?;
            waiting.extend(page.items);
            cursor = page.next;
            if cursor.is_none() {
                break;
            }
        }
        waiting.sort_by_key(|ticket| {
            let since = ticket.unanswered_since.unwrap_or(ticket.created_at);
            (Reverse(ticket.priority), since, ticket.number)
        });
        Ok(waiting)
    }

    /// Lets rules hear that `freed` became free, if one of them could take the ticket still.
    async fn tell_of_free(
        &self,
        number: TicketNumber,
        freed: &BTreeSet<PersonId>,
    ) -> Result<(), Error> {
        for _ in 0..TRIES {
            let Some(mut ticket) = self.store.ticket(number).await? else { return Ok(()) };
            let mut asked = self.ask().await?;
            let contact = self.contact_for(&asked, &ticket).await?;
            let happened = asked.hear_of_free(contact.as_ref(), &mut ticket, freed);
            if happened.is_empty() {
                return Ok(());
            }
            let commit = Commit { tickets: vec![ticket], due: asked.due, ..Commit::default() };
            match self.save_happened(commit, happened).await {
                Err(CommitError::Stale) => continue,
                saved => return saved.map_err(failed),
            }
        }
        Err(failed(CommitError::Stale))
    }
}
