//! The templates that can be sent into a ticket: the way to a customer whose window is closed. How one
//! leaves is [`super::reply`].

use super::{Desk, Error};
use crate::contact::Contact;
use crate::ids::TicketNumber;
use crate::message::Content;
use crate::permissions::{Actor, Permission};
use crate::region::Country;
use crate::template::{Facts, Template, Wanted};
use crate::ticket::{Refusal, Ticket};
use crate::window::Window;

/// What somebody can send to a customer, and what they have to know to do so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    pub customer: String,
    /// Every template of the ticket's number, approved or not, by name and language.
    pub templates: Vec<Template>,
    pub window: Window,
    /// Where the customer is, which Meta's rates go by.
    pub country: Option<Country>,
    /// The language to write to them in, if somebody noted it.
    pub language: Option<String>,
    pub opted_out: bool,
    pub facts: Facts,
}

impl Desk {
    /// What can be sent into a ticket.
    pub async fn offer(&self, actor: &Actor, number: TicketNumber) -> Result<Offer, Error> {
        let ticket = self.for_actor(actor, Permission::SendTemplate, number).await?;
        let contact = self.store.contact(&ticket.contact).await?;
        let people = self.store.people().await?;
        let owner = people.iter().find(|person| Some(&person.id) == ticket.owner.as_ref());
        let noted = contact.as_ref().map(Contact::noted).unwrap_or_default();
        let facts = Facts {
            name: contact.as_ref().and_then(|contact| contact.name.clone()),
            ticket: number.to_string(),
            owner: owner.map(|person| person.name.clone()),
            noted: noted.attributes.into_iter().collect(),
        };
        Ok(Offer {
            customer: ticket.customer.clone(),
            templates: self.store.templates().await?.of(&ticket.channel).to_vec(),
            window: ticket.window(),
            country: contact.as_ref().and_then(Contact::region).and_then(|region| region.country),
            language: noted.language,
            opted_out: contact.as_ref().is_some_and(Contact::is_opted_out),
            facts,
        })
    }

    /// What leaves as the template that is wanted, or why Meta, or the customer, would have none of it.
    pub(super) async fn letter(&self, ticket: &Ticket, wanted: &Wanted) -> Result<Content, Error> {
        let contact = self.store.contact(&ticket.contact).await?;
        let opted_out = contact.is_some_and(|contact| contact.is_opted_out());
        let known = self.store.templates().await?;
        let template = known.find(&ticket.channel, &wanted.name, &wanted.language);
        Ok(wanted.filled(template, opted_out).map_err(Refusal::from)?)
    }
}
