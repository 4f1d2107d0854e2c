//! What the outbox has still to care for. Rows come and go with the commits that say why; only the
//! mark that an attempt was begun is written here.

use std::collections::HashMap;
use std::hash::Hash;

use chrono::{DateTime, Utc};
use desk::contact::Contact;
use desk::ids::{ContactId, MessageId, NumberId};
use desk::message::Message;
use desk::ports::Outgoing;
use desk::ticket::Ticket;
use surrealdb::types::{RecordId, SurrealValue, Variables};

use crate::contacts::ContactRow;
use crate::messages::MessageRow;
use crate::{Error, Store, ids};

#[derive(Debug, Clone, SurrealValue)]
#[surreal(crate = "surrealdb::types")]
pub(crate) struct OutboxRow {
    id: RecordId,
    message: RecordId,
    contact: RecordId,
    number: String,
    pub(crate) progress: String,
    attempted_at: Option<DateTime<Utc>>,
}

pub(crate) const QUEUED: &str = "queued";
pub(crate) const UNCONFIRMED: &str = "unconfirmed";

impl OutboxRow {
    pub(crate) fn of(message: &MessageId, ticket: &Ticket) -> Self {
        Self {
            id: ids::outbox(message),
            message: ids::message(message),
            contact: ids::contact(&ticket.contact),
            number: ticket.channel.0.clone(),
            progress: QUEUED.to_owned(),
            attempted_at: None,
        }
    }
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct Waiting {
    rows: Vec<OutboxRow>,
    messages: Vec<MessageRow>,
    contacts: Vec<ContactRow>,
}

pub(crate) const WAITING: &str = include_str!("outbox/waiting.surql");
const BEGIN_ATTEMPT: &str = "UPDATE $id SET attempted_at = $at \
    WHERE attempted_at = NONE AND progress = 'queued' RETURN AFTER";
const END_ATTEMPT: &str = "UPDATE $id SET attempted_at = NONE RETURN NONE";

impl Store {
    /// Every message that the outbox has to care for, oldest first.
    pub async fn outbox(&self) -> Result<Vec<Outgoing>, Error> {
        let waiting: Option<Waiting> = self.engine.run(WAITING, Variables::new()).await?.row(0)?;
        let Some(Waiting { rows, messages, contacts }) = waiting else { return Ok(vec![]) };
        let messages: HashMap<MessageId, Message> = by_id(messages, |row| {
            let message = row.read()?;
            Ok((message.id.clone(), message))
        })?;
        let contacts: HashMap<ContactId, Contact> = by_id(contacts, |row| {
            let contact = row.read()?;
            Ok((contact.id.clone(), contact))
        })?;
        let mut outbox = Vec::with_capacity(rows.len());
        for row in rows {
            let id = MessageId(ids::text(row.message)?);
            // A row without its message is for `check` to report: there is nothing to send.
            let Some(message) = messages.get(&id).cloned() else { continue };
            let contact = contacts.get(&ContactId(ids::text(row.contact)?));
            let to = contact.map(Contact::aliases).unwrap_or_default();
            let (number, attempted_at) = (NumberId(row.number), row.attempted_at);
            outbox.push(Outgoing { message, number, to, attempted_at });
        }
        outbox.sort_by(|a, b| {
            let key = |one: &Outgoing| (one.message.sent_at, one.message.id.clone());
            key(a).cmp(&key(b))
        });
        Ok(outbox)
    }

    /// Writes down that a call for `message` begins; false if it must not begin.
    pub async fn begin_attempt(
        &self,
        message: &MessageId,
        at: DateTime<Utc>,
    ) -> Result<bool, Error> {
        let mut bound = Variables::new();
        bound.insert("id", ids::outbox(message));
        bound.insert("at", at);
        let begun: Vec<OutboxRow> = match self.engine.run(BEGIN_ATTEMPT, bound).await {
            Err(Error::Stale) => return Ok(false),
            reply => reply?.rows(0)?,
        };
        Ok(!begun.is_empty())
    }

    /// Takes the mark back after an answer that says that nothing was sent.
    pub async fn end_attempt(&self, message: &MessageId) -> Result<(), Error> {
        let mut bound = Variables::new();
        bound.insert("id", ids::outbox(message));
        self.engine.run(END_ATTEMPT, bound).await?;
        Ok(())
    }
}

fn by_id<R, K: Eq + Hash, V>(
    rows: Vec<R>,
    read: impl Fn(R) -> Result<(K, V), Error>,
) -> Result<HashMap<K, V>, Error> {
    rows.into_iter().map(read).collect()
}
