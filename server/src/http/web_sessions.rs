//! Who is signed in, kept in the store, with a copy in memory for speed.
//!
//! A session row is made only at sign-in: anonymous requests leave nothing behind. What the browser holds is
//! kept nowhere: a row is named by its SHA-256, the session's mark. What is inside is `entering`'s business,
//! but for whose it is and when it has to end.

mod copies;

use std::collections::HashMap;
use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use desk::ids::PersonId;
use serde::de::DeserializeOwned;
use serde_json::Value;
use store::{Store, WebSession};
use time::OffsetDateTime;
use tokio::sync::{Mutex, broadcast};
use tower_sessions::cookie::SameSite;
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{Error, Result};
use tower_sessions::{Expiry, Session, SessionManagerLayer, SessionStore};

use super::Door;
use crate::accounts::digest;
use crate::clock;
use copies::Copies;

/// The keys under which a session keeps who is in by it …
pub const PERSON: &str = "person";
/// … who showed a password and has yet to show a code …
pub const WAITS: &str = "waits";
/// … since when …
pub const SINCE: &str = "since";
/// … and when its end was last moved.
pub const SEEN: &str = "seen";

/// How long a code may be waited for after the password.
const WAITING: time::Duration = time::Duration::minutes(10);
/// Of the time that somebody may stay away, the part that may pass before the end is moved on: not at each
/// request, since that would be a write each.
const PART: i64 = 24;
/// The most that may pass, in seconds: a list of sessions tells when each was last used.
const RENEWED_AFTER: i64 = 60 * 60;

/// Sign-outs that a live page may be behind with; one that is further behind is closed.
const ENDED: usize = 64;

/// For how long people stay signed in.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Somebody who does not come back within this time signs in again …
    pub idle: time::Duration,
    /// … and so does everybody who signed in so long ago.
    pub longest: time::Duration,
}

/// The layer that reads and writes the cookie.
pub fn layer(door: &Arc<Door>) -> SessionManagerLayer<Rows> {
    let secure = door.config.is_https();
    SessionManagerLayer::new(door.sessions.clone())
        .with_name(if secure { "__Host-bustia" } else { "bustia" })
        .with_secure(secure)
        .with_http_only(true)
        .with_same_site(SameSite::Lax)
        .with_path("/")
        .with_expiry(Expiry::OnInactivity(door.sessions.limits.idle))
}

/// Moves the session's end on, now and then: call it when somebody who is signed in asks for
/// something. A session that changed is saved, and its cookie is given out again.
pub async fn renew(
    session: &Session,
    limits: Limits,
) -> std::result::Result<(), tower_sessions::session::Error> {
    let (seen, now) = (session.get::<i64>(SEEN).await?, clock::now().timestamp());
    if is_due(seen, now, limits) { session.insert(SEEN, now).await } else { Ok(()) }
}

fn is_due(seen: Option<i64>, now: i64, limits: Limits) -> bool {
    let after = (limits.idle.whole_seconds() / PART).min(RENEWED_AFTER);
    seen.is_none_or(|seen| now - seen >= after)
}

/// What a session is known by where it must not be used.
pub fn mark(id: Id) -> String {
    digest(&id.to_string())
}

/// The rows in the store, as tower-sessions wants them, with a copy of each in memory.
#[derive(Clone)]
pub struct Rows {
    store: Arc<Store>,
    pub limits: Limits,
    copies: Copies,
    /// Held while a copy is made or forgotten, so that no request that is still under way can
    /// bring back a session that was signed out meanwhile.
    copying: Arc<Mutex<()>>,
    /// Told of each session that ends, so that its live pages hear no more: it is signed out of, or
    /// somebody signs in where somebody else was.
    ended: broadcast::Sender<String>,
}

impl Rows {
    pub fn of(store: Arc<Store>, limits: Limits) -> Self {
        let ended = broadcast::channel(ENDED).0;
        Self { store, limits, copies: Copies::default(), copying: Arc::default(), ended }
    }

    /// The marks of sessions, as they end.
    pub fn ended(&self) -> broadcast::Receiver<String> {
        self.ended.subscribe()
    }

    /// What every session holds by which that person is in, by its mark.
    pub async fn of_person(
        &self,
        person: &PersonId,
    ) -> std::result::Result<Vec<(String, HashMap<String, Value>)>, store::Error> {
        let rows = self.store.web_sessions_of(person).await?.into_iter();
        let now = clock::now();
        let open = rows.filter(|row| row.expires > now);
        let read = open.filter_map(|row| Some((row.id, serde_json::from_slice(&row.data).ok()?)));
        Ok(read.collect())
    }

    /// Ends the session of that mark: its live pages hear no more either.
    pub async fn end(&self, mark: &str) -> std::result::Result<(), store::Error> {
        let _turn = self.copying.lock().await;
        // Of made-up ones there is no end: nothing is written for one, and no page told, which would have
        // every page fall behind.
        if self.store.load_web_session(mark).await?.is_none() {
            return Ok(());
        }
        self.store.delete_web_session(mark).await?;
        self.copies.forget(mark);
        // An error means that nobody listens.
        let _ = self.ended.send(mark.to_owned());
        Ok(())
    }

    /// How long the session may last yet, however often it is used.
    pub async fn left(&self, session: &Session) -> std::time::Duration {
        let since = session.get::<i64>(SINCE).await.ok().flatten().unwrap_or_default();
        let left = since + self.limits.longest.whole_seconds() - clock::now().timestamp();
        std::time::Duration::from_secs(left.try_into().unwrap_or(0))
    }

    async fn read(&self, id: Id) -> Result<Option<Record>> {
        let row = self.store.load_web_session(&mark(id)).await.map_err(backend)?;
        let Some(row) = row else { return Ok(None) };
        let data: HashMap<_, _> =
            serde_json::from_slice(&row.data).map_err(|error| Error::Decode(error.to_string()))?;
        let expiry_date = OffsetDateTime::from_unix_timestamp(row.expires.timestamp())
            .map_err(|error| Error::Decode(error.to_string()))?;
        let record = Record { id, data, expiry_date };
        Ok(is_active(&record).then_some(record))
    }

    /// The record with the end that it can have at most.
    fn limited(&self, record: &Record) -> Record {
        let mut record = record.clone();
        let longest = if record.data.contains_key(WAITS) { WAITING } else { self.limits.longest };
        let since = value::<i64>(&record.data, SINCE);
        let since = since.and_then(|since| OffsetDateTime::from_unix_timestamp(since).ok());
        if let Some(end) = since.and_then(|since| since.checked_add(longest)) {
            record.expiry_date = record.expiry_date.min(end);
        }
        record
    }
}

/// What a session holds under that key.
pub fn value<T: DeserializeOwned>(data: &HashMap<String, Value>, key: &str) -> Option<T> {
    serde_json::from_value(data.get(key)?.clone()).ok()
}

fn is_active(record: &Record) -> bool {
    record.expiry_date > OffsetDateTime::now_utc()
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
        let record = self.limited(record);
        self.store.create_web_session(&row(&record)?).await.map_err(backend)?;
        self.copies.keep(record);
        Ok(())
    }

    async fn save(&self, record: &Record) -> Result<()> {
        let record = self.limited(record);
        let row = row(&record)?;
        let _turn = self.copying.lock().await;
        if self.store.save_web_session(&row).await.map_err(backend)? {
            self.copies.keep(record);
        }
        Ok(())
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        if let Some(copy) = self.copies.of(*id) {
            return Ok(Some(copy));
        }
        let _turn = self.copying.lock().await;
        let record = self.read(*id).await?;
        if let Some(record) = &record {
            self.copies.keep(record.clone());
        }
        Ok(record)
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        self.end(&mark(*id)).await.map_err(backend)
    }
}

fn row(record: &Record) -> Result<WebSession> {
    let data =
        serde_json::to_vec(&record.data).map_err(|error| Error::Encode(error.to_string()))?;
    let (id, expires) = (mark(record.id), expiry(record)?);
    Ok(WebSession { id, data, expires, person: value(&record.data, PERSON) })
}

fn expiry(record: &Record) -> Result<DateTime<Utc>> {
    let seconds = record.expiry_date.unix_timestamp();
    DateTime::from_timestamp(seconds, 0).ok_or_else(|| Error::Encode("no such time".into()))
}

fn backend(error: store::Error) -> Error {
    Error::Backend(error.to_string())
}

#[cfg(test)]
mod tests;
