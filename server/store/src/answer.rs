//! What `receive` must know about a batch: one statement, so that everything is of one moment, and
//! nothing in it but records fetched by their ids.

use std::collections::{BTreeSet, HashMap};

use desk::contact::Contact;
use desk::ids::{ContactId, NumberId};
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
        let mut answer = row.map_or_else(|| Ok(Answer::default()), AnswerRow::read)?;
        self.add_kin(question, &mut answer).await?;
        Ok(answer)
    }

    /// What is known of those who are one with whoever was found, and what was dug up for them all. It is
    /// of a later moment than the rest: who stands to whom is looked at once more in the commit.
    async fn add_kin(&self, question: &Question, answer: &mut Answer) -> Result<(), Error> {
        let found: Vec<Contact> = answer.contacts.iter().map(|(_, one)| one.clone()).collect();
        answer.kin = self.kin_of(&found).await?;
        let numbers: BTreeSet<&NumberId> = question.senders.iter().map(|(n, _)| n).collect();
        let of_kin = answer.kin.iter().map(|one| &one.id);
        let all: BTreeSet<&ContactId> =
            of_kin.clone().chain(found.iter().map(|one| &one.id)).collect();
        let kin: BTreeSet<&ContactId> = of_kin.collect();
        let mut conversations = vec![];
        for number in numbers {
            conversations.extend(kin.iter().map(|one| ids::conversation(number, one)));
            if question.recalls {
                conversations.extend(all.iter().map(|one| ids::past(number, one)));
            }
        }
        let more = self.latest_in(conversations).await?;
        answer.latest.extend(more);
        Ok(())
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
