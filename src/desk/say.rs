//! What somebody wants to say to a customer, before it is a message: it names other messages by our
//! ids, and a message by Meta's.
//!
//! What WhatsApp takes of it is [`crate::message`]'s to know, except for what depends on the message
//! that it is about.

use chrono::TimeDelta;

use super::{Desk, Error};
use crate::enclosure::Enclosed;
use crate::ids::{MessageId, TicketNumber};
use crate::message::{ContactCard, Content, Direction, Message, Row, Unfit};
use crate::permissions::Permission;
use crate::rating;
use crate::template::Wanted;
use crate::ticket::{Refusal, Ticket};

/// Meta takes no reaction to what is older (Cloud API reference, reaction messages).
const REACTED_WITHIN: TimeDelta = TimeDelta::days(30);

/// A wish to say something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saying {
    what: What,
    quotes: Option<MessageId>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum What {
    /// What a reaction is about, it names by our id. A row without an id gets one.
    Content(Content),
    /// Its words are known once it is looked up.
    Template(Wanted),
}

impl Saying {
    pub fn text(body: String) -> Self {
        Self::of(Content::Text { body })
    }

    /// Degrees as digits with a point.
    pub fn location(
        latitude: String,
        longitude: String,
        name: Option<String>,
        address: Option<String>,
    ) -> Self {
        Self::of(Content::Location { latitude, longitude, name, address })
    }

    pub fn contacts(cards: Vec<ContactCard>) -> Self {
        Self::of(Content::contacts(cards))
    }

    /// A question with one to three answers below it.
    pub fn buttons(body: String, rows: Vec<Row>) -> Self {
        Self::of(Content::List { body, button: None, rows })
    }

    /// A question with up to ten answers behind a button.
    pub fn list(body: String, button: String, rows: Vec<Row>) -> Self {
        Self::of(Content::List { body, button: Some(button), rows })
    }

    /// `None` takes the reaction to that message back.
    pub fn reaction(to: MessageId, emoji: Option<String>) -> Self {
        Self::of(Content::Reaction { to: to.0, emoji })
    }

    /// A file that is kept already.
    pub fn file(enclosed: Enclosed) -> Self {
        Self::of(enclosed.content())
    }

    pub fn template(wanted: Wanted) -> Self {
        Self { what: What::Template(wanted), quotes: None }
    }

    /// The same in answer to one message of the ticket.
    pub fn quoting(mut self, message: Option<MessageId>) -> Self {
        self.quotes = message;
        self
    }

    fn of(content: Content) -> Self {
        Self { what: What::Content(content), quotes: None }
    }

    pub(super) fn is_reaction(&self) -> bool {
        matches!(self.what, What::Content(Content::Reaction { .. }))
    }

    /// Whether it leaves with the window closed, too.
    pub(super) fn is_template(&self) -> bool {
        matches!(self.what, What::Template(_))
    }

    pub(super) fn permission(&self) -> Permission {
        if self.is_template() { Permission::SendTemplate } else { Permission::Reply }
    }
}

impl Desk {
    /// The content of the message, and Meta's id of the one that it answers.
    pub(super) async fn put_into_words(
        &self,
        saying: &Saying,
        ticket: &Ticket,
        id: &MessageId,
    ) -> Result<(Content, Option<String>), Error> {
        let reply_to = match &saying.quotes {
            Some(_) if saying.is_reaction() => return Err(unfit(Unfit::ReactionQuotes)),
            Some(quoted) => Some(self.at_whatsapp(quoted, ticket).await?.1),
            None => None,
        };
        let content = match &saying.what {
            What::Template(wanted) => self.letter(ticket, wanted).await?,
            What::Content(Content::Reaction { to, emoji }) => {
                let (message, to) = self.at_whatsapp(&MessageId(to.clone()), ticket).await?;
                self.takes_reactions(&message)?;
                Content::Reaction { to, emoji: emoji.clone() }
            }
            What::Content(Content::List { body, button, rows }) => {
                let (body, button) = (body.clone(), button.clone());
                Content::List { body, button, rows: with_ids(rows.clone(), id)? }
            }
            What::Content(content) => content.clone(),
        };
        Ok((content, reply_to))
    }

    /// Whether `message` is what `saying` became.
    pub(super) async fn is_said_in(
        &self,
        saying: &Saying,
        message: &Message,
    ) -> Result<bool, Error> {
        // What was sent once stays sent, whatever became of the template since.
        if let What::Template(wanted) = &saying.what {
            return Ok(wanted.is(&message.content));
        }
        let ticket = self.store.ticket(message.ticket).await?.ok_or(Refusal::NoSuchTicket)?;
        match self.put_into_words(saying, &ticket, &message.id).await {
            Ok((content, reply_to)) => {
                Ok(content == message.content && reply_to == message.reply_to)
            }
            Err(Error::Refused(_)) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Whether that message of the ticket can be reacted to now; a refusal says why not.
    pub(super) fn takes_reactions(&self, message: &Message) -> Result<(), Refusal> {
        if message.direction == Direction::Out {
            return Err(Unfit::NotTheirs.into());
        }
        if matches!(message.content, Content::Reaction { .. } | Content::System { .. }) {
            return Err(Unfit::ToReaction.into());
        }
        if message.sent_at < self.clock.now() - REACTED_WITHIN {
            return Err(Unfit::TooOld.into());
        }
        Ok(())
    }

    /// A message of the ticket, or of one that it took in, and what Meta calls it.
    async fn at_whatsapp(
        &self,
        id: &MessageId,
        ticket: &Ticket,
    ) -> Result<(Message, String), Error> {
        let here =
            |number: &TicketNumber| *number == ticket.number || ticket.absorbed.contains(number);
        let message = self.store.message(id).await?.filter(|message| here(&message.ticket));
        let message = message.ok_or(Refusal::Unfit(Unfit::Elsewhere))?;
        let external = message.external.clone().ok_or(Refusal::Unfit(Unfit::NotAtWhatsApp))?;
        Ok((message, external))
    }
}

/// An id for each row: `id` with its place, unless whoever asks gave it one. Those of a rating would be
/// taken for one.
fn with_ids(mut rows: Vec<Row>, id: &MessageId) -> Result<Vec<Row>, Refusal> {
    for (place, row) in rows.iter_mut().enumerate() {
        if row.id.is_empty() {
            row.id = format!("{id}-{}", place + 1);
        }
        if rating::tapped(&row.id).is_some() {
            return Err(Unfit::Id.into());
        }
    }
    Ok(rows)
}

fn unfit(why: Unfit) -> Error {
    Error::Refused(why.into())
}
