//! Contacts as rows, what people noted about them, and the aliases that find them.

use chrono::{DateTime, Utc};
use desk::contact::{Alias, Contact, Noted};
use desk::ids::ContactId;
use desk::ports::CommitError;
use desk::ticket::Ticket;
use surrealdb::types::{RecordId, SurrealValue, Variables};

use crate::commit::failed;
use crate::json::{from_json, to_json};
use crate::tickets::TicketRow;
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

impl ContactRow {
    pub(crate) fn of(contact: &Contact) -> Self {
        Self {
            id: ids::contact(&contact.id),
            name: contact.name.clone(),
            phone: contact.phone.clone(),
            user_id: contact.user_id.clone(),
            created_at: contact.created_at,
            noted: to_json(&contact.noted()),
        }
    }

    pub(crate) fn read(self) -> Result<Contact, Error> {
        let noted: Noted = from_json("contact", &self.noted)?;
        let mut contact = Contact::new(ContactId(ids::text(self.id)?), self.created_at);
        (contact.name, contact.phone, contact.user_id) = (self.name, self.phone, self.user_id);
        contact.set_noted(noted);
        Ok(contact)
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

/// A message that tells a name changes the rest of the row: the engine tries again whichever of the two
/// comes second.
const NOTE: &str = "UPDATE $id SET noted = $noted WHERE noted = $was RETURN AFTER";
const LATEST: &str = "SELECT * FROM (SELECT VALUE latest FROM $conversations)";

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

    pub async fn note(
        &self,
        contact: &ContactId,
        was: &Noted,
        noted: &Noted,
    ) -> Result<(), CommitError> {
        match self.replace_noted(ids::contact(contact), was, noted).await.map_err(failed)? {
            true => Ok(()),
            false => Err(CommitError::Stale),
        }
    }

    /// False if something else than `was` is noted.
    async fn replace_noted(&self, id: RecordId, was: &Noted, noted: &Noted) -> Result<bool, Error> {
        let Some(row) = self.get::<ContactRow>(id.clone()).await? else { return Ok(false) };
        if from_json::<Noted>("contact", &row.noted)? != *was {
            return Ok(false);
        }
        let mut bound = Variables::new();
        bound.insert("id", id);
        // As it is written: another version may have written the same in another way.
        bound.insert("was", row.noted);
        bound.insert("noted", to_json(noted));
        let replaced: Vec<ContactRow> = self.engine.run(NOTE, bound).await?.rows(0)?;
        Ok(!replaced.is_empty())
    }

    pub async fn latest_of(&self, contact: &ContactId) -> Result<Vec<Ticket>, Error> {
        let numbers = self.numbers().await?;
        let conversations = numbers.iter().map(|one| ids::conversation(&one.number.id, contact));
        let mut bound = Variables::new();
        bound.insert("conversations", conversations.collect::<Vec<RecordId>>());
        let rows: Vec<TicketRow> = self.engine.run(LATEST, bound).await?.rows(0)?;
        rows.into_iter().map(TicketRow::read).collect()
    }
}
