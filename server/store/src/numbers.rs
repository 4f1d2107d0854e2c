//! The business numbers with the secrets that the channel needs, which are sealed at rest.

use std::fmt;

use desk::ids::NumberId;
use desk::number::Number;
use surrealdb::types::{RecordId, SurrealValue, Variables};

use crate::vault::Vault;
use crate::{Error, Store, ids};

/// A number that customers write to, and what it takes to speak for it.
#[derive(Clone, PartialEq, Eq)]
pub struct BusinessNumber {
    pub number: Number,
    /// Meta's id of the app that its webhooks are signed by, if it is known.
    pub app: Option<String>,
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

/// A row as it is kept: its secrets are sealed.
#[derive(Clone, SurrealValue)]
#[surreal(crate = "surrealdb::types")]
pub(crate) struct NumberRow {
    id: RecordId,
    account: String,
    display: String,
    app: Option<String>,
    pub(crate) access_token: String,
    app_secret: String,
    verify_token: String,
}

pub(crate) const NUMBERS: &str = "SELECT * FROM number";

impl NumberRow {
    pub(crate) fn read(self, vault: &Vault) -> Result<BusinessNumber, Error> {
        let id = NumberId(ids::text(self.id)?);
        let open = |column, sealed: &str| vault.unseal(&place(&id, column), sealed);
        Ok(BusinessNumber {
            access_token: open("access_token", &self.access_token)?,
            app_secret: open("app_secret", &self.app_secret)?,
            verify_token: open("verify_token", &self.verify_token)?,
            app: self.app,
            number: Number { id, account: self.account, display: self.display },
        })
    }

    /// The row with its secrets sealed, which were open.
    pub(crate) fn sealed(self, vault: &Vault) -> Result<Self, Error> {
        let id = NumberId(ids::text(self.id.clone())?);
        let seal = |column, secret: &str| vault.seal(&place(&id, column), secret);
        Ok(Self {
            access_token: seal("access_token", &self.access_token)?,
            app_secret: seal("app_secret", &self.app_secret)?,
            verify_token: seal("verify_token", &self.verify_token)?,
            ..self
        })
    }
}

/// What a secret is sealed for.
fn place(id: &NumberId, column: &str) -> String {
    format!("number:{id}:{column}")
}

impl Store {
    /// Adds a number, or replaces what is known of it.
    pub async fn add_number(&self, added: &BusinessNumber) -> Result<(), Error> {
        let id = RecordId::new("number", added.number.id.0.as_str());
        let row = NumberRow {
            id: id.clone(),
            account: added.number.account.clone(),
            display: added.number.display.clone(),
            app: added.app.clone(),
            access_token: added.access_token.clone(),
            app_secret: added.app_secret.clone(),
            verify_token: added.verify_token.clone(),
        };
        let mut bound = Variables::new();
        bound.insert("id", id);
        bound.insert("row", row.sealed(&self.vault)?);
        let saved = self.engine.run("UPSERT $id CONTENT $row RETURN NONE", bound).await;
        self.ours.forget().await;
        // It may send templates that are known already.
        self.shelves.forget().await;
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
        let rows: Vec<NumberRow> = self.engine.run(NUMBERS, Variables::new()).await?.rows(0)?;
        rows.into_iter().map(|row| row.read(&self.vault)).collect()
    }
}
