//! Who is signed in, kept in the store, with a copy in memory for speed.
//!
//! A session row is made only at sign-in: anonymous requests leave nothing behind.

use std::collections::HashMap;
use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use store::Store;
use time::OffsetDateTime;
use tokio::sync::{Mutex, broadcast};
use tower_sessions::cookie::SameSite;
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{Error, Result};
use tower_sessions::{Expiry, MemoryStore, Session, SessionManagerLayer, SessionStore};

use super::Door;
use crate::clock;

/// Somebody who does not come back within this time signs in again.
const IDLE: time::Duration = time::Duration::days(14);

/// How much of that time may pass before the end is moved on: not at each request, since that
/// would be a write each.
const RENEWED_AFTER: i64 = 12 * 60 * 60;
/// The key under which a session keeps when its end was last moved.
const SEEN: &str = "seen";

/// The layer that reads and writes the cookie.
pub fn layer(door: &Arc<Door>) -> SessionManagerLayer<Rows> {
    let secure = door.config.is_https();
    SessionManagerLayer::new(Rows::of(door.store.clone(), door.ended.clone()))
        .with_name(if secure { "__Host-bustia" } else { "bustia" })
        .with_secure(secure)
        .with_http_only(true)
        .with_same_site(SameSite::Lax)
        .with_path("/")
        .with_expiry(Expiry::OnInactivity(IDLE))
}

/// Moves the session's end on, now and then: call it when somebody who is signed in asks for
/// something. A session that changed is saved, and its cookie is given out again.
pub async fn renew(session: &Session) -> std::result::Result<(), tower_sessions::session::Error> {
    let (seen, now) = (session.get::<i64>(SEEN).await?, clock::now().timestamp());
    if is_due(seen, now) { session.insert(SEEN, now).await } else { Ok(()) }
}

fn is_due(seen: Option<i64>, now: i64) -> bool {
    seen.is_none_or(|seen| now - seen >= RENEWED_AFTER)
}

/// The rows in the store, as tower-sessions wants them, with a copy of each in memory.
#[derive(Clone)]
pub struct Rows {
    store: Arc<Store>,
    copies: MemoryStore,
    /// Held while a copy is made or forgotten, so that no request that is still under way can
    /// bring back a session that was signed out meanwhile.
    copying: Arc<Mutex<()>>,
    /// Told of each session that ends, so that its live pages hear no more: it is signed out of, or
    /// somebody signs in where somebody else was.
    ended: broadcast::Sender<Id>,
}

impl Rows {
    fn of(store: Arc<Store>, ended: broadcast::Sender<Id>) -> Self {
        Self { store, copies: MemoryStore::default(), copying: Arc::default(), ended }
    }

    async fn read(&self, id: &Id) -> Result<Option<Record>> {
        let row = self.store.load_web_session(&id.to_string()).await.map_err(backend)?;
        let Some((data, expires)) = row else { return Ok(None) };
        let data: HashMap<_, _> =
            serde_json::from_slice(&data).map_err(|error| Error::Decode(error.to_string()))?;
        let expiry_date = OffsetDateTime::from_unix_timestamp(expires.timestamp())
            .map_err(|error| Error::Decode(error.to_string()))?;
        let active = expiry_date > OffsetDateTime::now_utc();
        Ok(active.then_some(Record { id: *id, data, expiry_date }))
    }
}

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
        self.store.create_web_session(&id, &data, expiry(record)?).await.map_err(backend)?;
        self.copies.save(record).await
    }

    async fn save(&self, record: &Record) -> Result<()> {
        let (id, data) = (record.id.to_string(), encode(record)?);
        let _turn = self.copying.lock().await;
        let saved = self.store.save_web_session(&id, &data, expiry(record)?).await;
        if saved.map_err(backend)? { self.copies.save(record).await } else { Ok(()) }
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        if let Some(copy) = self.copies.load(id).await? {
            return Ok(Some(copy));
        }
        let _turn = self.copying.lock().await;
        let record = self.read(id).await?;
        if let Some(record) = &record {
            self.copies.save(record).await?;
        }
        Ok(record)
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        let _turn = self.copying.lock().await;
        // Of made-up ids there is no end: nothing is written for one, and no page told, which would have
        // every page fall behind.
        if self.copies.load(id).await?.is_none() && self.read(id).await?.is_none() {
            return Ok(());
        }
        self.store.delete_web_session(&id.to_string()).await.map_err(backend)?;
        let forgotten = self.copies.delete(id).await;
        // An error means that nobody listens.
        let _ = self.ended.send(*id);
        forgotten
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_moves_on_twice_a_day_and_not_at_each_request() {
        assert!(is_due(None, 0), "a session of an earlier version");
        assert!(!is_due(Some(1_000), 1_000));
        assert!(!is_due(Some(1_000), 1_000 + RENEWED_AFTER - 1));
        assert!(is_due(Some(1_000), 1_000 + RENEWED_AFTER));
    }

    async fn rows() -> (Rows, broadcast::Receiver<Id>) {
        let store = Store::open(&store::Location::Memory, &store::SecretKey::random())
            .await
            .expect("a store");
        let (ended, told) = broadcast::channel(4);
        (Rows::of(Arc::new(store), ended), told)
    }

    async fn made(rows: &Rows) -> Record {
        let ends = OffsetDateTime::now_utc() + IDLE;
        let mut record = Record { id: Id::default(), data: HashMap::new(), expiry_date: ends };
        rows.create(&mut record).await.expect("made");
        record
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_request_under_way_does_not_bring_back_who_signed_out() {
        let (rows, _told) = rows().await;
        let record = made(&rows).await;
        assert!(rows.load(&record.id).await.expect("it answers").is_some());
        rows.delete(&record.id).await.expect("signed out");
        rows.save(&record).await.expect("it answers");
        assert!(rows.load(&record.id).await.expect("it answers").is_none());
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn pages_are_told_of_sessions_that_end_and_of_no_made_up_ones() {
        let (rows, mut told) = rows().await;
        let record = made(&rows).await;
        for _ in 0..10 {
            rows.delete(&Id::default()).await.expect("it answers");
        }
        assert!(told.try_recv().is_err(), "ten strangers would drown it");
        // Also if it was not used since the start.
        rows.copies.delete(&record.id).await.expect("it answers");
        rows.delete(&record.id).await.expect("it answers");
        assert_eq!(told.try_recv().ok(), Some(record.id));
        rows.delete(&record.id).await.expect("it answers");
        assert!(told.try_recv().is_err(), "it ends once");
    }
}
