//! Sending a file to a customer: like any answer it is saved as queued first, with the file that is
//! kept already.

use super::{Desk, Error, TRIES, allow, failed};
use crate::enclosure::Enclosed;
use crate::ids::{MessageId, TicketNumber};
use crate::message::{Content, Delivery, Direction, Message, Progress};
use crate::permissions::{Actor, Permission};
use crate::ports::CommitError;
use crate::ticket::{Command, Refusal};

impl Desk {
    /// Whether this ticket's customer can be sent a file: asked before all of it was taken in.
    pub async fn may_enclose(&self, actor: &Actor, number: TicketNumber) -> Result<(), Error> {
        allow(actor, Permission::Reply)?;
        let ticket = self.store.ticket(number).await?.ok_or(Refusal::NoSuchTicket)?;
        self.must_be_latest(&ticket).await
    }

    /// Saves a file for the customer and wakes the outbox. `id` and `key` are as with
    /// [`Desk::reply`]: twice the same is one message.
    pub async fn enclose(
        &self,
        actor: &Actor,
        number: TicketNumber,
        enclosed: Enclosed,
        id: MessageId,
        key: Option<String>,
    ) -> Result<Message, Error> {
        allow(actor, Permission::Reply)?;
        let content = enclosed.content();
        for _ in 0..TRIES {
            let before = self.enclosed_before(number, &content, &id, key.as_deref()).await?;
            if let Some(message) = before {
                return Ok(message);
            }
            let ticket = self.store.ticket(number).await?.ok_or(Refusal::NoSuchTicket)?;
            self.must_be_latest(&ticket).await?;
            let now = self.clock.now();
            let message = Message {
                id: id.clone(),
                ticket: number,
                direction: Direction::Out,
                author: actor.author(),
                content: content.clone(),
                external: None,
                reply_to: None,
                origin: None,
                delivery: Some(Delivery::at(Progress::Queued)),
                sent_at: now,
                saved_at: now,
            };
            let changes = ticket.decide(Command::Reply { message: message.clone() })?;
            let key = key.clone().map(|key| (key, id.clone()));
            match self.save(actor, ticket, changes, key).await {
                Err(CommitError::Stale) => continue,
                Err(error) => return Err(failed(error)),
                Ok(_) => {
                    self.has_stopped_typing(number);
                    return Ok(message);
                }
            }
        }
        Err(failed(CommitError::Stale))
    }

    /// What `key` or `id` stands for already; see [`Desk::reply`].
    async fn enclosed_before(
        &self,
        number: TicketNumber,
        content: &Content,
        id: &MessageId,
        key: Option<&str>,
    ) -> Result<Option<Message>, Error> {
        let keyed = match key {
            Some(key) => self.store.keyed(key).await?,
            None => None,
        };
        if let Some(message) = keyed {
            let is_that = message.ticket == number && message.content == *content;
            return if is_that { Ok(Some(message)) } else { Err(Refusal::KeyUsed.into()) };
        }
        match self.store.message(id).await? {
            Some(message) if message.ticket != number => Err(Refusal::NoSuchMessage.into()),
            found => Ok(found),
        }
    }
}
