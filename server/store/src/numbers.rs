//! The business numbers with the secrets that the channel needs.

use std::fmt;

use desk::ids::NumberId;
use desk::number::Number;
use surrealdb::types::{RecordId, SurrealValue, Variables};

use crate::{Error, Store, ids};

/// A number that customers write to, and what it takes to speak for it.
#[derive(Clone, PartialEq, Eq)]
pub struct BusinessNumber {
    pub number: Number,
    /// For calls to the Cloud API.
    pub access_token: String,
    /// Meta signs webhooks with it.
    pub app_secret: String,
    /// Meta repeats it when it asks whether a webhook address is ours.
    pub verify_token: String,
}

impl fmt::Debug for BusinessNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BusinessNumber").field("id", &self.number.id.0).finish_non_exhaustive()
    }
}

#[derive(Clone, SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct NumberRow {
    id: RecordId,
    account: String,
    display: String,
    access_token: String,
    app_secret: String,
    verify_token: String,
}

impl NumberRow {
    fn read(self) -> Result<BusinessNumber, Error> {
        let id = NumberId(ids::text(self.id)?);
        Ok(BusinessNumber {
            number: Number { id, account: self.account, display: self.display },
            access_token: self.access_token,
            app_secret: self.app_secret,
            verify_token: self.verify_token,
        })
    }
}

impl Store {
    /// Adds a number, or replaces what is known of it.
    pub async fn add_number(&self, added: &BusinessNumber) -> Result<(), Error> {
        let id = RecordId::new("number", added.number.id.0.as_str());
        let row = NumberRow {
            id: id.clone(),
            account: added.number.account.clone(),
            display: added.number.display.clone(),
            access_token: added.access_token.clone(),
            app_secret: added.app_secret.clone(),
            verify_token: added.verify_token.clone(),
        };
        let mut bound = Variables::new();
        bound.insert("id", id);
        bound.insert("row", row);
        let saved = self.engine.run("UPSERT $id CONTENT $row RETURN NONE", bound).await;
        self.ours.forget().await;
        saved.map(drop)
    }

    pub async fn numbers(&self) -> Result<Vec<BusinessNumber>, Error> {
        Ok(self.ours.get(self.read_numbers()).await?.to_vec())
    }

    /// Whether customers can write to this number of ours.
    pub async fn has_number(&self, number: &NumberId) -> Result<bool, Error> {
        let ours = self.ours.get(self.read_numbers()).await?;
        Ok(ours.iter().any(|one| one.number.id == *number))
    }

    async fn read_numbers(&self) -> Result<std::sync::Arc<[BusinessNumber]>, Error> {
        let text = "SELECT * FROM number";
        let rows: Vec<NumberRow> = self.engine.run(text, Variables::new()).await?.rows(0)?;
        rows.into_iter().map(NumberRow::read).collect()
    }
}
