//! Making one customer of two contacts by hand, and two of one again (ID-3).
//!
//! Nothing is moved: from then on the one stands for the other, whose tickets stay its own, so that an
//! undo brings everything back for as long as the data is there. A ticket of each may be open at the same
//! time, and what the customer says next joins the newest of these; somebody may merge them. Tickets that
//! were merged across the two are taken apart again with them. Where a webhook shows two to be one, their
//! open tickets are merged at once (`receive/batch/join.rs`).

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::find::Acquainted;
use super::{Desk, Error, TRIES, allow, failed};
use crate::contact::{Contact, CustomerNews};
use crate::ids::{ContactId, TicketNumber};
use crate::permissions::{Actor, Author, Permission, Sight};
use crate::ports::{Commit, CommitError};
use crate::ticket::{Command, Refusal, Ticket};

/// A contact that was made one with another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kin {
    pub id: ContactId,
    /// What it was called then.
    pub name: String,
    pub by: Author,
    pub at: DateTime<Utc>,
}

impl Desk {
    /// What is a part of that contact, and who may be one with it.
    pub async fn kin(
        &self,
        actor: &Actor,
        id: &ContactId,
    ) -> Result<(Vec<Kin>, Vec<Acquainted>), Error> {
        allow(actor, Permission::Read)?;
        let contact = self.store.contact(id).await?.ok_or(Refusal::NoSuchCustomer)?;
        self.must_know(actor, &contact).await?;
        let sight = self.sight(actor);
        let parts = contact.family.parts.iter().map(|part| Kin {
            id: part.contact.clone(),
            name: part.name.clone(),
            by: part.by.clone(),
            at: part.at,
        });
        let parts = parts.collect();
        let mut doubted = vec![];
        for other in &contact.family.doubted {
            let other = self.store.contact(other).await?.filter(|it| it.id != contact.id);
            let Some(other) = other else { continue };
            let known = sight == Sight::Everything;
            if known || self.newest_seen(&sight, &other).await?.is_some() {
                doubted.push(self.acquainted(actor, &other).await?);
            }
        }
        Ok((parts, doubted))
    }

    /// Makes `other` a part of `id`, which stands for both from now on; the other way round if only that
    /// one holds others already.
    pub async fn unite(
        &self,
        actor: &Actor,
        id: &ContactId,
        other: &ContactId,
    ) -> Result<Acquainted, Error> {
        allow(actor, Permission::Triage)?;
        for _ in 0..TRIES {
            let mut one = self.store.contact(id).await?.ok_or(Refusal::NoSuchCustomer)?;
            let mut part = self.store.contact(other).await?.ok_or(Refusal::NoSuchCustomer)?;
            self.must_know(actor, &one).await?;
            self.must_know(actor, &part).await?;
            if one.id == part.id {
                return Err(Refusal::MergedWithItself.into());
            }
            if !one.takes(&part) {
                std::mem::swap(&mut one, &mut part);
            }
            if !one.takes(&part) {
                return Err(Refusal::HoldsOthers.into());
            }
            let (was, was_part) = (one.clone(), part.clone());
            let names = (one.shown_name(), part.shown_name());
            one.take_in(&mut part, actor.author(), self.clock.now());
            let news = [
                (&was.id, CustomerNews::United { with: names.1 }),
                (&was_part.id, CustomerNews::United { with: names.0 }),
            ];
            let kin = vec![(was.clone(), one.clone()), (was_part.clone(), part)];
            match self.save_kin(actor, &one, kin, &news).await? {
                Err(CommitError::Stale) => continue,
                saved => saved.map_err(failed)?,
            }
            self.is_another(&one).await?;
            return self.acquainted(actor, &one).await;
        }
        Err(failed(CommitError::Stale))
    }

    /// Undoes that: both are as they were, apart from what was told and noted of the one since.
    pub async fn part(
        &self,
        actor: &Actor,
        id: &ContactId,
        other: &ContactId,
    ) -> Result<Acquainted, Error> {
        allow(actor, Permission::Triage)?;
        for _ in 0..TRIES {
            let (mut one, mut part) = self.whole_and_part(id, other).await?;
            self.must_know(actor, &one).await?;
            self.take_tickets_apart(actor, &part.id).await?;
            let (was, was_part) = (one.clone(), part.clone());
            one.let_go(&mut part);
            let news = [
                (&was.id, CustomerNews::Parted { from: part.shown_name() }),
                (&was_part.id, CustomerNews::Parted { from: one.shown_name() }),
            ];
            let kin = vec![(was.clone(), one.clone()), (was_part.clone(), part.clone())];
            match self.save_kin(actor, &one, kin, &news).await? {
                Err(CommitError::Stale) => continue,
                saved => saved.map_err(failed)?,
            }
            self.is_another(&one).await?;
            self.is_another(&part).await?;
            return self.acquainted(actor, &one).await;
        }
        Err(failed(CommitError::Stale))
    }

    /// Both as they are stored: a part is not looked at otherwise.
    async fn whole_and_part(
        &self,
        id: &ContactId,
        other: &ContactId,
    ) -> Result<(Contact, Contact), Error> {
        let all = self.store.contacts(&[id.clone(), other.clone()]).await?;
        let found = |id: &ContactId| all.iter().find(|one| one.id == *id).cloned();
        let part = found(other).ok_or(Refusal::NoSuchCustomer)?;
        let whole = part.family.part_of.as_ref().and_then(found);
        let asked = found(id).map(|one| one.stands_for_it().clone());
        let whole = whole.filter(|whole| Some(&whole.id) == asked.as_ref());
        Ok((whole.ok_or(Refusal::NoSuchCustomer)?, part))
    }

    /// Saves how both stand to each other, with a line in the newest ticket of each at each number.
    async fn save_kin(
        &self,
        actor: &Actor,
        whole: &Contact,
        kin: Vec<(Contact, Contact)>,
        news: &[(&ContactId, CustomerNews)],
    ) -> Result<Result<(), CommitError>, Error> {
        let (mut tickets, mut happened) = (BTreeMap::<TicketNumber, Ticket>::new(), vec![]);
        let (book, mut due) = (self.floor().book(), BTreeMap::new());
        let mut asked = self.ask().await?;
        for (contact, news) in news {
            for latest in self.store.latest_of(contact).await? {
                let number = latest.goes_on_in();
                let known = match tickets.get(&number) {
                    Some(known) => Some(known.clone()),
                    None if number == latest.number => Some(latest),
                    None => self.store.ticket(number).await?,
                };
                let Some(before) = known else { continue };
                let mut ticket = before.clone();
                let changes = ticket.decide(Command::Hear { news: news.clone() })?;
                let mut of_one = self.fold(actor, &mut ticket, changes);
                asked.answer(Some(whole), Some(&before), &mut ticket, &mut of_one);
                happened.extend(of_one);
                tickets.insert(number, ticket);
            }
        }
        due.append(&mut asked.due);
        let tickets = tickets.into_values().collect();
        let contacts = vec![whole.clone()];
        let commit = Commit { contacts, kin, tickets, due, ..Commit::default() };
        Ok(self.save_happened(commit, happened, &book).await)
    }

    /// Undoes every merge of a ticket of that contact with one of another.
    async fn take_tickets_apart(&self, actor: &Actor, part: &ContactId) -> Result<(), Error> {
        for latest in self.store.latest_of(part).await? {
            let mut next = Some(latest);
            while let Some(ticket) = next {
                if let Some(into) = ticket.merged_into {
                    self.take_apart(actor, part, ticket.number, into).await?;
                }
                for absorbed in &ticket.absorbed {
                    self.take_apart(actor, part, *absorbed, *absorbed).await?;
                }
                next = match ticket.follows {
                    Some(before) => self.store.ticket(before).await?,
                    None => None,
                };
            }
        }
        Ok(())
    }

    /// Takes `number` out of the ticket that holds it, if `other` is another contact's.
    async fn take_apart(
        &self,
        actor: &Actor,
        part: &ContactId,
        number: TicketNumber,
        other: TicketNumber,
    ) -> Result<(), Error> {
        let other = self.store.ticket(other).await?;
        if other.is_some_and(|other| other.contact != *part) {
            self.unmerge_unseen(actor, number).await?;
        }
        Ok(())
    }
}
