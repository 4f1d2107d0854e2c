//! The templates of each account, all of them in one row: there are some hundred, and they are read whole.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use desk::ids::NumberId;
use desk::template::{Catalogue, Template};
use surrealdb::types::{RecordId, SurrealValue, Variables};

use crate::json::{from_json, to_json};
use crate::{Error, Store, ids};

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct ShelfRow {
    id: RecordId,
    templates: Option<String>,
    asked_at: Option<DateTime<Utc>>,
}

const SHELVES: &str = "SELECT * FROM shelf";
const PUT: &str = "UPSERT $id SET templates = $templates RETURN NONE";
const ASKED: &str = "UPSERT $id SET asked_at = $at RETURN NONE";

impl Store {
    /// Every template that is known, by the number that may send it.
    pub async fn templates(&self) -> Result<Arc<Catalogue>, Error> {
        self.shelves.get(self.read_shelves()).await
    }

    async fn read_shelves(&self) -> Result<Arc<Catalogue>, Error> {
        let rows: Vec<ShelfRow> = self.engine.run(SHELVES, Variables::new()).await?.rows(0)?;
        let mut shelves: HashMap<String, Arc<[Template]>> = HashMap::new();
        for row in rows {
            let read = row.templates.map(|text| from_json::<Vec<Template>>("shelf", &text));
            shelves.insert(ids::text(row.id)?, read.transpose()?.unwrap_or_default().into());
        }
        let numbers = self.numbers().await?;
        let of = |account: &str| shelves.get(account).cloned().unwrap_or_default();
        let all = numbers.into_iter().map(|one| (one.number.id, of(&one.number.account)));
        Ok(Arc::new(all.collect()))
    }

    /// Puts `templates` in the place of those of the account that `number` is of.
    pub async fn set_templates(
        &self,
        number: &NumberId,
        templates: &[Template],
    ) -> Result<(), Error> {
        let numbers = self.numbers().await?;
        let Some(known) = numbers.iter().find(|known| known.number.id == *number) else {
            return Ok(());
        };
        let mut templates: Vec<&Template> = templates.iter().collect();
        templates.sort_by_key(|template| template.place());
        let mut bound = Variables::new();
        bound.insert("id", shelf(&known.number.account));
        bound.insert("templates", to_json(&templates));
        let put = self.engine.run(PUT, bound).await;
        self.shelves.forget().await;
        put.map(drop)
    }

    /// When Meta was last asked for all templates of the account.
    pub async fn templates_asked_at(&self, account: &str) -> Result<Option<DateTime<Utc>>, Error> {
        let row: Option<ShelfRow> = self.get(shelf(account)).await?;
        Ok(row.and_then(|row| row.asked_at))
    }

    pub async fn set_templates_asked_at(
        &self,
        account: &str,
        at: DateTime<Utc>,
    ) -> Result<(), Error> {
        let mut bound = Variables::new();
        bound.insert("id", shelf(account));
        bound.insert("at", at);
        self.engine.run(ASKED, bound).await.map(drop)
    }
}

fn shelf(account: &str) -> RecordId {
    RecordId::new("shelf", account)
}
