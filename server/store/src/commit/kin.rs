//! Contacts that become one with others, or part: what is written in the place of what was.

use desk::contact::Contact;
use desk::ports::CommitError;
use surrealdb::types::{RecordId, SurrealValue};

use super::failed;
use crate::contacts::{ContactRow, family_of};
use crate::json::to_json;
use crate::{Store, ids};

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
pub(super) struct KinRow {
    id: RecordId,
    family: Option<String>,
    noted: String,
    was: Option<String>,
    was_noted: String,
}

impl Store {
    /// What to write. It says what was there as it is written: another version may have written the same
    /// in another way.
    pub(super) async fn kin(
        &self,
        changed: &[(Contact, Contact)],
    ) -> Result<Vec<KinRow>, CommitError> {
        let mut rows = vec![];
        for (was, now) in changed {
            let id = ids::contact(&now.id);
            let found: Option<ContactRow> = self.get(id.clone()).await.map_err(failed)?;
            let row = found.ok_or(CommitError::Stale)?;
            let (before, was_noted) = (row.family.clone(), row.noted.clone());
            let known = row.read().map_err(failed)?;
            if known.family != was.family || known.noted() != was.noted() {
                return Err(CommitError::Stale);
            }
            let (family, noted) = (family_of(now), to_json(&now.noted()));
            rows.push(KinRow { id, family, noted, was: before, was_noted });
        }
        Ok(rows)
    }
}
