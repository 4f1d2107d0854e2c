//! What `receive` must know about a batch: one statement, so that everything is of one moment, and
//! nothing in it but records fetched by their ids.

use std::collections::HashMap;

use desk::contact::Contact;
use desk::ids::ContactId;
use desk::message::Direction;
use desk::ports::{Answer, Question};
use surrealdb::types::{RecordId, SurrealValue, Variables};

use crate::contacts::{AliasRow, ContactRow};
use crate::messages::MessageRow;
use crate::tickets::TicketRow;
use crate::{Error, Store, ids};

pub(crate) const ANSWER: &str = include_str!("answer/answer.surql");

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct AnswerRow {
    seen: Vec<RecordId>,
    aliases: Vec<AliasRow>,
    contacts: Vec<ContactRow>,
    latest: Vec<TicketRow>,
    messages: Vec<MessageRow>,
    tickets: Vec<TicketRow>,
}

impl Store {
    pub async fn answer(&self, question: &Question) -> Result<Answer, Error> {
        let row: Option<AnswerRow> = self.engine.run(ANSWER, bind(question)).await?.row(0)?;
        row.map_or_else(|| Ok(Answer::default()), AnswerRow::read)
    }
}

impl AnswerRow {
    fn read(self) -> Result<Answer, Error> {
        let contacts = self.contacts.into_iter().map(|row| {
            let contact = row.read()?;
            Ok((contact.id.clone(), contact))
        });
        let contacts: HashMap<ContactId, Contact> = contacts.collect::<Result<_, Error>>()?;
        let mut answer = Answer::default();
        for row in self.aliases {
            let (alias, id) = row.read()?;
            answer.contacts.extend(contacts.get(&id).map(|contact| (alias, contact.clone())));
        }
        for id in self.seen {
            answer.seen.push(ids::text(id)?.as_str().into());
        }
        for row in self.messages {
            let message = row.read()?;
            // An inbound message has an id as well, but no delivery that a status could move.
            answer.messages.extend(Some(message).filter(|m| m.direction == Direction::Out));
        }
        answer.latest = self.latest.into_iter().map(TicketRow::read).collect::<Result<_, _>>()?;
        answer.tickets = self.tickets.into_iter().map(TicketRow::read).collect::<Result<_, _>>()?;
        Ok(answer)
    }
}

fn bind(question: &Question) -> Variables {
    let mut bound = Variables::new();
    bound.insert("arrivals", distinct(question.arrivals.iter().map(ids::message)));
    let aliases = question.senders.iter().flat_map(|(_, aliases)| aliases);
    bound.insert("aliases", distinct(aliases.map(ids::alias)));
    let mut numbers: Vec<String> = question.senders.iter().map(|(n, _)| n.0.clone()).collect();
    numbers.sort();
    numbers.dedup();
    bound.insert("numbers", numbers);
    bound.insert("messages", distinct(question.messages.iter().map(ids::message)));
    bound.insert("externals", distinct(question.externals.iter().map(|id| ids::external(id))));
    bound.insert("named", distinct(question.named.iter().map(|number| ids::ticket(*number))));
    bound
}

fn distinct(ids: impl Iterator<Item = RecordId>) -> Vec<RecordId> {
    let mut ids: Vec<RecordId> = ids.collect();
    ids.sort();
    ids.dedup();
    ids
}
