//! Browser sessions: bytes that only the server's session layer understands, with whose it is and an end.

use chrono::{DateTime, Utc};
use desk::ids::PersonId;
use surrealdb::types::{Bytes, RecordId, SurrealValue, Variables};

use crate::{Error, Store, ids};

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct SessionRow {
    id: RecordId,
    data: Bytes,
    expires: DateTime<Utc>,
    person: Option<String>,
}

/// A session as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebSession {
    pub id: String,
    pub data: Vec<u8>,
    pub expires: DateTime<Utc>,
    /// Who is in by it, once somebody is.
    pub person: Option<PersonId>,
}

impl SessionRow {
    fn of(session: &WebSession) -> Self {
        Self {
            id: record(&session.id),
            data: Bytes::from(session.data.clone()),
            expires: session.expires,
            person: session.person.as_ref().map(|person| person.0.clone()),
        }
    }

    fn read(self) -> Result<WebSession, Error> {
        let data = self.data.into_inner().to_vec();
        let (expires, person) = (self.expires, self.person.map(PersonId));
        Ok(WebSession { id: ids::text(self.id)?, data, expires, person })
    }
}

pub(crate) const OF_PERSON: &str = "SELECT * FROM web_session WHERE person = $person";

fn bind(session: &WebSession) -> Variables {
    let mut bound = Variables::new();
    bound.insert("id", record(&session.id));
    bound.insert("row", SessionRow::of(session));
    bound
}

fn record(id: &str) -> RecordId {
    RecordId::new("web_session", id)
}

impl Store {
    /// Saves a session anew; false, and nothing is saved, if it is gone: who signed out stays out.
    pub async fn save_web_session(&self, session: &WebSession) -> Result<bool, Error> {
        let text = "UPDATE $id CONTENT $row RETURN AFTER";
        let rows: Vec<SessionRow> = self.engine.run(text, bind(session)).await?.rows(0)?;
        Ok(!rows.is_empty())
    }

    /// Saves a new session; [`Error::Stale`] if its id is taken.
    pub async fn create_web_session(&self, session: &WebSession) -> Result<(), Error> {
        let text = "INSERT INTO web_session $row RETURN NONE";
        self.engine.run(text, bind(session)).await.map(drop)
    }

    /// It is for the caller to see whether its end is past.
    pub async fn load_web_session(&self, id: &str) -> Result<Option<WebSession>, Error> {
        let row: Option<SessionRow> = self.get(record(id)).await?;
        row.map(SessionRow::read).transpose()
    }

    /// All by which that person is in, those whose end is past included.
    pub async fn web_sessions_of(&self, person: &PersonId) -> Result<Vec<WebSession>, Error> {
        let mut bound = Variables::new();
        bound.insert("person", person.0.as_str());
        let rows: Vec<SessionRow> = self.engine.run(OF_PERSON, bound).await?.rows(0)?;
        rows.into_iter().map(SessionRow::read).collect()
    }

    pub async fn delete_web_session(&self, id: &str) -> Result<(), Error> {
        let mut bound = Variables::new();
        bound.insert("id", record(id));
        self.engine.run("DELETE $id RETURN NONE", bound).await.map(drop)
    }

    pub async fn delete_expired_web_sessions(&self, now: DateTime<Utc>) -> Result<(), Error> {
        let mut bound = Variables::new();
        bound.insert("now", now);
        let text = "DELETE web_session WHERE expires <= $now RETURN NONE";
        self.engine.run(text, bound).await.map(drop)
    }
}
