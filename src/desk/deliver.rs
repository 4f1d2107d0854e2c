//! The outbox: hands queued messages to WhatsApp, and never hands one over twice.
//!
//! An attempt is written down before the call. If the process dies in between, or the answer is
//! ambiguous, the message is *unconfirmed*: only a status webhook or a person settles it.
//!
//! A file is brought to WhatsApp before that: it may take minutes, and nobody gets a message by it, so
//! that it can break off, or be done twice, without any doubt. Meta's id of it is in nobody's memory
//! but the call's.

use super::each::Each;
use super::{Desk, Error, TRIES, allow, failed};
use crate::ids::MessageId;
use crate::message::{Content, Delivery, Failure, Fault, Progress, Wait};
use crate::permissions::{Actor, Permission};
use crate::ports::{CommitError, Outgoing, Page, Sending};
use crate::ticket::{Command, Refusal};

/// How long Meta's status webhook is waited for before a person is asked.
pub const PATIENCE: chrono::Duration = chrono::Duration::seconds(30);

/// What came of handing one message over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivered {
    /// Nothing more is to be done now: it was taken, refused, lost sight of, or somebody else's.
    Settled,
    /// Not sent: it is tried again after a pause.
    Later(Wait),
    /// Not sent, and its number sends nothing more.
    Stopped,
}

impl Desk {
    /// What the outbox has to send now, oldest first, `limit` at a time. Messages with a begun
    /// attempt are not in it: see [`Desk::doubt`].
    pub async fn queued(
        &self,
        actor: &Actor,
        limit: usize,
        cursor: Option<&str>,
    ) -> Result<Page<Outgoing>, Error> {
        allow(actor, Permission::Carry)?;
        Ok(self.store.queued(limit.max(1), cursor).await?)
    }

    /// How many messages wait to be sent.
    pub async fn queued_count(&self, actor: &Actor) -> Result<u64, Error> {
        allow(actor, Permission::Carry)?;
        Ok(self.store.queued_count().await?)
    }

    /// Sends one message, at most once. If its number was stopped and the message is taken all the
    /// same, the number sends again.
    pub async fn deliver(&self, actor: &Actor, outgoing: &Outgoing) -> Result<Delivered, Error> {
        allow(actor, Permission::Carry)?;
        let (id, number) = (&outgoing.message.id, &outgoing.number);
        if self.opted_out_meanwhile(outgoing).await? {
            let failure = Failure::ours(0, Fault::OptedOut);
            self.record(actor, id, Delivery::failed(failure), None).await?;
            return Ok(Delivered::Settled);
        }
        let is_probe = self.stopped.has(number);
        let ready = match self.channel.bring(outgoing).await {
            Ok(ready) => ready,
            Err(sending) => return self.not_brought(actor, outgoing, sending).await,
        };
        if !self.store.begin_attempt(id, self.clock.now()).await? {
            return Ok(Delivered::Settled);
        }
        match self.channel.send(&ready).await {
            Sending::Accepted { external } => {
                let accepted = Delivery::at(Progress::Accepted);
                self.record(actor, id, accepted, Some(external.clone())).await?;
                self.catch_up(actor, id, &external).await?;
                if is_probe {
                    self.sends_again(number).await?;
                }
            }
            Sending::Refused(failure) => {
                self.record(actor, id, Delivery::failed(failure), None).await?;
            }
            Sending::Unknown => {}
            Sending::Later(wait) => {
                self.store.end_attempt(id).await?;
                return Ok(Delivered::Later(wait));
            }
            Sending::Stopped { trouble, failure } => {
                // The number first: nobody may take the message up again before it is stopped.
                self.stops(number, trouble, failure).await?;
                self.store.end_attempt(id).await?;
                return Ok(Delivered::Stopped);
            }
        }
        Ok(Delivered::Settled)
    }

    /// What follows when WhatsApp did not get the file: nothing was sent, whatever was said.
    async fn not_brought(
        &self,
        actor: &Actor,
        outgoing: &Outgoing,
        sending: Sending,
    ) -> Result<Delivered, Error> {
        match sending {
            Sending::Refused(failure) => {
                self.record(actor, &outgoing.message.id, Delivery::failed(failure), None).await?;
                Ok(Delivered::Settled)
            }
            Sending::Stopped { trouble, failure } => {
                self.stops(&outgoing.number, trouble, failure).await?;
                Ok(Delivered::Stopped)
            }
            Sending::Later(wait) => Ok(Delivered::Later(wait)),
            Sending::Unknown | Sending::Accepted { .. } => Ok(Delivered::Later(Wait::Customer)),
        }
    }

    /// Whether nobody wrote the message and the customer told WhatsApp, while it waited, that they want
    /// none such. Free text is not looked at: it only goes to who just wrote.
    async fn opted_out_meanwhile(&self, outgoing: &Outgoing) -> Result<bool, Error> {
        let message = &outgoing.message;
        let asked = matches!(message.content, Content::Template { .. } | Content::List { .. });
        if !asked || !message.author.is_automatic() {
            return Ok(false);
        }
        let Some(ticket) = self.store.ticket(message.ticket).await? else { return Ok(false) };
        let wish = self.store.contact(&ticket.contact).await?.and_then(|contact| contact.wish);
        Ok(wish.is_some_and(|wish| !wish.wanted && wish.at > message.sent_at))
    }

    /// Marks as unconfirmed whatever was attempted longer than [`PATIENCE`] ago without an outcome;
    /// how many there were. One that can't be marked keeps no other waiting: the first error is told
    /// at the end.
    pub async fn doubt(&self, actor: &Actor) -> Result<usize, Error> {
        allow(actor, Permission::Carry)?;
        let mut marked = Each::default();
        for message in self.store.attempted(self.clock.now() - PATIENCE).await? {
            let unconfirmed = Delivery::at(Progress::Unconfirmed);
            marked.take(self.record(actor, &message, unconfirmed, None).await);
        }
        marked.count()
    }

    /// Takes down how far one of our messages got.
    pub(super) async fn record(
        &self,
        actor: &Actor,
        id: &MessageId,
        delivery: Delivery,
        external: Option<String>,
    ) -> Result<(), Error> {
        let number = self.store.message(id).await?.ok_or(Refusal::NoSuchMessage)?.ticket;
        for _ in 0..TRIES {
            // The ticket first: a message read before it could be older than the revision it vouches for.
            let ticket = self.store.ticket(number).await?.ok_or(Refusal::NoSuchTicket)?;
            let message = self.store.message(id).await?.ok_or(Refusal::NoSuchMessage)?;
            let (delivery, external) = (delivery.clone(), external.clone());
            let changes = ticket.decide(Command::Deliver { message, delivery, external })?;
            match self.save(actor, ticket, changes, None).await {
                Err(CommitError::Stale) => continue,
                saved => return saved.map(|_| ()).map_err(failed),
            }
        }
        Err(failed(CommitError::Stale))
    }
}
