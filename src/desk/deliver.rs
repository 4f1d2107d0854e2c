//! The outbox: hands queued messages to WhatsApp, and never hands one over twice.
//!
//! An attempt is written down before the call. If the process dies in between, or the answer is
//! ambiguous, the message is *unconfirmed*: only a status webhook or a person settles it.

use std::time::Duration;

use super::each::Each;
use super::{Desk, Error, TRIES, allow, failed};
use crate::ids::MessageId;
use crate::message::{Delivery, Progress};
use crate::permissions::{Actor, Permission};
use crate::ports::{CommitError, Outgoing, Page, Sending};
use crate::ticket::{Command, Refusal};

/// How long Meta's status webhook is waited for before a person is asked.
pub const PATIENCE: chrono::Duration = chrono::Duration::seconds(30);

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

    /// Sends one message, at most once. Some time to wait means: not sent, try again after it.
    pub async fn deliver(
        &self,
        actor: &Actor,
        outgoing: &Outgoing,
    ) -> Result<Option<Duration>, Error> {
        allow(actor, Permission::Carry)?;
        let id = &outgoing.message.id;
        if !self.store.begin_attempt(id, self.clock.now()).await? {
            return Ok(None);
        }
        match self.channel.send(outgoing).await {
            Sending::Accepted { external } => {
                let accepted = Delivery::at(Progress::Accepted);
                self.record(actor, id, accepted, Some(external.clone())).await?;
                self.catch_up(actor, id, &external).await?;
            }
            Sending::Refused(failure) => {
                self.record(actor, id, Delivery::failed(failure), None).await?;
            }
            Sending::Unknown => {}
            Sending::Later { millis } => {
                self.store.end_attempt(id).await?;
                return Ok(Some(Duration::from_millis(millis)));
            }
        }
        Ok(None)
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
