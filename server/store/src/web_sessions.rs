//! Browser sessions: bytes that only the server's session layer understands, with an end.

use chrono::{DateTime, Utc};
use surrealdb::types::{Bytes, RecordId, SurrealValue, Variables};

use crate::{Error, Store};

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct SessionRow {
    id: RecordId,
    data: Bytes,
    expires: DateTime<Utc>,
}

fn bind(id: &str, data: &[u8], expires: DateTime<Utc>) -> Variables {
    let id = record(id);
    let mut bound = Variables::new();
    bound.insert("id", id.clone());
    bound.insert("row", SessionRow { id, data: Bytes::from(data.to_vec()), expires });
    bound
}

fn record(id: &str) -> RecordId {
    RecordId::new("web_session", id)
}

impl Store {
    /// Saves a session anew; false, and nothing is saved, if it is gone: who signed out stays out.
    pub async fn save_web_session(
        &self,
        id: &str,
        data: &[u8],
        expires: DateTime<Utc>,
    ) -> Result<bool, Error> {
        let text = "UPDATE $id CONTENT $row RETURN AFTER";
        let rows: Vec<SessionRow> =
            self.engine.run(text, bind(id, data, expires)).await?.rows(0)?;
        Ok(!rows.is_empty())
    }

    /// Saves a new session; [`Error::Stale`] if its id is taken.
    pub async fn create_web_session(
        &self,
        id: &str,
        data: &[u8],
        expires: DateTime<Utc>,
    ) -> Result<(), Error> {
        let text = "INSERT INTO web_session $row RETURN NONE";
        self.engine.run(text, bind(id, data, expires)).await.map(drop)
    }

    /// The session's bytes and end. It is for the caller to see whether the end is past.
    pub async fn load_web_session(
        &self,
        id: &str,
    ) -> Result<Option<(Vec<u8>, DateTime<Utc>)>, Error> {
        let row: Option<SessionRow> = self.get(record(id)).await?;
        Ok(row.map(|row| (row.data.into_inner().to_vec(), row.expires)))
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
