//! What could not be placed, kept whole for a person to look at.

use std::collections::HashSet;

use desk::inbound::{Aside, Kept, StatusNews};
use surrealdb::types::{RecordId, RecordIdKeyRange, SurrealValue, Variables};

use crate::events::RANGE;
use crate::json::{from_json, to_json};
use crate::{Error, Store, ids};

#[derive(Debug, Clone, SurrealValue)]
#[surreal(crate = "surrealdb::types")]
pub(crate) struct KeptRow {
    id: RecordId,
    why: String,
    raw: String,
    /// What it says, if it is a status that waits for its message.
    status: Option<String>,
}

impl KeptRow {
    /// What is kept, which may be among the statuses that wait.
    pub(crate) fn of(kept: &Kept, early: &[StatusNews]) -> Self {
        let id = RecordId::new("kept", kept.id.as_str());
        let status = early.iter().find(|news| news.aside_id() == kept.id).map(to_json);
        Self { id, why: kept.why.word().to_owned(), raw: kept.raw.clone(), status }
    }

    fn read(self) -> Result<Kept, Error> {
        let why = Aside::ALL.into_iter().find(|why| why.word() == self.why);
        let why = why.ok_or_else(|| ids::unreadable("kept item"))?;
        Ok(Kept { id: ids::text(self.id)?, why, raw: self.raw })
    }
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct Reason {
    why: String,
    items: u64,
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct Items {
    items: u64,
}

impl Store {
    /// How many items were kept, by the word of the reason.
    pub async fn kept_counts(&self) -> Result<Vec<(String, u64)>, Error> {
        let text = "SELECT why, count() AS items FROM kept GROUP BY why";
        let reasons: Vec<Reason> = self.engine.run(text, Variables::new()).await?.rows(0)?;
        Ok(reasons.into_iter().map(|reason| (reason.why, reason.items)).collect())
    }

    /// Those of `ids` by which something is kept.
    pub async fn kept_by(&self, ids: &[String]) -> Result<HashSet<String>, Error> {
        let mut bound = Variables::new();
        let records = ids.iter().map(|id| RecordId::new("kept", id.as_str()));
        bound.insert("ids", records.collect::<Vec<RecordId>>());
        let text = "SELECT VALUE id FROM $ids";
        let rows: Vec<RecordId> = self.engine.run(text, bound).await?.rows(0)?;
        rows.into_iter().map(ids::text).collect()
    }

    /// At most `limit` kept items, in no particular order.
    pub async fn kept(&self, limit: usize) -> Result<Vec<Kept>, Error> {
        let mut bound = Variables::new();
        bound.insert("limit", limit as i64);
        let text = "SELECT * FROM kept LIMIT $limit";
        let rows: Vec<KeptRow> = self.engine.run(text, bound).await?.rows(0)?;
        rows.into_iter().map(KeptRow::read).collect()
    }

    /// The statuses that wait for the message that Meta calls so.
    pub async fn strays_of(&self, external: &str) -> Result<Vec<StatusNews>, Error> {
        let from = StatusNews::asides_of(external);
        // What follows is hexadecimal.
        let range = RecordIdKeyRange::from(from.clone()..=format!("{from}g"));
        let mut bound = Variables::new();
        bound.insert("range", RecordId::new("kept", range));
        let rows: Vec<KeptRow> = self.engine.run(RANGE, bound).await?.rows(0)?;
        let told = rows.into_iter().filter_map(|row| row.status);
        let told = told.map(|status| from_json::<StatusNews>("kept item", &status));
        let mut told = told.collect::<Result<Vec<_>, _>>()?;
        told.retain(|news| news.external == external);
        Ok(told)
    }

    /// It found its message.
    pub async fn found(&self, news: &StatusNews) -> Result<(), Error> {
        let mut bound = Variables::new();
        bound.insert("id", RecordId::new("kept", news.aside_id().as_str()));
        self.engine.run("DELETE $id RETURN NONE", bound).await.map(drop)
    }

    /// How many statuses wait for their message.
    pub async fn strays_count(&self) -> Result<u64, Error> {
        let text = "SELECT count() AS items FROM kept WHERE status != NONE GROUP ALL";
        let rows: Vec<Items> = self.engine.run(text, Variables::new()).await?.rows(0)?;
        Ok(rows.first().map_or(0, |row| row.items))
    }
}
