//! A ticket as its rules see it: what is dear to find out is found out only if some rule asks.

mod clock;

use super::Scene;
use super::happening::Happening;
use crate::contact::Contact;
use crate::message::Direction;
use crate::region::Region;
use crate::routing::language::{Lang, guess};
use crate::routing::{Customer, Facts, Field, Said, Sla, Starter};
use crate::ticket::Ticket;

/// What is answered by where the customer is, and by how the clocks stand.
const REGION: [Field; 3] = [Field::ContactCountry, Field::CustomerZone, Field::CustomerHour];
const SLA: [Field; 3] = [Field::SlaState, Field::SlaClock, Field::SlaMinutesLeft];

/// What facts borrow that nobody else holds, and what is dear to find out.
pub(super) struct Picture {
    language: Option<Lang>,
    region: Option<Region>,
    sla: Option<Sla>,
}

impl Picture {
    /// As much of it as the rules ask for that are started by `happening`.
    pub fn of(scene: &Scene<'_>, ticket: &Ticket, happening: &Happening) -> Self {
        let Scene { book, now, contact, .. } = *scene;
        let asked = |fields: &[Field]| {
            let mut started = book.rules().iter().filter(|rule| rule.hears(&happening.trigger));
            started.any(|rule| fields.iter().any(|field| rule.asks(field)))
        };
        let text = happening.message.as_ref().and_then(|message| message.content.text());
        let contact = contact.filter(|_| asked(&REGION));
        Self {
            language: text.filter(|_| asked(&[Field::Language])).and_then(guess),
            region: contact.and_then(Contact::region),
            sla: asked(&SLA).then(|| clock::of(book, ticket, happening, now)).flatten(),
        }
    }

    pub fn facts<'a>(
        &'a self,
        scene: &Scene<'a>,
        ticket: &'a Ticket,
        happening: &'a Happening,
    ) -> Facts<'a> {
        let Scene { book, now, .. } = *scene;
        let fields = ticket.fields.iter();
        Facts {
            now,
            ticket: ticket.number,
            channel: &ticket.channel.0,
            message: happening.message.as_ref().map(|message| Said {
                text: message.content.text(),
                kind: message.content.word(),
                language: self.language,
            }),
            customer: self.customer(scene, ticket),
            status: ticket.status,
            priority: ticket.priority,
            team: ticket.team.as_ref().map(|team| team.0.as_str()),
            owner: ticket.owner.as_ref().map(|owner| owner.0.as_str()),
            tags: ticket.tags.iter().map(String::as_str).collect(),
            fields: fields.map(|(name, value)| (name.as_str(), value.as_str())).collect(),
            before: happening.before.as_ref().map(|was| was.as_before()),
            started_by: match ticket.started_by {
                Direction::In => Starter::Customer,
                Direction::Out => Starter::Us,
            },
            created_at: ticket.created_at,
            in_hours: book.in_hours(ticket, now),
            sla: self.sla,
            window: ticket.window(),
            unanswered: ticket.unanswered(),
            rating: ticket.memory.rating.answer.as_ref().map(|answer| answer.score.number()),
            automatic_messages: ticket.memory.automatic_messages(now),
            unknown: vec![],
        }
    }

    fn customer<'a>(&'a self, scene: &Scene<'a>, ticket: &'a Ticket) -> Customer<'a> {
        let is_new_here = ticket.follows.is_none();
        let Some(contact) = scene.contact else {
            return Customer { is_new_here, ..Customer::default() };
        };
        let attributes = contact.attributes.iter();
        let region = self.region.as_ref();
        Customer {
            name: contact.name.as_deref(),
            country: region.and_then(|region| region.country.as_ref()).map(|it| it.code()),
            attributes: attributes.map(|(name, it)| (name.as_str(), it.as_str())).collect(),
            tags: contact.tags.iter().map(String::as_str).collect(),
            zone: region.map(|region| &region.zone),
            is_new: is_new(contact, ticket),
            is_new_here,
        }
    }
}

/// Whether the customer never wrote before: neither to this number of ours, nor to another, or the
/// desk would have known them before the ticket began. Times are compared as tickets keep them.
fn is_new(contact: &Contact, ticket: &Ticket) -> bool {
    let known = contact.created_at.timestamp_micros() < ticket.created_at.timestamp_micros();
    ticket.follows.is_none() && !known
}
