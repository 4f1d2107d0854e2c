//! Facts about the data itself, and whether the database answers.

use surrealdb::types::{RecordId, Value, Variables};

use crate::{Error, Store};

impl Store {
    pub async fn meta(&self, key: &str) -> Result<Option<String>, Error> {
        let mut bound = Variables::new();
        bound.insert("id", RecordId::new("meta", key));
        let text = "SELECT VALUE value FROM $id";
        let rows: Vec<String> = self.engine.run(text, bound).await?.rows(0)?;
        Ok(rows.into_iter().next())
    }

    pub async fn set_meta(&self, key: &str, value: &str) -> Result<(), Error> {
        let mut bound = Variables::new();
        bound.insert("id", RecordId::new("meta", key));
        bound.insert("value", value);
        let text = "UPSERT $id SET value = $value RETURN NONE";
        self.engine.run(text, bound).await.map(drop)
    }

    /// Whether nobody has used this desk yet: no person, no number, no key, no ticket.
    pub async fn is_empty(&self) -> Result<bool, Error> {
        let text = "SELECT VALUE id FROM person LIMIT 1; SELECT VALUE id FROM number LIMIT 1; \
            SELECT VALUE id FROM api_key LIMIT 1; SELECT VALUE id FROM ticket LIMIT 1;";
        let mut reply = self.engine.run(text, Variables::new()).await?;
        for statement in 0..4 {
            if !reply.rows::<Value>(statement)?.is_empty() {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Answers if the database does.
    pub async fn ping(&self) -> Result<(), Error> {
        self.engine.run("RETURN 1", Variables::new()).await.map(drop)
    }
}
