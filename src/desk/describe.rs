//! What the team knows of a customer: reading it, and noting it down.
//!
//! A note says only what changes, and is laid over what is noted at that moment: of two people who note
//! different things neither undoes the other's, and a message that tells a name meanwhile loses nothing.
//! Notes are no events of a ticket, since they are of a customer; who noted what is not kept.

use std::collections::{BTreeMap, BTreeSet};

use super::{Desk, Error, TRIES, failed};
use crate::contact::{Contact, Noted, Wish};
use crate::ids::{ContactId, TicketNumber};
use crate::permissions::{Actor, Permission};
use crate::ports::CommitError;
use crate::team;
use crate::ticket::{
    MOST_FIELDS, MOST_TAGS, Refusal, Ticket, checked_field, checked_tag, same_tag,
};
use crate::zone::Zone;

/// A customer, as far as the actor may see them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acquaintance {
    pub name: String,
    /// `+` and digits; masked for those who may not see it; absent if WhatsApp withholds it.
    pub phone: Option<String>,
    /// The name that they took on WhatsApp, `@` first.
    pub username: Option<String>,
    /// Whether they told WhatsApp that they want marketing messages, if they did.
    pub wish: Option<Wish>,
    pub id: ContactId,
    pub noted: Noted,
}

/// What is to be noted; what is `None`, or not among the attributes, stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Note {
    /// By its IANA name; empty if only the number shall tell where the customer is.
    pub zone: Option<String>,
    /// A BCP 47 tag, or empty.
    pub language: Option<String>,
    pub opted_out: Option<bool>,
    /// All of them.
    pub tags: Option<Vec<String>>,
    /// Those to put to the ones that are there …
    pub tagged: Vec<String>,
    /// … and those to take away from them, however they are spelt.
    pub untagged: Vec<String>,
    /// By name; an empty one is taken away.
    pub attributes: BTreeMap<String, String>,
}

impl Desk {
    /// Whose ticket it is.
    pub async fn customer(
        &self,
        actor: &Actor,
        number: TicketNumber,
    ) -> Result<Acquaintance, Error> {
        let ticket = self.for_actor(actor, Permission::Read, number).await?;
        Ok(acquaintance(actor, &self.customer_of(&ticket).await?))
    }

    /// Notes down what is known of the customer whose ticket it is.
    pub async fn describe(
        &self,
        actor: &Actor,
        number: TicketNumber,
        note: &Note,
    ) -> Result<Acquaintance, Error> {
        for _ in 0..TRIES {
            let ticket = self.for_actor(actor, Permission::Reply, number).await?;
            let mut contact = self.customer_of(&ticket).await?;
            let was = contact.noted();
            let noted = note.over(&was)?;
            match self.store.note(&contact.id, &was, &noted).await {
                Err(CommitError::Stale) => continue,
                saved => saved.map_err(failed)?,
            }
            self.is_another(&contact).await?;
            contact.set_noted(noted);
            return Ok(acquaintance(actor, &contact));
        }
        Err(failed(CommitError::Stale))
    }

    async fn customer_of(&self, ticket: &Ticket) -> Result<Contact, Error> {
        let contact = self.store.contact(&ticket.contact).await?;
        let none = || Error::Failed(format!("ticket {} has no contact", ticket.number).into());
        contact.ok_or_else(none)
    }

    /// When the customer's tickets have to be looked at may depend on what was noted, as on their quiet
    /// hours: they are looked at now. What is saved by somebody who read the contact just before goes by
    /// that once more: at worst it is due too late, until anything else happens to the ticket.
    pub(super) async fn is_another(&self, contact: &Contact) -> Result<(), Error> {
        let mut all = vec![];
        for one in contact.kin() {
            all.extend(self.store.latest_of(one).await?);
        }
        for latest in all {
            let number = latest.goes_on_in();
            let ticket = match number == latest.number {
                true => Some(latest),
                false => self.store.ticket(number).await?,
            };
            if let Some(ticket) = ticket.filter(|ticket| ticket.is_unsettled()) {
                self.look_again(&[ticket]).await.map_err(failed)?;
            }
        }
        Ok(())
    }
}

impl Note {
    /// All that is noted once this is as well.
    pub fn over(&self, was: &Noted) -> Result<Noted, Refusal> {
        let mut noted = was.clone();
        if let Some(name) = &self.zone {
            noted.zone =
                told(name).map(|name| Zone::named(name).ok_or(Refusal::NoSuchZone)).transpose()?;
        }
        if let Some(tag) = &self.language {
            noted.language = told(tag).map(language).transpose()?;
        }
        if let Some(opted_out) = self.opted_out {
            noted.opted_out = opted_out;
        }
        if let Some(given) = &self.tags {
            noted.tags = tags(given)?;
        }
        noted.tags.retain(|known| !self.untagged.iter().any(|gone| same_tag(known, gone)));
        if !self.tagged.is_empty() {
            noted.tags = tags(noted.tags.iter().chain(&self.tagged))?;
        }
        for (name, value) in &self.attributes {
            match checked_field(name, value)? {
                (name, Some(value)) => _ = noted.attributes.insert(name, value),
                (name, None) => _ = noted.attributes.remove(&name),
            }
        }
        let fits = noted.attributes.len() <= MOST_FIELDS;
        fits.then_some(noted).ok_or(Refusal::TooManyFields)
    }
}

fn told(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|text| !text.is_empty())
}

fn language(tag: &str) -> Result<String, Refusal> {
    if team::is_a_tag(tag) { Ok(tag.to_owned()) } else { Err(Refusal::NotALanguage) }
}

/// Each of them once, as it was first spelt.
fn tags<'a>(given: impl IntoIterator<Item = &'a String>) -> Result<BTreeSet<String>, Refusal> {
    let mut tags = BTreeSet::<String>::new();
    for tag in given {
        let tag = checked_tag(tag)?;
        if !tags.iter().any(|known| same_tag(known, &tag)) {
            tags.insert(tag);
        }
    }
    if tags.len() <= MOST_TAGS { Ok(tags) } else { Err(Refusal::TooManyTags) }
}

fn acquaintance(actor: &Actor, contact: &Contact) -> Acquaintance {
    let phone = match actor.may(Permission::SeePhone) {
        true => contact.shown_phone(),
        false => contact.masked_phone(),
    };
    Acquaintance {
        name: contact.shown_name(),
        phone,
        username: contact.shown_username(),
        wish: contact.wish,
        id: contact.id.clone(),
        noted: contact.noted(),
    }
}
