//! Sending a template into a ticket: the way to a customer whose window is closed.
//!
//! What Meta would refuse is refused here, and said with the part that it is about (TPL-1). What a
//! template costs is said beforehand and keeps nobody from sending it.

use super::{Desk, Error, TRIES, allow, failed};
use crate::contact::Contact;
use crate::ids::{MessageId, TicketNumber};
use crate::message::{Content, Delivery, Direction, Message, Progress};
use crate::permissions::{Actor, Permission};
use crate::ports::CommitError;
use crate::region::Country;
use crate::template::{Facts, Flaw, Status, Template, Values};
use crate::ticket::{Command, Refusal, Ticket};
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

/// Which template, and what fills its gaps.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    pub name: String,
    pub language: String,
    pub values: Values,
}

/// Why a template does not leave.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unsendable {
    #[error("no template of that name and language is known for the ticket's number")]
    Unknown,
    #[error("the template is not approved: it is {}", .0.word())]
    NotApproved(Status),
    /// By Meta's word.
    #[error("the template has a part that can't be filled in here: {0}")]
    Strange(String),
    #[error("the customer wants no marketing")]
    OptedOut,
    #[error("{}", listed(.0))]
    Unfilled(Vec<Flaw>),
}

fn listed(flaws: &[Flaw]) -> String {
    let each = flaws.iter().map(|flaw| format!("{} {}", flaw.at, flaw.why));
    each.collect::<Vec<_>>().join("; ")
}

impl Wanted {
    /// What leaves to that customer as `template`, the one that is wanted.
    pub fn filled(
        &self,
        template: Option<&Template>,
        opted_out: bool,
    ) -> Result<Content, Unsendable> {
        let template = template.ok_or(Unsendable::Unknown)?;
        if let Some(part) = &template.strange {
            return Err(Unsendable::Strange(part.clone()));
        }
        if !template.may_leave() {
            return Err(Unsendable::NotApproved(template.status));
        }
        if opted_out && template.is_marketing() {
            return Err(Unsendable::OptedOut);
        }
        let filled = template.fill(&self.values).map_err(Unsendable::Unfilled)?;
        Ok(template.content(filled))
    }

    /// Whether that is what `content` says.
    fn is(&self, content: &Content) -> bool {
        let Content::Template { name, language, letter: Some(letter), .. } = content else {
            return false;
        };
        let trimmed = self.values.iter().map(|(key, text)| (key.clone(), text.trim().to_owned()));
        let given: Values = trimmed.filter(|(_, text)| !text.is_empty()).collect();
        *name == self.name
            && *language == self.language.replace('-', "_")
            && letter.open().is_some_and(|letter| letter.values() == given)
    }
}

impl Desk {
    /// What can be sent into a ticket.
    pub async fn offer(&self, actor: &Actor, number: TicketNumber) -> Result<Offer, Error> {
        allow(actor, Permission::SendTemplate)?;
        let ticket = self.store.ticket(number).await?.ok_or(Refusal::NoSuchTicket)?;
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
            opted_out: noted.opted_out,
            facts,
        })
    }

    /// Saves a template for the customer, with its gaps filled, and wakes the outbox; or says why Meta, or
    /// the customer, would have none of it. `id` and `key` are as in [`Desk::reply`].
    pub async fn send_template(
        &self,
        actor: &Actor,
        number: TicketNumber,
        wanted: &Wanted,
        id: MessageId,
        key: Option<String>,
    ) -> Result<Result<Message, Unsendable>, Error> {
        allow(actor, Permission::SendTemplate)?;
        for _ in 0..TRIES {
            if let Some(message) = self.sent_before(number, wanted, &id, key.as_deref()).await? {
                return Ok(Ok(message));
            }
            let ticket = self.store.ticket(number).await?.ok_or(Refusal::NoSuchTicket)?;
            self.must_be_latest(&ticket).await?;
            let content = match self.letter(&ticket, wanted).await? {
                Ok(content) => content,
                Err(why) => return Ok(Err(why)),
            };
            let now = self.clock.now();
            let message = Message {
                id: id.clone(),
                ticket: ticket.number,
                direction: Direction::Out,
                author: actor.author(),
                content,
                external: None,
                reply_to: None,
                delivery: Some(Delivery::at(Progress::Queued)),
                sent_at: now,
                saved_at: now,
            };
            let changes = ticket.decide(Command::Reply { message: message.clone() })?;
            let key = key.clone().map(|key| (key, id.clone()));
            match self.save(actor, ticket, changes, key).await {
                Err(CommitError::Stale) => continue,
                Err(error) => return Err(failed(error)),
                Ok(_) => return Ok(Ok(message)),
            }
        }
        Err(failed(CommitError::Stale))
    }

    async fn letter(
        &self,
        ticket: &Ticket,
        wanted: &Wanted,
    ) -> Result<Result<Content, Unsendable>, Error> {
        let contact = self.store.contact(&ticket.contact).await?;
        let opted_out = contact.is_some_and(|contact| contact.opted_out);
        let known = self.store.templates().await?;
        let template = known.find(&ticket.channel, &wanted.name, &wanted.language);
        Ok(wanted.filled(template, opted_out))
    }

    /// What `key` or `id` stands for already: whoever asks again sends nothing twice, and whoever wants
    /// something else under an old `key` is told so.
    async fn sent_before(
        &self,
        number: TicketNumber,
        wanted: &Wanted,
        id: &MessageId,
        key: Option<&str>,
    ) -> Result<Option<Message>, Error> {
        let keyed = match key {
            Some(key) => self.store.keyed(key).await?,
            None => None,
        };
        if let Some(message) = keyed {
            let is_that = message.ticket == number && wanted.is(&message.content);
            return if is_that { Ok(Some(message)) } else { Err(Refusal::KeyUsed.into()) };
        }
        match self.store.message(id).await? {
            Some(message) if message.ticket != number => Err(Refusal::NoSuchMessage.into()),
            found => Ok(found),
        }
    }
}
