//! What was applied and is nowhere: bodies that the journal still has, held against the store.
//!
//! A message has to be in a ticket or kept aside, a status to be of a message of ours or kept aside.
//! How far a status moved its message is not asked: others may have overtaken it. Bodies are read as
//! this version reads them, and were perhaps taken in by another.

use std::collections::HashSet;

use desk::inbound::{Aside, Inbound};
use desk::ports::{Answer, Question};
use store::Store;
use thiserror::Error;

use super::batch::{ITEMS, raw, read};
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
                Inbound::Message(arrival) => question.arrivals.push(arrival.id.clone()),
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
    let own = match item {
        Inbound::Message(arrival) => arrival.aside_id(),
        Inbound::Status(news) => news.aside_id(),
        Inbound::Kept(kept) => kept.id.clone(),
    };
    [own, payload::aside(Aside::UnknownShape, raw(item)).id]
}
