//! API keys, found by their hash. The key itself is never stored.

use desk::permissions::Role;
use surrealdb::types::{RecordId, SurrealValue, Variables};

use crate::{Error, Store, ids};

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct KeyRow {
    id: RecordId,
    role: String,
    hash: String,
}

pub(crate) const BY_HASH: &str = "SELECT * FROM api_key WHERE hash = $hash";

impl Store {
    /// Notes down a key. Names are unique.
    pub async fn add_key(&self, name: &str, role: Role, hash: &str) -> Result<(), Error> {
        let id = RecordId::new("api_key", name);
        let mut bound = Variables::new();
        bound.insert("row", KeyRow { id, role: role.word().to_owned(), hash: hash.to_owned() });
        match self.engine.run("INSERT INTO api_key $row RETURN NONE", bound).await {
            Err(Error::Stale) => Err(Error::NameTaken),
            other => other.map(drop),
        }
    }

    /// The name and role of the key with this hash.
    pub async fn key(&self, hash: &str) -> Result<Option<(String, Role)>, Error> {
        let mut bound = Variables::new();
        bound.insert("hash", hash);
        let rows: Vec<KeyRow> = self.engine.run(BY_HASH, bound).await?.rows(0)?;
        let Some(row) = rows.into_iter().next() else { return Ok(None) };
        let role = Role::named(&row.role).ok_or_else(|| ids::unreadable("API key"))?;
        Ok(Some((ids::text(row.id)?, role)))
    }
}
