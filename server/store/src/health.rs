//! How our numbers are, and how webhooks usually come.

use desk::ids::NumberId;
use desk::number::Health;
use desk::silence::Rhythm;
use surrealdb::types::{RecordId, Variables};

use crate::json::{from_json, to_json};
use crate::{Error, Store};

/// The fact that holds the usual rhythm.
const RHYTHM: &str = "webhook_rhythm";

impl Store {
    /// What is known of that number; nothing of one that nobody asked about.
    pub async fn health(&self, number: &NumberId) -> Result<Health, Error> {
        let mut bound = Variables::new();
        bound.insert("id", RecordId::new("health", number.0.as_str()));
        let text = "SELECT VALUE health FROM $id";
        let rows: Vec<String> = self.engine.run(text, bound).await?.rows(0)?;
        let known = rows.first().map(|text| from_json("health", text)).transpose()?;
        Ok(known.unwrap_or_default())
    }

    pub async fn set_health(&self, number: &NumberId, health: &Health) -> Result<(), Error> {
        let mut bound = Variables::new();
        bound.insert("id", RecordId::new("health", number.0.as_str()));
        bound.insert("health", to_json(health));
        let text = "UPSERT $id SET health = $health RETURN NONE";
        self.engine.run(text, bound).await.map(drop)
    }

    /// How webhooks usually come; of a desk that has heard none, nothing is usual.
    pub async fn rhythm(&self) -> Result<Rhythm, Error> {
        let kept = self.meta(RHYTHM).await?;
        Ok(kept.map(|text| from_json("rhythm", &text)).transpose()?.unwrap_or_default())
    }

    pub async fn set_rhythm(&self, rhythm: &Rhythm) -> Result<(), Error> {
        self.set_meta(RHYTHM, &to_json(rhythm)).await
    }
}
