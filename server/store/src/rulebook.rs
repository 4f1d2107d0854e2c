//! The versions of the rulebook. None is ever changed or deleted: a ticket's history names them.

use chrono::{DateTime, Utc};
use desk::ports::CommitError;
use desk::rulebook::Edition;
use desk::ticket::Status;
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
/// A stretch of the tickets that stand under the book, which are looked at once more under the new
/// one; the places of those. All of them at once would not fit into a transaction.
const REVIEW: &str = "\
    LET $rows = (SELECT id, place FROM ticket \
        WHERE status = $status AND place > $after ORDER BY place LIMIT $limit); \
    UPDATE $rows.id SET due_at = $at RETURN NONE; \
    RETURN $rows.place;";
/// How many tickets are reviewed with one transaction.
const STRETCH: usize = 500;

impl Store {
    pub async fn rulebook(&self) -> Result<Option<Edition>, Error> {
        let rows: Vec<EditionRow> = self.engine.run(NEWEST, Variables::new()).await?.rows(0)?;
        rows.into_iter().next().map(EditionRow::read).transpose()
    }

    pub async fn lay_down(&self, edition: &Edition) -> Result<(), CommitError> {
        let mut bound = Variables::new();
        bound.insert("edition", EditionRow::of(edition));
        self.engine.run(LAY_DOWN, bound).await.map(drop).map_err(failed)?;
        for status in Status::ALL.into_iter().filter(|status| *status != Status::Resolved) {
            self.review(status, edition.at).await.map_err(failed)?;
        }
        Ok(())
    }

    /// Makes every ticket in `status` due at that moment.
    async fn review(&self, status: Status, at: DateTime<Utc>) -> Result<(), Error> {
        let mut after = String::new();
        loop {
            let mut bound = Variables::new();
            bound.insert("status", status.word());
            bound.insert("after", after.as_str());
            bound.insert("limit", STRETCH as i64);
            bound.insert("at", at);
            let places: Vec<String> = self.engine.run(REVIEW, bound).await?.rows(2)?;
            match places.last() {
                Some(last) if places.len() == STRETCH => after.clone_from(last),
                _ => return Ok(()),
            }
        }
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
