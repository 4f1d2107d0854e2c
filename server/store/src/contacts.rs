//! Contacts as rows, what people noted about them, and the aliases that find them.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use desk::contact::{Alias, Contact, Family, Noted, Saved, Wish};
use desk::ids::ContactId;
use desk::ports::CommitError;
use desk::ticket::Ticket;
use serde::{Deserialize, Serialize};
use surrealdb::types::{RecordId, SurrealValue, Variables};

use crate::commit::failed;
use crate::json::{from_json, to_json};
use crate::tickets::TicketRow;
use crate::{Error, Store, ids};

#[derive(Debug, Clone, SurrealValue)]
#[surreal(crate = "surrealdb::types")]
pub(crate) struct ContactRow {
    pub(crate) id: RecordId,
    name: Option<String>,
    phone: Option<String>,
    user_id: Option<String>,
    parent_id: Option<String>,
    username: Option<String>,
    names: Option<String>,
    told: Option<String>,
    created_at: DateTime<Utc>,
    pub(crate) noted: String,
    pub(crate) family: Option<String>,
}

/// What WhatsApp told beside what customers are called by.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Told {
    #[serde(skip_serializing_if = "Option::is_none")]
    moved_at: Option<DateTime<Utc>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    wish: Option<Wish>,
    #[serde(skip_serializing_if = "Option::is_none")]
    saved: Option<Saved>,
}

impl ContactRow {
    pub(crate) fn of(contact: &Contact) -> Self {
        let Contact { moved_at, wish, saved, .. } = contact.clone();
        let is_told = moved_at.is_some() || wish.is_some() || saved.is_some();
        Self {
            id: ids::contact(&contact.id),
            name: contact.name.clone(),
            phone: contact.phone.clone(),
            user_id: contact.user_id.clone(),
            parent_id: contact.parent_id.clone(),
            username: contact.username.clone(),
            names: Some(contact.names()),
            told: is_told.then(|| to_json(&Told { moved_at, wish, saved })),
            created_at: contact.created_at,
            noted: to_json(&contact.noted()),
            family: family_of(contact),
        }
    }

    pub(crate) fn read(self) -> Result<Contact, Error> {
        let noted: Noted = from_json("contact", &self.noted)?;
        let told: Option<Told> = self.told.map(|told| from_json("contact", &told)).transpose()?;
        let Told { moved_at, wish, saved } = told.unwrap_or_default();
        let family: Option<Family> =
            self.family.map(|family| from_json("contact", &family)).transpose()?;
        let mut contact = Contact::new(ContactId(ids::text(self.id)?), self.created_at);
        (contact.name, contact.phone, contact.user_id) = (self.name, self.phone, self.user_id);
        (contact.parent_id, contact.username) = (self.parent_id, self.username);
        (contact.moved_at, contact.wish, contact.saved) = (moved_at, wish, saved);
        contact.family = family.unwrap_or_default();
        contact.set_noted(noted);
        Ok(contact)
    }
}

/// Nothing of one who stands alone, as nearly all do.
pub(crate) fn family_of(contact: &Contact) -> Option<String> {
    (contact.family != Family::default()).then(|| to_json(&contact.family))
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
            (kind, value) if kind == "parent" => Alias::Parent(value),
            (_, value) => Alias::UserId(value),
        };
        Ok((alias, ContactId(ids::text(self.contact)?)))
    }
}

/// A message that tells a name changes the rest of the row: the engine tries again whichever of the two
/// comes second.
const NOTE: &str = "UPDATE $id SET noted = $noted WHERE noted = $was RETURN AFTER";
const LATEST: &str = "SELECT * FROM (SELECT VALUE latest FROM $conversations)";
const NAMED: &str = "SELECT * FROM contact WHERE names != NONE AND string::contains(names, $words) \
    LIMIT $limit";
/// More than anybody looks through: those that are parts of others are left out afterwards.
const PARTS: usize = 50;

impl Store {
    /// The contact, or the one that stands for it.
    pub async fn contact(&self, id: &ContactId) -> Result<Option<Contact>, Error> {
        let Some(contact) = self.one_contact(id).await? else { return Ok(None) };
        match &contact.family.part_of {
            Some(whole) => self.one_contact(whole).await,
            None => Ok(Some(contact)),
        }
    }

    async fn one_contact(&self, id: &ContactId) -> Result<Option<Contact>, Error> {
        let row: Option<ContactRow> = self.get(ids::contact(id)).await?;
        row.map(ContactRow::read).transpose()
    }

    /// These contacts, and those that stand for them.
    pub async fn contacts(&self, wanted: &[ContactId]) -> Result<Vec<Contact>, Error> {
        let mut contacts = self.these_contacts(wanted.iter().cloned().collect()).await?;
        let known: BTreeSet<ContactId> = contacts.iter().map(|one| one.id.clone()).collect();
        let whole = contacts.iter().map(|one| one.stands_for_it()).cloned();
        let missing: BTreeSet<ContactId> = whole.filter(|id| !known.contains(id)).collect();
        contacts.extend(self.these_contacts(missing).await?);
        Ok(contacts)
    }

    /// Those who stand for `found`, and all that are parts of them. Nearly nobody has any.
    pub(crate) async fn kin_of(&self, found: &[Contact]) -> Result<Vec<Contact>, Error> {
        let others = found.iter().map(|one| one.stands_for_it()).cloned();
        let known: BTreeSet<&ContactId> = found.iter().map(|one| &one.id).collect();
        let whole: BTreeSet<ContactId> = others.filter(|id| !known.contains(id)).collect();
        let mut kin = self.these_contacts(whole).await?;
        let parts = found.iter().chain(&kin).flat_map(Contact::kin);
        let parts: BTreeSet<ContactId> = parts
            .filter(|id| !known.contains(id) && kin.iter().all(|one| one.id != **id))
            .cloned()
            .collect();
        kin.extend(self.these_contacts(parts).await?);
        Ok(kin)
    }

    async fn these_contacts(&self, wanted: BTreeSet<ContactId>) -> Result<Vec<Contact>, Error> {
        if wanted.is_empty() {
            return Ok(vec![]);
        }
        let mut bound = Variables::new();
        bound.insert("ids", wanted.iter().map(ids::contact).collect::<Vec<RecordId>>());
        let rows: Vec<ContactRow> = self.engine.run("SELECT * FROM $ids", bound).await?.rows(0)?;
        rows.into_iter().map(ContactRow::read).collect()
    }

    /// At most `limit` contacts whose name holds `words`. Reads all of them.
    pub async fn named(&self, words: &str, limit: usize) -> Result<Vec<Contact>, Error> {
        let mut bound = Variables::new();
        bound.insert("words", words.to_lowercase());
        bound.insert("limit", (limit + PARTS) as i64);
        let rows: Vec<ContactRow> = self.engine.run(NAMED, bound).await?.rows(0)?;
        let found = rows.into_iter().map(ContactRow::read).collect::<Result<Vec<_>, _>>()?;
        let whole = found.into_iter().filter(|contact| contact.family.part_of.is_none());
        Ok(whole.take(limit).collect())
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

    /// The latest ticket of exactly that contact at each of our numbers.
    pub async fn latest_of(&self, contact: &ContactId) -> Result<Vec<Ticket>, Error> {
        let numbers = self.numbers().await?;
        let conversations = numbers.iter().map(|one| ids::conversation(&one.number.id, contact));
        self.latest_in(conversations.collect()).await
    }

    pub(crate) async fn latest_in(
        &self,
        conversations: Vec<RecordId>,
    ) -> Result<Vec<Ticket>, Error> {
        if conversations.is_empty() {
            return Ok(vec![]);
        }
        let mut bound = Variables::new();
        bound.insert("conversations", conversations);
        let rows: Vec<TicketRow> = self.engine.run(LATEST, bound).await?.rows(0)?;
        rows.into_iter().map(TicketRow::read).collect()
    }
}
