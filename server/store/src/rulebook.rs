//! The versions of the rulebook. None is ever changed or deleted: a ticket's history names them.

use chrono::{DateTime, Utc};
use desk::ports::{CommitError, Page};
use desk::rulebook::{Edition, Imprint};
use surrealdb::types::{RecordId, SurrealValue, Variables};

use crate::commit::failed;
use crate::json::{from_json, to_json};
use crate::{Error, Store, ids};

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct EditionRow {
    id: RecordId,
    at: DateTime<Utc>,
    by: String,
    rulebook: String,
}

/// An edition without its book, which may be large and of a version of the program that is gone.
#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct ImprintRow {
    id: RecordId,
    at: DateTime<Utc>,
    by: String,
}

pub(crate) const NEWEST: &str = "SELECT * FROM edition ORDER BY id DESC LIMIT 1";
const BEFORE: &str =
    "SELECT id, `at`, `by` FROM edition WHERE id < $before ORDER BY id DESC LIMIT $limit";
const LAY_DOWN: &str = "INSERT INTO edition $edition RETURN NONE";
/// Under which version every unsettled ticket was looked at.
const REVIEWED: &str = "reviewed";

impl Store {
    pub async fn rulebook(&self) -> Result<Option<Edition>, Error> {
        let rows: Vec<EditionRow> = self.engine.run(NEWEST, Variables::new()).await?.rows(0)?;
        rows.into_iter().next().map(EditionRow::read).transpose()
    }

    pub async fn edition(&self, version: u32) -> Result<Option<Edition>, Error> {
        let row: Option<EditionRow> = self.get(ids::edition(version)).await?;
        row.map(EditionRow::read).transpose()
    }

    /// By version, the newest first.
    pub async fn editions(
        &self,
        limit: usize,
        cursor: Option<&str>,
    ) -> Result<Page<Imprint>, Error> {
        let before = cursor.and_then(|cursor| cursor.parse().ok()).unwrap_or(u32::MAX);
        let mut bound = Variables::new();
        bound.insert("before", ids::edition(before));
        bound.insert("limit", limit as i64 + 1);
        let mut rows: Vec<ImprintRow> = self.engine.run(BEFORE, bound).await?.rows(0)?;
        let more = rows.len() > limit;
        rows.truncate(limit);
        let items: Vec<_> = rows.into_iter().map(ImprintRow::read).collect::<Result<_, _>>()?;
        let next = items.last().filter(|_| more).map(|last| last.version.to_string());
        Ok(Page { items, next })
    }

    pub async fn lay_down(&self, edition: &Edition) -> Result<(), CommitError> {
        let mut bound = Variables::new();
        bound.insert("edition", EditionRow::of(edition));
        self.engine.run(LAY_DOWN, bound).await.map(drop).map_err(failed)
    }

    pub async fn reviewed(&self) -> Result<u32, Error> {
        let version = self.meta(REVIEWED).await?;
        Ok(version.and_then(|version| version.parse().ok()).unwrap_or_default())
    }

    pub async fn set_reviewed(&self, version: u32) -> Result<(), Error> {
        self.set_meta(REVIEWED, &version.to_string()).await
    }
}

impl EditionRow {
    fn of(edition: &Edition) -> Self {
        Self {
            id: ids::edition(edition.version),
            at: edition.at,
            by: to_json(&edition.by),
            rulebook: to_json(&edition.rulebook),
        }
    }

    fn read(self) -> Result<Edition, Error> {
        Ok(Edition {
            version: ids::version(&self.id)?,
            at: self.at,
            by: from_json("author", &self.by)?,
            rulebook: from_json("rulebook", &self.rulebook)?,
        })
    }
}

impl ImprintRow {
    fn read(self) -> Result<Imprint, Error> {
        let version = ids::version(&self.id)?;
        Ok(Imprint { version, at: self.at, by: from_json("author", &self.by)? })
    }
}
