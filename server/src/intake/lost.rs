//! What was applied and is nowhere: bodies that the journal still has, held against the store.
//!
//! A message has to be in a ticket or kept aside, a status to be of a message of ours or kept aside, and
//! whoever something is told of to be known.
//! How far a status moved its message is not asked: others may have overtaken it. Bodies are read as
//! this version reads them, and were perhaps taken in by another.

use std::collections::HashSet;

use desk::inbound::{Aside, Inbound, Recalled};
use desk::message::Message;
use desk::ports::{Answer, Question};
use store::Store;
use thiserror::Error;

use super::batch::{ITEMS, read};
use crate::journal::{Entry, Seq};
use crate::whatsapp::payload;

/// An item of a body that was applied, and is nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error(
    "Item {place} of body {seq} of the journal was taken in, but is in no ticket and not kept aside."
)]
pub struct Lost {
    seq: Seq,
    /// Counted from 1.
    place: usize,
}

/// What of `bodies`, which were applied, the store does not have.
pub async fn lost(store: &Store, bodies: &[Entry]) -> Result<Vec<Lost>, store::Error> {
    let mut items = Vec::new();
    for body in bodies {
        let seq = body.seq;
        items.extend((1..).zip(read(body)).map(|(place, item)| (Lost { seq, place }, item)));
    }
    let mut lost = Vec::new();
    for part in items.chunks(ITEMS) {
        let there = There::ask(store, part).await?;
        lost.extend(part.iter().filter(|(_, item)| !there.has(item)).map(|(one, _)| *one));
    }
    Ok(lost)
}

/// What the store has of some items.
struct There {
    answer: Answer,
    kept: HashSet<String>,
}

impl There {
    async fn ask(store: &Store, items: &[(Lost, Inbound)]) -> Result<Self, store::Error> {
        let mut question = Question::default();
        let mut asides = Vec::new();
        for (_, item) in items {
            match item {
                Inbound::Message(arrival)
                | Inbound::Echo(arrival)
                | Inbound::Recalled(Recalled { arrival, .. }) => {
                    question.arrivals.push(arrival.id.clone());
                    // What this desk sent itself comes back as an echo, too.
                    question.externals.push(arrival.external.clone());
                }
                Inbound::Told(told) => {
                    let aliases = told.aliases.iter().filter(|alias| alias.finds()).cloned();
                    question.senders.push((told.number.clone(), aliases.collect()));
                }
                Inbound::Status(news) => {
                    question.messages.extend(news.message.clone());
                    question.externals.push(news.external.clone());
                }
                Inbound::Kept(_) => {}
            }
            asides.extend(asides_of(item));
        }
        let answer = store.answer(&question).await?;
        Ok(Self { answer, kept: store.kept_by(&asides).await? })
    }

    fn has(&self, item: &Inbound) -> bool {
        let in_a_ticket = match item {
            Inbound::Message(arrival) => self.answer.seen.contains(&arrival.id),
            Inbound::Echo(arrival) | Inbound::Recalled(Recalled { arrival, .. }) => {
                let ours = |message: &Message| message.external.as_ref() == Some(&arrival.external);
                self.answer.seen.contains(&arrival.id) || self.answer.messages.iter().any(ours)
            }
            Inbound::Told(told) => {
                self.answer.contacts.iter().any(|(alias, _)| told.aliases.contains(alias))
            }
            Inbound::Status(news) => self.answer.messages.iter().any(|message| {
                news.message.as_ref() == Some(&message.id)
                    || message.external.as_ref() == Some(&news.external)
            }),
            Inbound::Kept(_) => false,
        };
        in_a_ticket || asides_of(item).iter().any(|id| self.kept.contains(id))
    }
}

/// What an item may be kept by: as one that found no place, or as one that the store never took.
fn asides_of(item: &Inbound) -> [String; 2] {
    [item.aside_id(), payload::aside(Aside::UnknownShape, item.raw()).id]
}
