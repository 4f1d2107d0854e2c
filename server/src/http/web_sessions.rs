//! Who is signed in, kept in the store, with a copy in memory for speed.
//!
//! A session row is made only at sign-in: anonymous requests leave nothing behind.

use std::collections::HashMap;
use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use store::Store;
use time::OffsetDateTime;
use tower_sessions::cookie::SameSite;
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{Error, Result};
use tower_sessions::{CachingSessionStore, Expiry, MemoryStore, SessionManagerLayer, SessionStore};

use super::Door;

/// Somebody who does not come back within this time signs in again.
const IDLE: time::Duration = time::Duration::days(14);

type Cached = CachingSessionStore<MemoryStore, Rows>;

/// The layer that reads and writes the cookie.
pub fn layer(door: &Arc<Door>) -> SessionManagerLayer<Cached> {
    let secure = door.config.is_https();
    let rows = CachingSessionStore::new(MemoryStore::default(), Rows(door.store.clone()));
    SessionManagerLayer::new(rows)
        .with_name(if secure { "__Host-bustia" } else { "bustia" })
        .with_secure(secure)
        .with_http_only(true)
        .with_same_site(SameSite::Lax)
        .with_path("/")
        .with_expiry(Expiry::OnInactivity(IDLE))
}

/// The rows in the store, as tower-sessions wants them.
#[derive(Clone)]
pub struct Rows(Arc<Store>);

impl std::fmt::Debug for Rows {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Rows")
    }
}

#[async_trait]
impl SessionStore for Rows {
    async fn create(&self, record: &mut Record) -> Result<()> {
        // 128 random bits do not collide; a row that exists all the same is an error.
        let (id, data) = (record.id.to_string(), encode(record)?);
        self.0.create_web_session(&id, &data, expiry(record)?).await.map_err(backend)
    }

    async fn save(&self, record: &Record) -> Result<()> {
        let (id, data) = (record.id.to_string(), encode(record)?);
        self.0.save_web_session(&id, &data, expiry(record)?).await.map_err(backend)
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let Some((data, expires)) =
            self.0.load_web_session(&id.to_string()).await.map_err(backend)?
        else {
            return Ok(None);
        };
        let data: HashMap<_, _> =
            serde_json::from_slice(&data).map_err(|error| Error::Decode(error.to_string()))?;
        let expiry_date = OffsetDateTime::from_unix_timestamp(expires.timestamp())
            .map_err(|error| Error::Decode(error.to_string()))?;
        let active = expiry_date > OffsetDateTime::now_utc();
        Ok(active.then_some(Record { id: *id, data, expiry_date }))
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        self.0.delete_web_session(&id.to_string()).await.map_err(backend)
    }
}

fn encode(record: &Record) -> Result<Vec<u8>> {
    serde_json::to_vec(&record.data).map_err(|error| Error::Encode(error.to_string()))
}

fn expiry(record: &Record) -> Result<DateTime<Utc>> {
    let seconds = record.expiry_date.unix_timestamp();
    DateTime::from_timestamp(seconds, 0).ok_or_else(|| Error::Encode("no such time".into()))
}

fn backend(error: store::Error) -> Error {
    Error::Backend(error.to_string())
}
