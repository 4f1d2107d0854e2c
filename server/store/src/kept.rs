//! What could not be placed, kept whole for a person to look at.

use std::collections::HashSet;

use desk::inbound::{Aside, Kept};
use surrealdb::types::{RecordId, SurrealValue, Variables};

use crate::{Error, Store, ids};

#[derive(Debug, Clone, SurrealValue)]
#[surreal(crate = "surrealdb::types")]
pub(crate) struct KeptRow {
    id: RecordId,
    why: String,
    raw: String,
}

impl KeptRow {
    pub(crate) fn of(kept: &Kept) -> Self {
        let id = RecordId::new("kept", kept.id.as_str());
        Self { id, why: kept.why.word().to_owned(), raw: kept.raw.clone() }
    }

    fn read(self) -> Result<Kept, Error> {
        let reasons =
            [Aside::UnknownNumber, Aside::UnknownMessage, Aside::UnknownField, Aside::UnknownShape];
        let why = reasons.into_iter().find(|why| why.word() == self.why);
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
}
