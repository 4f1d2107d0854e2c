//! Messages as rows, and the thread of a ticket.

use chrono::{DateTime, Utc};
use desk::ids::{MessageId, TicketNumber};
use desk::message::{Content, Delivery, Direction, Fetched, File, Message};
use desk::ports::Page;
use surrealdb::types::{RecordId, SurrealValue, Variables};

use crate::json::{from_json, to_json};
use crate::place;
use crate::{Error, Store, ids};

#[derive(Debug, Clone, SurrealValue)]
#[surreal(crate = "surrealdb::types")]
pub(crate) struct MessageRow {
    pub(crate) id: RecordId,
    ticket: RecordId,
    direction: String,
    author: String,
    content: String,
    external: Option<String>,
    reply_to: Option<String>,
    origin: Option<String>,
    delivery: Option<String>,
    /// What became of the file that `content` names, which stays as it came. Of one that we sent it is
    /// known from the start.
    fetched: Option<String>,
    sent_at: DateTime<Utc>,
    saved_at: DateTime<Utc>,
    place: String,
}

impl MessageRow {
    pub(crate) fn of(message: &Message) -> Self {
        Self {
            id: ids::message(&message.id),
            ticket: ids::ticket(message.ticket),
            direction: word(message.direction).to_owned(),
            author: to_json(&message.author),
            content: to_json(&message.content),
            external: message.external.clone(),
            reply_to: message.reply_to.clone(),
            origin: message.origin.as_ref().map(to_json),
            delivery: message.delivery.as_ref().map(to_json),
            fetched: match &message.content {
                Content::Media { fetched, .. } => fetched.as_ref().map(to_json),
                _ => None,
            },
            sent_at: message.sent_at,
            saved_at: message.saved_at,
            place: place::of_message(message.sent_at, &message.turn()),
        }
    }

    /// Takes down how far a message got that is not saved yet.
    pub(crate) fn deliver(&mut self, delivery: &Delivery, external: Option<&String>) {
        self.delivery = Some(to_json(delivery));
        self.external = self.external.take().or_else(|| external.cloned());
    }

    /// The column that says something else than `message`, which the row holds, if one does.
    pub(crate) fn astray(&self, message: &Message) -> Option<&'static str> {
        let place = place::of_message(message.sent_at, &message.turn());
        (self.place != place).then_some("place")
    }

    pub(crate) fn read(self) -> Result<Message, Error> {
        let mut content: Content = from_json("message", &self.content)?;
        if let Some(fetched) = &self.fetched {
            content.set_fetched(from_json("message", fetched)?);
        }
        Ok(Message {
            id: MessageId(ids::text(self.id)?),
            ticket: ids::number(&self.ticket)?,
            direction: if self.direction == "in" { Direction::In } else { Direction::Out },
            author: from_json("message", &self.author)?,
            content,
            external: self.external,
            reply_to: self.reply_to,
            origin: self.origin.map(|origin| from_json("message", &origin)).transpose()?,
            delivery: self.delivery.map(|delivery| from_json("message", &delivery)).transpose()?,
            sent_at: self.sent_at,
            saved_at: self.saved_at,
        })
    }
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct FileRow {
    id: RecordId,
    fetched: String,
}

pub(crate) const THREAD: &str = "SELECT * FROM message \
    WHERE ticket = $ticket AND place > $after ORDER BY place LIMIT $limit";
const FILES: &str = "SELECT id, fetched FROM message WHERE fetched != NONE";
const KEYED: &str = "SELECT * FROM (SELECT VALUE message FROM $id)";

impl Store {
    pub async fn message(&self, id: &MessageId) -> Result<Option<Message>, Error> {
        let row: Option<MessageRow> = self.get(ids::message(id)).await?;
        row.map(MessageRow::read).transpose()
    }

    /// The message that an idempotency key made before.
    pub async fn keyed(&self, key: &str) -> Result<Option<Message>, Error> {
        let mut bound = Variables::new();
        bound.insert("id", RecordId::new("request", key));
        let rows: Vec<MessageRow> = self.engine.run(KEYED, bound).await?.rows(0)?;
        rows.into_iter().next().map(MessageRow::read).transpose()
    }

    /// Every file that is said to be here, with the message that names it. Reads all messages.
    pub async fn files(&self) -> Result<Vec<(MessageId, File)>, Error> {
        let rows: Vec<FileRow> = self.engine.run(FILES, Variables::new()).await?.rows(0)?;
        let mut files = vec![];
        for FileRow { id, fetched } in rows {
            if let Fetched::Here(file) = from_json("message", &fetched)? {
                files.push((MessageId(ids::text(id)?), *file));
            }
        }
        Ok(files)
    }

    pub async fn messages(
        &self,
        number: TicketNumber,
        limit: usize,
        cursor: Option<&str>,
    ) -> Result<Page<Message>, Error> {
        let mut bound = Variables::new();
        bound.insert("ticket", ids::ticket(number));
        bound.insert("after", place::after(cursor));
        bound.insert("limit", limit as i64 + 1);
        let mut rows: Vec<MessageRow> = self.engine.run(THREAD, bound).await?.rows(0)?;
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = rows.last().filter(|_| more).map(|row| row.place.clone());
        let items = rows.into_iter().rev().map(MessageRow::read).collect::<Result<_, _>>()?;
        Ok(Page { items, next })
    }
}

fn word(direction: Direction) -> &'static str {
    match direction {
        Direction::In => "in",
        Direction::Out => "out",
    }
}
