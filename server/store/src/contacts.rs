//! Contacts as rows, and the aliases that find them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use desk::contact::{Alias, Contact};
use desk::ids::ContactId;
use desk::zone::Zone;
use serde::{Deserialize, Serialize};
use surrealdb::types::{RecordId, SurrealValue, Variables};

use crate::json::{from_json, to_json};
use crate::{Error, Store, ids};

#[derive(Debug, Clone, SurrealValue)]
#[surreal(crate = "surrealdb::types")]
pub(crate) struct ContactRow {
    id: RecordId,
    name: Option<String>,
    phone: Option<String>,
    user_id: Option<String>,
    created_at: DateTime<Utc>,
    noted: String,
}

/// What people noted about a customer.
#[derive(Serialize, Deserialize)]
struct Noted {
    zone: Option<Zone>,
    language: Option<String>,
    attributes: BTreeMap<String, String>,
    tags: BTreeSet<String>,
    opted_out: bool,
}

impl Noted {
    fn of(contact: &Contact) -> Self {
        let Contact { zone, language, attributes, tags, opted_out, .. } = contact.clone();
        Self { zone, language, attributes, tags, opted_out }
    }
}

impl ContactRow {
    pub(crate) fn of(contact: &Contact) -> Self {
        Self {
            id: ids::contact(&contact.id),
            name: contact.name.clone(),
            phone: contact.phone.clone(),
            user_id: contact.user_id.clone(),
            created_at: contact.created_at,
            noted: to_json(&Noted::of(contact)),
        }
    }

    pub(crate) fn read(self) -> Result<Contact, Error> {
        let noted = from_json("contact", &self.noted)?;
        let Noted { zone, language, attributes, tags, opted_out } = noted;
        Ok(Contact {
            id: ContactId(ids::text(self.id)?),
            name: self.name,
            phone: self.phone,
            user_id: self.user_id,
            created_at: self.created_at,
            zone,
            language,
            attributes,
            tags,
            opted_out,
        })
    }
}

#[derive(Debug, Clone, SurrealValue)]
#[surreal(crate = "surrealdb::types")]
pub(crate) struct AliasRow {
    id: RecordId,
    contact: RecordId,
}

impl AliasRow {
    pub(crate) fn of(alias: &Alias, contact: &ContactId) -> Self {
        Self { id: ids::alias(alias), contact: ids::contact(contact) }
    }

    pub(crate) fn read(self) -> Result<(Alias, ContactId), Error> {
        let alias = match ids::texts(self.id)? {
            (kind, value) if kind == "phone" => Alias::Phone(value),
            (_, value) => Alias::UserId(value),
        };
        Ok((alias, ContactId(ids::text(self.contact)?)))
    }
}

impl Store {
    pub async fn contact(&self, id: &ContactId) -> Result<Option<Contact>, Error> {
        let row: Option<ContactRow> = self.get(ids::contact(id)).await?;
        row.map(ContactRow::read).transpose()
    }

    pub async fn contacts(&self, wanted: &[ContactId]) -> Result<Vec<Contact>, Error> {
        let mut wanted: Vec<RecordId> = wanted.iter().map(ids::contact).collect();
        wanted.sort();
        wanted.dedup();
        let mut bound = Variables::new();
        bound.insert("ids", wanted);
        let rows: Vec<ContactRow> = self.engine.run("SELECT * FROM $ids", bound).await?.rows(0)?;
        rows.into_iter().map(ContactRow::read).collect()
    }
}
