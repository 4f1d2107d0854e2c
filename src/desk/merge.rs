//! Making one ticket of two, and two of one again: both sides in one commit, or neither.

use std::collections::BTreeMap;

use super::{Desk, Error, TRIES, allow, failed};
use crate::ids::TicketNumber;
use crate::permissions::{Actor, Permission};
use crate::ports::{Commit, CommitError};
use crate::ticket::{Change, Command, Refusal, Ticket};

impl Desk {
    /// Makes the ticket a part of `into`, where everything goes on; the merged ticket as it is then.
    pub async fn merge(
        &self,
        actor: &Actor,
        number: TicketNumber,
        into: TicketNumber,
    ) -> Result<Ticket, Error> {
        allow(actor, Permission::Triage)?;
        for _ in 0..TRIES {
            let (ticket, other) = (self.read(number).await?, self.read(into).await?);
            self.must_see(actor, &ticket)?;
            self.must_see(actor, &other)?;
            let (holder, held) = self.of_one_customer(&ticket, &other).await?;
            let merge = ticket.decide(Command::Merge { into: Box::new(holder) })?;
            let absorb = other.decide(Command::Absorb { ticket: Box::new(held) })?;
            match self.save_both(actor, (ticket, merge), (other, absorb)).await {
                Err(CommitError::Stale) => continue,
                saved => return saved.map_err(failed),
            }
        }
        Err(failed(CommitError::Stale))
    }

    /// Undoes a merge; the ticket as it is then. What was never merged stays as it is.
    pub async fn unmerge(&self, actor: &Actor, number: TicketNumber) -> Result<Ticket, Error> {
        let ticket = self.for_actor(actor, Permission::Triage, number).await?;
        if let Some(from) = ticket.merged_into {
            self.for_actor(actor, Permission::Triage, from).await?;
        }
        self.unmerge_unseen(actor, number).await
    }

    /// The same, for whoever knows the customer and parts all that is theirs.
    pub(super) async fn unmerge_unseen(
        &self,
        actor: &Actor,
        number: TicketNumber,
    ) -> Result<Ticket, Error> {
        for _ in 0..TRIES {
            let ticket = self.read(number).await?;
            let Some(from) = ticket.merged_into else { return Ok(ticket) };
            let other = self.read(from).await?;
            let unmerge = ticket.decide(Command::Unmerge { from: Box::new(other.clone()) })?;
            let release = other.decide(Command::Release { ticket: number })?;
            match self.save_both(actor, (ticket, unmerge), (other, release)).await {
                Err(CommitError::Stale) => continue,
                saved => return saved.map_err(failed),
            }
        }
        Err(failed(CommitError::Stale))
    }

    /// Each as the other has to look at it: as the same contact's, if both contacts are one customer.
    async fn of_one_customer(
        &self,
        ticket: &Ticket,
        other: &Ticket,
    ) -> Result<(Ticket, Ticket), Error> {
        let (mut holder, mut held) = (other.clone(), ticket.clone());
        if ticket.contact != other.contact {
            let whole = self.store.contact(&ticket.contact).await?;
            if whole.is_some_and(|whole| whole.kin().any(|one| *one == other.contact)) {
                holder.contact.clone_from(&ticket.contact);
                held.contact.clone_from(&other.contact);
            }
        }
        Ok((holder, held))
    }

    async fn read(&self, number: TicketNumber) -> Result<Ticket, Error> {
        Ok(self.store.ticket(number).await?.ok_or(Refusal::NoSuchTicket)?)
    }

    async fn save_both(
        &self,
        actor: &Actor,
        (mut ticket, of_ticket): (Ticket, Vec<Change>),
        (mut other, of_other): (Ticket, Vec<Change>),
    ) -> Result<Ticket, CommitError> {
        let (mut happened, mut due, book) = (vec![], BTreeMap::new(), self.floor().book());
        for (one, changes) in [(&mut ticket, of_ticket), (&mut other, of_other)] {
            let before = one.clone();
            let mut of_one = self.fold(actor, one, changes);
            let answered = self.answer(&before, one, &mut of_one).await;
            due.extend(answered.map_err(CommitError::Failed)?);
            happened.extend(of_one);
        }
        if happened.is_empty() {
            return Ok(self.shown(ticket));
        }
        let tickets = vec![ticket.clone(), other];
        let commit = Commit { tickets, due, ..Commit::default() };
        self.save_happened(commit, happened, &book).await?;
        Ok(self.shown(ticket))
    }
}
