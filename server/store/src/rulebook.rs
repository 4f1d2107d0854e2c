//! The versions of the rulebook. None is ever changed or deleted: a ticket's history names them.

use chrono::{DateTime, Utc};
use desk::ports::CommitError;
use desk::rulebook::Edition;
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

pub(crate) const NEWEST: &str = "SELECT * FROM edition ORDER BY id DESC LIMIT 1";
const LAY_DOWN: &str = "INSERT INTO edition $edition RETURN NONE";
/// Under which version every unsettled ticket was looked at.
const REVIEWED: &str = "reviewed";

impl Store {
    pub async fn rulebook(&self) -> Result<Option<Edition>, Error> {
        let rows: Vec<EditionRow> = self.engine.run(NEWEST, Variables::new()).await?.rows(0)?;
        rows.into_iter().next().map(EditionRow::read).transpose()
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
