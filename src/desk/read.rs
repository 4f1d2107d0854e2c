//! Reading: every answer leaves here already reduced to what the actor may see.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::lines::lines;
use super::{Desk, Error, allow};
use crate::automation::NextStep;
use crate::bubble::Bubble;
use crate::contact::{Contact, whole};
use crate::ids::{TeamId, TicketNumber};
use crate::permissions::{Actor, Permission};
use crate::person::Person;
use crate::ports::{Counts, Filter, OwnerFilter, Page};
use crate::presence::State;
use crate::ticket::{Event, Ticket};

/// The most that one page of a list holds.
pub(super) const LARGEST_PAGE: usize = 200;

/// How many messages one stretch of a thread holds.
const STRETCH: usize = 60;

/// Events among which the lines of a thread are looked for at once: each message has its ticks among
/// them.
const LINES_FROM: u64 = 500;

/// A ticket on a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    pub ticket: Ticket,
    /// `+` and digits; masked for those who may not see it; absent if WhatsApp withholds it.
    pub phone: Option<String>,
}

/// A ticket with what was said and done lately.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thread {
    pub card: Card,
    pub lately: Stretch,
    /// So many minutes the customer's clock is ahead of Greenwich's, if it is sure where they are.
    pub there: Option<i32>,
    /// What comes next by itself.
    pub next: Option<NextStep>,
}

/// A part of what was said and done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// Oldest first; `next` leads to older ones.
    pub messages: Page<Bubble>,
    /// What else happened meanwhile, as far as it is a line of its own, oldest first.
    pub events: Vec<Event>,
    /// The events before this revision are still to be told.
    pub told_from: u64,
    /// What happened up to this revision is told.
    pub told_to: u64,
}

impl Desk {
    pub async fn ticket(&self, actor: &Actor, number: TicketNumber) -> Result<Card, Error> {
        let ticket = self.for_actor(actor, Permission::Read, number).await?;
        self.card(actor, self.shown(ticket)).await
    }

    /// The same of a ticket that was just given out as it stands: it is not read again, and whoever gave
    /// it away sees it this once more.
    pub async fn card(&self, actor: &Actor, ticket: Ticket) -> Result<Card, Error> {
        allow(actor, Permission::Read)?;
        let contact = self.store.contact(&ticket.contact).await?;
        Ok(card(actor, ticket, contact.as_ref()))
    }

    pub async fn tickets(
        &self,
        actor: &Actor,
        filter: &Filter,
        limit: usize,
        cursor: Option<&str>,
    ) -> Result<Page<Card>, Error> {
        allow(actor, Permission::Read)?;
        let filter = Filter { sight: self.sight(actor), ..filter.clone() };
        let page = self.store.tickets(&filter, limit.clamp(1, LARGEST_PAGE), cursor).await?;
        let ids: Vec<_> = page.items.iter().map(|ticket| ticket.contact.clone()).collect();
        let contacts = self.store.contacts(&ids).await?;
        let items = page.items.into_iter().map(|ticket| {
            let contact = whole(&contacts, &ticket.contact);
            card(actor, self.shown(ticket), contact)
        });
        Ok(Page { items: items.collect(), next: page.next })
    }

    pub async fn messages(
        &self,
        actor: &Actor,
        number: TicketNumber,
        limit: usize,
        cursor: Option<&str>,
    ) -> Result<Page<Bubble>, Error> {
        let ticket = self.for_actor(actor, Permission::Read, number).await?;
        let page = self.store.messages(number, limit.clamp(1, LARGEST_PAGE), cursor).await?;
        let items = self.bubbles(actor, &ticket, page.items).await?;
        Ok(Page { items, next: page.next })
    }

    /// The ticket, its newest messages and what else happened lately.
    pub async fn thread(&self, actor: &Actor, number: TicketNumber) -> Result<Thread, Error> {
        let ticket = self.for_actor(actor, Permission::Read, number).await?;
        self.note_look(actor, number);
        let contact = self.store.contact(&ticket.contact).await?;
        let there = contact.as_ref().and_then(Contact::region).filter(|region| region.sure);
        let there = there.map(|region| region.minutes_ahead(self.clock.now()));
        let next = self.next_step(contact.as_ref(), &ticket).await?;
        let card = card(actor, self.shown(ticket), contact.as_ref());
        let lately = self.stretch(actor, number, None, card.ticket.rev + 1).await?;
        Ok(Thread { card, lately, there, next })
    }

    /// What was said before `cursor`, and what happened meanwhile of all that was `told_from` there on.
    pub async fn older(
        &self,
        actor: &Actor,
        number: TicketNumber,
        cursor: &str,
        told_from: u64,
    ) -> Result<Stretch, Error> {
        self.stretch(actor, number, Some(cursor), told_from).await
    }

    /// What was said and done after revision `rev`; with every message that looks different since.
    pub async fn happened(
        &self,
        actor: &Actor,
        number: TicketNumber,
        rev: u64,
    ) -> Result<Stretch, Error> {
        // The ticket first: what is read after it may be newer than it, and never older.
        let ticket = self.for_actor(actor, Permission::Read, number).await?;
        let told_from = rev.saturating_add(1);
        let events = self.store.stretch(number, told_from, u64::MAX).await?;
        let touched = self.touched(&ticket, &events).await?;
        let items = self.bubbles(actor, &ticket, touched).await?;
        let (messages, events) = (Page { items, next: None }, lines(events, u64::MAX));
        Ok(Stretch { messages, events, told_from, told_to: ticket.rev.max(rev) })
    }

    /// Events are looked at as far back as the messages go, and at least once.
    async fn stretch(
        &self,
        actor: &Actor,
        number: TicketNumber,
        cursor: Option<&str>,
        mut told_from: u64,
    ) -> Result<Stretch, Error> {
        let told_to = told_from.saturating_sub(1);
        let messages = self.messages(actor, number, STRETCH, cursor).await?;
        let oldest = messages.items.first().filter(|_| messages.next.is_some());
        let oldest = oldest.map(|bubble| bubble.message.saved_at);
        let mut events = vec![];
        while told_from > 1 {
            let first = told_from.saturating_sub(LINES_FROM).max(1);
            // With the one after them, for what it says of the last.
            let before = self.store.stretch(number, first, told_from).await?;
            let reached = before.first().map(|event| event.at);
            events.splice(0..0, lines(before, told_from));
            told_from = first;
            if reached.is_none() || reached < oldest {
                break;
            }
        }
        Ok(Stretch { messages, events, told_from, told_to })
    }

    pub async fn counts(
        &self,
        actor: &Actor,
        owner: Option<&OwnerFilter>,
    ) -> Result<Counts, Error> {
        allow(actor, Permission::Read)?;
        Ok(self.store.counts(owner, &self.sight(actor)).await?)
    }

    /// The teams by id and name.
    pub fn teams(&self, actor: &Actor) -> Result<Vec<(TeamId, String)>, Error> {
        allow(actor, Permission::Read)?;
        let book = self.floor().book();
        let teams = book.rulebook().teams.iter();
        Ok(teams.map(|team| (team.id.clone(), team.name.clone())).collect())
    }

    /// Everyone of the team, for names and for assigning.
    pub async fn people(&self, actor: &Actor) -> Result<Arc<[Person]>, Error> {
        allow(actor, Permission::Read)?;
        Ok(self.store.people().await?)
    }

    /// The same, each with where they are.
    pub async fn presences(&self, actor: &Actor) -> Result<Vec<(Person, State)>, Error> {
        let (people, now) = (self.people(actor).await?, self.clock.now());
        let floor = self.floor();
        Ok(people.iter().map(|one| (one.clone(), floor.state(&one.id, now))).collect())
    }
}

fn card(actor: &Actor, ticket: Ticket, contact: Option<&Contact>) -> Card {
    if actor.may(Permission::SeePhone) {
        return whole_card(ticket, contact);
    }
    Card { ticket, phone: contact.and_then(Contact::masked_phone) }
}

/// For whoever may see all of it.
pub(super) fn whole_card(ticket: Ticket, contact: Option<&Contact>) -> Card {
    Card { ticket, phone: contact.and_then(Contact::shown_phone) }
}
