//! Files that have still to be fetched. Rows come and go with the commits that say why; only how often
//! a file was tried in vain is written here.

use chrono::{DateTime, Utc};
use desk::fetch::Fetch;
use desk::ids::{MessageId, NumberId};
use desk::message::{Fetched, Message};
use desk::ports::Page;
use desk::ticket::{Event, Ticket};
use surrealdb::types::{RecordId, SurrealValue, Variables};

use crate::json::{from_json, to_json};
use crate::{Error, Store, ids, place};

#[derive(Debug, Clone, SurrealValue)]
#[surreal(crate = "surrealdb::types")]
pub(crate) struct FetchRow {
    pub(crate) id: RecordId,
    number: String,
    media: String,
    kind: String,
    at: DateTime<Utc>,
    tries: u32,
    due_at: DateTime<Utc>,
    place: String,
}

impl FetchRow {
    /// The file that `message`, which `event` brought to `ticket`, names; due at once.
    pub(crate) fn of(event: &Event, message: &Message, ticket: &Ticket) -> Option<Self> {
        let (kind, media) = message.content.to_fetch()?;
        Some(Self {
            id: ids::fetch(&message.id),
            number: ticket.channel.0.clone(),
            media: media.to_owned(),
            kind: to_json(&kind),
            at: event.at,
            tries: 0,
            due_at: event.at,
            place: place::of_fetch(event.at, &message.id),
        })
    }

    /// The column that says something else than the others, if one does.
    pub(crate) fn astray(&self, message: &MessageId) -> Option<&'static str> {
        (self.place != place::of_fetch(self.due_at, message)).then_some("place")
    }

    fn read(self) -> Result<Fetch, Error> {
        Ok(Fetch {
            message: MessageId(ids::text(self.id)?),
            number: NumberId(self.number),
            media: self.media,
            kind: from_json("fetch", &self.kind)?,
            at: self.at,
            tries: self.tries,
            due: self.due_at,
        })
    }
}

/// What became of a file, for the row of its message.
#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
pub(crate) struct FetchedRow {
    id: RecordId,
    fetched: String,
}

impl FetchedRow {
    pub(crate) fn of(message: &MessageId, fetched: &Fetched) -> Self {
        Self { id: ids::message(message), fetched: to_json(fetched) }
    }
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct Count {
    fetches: u64,
}

pub(crate) const NEXT: &str =
    "SELECT * FROM to_fetch WHERE place > $after ORDER BY place LIMIT $limit";
pub(crate) const COUNT: &str = "SELECT count() AS fetches FROM to_fetch GROUP ALL";
const DELAY: &str = "UPDATE $id SET tries = $tries, due_at = $due, place = $place RETURN NONE";

impl Store {
    /// Those that are due first, whether or not their moment has come.
    pub async fn fetches(&self, limit: usize, cursor: Option<&str>) -> Result<Page<Fetch>, Error> {
        let mut bound = Variables::new();
        bound.insert("after", place::after(cursor));
        bound.insert("limit", limit as i64 + 1);
        let mut rows: Vec<FetchRow> = self.engine.run(NEXT, bound).await?.rows(0)?;
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = rows.last().filter(|_| more).map(|row| row.place.clone());
        let items = rows.into_iter().map(FetchRow::read).collect::<Result<_, _>>()?;
        Ok(Page { items, next })
    }

    pub async fn fetches_count(&self) -> Result<u64, Error> {
        let count: Vec<Count> = self.engine.run(COUNT, Variables::new()).await?.rows(0)?;
        Ok(count.first().map_or(0, |count| count.fetches))
    }

    /// Puts a fetch off, if it is still there.
    pub async fn delay_fetch(
        &self,
        message: &MessageId,
        tries: u32,
        due: DateTime<Utc>,
    ) -> Result<(), Error> {
        let mut bound = Variables::new();
        bound.insert("id", ids::fetch(message));
        bound.insert("tries", i64::from(tries));
        bound.insert("due", due);
        bound.insert("place", place::of_fetch(due, message));
        self.engine.run(DELAY, bound).await.map(drop)
    }
}
