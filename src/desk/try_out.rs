//! Trying a rule on the tickets that are there (RULE-8): it reads, and saves nothing.

use std::collections::BTreeSet;

use super::{Desk, Error, allow};
use crate::automation::{LATELY, MOST_TRIED, Past, Stage, Trial, Tried};
use crate::contact::{Contact, whole};
use crate::permissions::{Actor, Permission};
use crate::ports::{Cause, Filter};
use crate::routing::Rule;
use crate::rulebook::{Objection, Rulebook};
use crate::ticket::Ticket;

/// The most events that a trial goes through, of all tickets together: a ticket with more than are left
/// is passed over. What is tried of each is less than a part of it.
const MOST_EVENTS: u64 = 300_000;

impl Desk {
    /// What `rule`, in its place in `rulebook`, would have done on the `tickets` with the newest messages,
    /// of which there are [`MOST_TRIED`] at most. Otherwise everything that is wrong with the book.
    pub async fn try_out(
        &self,
        actor: &Actor,
        rulebook: Rulebook,
        rule: Rule,
        tickets: usize,
    ) -> Result<Result<Trial, Vec<Objection>>, Error> {
        allow(actor, Permission::Configure)?;
        let people = self.store.people().await?;
        let ids: BTreeSet<_> = people.iter().map(|person| person.id.clone()).collect();
        let rulebook = rulebook.with_rule(rule.clone());
        let mut objections = rulebook.objections(&ids);
        objections.extend(self.misfilled(&rulebook).await?);
        if !objections.is_empty() {
            return Ok(Err(objections));
        }
        let Ok(stage) = Stage::set(&rulebook, rule, people, self.clock.now()) else {
            return Ok(Err(rulebook.objections(&ids)));
        };
        let stage = stage.with_templates(self.store.templates().await?);
        Ok(Ok(self.try_all(&stage, tickets.clamp(1, MOST_TRIED)).await?))
    }

    async fn try_all(&self, stage: &Stage, tickets: usize) -> Result<Trial, Cause> {
        let page = self.store.tickets(&Filter::default(), tickets, None).await?;
        let ids: Vec<_> = page.items.iter().map(|ticket| ticket.contact.clone()).collect();
        let contacts = self.store.contacts(&ids).await?;
        let (mut trial, mut left) = (stage.begin(), MOST_EVENTS);
        for ticket in &page.items {
            let Some(rest) = left.checked_sub(ticket.rev) else {
                trial.pass_over();
                continue;
            };
            left = rest;
            let contact = whole(&contacts, &ticket.contact);
            trial.take(self.try_on(stage, ticket, contact).await?);
        }
        Ok(trial)
    }

    /// Goes through one ticket, a stretch of its history at a time.
    async fn try_on(
        &self,
        stage: &Stage,
        ticket: &Ticket,
        contact: Option<&Contact>,
    ) -> Result<Tried, Cause> {
        let mut past = Past::of(stage, ticket, contact);
        let lately = ticket.rev.saturating_sub(LATELY) + 1;
        let mut first = 1;
        while first < lately {
            let last = (first + LATELY).min(lately) - 1;
            past.recall(&self.store.stretch(ticket.number, first, last).await?);
            first = last + 1;
        }
        past.play(&self.store.stretch(ticket.number, lately, ticket.rev).await?);
        Ok(past.end())
    }
}
