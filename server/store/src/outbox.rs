//! What the outbox has still to care for. Rows come and go with the commits that say why; only the
//! mark that an attempt was begun is written here.

use std::collections::HashMap;
use std::hash::Hash;

use chrono::{DateTime, Utc};
use desk::contact::{Contact, whole};
use desk::ids::{ContactId, MessageId, NumberId};
use desk::message::{Message, Progress};
use desk::ports::{Outgoing, Page};
use desk::ticket::Ticket;
use surrealdb::types::{RecordId, SurrealValue, Variables};

use crate::contacts::ContactRow;
use crate::messages::MessageRow;
use crate::{Error, Store, ids, place};

#[derive(Debug, Clone, SurrealValue)]
#[surreal(crate = "surrealdb::types")]
pub(crate) struct OutboxRow {
    pub(crate) id: RecordId,
    message: RecordId,
    contact: RecordId,
    number: String,
    pub(crate) progress: String,
    attempted_at: Option<DateTime<Utc>>,
    pub(crate) place: String,
}

pub(crate) const QUEUED: &str = "queued";
/// A call began; its outcome is not known.
pub(crate) const ATTEMPTED: &str = "attempted";
pub(crate) const UNCONFIRMED: &str = "unconfirmed";

impl OutboxRow {
    pub(crate) fn of(message: &Message, ticket: &Ticket) -> Self {
        Self {
            id: ids::outbox(&message.id),
            message: ids::message(&message.id),
            contact: ids::contact(&ticket.contact),
            number: ticket.channel.0.clone(),
            progress: QUEUED.to_owned(),
            attempted_at: None,
            place: place::of_outgoing(message.sent_at, &message.id),
        }
    }
}

impl OutboxRow {
    /// Whether the row is as it has to be while the message has got this far.
    pub(crate) fn says(&self, progress: Progress) -> bool {
        let begun = self.attempted_at.is_some();
        match self.progress.as_str() {
            QUEUED => progress == Progress::Queued && !begun,
            ATTEMPTED => progress == Progress::Queued && begun,
            UNCONFIRMED => progress == Progress::Unconfirmed,
            _ => false,
        }
    }

    /// The columns that say something else than `right`, the row as it was made, apart from how far
    /// the message has got.
    pub(crate) fn astray(&self, right: &Self) -> Vec<&'static str> {
        let columns = [
            ("message", self.message != right.message),
            ("contact", self.contact != right.contact),
            ("number", self.number != right.number),
            ("place", self.place != right.place),
        ];
        columns.into_iter().filter(|(_, astray)| *astray).map(|(column, _)| column).collect()
    }
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct Waiting {
    rows: Vec<OutboxRow>,
    messages: Vec<MessageRow>,
    contacts: Vec<ContactRow>,
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct Count {
    messages: u64,
}

pub(crate) const WAITING: &str = include_str!("outbox/queued.surql");
pub(crate) const COUNT: &str =
    "SELECT count() AS messages FROM outbox WHERE progress = 'queued' GROUP ALL";
pub(crate) const BEGUN: &str = "SELECT * FROM outbox \
    WHERE progress = 'attempted' AND attempted_at <= $before ORDER BY place";
const BEGIN_ATTEMPT: &str = "UPDATE $id SET attempted_at = $at, progress = 'attempted' \
    WHERE progress = 'queued' RETURN AFTER";
const END_ATTEMPT: &str = "UPDATE $id SET attempted_at = NONE, progress = 'queued' \
    WHERE progress = 'attempted' RETURN NONE";

impl Store {
    /// The messages with a place in the outbox, whatever they wait for.
    pub async fn outbox(&self) -> Result<Vec<MessageId>, Error> {
        let text = "SELECT VALUE id FROM outbox";
        let rows: Vec<RecordId> = self.engine.run(text, Variables::new()).await?.rows(0)?;
        rows.into_iter().map(|id| Ok(MessageId(ids::text(id)?))).collect()
    }

    /// What can be sent now, oldest first.
    pub async fn queued(
        &self,
        limit: usize,
        cursor: Option<&str>,
    ) -> Result<Page<Outgoing>, Error> {
        let mut bound = Variables::new();
        bound.insert("after", place::after(cursor));
        bound.insert("limit", limit as i64 + 1);
        self.waiting_by(WAITING, limit, bound).await
    }

    /// The first `limit` that `text` finds, and one more to know whether there are others.
    pub(crate) async fn waiting_by(
        &self,
        text: &str,
        limit: usize,
        bound: Variables,
    ) -> Result<Page<Outgoing>, Error> {
        let waiting: Option<Waiting> = self.engine.run(text, bound).await?.row(0)?;
        let Some(Waiting { mut rows, messages, contacts }) = waiting else {
            return Ok(Page { items: vec![], next: None });
        };
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = rows.last().filter(|_| more).map(|row| row.place.clone());
        let contacts = contacts.into_iter().map(ContactRow::read).collect::<Result<Vec<_>, _>>()?;
        // One that is a part of another is called by what that one is.
        let kin = self.kin_of(&contacts).await?;
        let contacts: Vec<Contact> = contacts.into_iter().chain(kin).collect();
        Ok(Page { items: outgoing(rows, messages, &contacts)?, next })
    }

    pub async fn queued_count(&self) -> Result<u64, Error> {
        let count: Vec<Count> = self.engine.run(COUNT, Variables::new()).await?.rows(0)?;
        Ok(count.first().map_or(0, |count| count.messages))
    }

    /// What has a call without an outcome that began by then, oldest first.
    pub async fn attempted(&self, before: DateTime<Utc>) -> Result<Vec<MessageId>, Error> {
        let mut bound = Variables::new();
        bound.insert("before", before);
        let rows: Vec<OutboxRow> = self.engine.run(BEGUN, bound).await?.rows(0)?;
        rows.into_iter().map(|row| Ok(MessageId(ids::text(row.message)?))).collect()
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

fn outgoing(
    rows: Vec<OutboxRow>,
    messages: Vec<MessageRow>,
    contacts: &[Contact],
) -> Result<Vec<Outgoing>, Error> {
    let messages: HashMap<MessageId, Message> = by_id(messages, |row| {
        let message = row.read()?;
        Ok((message.id.clone(), message))
    })?;
    let mut items = Vec::with_capacity(rows.len());
    for row in rows {
        let id = MessageId(ids::text(row.message)?);
        // A row without its message is for `check` to report: there is nothing to send.
        let Some(message) = messages.get(&id).cloned() else { continue };
        let contact = whole(contacts, &ContactId(ids::text(row.contact)?));
        let to = contact.map(Contact::aliases).unwrap_or_default();
        items.push(Outgoing { message, number: NumberId(row.number), to });
    }
    Ok(items)
}

fn by_id<R, K: Eq + Hash, V>(
    rows: Vec<R>,
    read: impl Fn(R) -> Result<(K, V), Error>,
) -> Result<HashMap<K, V>, Error> {
    rows.into_iter().map(read).collect()
}
