//! API keys, found by their hash. The key itself is never stored.

use chrono::{DateTime, Utc};
use desk::ids::PersonId;
use desk::permissions::Role;
use surrealdb::types::{RecordId, SurrealValue, Variables};

use crate::{Error, Store, ids};

/// What is known of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownKey {
    pub name: String,
    pub role: Role,
    /// When it was made and by whom; nobody knows of one of an earlier version, or of the command line's
    /// by whom.
    pub made: Option<DateTime<Utc>>,
    pub by: Option<PersonId>,
    /// It is worth nothing from then on.
    pub ends: Option<DateTime<Utc>>,
    /// About when a program last called with it.
    pub used: Option<DateTime<Utc>>,
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct KeyRow {
    id: RecordId,
    role: String,
    hash: String,
    made: Option<DateTime<Utc>>,
    by: Option<String>,
    ends: Option<DateTime<Utc>>,
    used: Option<DateTime<Utc>>,
}

impl KeyRow {
    fn read(self) -> Result<KnownKey, Error> {
        let role = Role::named(&self.role).ok_or_else(|| ids::unreadable("API key"))?;
        let Self { made, ends, used, .. } = self;
        let by = self.by.map(PersonId);
        Ok(KnownKey { name: ids::text(self.id)?, role, made, by, ends, used })
    }
}

pub(crate) const BY_HASH: &str = "SELECT * FROM api_key WHERE hash = $hash";

fn record(name: &str) -> RecordId {
    RecordId::new("api_key", name)
}

impl Store {
    /// Notes down a key. Names are unique.
    pub async fn add_key(&self, key: &KnownKey, hash: &str) -> Result<(), Error> {
        let row = KeyRow {
            id: record(&key.name),
            role: key.role.word().to_owned(),
            hash: hash.to_owned(),
            made: key.made,
            by: key.by.as_ref().map(|by| by.0.clone()),
            ends: key.ends,
            used: key.used,
        };
        let mut bound = Variables::new();
        bound.insert("row", row);
        match self.engine.run("INSERT INTO api_key $row RETURN NONE", bound).await {
            Err(Error::Stale) => Err(Error::NameTaken),
            other => other.map(drop),
        }
    }

    /// The key with this hash. It is for the caller to see whether its end is past.
    pub async fn key(&self, hash: &str) -> Result<Option<KnownKey>, Error> {
        let mut bound = Variables::new();
        bound.insert("hash", hash);
        let rows: Vec<KeyRow> = self.engine.run(BY_HASH, bound).await?.rows(0)?;
        rows.into_iter().next().map(KeyRow::read).transpose()
    }

    /// All of them, by name.
    pub async fn keys(&self) -> Result<Vec<KnownKey>, Error> {
        let text = "SELECT * FROM api_key ORDER BY id";
        let rows: Vec<KeyRow> = self.engine.run(text, Variables::new()).await?.rows(0)?;
        rows.into_iter().map(KeyRow::read).collect()
    }

    /// Writes down that a program called with it.
    pub async fn key_was_used(&self, name: &str, at: DateTime<Utc>) -> Result<(), Error> {
        let mut bound = Variables::new();
        bound.insert("id", record(name));
        bound.insert("at", at);
        self.engine.run("UPDATE $id SET used = $at RETURN NONE", bound).await.map(drop)
    }

    /// Makes a key worth nothing, at once.
    pub async fn remove_key(&self, name: &str) -> Result<(), Error> {
        let mut bound = Variables::new();
        bound.insert("id", record(name));
        self.engine.run("DELETE $id RETURN NONE", bound).await.map(drop)
    }
}
