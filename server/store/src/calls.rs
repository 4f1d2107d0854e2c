//! Programs that have still to be called. Rows come and go with the commits that say why; only how
//! often a call was tried, and that its program was told, is written here.

use chrono::{DateTime, Utc};
use desk::call::{Call, CallId};
use desk::ports::Page;
use desk::ticket::Event;
use surrealdb::types::{RecordId, SurrealValue, Variables};

use crate::json::{from_json, to_json};
use crate::{Error, Store, ids, place};

#[derive(Debug, Clone, SurrealValue)]
#[surreal(crate = "surrealdb::types")]
pub(crate) struct CallRow {
    pub(crate) id: RecordId,
    url: String,
    by: String,
    at: DateTime<Utc>,
    tries: u32,
    due_at: DateTime<Utc>,
    place: String,
}

impl CallRow {
    /// The call that `event` wants, due at once.
    pub(crate) fn of(event: &Event, url: &str) -> Self {
        let id = CallId { ticket: event.ticket, rev: event.rev };
        Self {
            id: ids::call(id),
            url: url.to_owned(),
            by: to_json(&event.by),
            at: event.at,
            tries: 0,
            due_at: event.at,
            place: place::of_call(event.at, id),
        }
    }

    /// The column that says something else than the others, if one does.
    pub(crate) fn astray(&self, id: CallId) -> Option<&'static str> {
        (self.place != place::of_call(self.due_at, id)).then_some("place")
    }

    fn read(self) -> Result<Call, Error> {
        Ok(Call {
            id: ids::call_id(&self.id)?,
            url: self.url,
            by: from_json("call", &self.by)?,
            at: self.at,
            tries: self.tries,
            due: self.due_at,
        })
    }
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct Count {
    calls: u64,
}

pub(crate) const NEXT: &str = "SELECT * FROM call WHERE place > $after ORDER BY place LIMIT $limit";
pub(crate) const COUNT: &str = "SELECT count() AS calls FROM call GROUP ALL";
const DELAY: &str = "UPDATE $id SET tries = $tries, due_at = $due, place = $place RETURN NONE";
const END: &str = "DELETE $id RETURN NONE";

impl Store {
    /// Those that are due first, whether or not their moment has come.
    pub async fn calls(&self, limit: usize, cursor: Option<&str>) -> Result<Page<Call>, Error> {
        let mut bound = Variables::new();
        bound.insert("after", place::after(cursor));
        bound.insert("limit", limit as i64 + 1);
        let mut rows: Vec<CallRow> = self.engine.run(NEXT, bound).await?.rows(0)?;
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = rows.last().filter(|_| more).map(|row| row.place.clone());
        let items = rows.into_iter().map(CallRow::read).collect::<Result<_, _>>()?;
        Ok(Page { items, next })
    }

    pub async fn calls_count(&self) -> Result<u64, Error> {
        let count: Vec<Count> = self.engine.run(COUNT, Variables::new()).await?.rows(0)?;
        Ok(count.first().map_or(0, |count| count.calls))
    }

    /// Puts a call off, if it is still there.
    pub async fn delay_call(
        &self,
        call: CallId,
        tries: u32,
        due: DateTime<Utc>,
    ) -> Result<(), Error> {
        let mut bound = Variables::new();
        bound.insert("id", ids::call(call));
        bound.insert("tries", i64::from(tries));
        bound.insert("due", due);
        bound.insert("place", place::of_call(due, call));
        self.engine.run(DELAY, bound).await.map(drop)
    }

    /// Forgets a call whose program was told.
    pub async fn end_call(&self, call: CallId) -> Result<(), Error> {
        let mut bound = Variables::new();
        bound.insert("id", ids::call(call));
        self.engine.run(END, bound).await.map(drop)
    }
}
