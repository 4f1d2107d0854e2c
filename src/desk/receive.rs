//! What the channel brought in, a batch at a time: look up once, decide in memory, save once.
//!
//! A batch is processed in order, so each contact's messages are too. Doing the same batch again
//! changes nothing: arrivals are known by id, and deliveries only move forward.

mod batch;

use std::collections::BTreeSet;

use super::answer::Asked;
use super::{Desk, Error, TRIES, allow, failed};
use crate::contact::Contact;
use crate::ids::{ContactId, NumberId, TicketNumber};
use crate::inbound::{Arrival, Aside, Inbound, Recalled};
use crate::message::Content;
use crate::permissions::{Actor, Permission};
use crate::ports::{Answer, Cause, CommitError, Question};
use batch::Batch;

/// What became of a batch.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Receipt {
    /// Messages that joined a ticket now.
    pub joined: usize,
    /// Messages that had joined before.
    pub repeated: usize,
    /// Deliveries that moved.
    pub moved: usize,
    /// Items put aside, with the reason.
    pub aside: Vec<Aside>,
    /// Numbers written to that this desk does not have.
    pub unknown_numbers: Vec<NumberId>,
}

impl Desk {
    /// Brings `items` to their tickets. All of them are saved, or none is and the call fails.
    pub async fn receive(&self, actor: &Actor, items: &[Inbound]) -> Result<Receipt, Error> {
        allow(actor, Permission::Receive)?;
        for _ in 0..TRIES {
            let mut answer = self.store.answer(&question(items)).await?;
            if !self.follow_merges(&mut answer).await? {
                continue;
            }
            let book = self.floor().book();
            let asked = self.ask().await?;
            let customers = self.customers_of(&asked, &answer).await?;
            let mut batch = Batch::new(answer, customers, asked, actor.author());
            for item in items {
                self.take_one(&mut batch, item).await?;
            }
            let (commit, happened, rest) = batch.done();
            if !(commit.is_empty() && happened.is_empty()) {
                match self.save_happened(commit, happened, &book).await {
                    Err(CommitError::Stale) => continue,
                    saved => saved.map_err(failed)?,
                }
            }
            self.came_early(actor, rest.early).await?;
            for (message, external) in rest.echoed {
                self.found(actor, &message, &external).await?;
            }
            return Ok(rest.receipt);
        }
        Err(failed(CommitError::Stale))
    }

    /// One item. What is for another number than ours is put aside.
    async fn take_one(&self, batch: &mut Batch, item: &Inbound) -> Result<(), Cause> {
        // A status says for itself whether it is of a message of ours.
        let number = item.number().filter(|_| !matches!(item, Inbound::Status(_)));
        if let Some(number) = number
            && !self.store.has_number(number).await?
        {
            batch.keep(&item.aside_id(), Aside::UnknownNumber, item.raw());
            batch.unknown_number(number);
            return Ok(());
        }
        let next = || self.store.next_number();
        match item {
            Inbound::Message(arrival) => batch.message(arrival, next),
            Inbound::Echo(arrival) => batch.echo(arrival, next),
            Inbound::Recalled(recalled) => batch.recall(recalled, next),
            Inbound::Told(told) => batch.told(told),
            Inbound::Status(news) => batch.status(news),
            Inbound::Kept(kept) => batch.keep(&kept.id, kept.why, &kept.raw),
        }
        Ok(())
    }

    /// The customers of tickets that no message of theirs led to, if answering needs to know: a status
    /// names ours.
    async fn customers_of(&self, asked: &Asked, answer: &Answer) -> Result<Vec<Contact>, Cause> {
        let senders: BTreeSet<&ContactId> =
            answer.contacts.iter().map(|(_, contact)| &contact.id).collect();
        let customers = answer.tickets.iter().map(|ticket| &ticket.contact);
        let others: BTreeSet<&ContactId> =
            customers.filter(|customer| !senders.contains(customer)).collect();
        if others.is_empty() || !asked.wants_contact() {
            return Ok(vec![]);
        }
        self.store.contacts(&others.into_iter().cloned().collect::<Vec<_>>()).await
    }

    /// Adds the tickets that hold merged ones, where those go on, be they the latest or named. False
    /// if a merge was undone since `answer` was given: then it is no longer true.
    async fn follow_merges(&self, answer: &mut Answer) -> Result<bool, Error> {
        let found = answer.latest.iter().chain(&answer.tickets);
        let merged: Vec<_> = found.filter_map(|it| Some((it.number, it.merged_into?))).collect();
        for (number, into) in merged {
            // Known already, and of the same moment as its messages.
            if answer.tickets.iter().any(|ticket| ticket.number == into) {
                continue;
            }
            match self.store.ticket(into).await? {
                Some(ticket) if ticket.absorbed.contains(&number) => {
                    answer.tickets.push(ticket);
                }
                _ => return Ok(false),
            }
        }
        Ok(true)
    }
}

/// Everything that deciding about `items` needs.
fn question(items: &[Inbound]) -> Question {
    let mut question = Question::default();
    for item in items {
        match item {
            Inbound::Message(arrival) => {
                ask_of(&mut question, arrival);
                question.named.extend(named(&arrival.content));
            }
            Inbound::Echo(arrival) | Inbound::Recalled(Recalled { arrival, .. }) => {
                ask_of(&mut question, arrival);
                // It may be one that this desk sent.
                question.externals.push(arrival.external.clone());
                question.recalls |= matches!(item, Inbound::Recalled(_));
            }
            Inbound::Told(told) => {
                let aliases = told.all_aliases().filter(|alias| alias.finds()).cloned();
                question.senders.push((told.number.clone(), aliases.collect()));
            }
            Inbound::Status(news) => {
                question.messages.extend(news.message.clone());
                question.externals.push(news.external.clone());
            }
            Inbound::Kept(_) => {}
        }
    }
    question
}

fn ask_of(question: &mut Question, arrival: &Arrival) {
    question.arrivals.push(arrival.id.clone());
    let aliases = arrival.aliases.iter().filter(|alias| alias.finds()).cloned();
    question.senders.push((arrival.number.clone(), aliases.collect()));
}

/// The ticket that a customer speaks of by number.
fn named(content: &Content) -> Option<TicketNumber> {
    match content {
        Content::Rating { ticket, .. } => Some(*ticket),
        _ => None,
    }
}
