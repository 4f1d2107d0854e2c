//! Answering a customer: saved as queued first; the outbox sends it afterwards.

use super::say::Saying;
use super::{Desk, Error, TRIES, allow, failed};
use crate::ids::{MessageId, TicketNumber};
use crate::message::{Delivery, Direction, Message, Progress};
use crate::permissions::{Actor, Permission};
use crate::ports::CommitError;
use crate::ticket::{Command, Refusal, Ticket};

impl Desk {
    /// Saves a text for the customer: see [`Desk::say_to`].
    pub async fn reply(
        &self,
        actor: &Actor,
        number: TicketNumber,
        text: String,
        id: MessageId,
        key: Option<String>,
    ) -> Result<Message, Error> {
        self.say_to(actor, number, Saying::text(text), id, key).await
    }

    /// Saves what somebody says to the customer, of whatever kind, and wakes the outbox.
    ///
    /// `id` is made by the caller: the same id twice, or the same `key` twice, is the same message
    /// and comes back as it stands now, so a reply that is asked for again is not sent again. A `key`
    /// that stands for another message is refused.
    pub async fn say_to(
        &self,
        actor: &Actor,
        number: TicketNumber,
        saying: Saying,
        id: MessageId,
        key: Option<String>,
    ) -> Result<Message, Error> {
        for _ in 0..TRIES {
            let ticket = self.for_actor(actor, saying.permission(), number).await?;
            if let Some(message) = self.said_before(number, &saying, &id, key.as_deref()).await? {
                return Ok(message);
            }
            // What answers nothing brings no ticket back.
            match saying.is_reaction() {
                true => ticket.must_not_be_merged()?,
                false => self.must_be_latest(&ticket).await?,
            }
            let message = self.compose(actor, &ticket, &saying, id.clone()).await?;
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

    /// Sends an unconfirmed message once more: a person takes the risk that it arrives twice.
    pub async fn resend(&self, actor: &Actor, id: &MessageId) -> Result<Ticket, Error> {
        allow(actor, Permission::Reply)?;
        let number = self.store.message(id).await?.ok_or(Refusal::NoSuchMessage)?.ticket;
        for _ in 0..TRIES {
            // The ticket first: a message read before it could be older than the revision it vouches for.
            let ticket = self.store.ticket(number).await?.ok_or(Refusal::NoSuchMessage)?;
            self.must_see(actor, &ticket).map_err(|_| Refusal::NoSuchMessage)?;
            let message = self.store.message(id).await?.ok_or(Refusal::NoSuchMessage)?;
            let changes = ticket.decide(Command::Resend { message })?;
            match self.save(actor, ticket, changes, None).await {
                Err(CommitError::Stale) => continue,
                Err(error) => return Err(failed(error)),
                Ok(ticket) => {
                    self.live.outbox_has_work();
                    return Ok(ticket);
                }
            }
        }
        Err(failed(CommitError::Stale))
    }

    /// What `key` or `id` stands for already. Neither can be used to get at a message of another
    /// ticket. Whoever says something else under an old `key` would take the old message for theirs.
    async fn said_before(
        &self,
        number: TicketNumber,
        saying: &Saying,
        id: &MessageId,
        key: Option<&str>,
    ) -> Result<Option<Message>, Error> {
        let keyed = match key {
            Some(key) => self.store.keyed(key).await?,
            None => None,
        };
        if let Some(message) = keyed {
            let is_that = message.ticket == number && self.is_said_in(saying, &message).await?;
            return if is_that { Ok(Some(message)) } else { Err(Refusal::KeyUsed.into()) };
        }
        match self.store.message(id).await? {
            Some(message) if message.ticket != number => Err(Refusal::NoSuchMessage.into()),
            found => Ok(found),
        }
    }

    async fn compose(
        &self,
        actor: &Actor,
        ticket: &Ticket,
        saying: &Saying,
        id: MessageId,
    ) -> Result<Message, Error> {
        let now = self.clock.now();
        if !saying.is_template() {
            self.must_be_open(ticket)?;
        }
        let (content, reply_to) = self.put_into_words(saying, ticket, &id).await?;
        Ok(Message {
            id,
            ticket: ticket.number,
            direction: Direction::Out,
            author: actor.author(),
            content,
            external: None,
            reply_to,
            origin: None,
            delivery: Some(Delivery::at(Progress::Queued)),
            sent_at: now,
            saved_at: now,
        })
    }

    /// Outside the window WhatsApp takes templates alone (WIN-2).
    pub(super) fn must_be_open(&self, ticket: &Ticket) -> Result<(), Error> {
        match ticket.window().at(self.clock.now()).takes_any_reply() {
            true => Ok(()),
            false => Err(Refusal::WindowClosed.into()),
        }
    }
}
