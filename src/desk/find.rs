//! Finding a customer by what somebody knows of them.

use super::{Desk, Error, allow};
use crate::contact::{Alias, Contact, Noted};
use crate::ids::{ContactId, NumberId, TicketNumber};
use crate::permissions::{Actor, Permission, Sight};
use crate::phone::comparable;
use crate::ports::Question;
use crate::ticket::Refusal;

/// So many contacts are offered at once.
const MOST_FOUND: usize = 10;
/// Among so many of that name those are looked for whom somebody knows who doesn't see every ticket.
const MOST_LOOKED_AT: usize = 200;

/// A contact, as far as the actor may see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acquainted {
    pub id: ContactId,
    pub name: String,
    /// `+` and digits; masked for those who may not see it; absent if WhatsApp withholds it.
    pub phone: Option<String>,
    pub username: Option<String>,
    pub noted: Noted,
    /// Their newest ticket, if they have any.
    pub ticket: Option<TicketNumber>,
}

impl Desk {
    /// Whoever is meant by `words`: a ticket's number, a phone number or a part of a name.
    pub async fn find_contacts(
        &self,
        actor: &Actor,
        words: &str,
    ) -> Result<Vec<Acquainted>, Error> {
        allow(actor, Permission::Read)?;
        let words = words.trim();
        let mut found = vec![];
        if let Ok(number) = words.trim_start_matches('#').parse() {
            let ticket = self.store.ticket(TicketNumber(number)).await?;
            let ticket = ticket.filter(|ticket| self.must_see(actor, ticket).is_ok());
            if let Some(ticket) = ticket {
                found.extend(self.store.contact(&ticket.contact).await?);
            }
        }
        // A search must not tell whether a number that one may not see is known.
        if actor.may(Permission::SeePhone) {
            found.extend(self.by_phone(words).await?);
        }
        let sight = self.sight(actor);
        if words.chars().any(char::is_alphabetic) {
            // Of those whom the actor does not know, none may take another's place.
            let most = if sight == Sight::Everything { MOST_FOUND } else { MOST_LOOKED_AT };
            found.extend(self.store.named(words, most).await?);
        }
        let mut known = vec![];
        for contact in found {
            if known.len() >= MOST_FOUND {
                break;
            }
            if sight != Sight::Everything && self.newest_seen(&sight, &contact).await?.is_none() {
                continue;
            }
            if known.iter().all(|one: &Acquainted| one.id != contact.id) {
                known.push(self.acquainted(actor, &contact).await?);
            }
        }
        Ok(known)
    }

    /// One contact, or the one that stands for it.
    pub async fn contact(&self, actor: &Actor, id: &ContactId) -> Result<Acquainted, Error> {
        allow(actor, Permission::Read)?;
        let contact = self.store.contact(id).await?.ok_or(Refusal::NoSuchCustomer)?;
        self.must_know(actor, &contact).await?;
        self.acquainted(actor, &contact).await
    }

    async fn by_phone(&self, words: &str) -> Result<Option<Contact>, Error> {
        let digits: String = words.chars().filter(char::is_ascii_digit).collect();
        let is_phone = digits.len() >= 6 && !words.chars().any(char::is_alphabetic);
        if !is_phone {
            return Ok(None);
        }
        // As it is typed, and as WhatsApp may write it (ID-4).
        let aliases = [comparable(&digits), digits].map(Alias::Phone);
        // It does not matter at which number of ours they wrote.
        let senders = vec![(NumberId(String::new()), aliases.into())];
        let answer = self.store.answer(&Question { senders, ..Question::default() }).await?;
        match answer.contacts.into_iter().next() {
            Some((_, contact)) => Ok(self.store.contact(&contact.id).await?),
            None => Ok(None),
        }
    }

    pub(super) async fn acquainted(
        &self,
        actor: &Actor,
        contact: &Contact,
    ) -> Result<Acquainted, Error> {
        let newest = self.newest_seen(&self.sight(actor), contact).await?;
        let phone = match actor.may(Permission::SeePhone) {
            true => contact.shown_phone(),
            false => contact.masked_phone(),
        };
        Ok(Acquainted {
            id: contact.id.clone(),
            name: contact.shown_name(),
            phone,
            username: contact.shown_username(),
            noted: contact.noted(),
            ticket: newest,
        })
    }
}
