//! The outbox: hands queued messages to WhatsApp, and never hands one over twice.
//!
//! An attempt is written down before the call. If the process dies in between, or the answer is
//! ambiguous, the message is *unconfirmed*: only a status webhook or a person settles it.

use std::time::Duration;

use super::{Desk, Error, TRIES, allow, failed};
use crate::ids::MessageId;
use crate::message::{Delivery, Progress};
use crate::permissions::{Actor, Permission};
use crate::ports::{CommitError, Outgoing, Sending};
use crate::ticket::{Command, Refusal};

/// How long Meta's status webhook is waited for before a person is asked.
pub const PATIENCE: chrono::Duration = chrono::Duration::seconds(30);

impl Desk {
    /// What the outbox has to send now, oldest first. Messages with a begun attempt are not in it:
    /// see [`Desk::doubt`].
    pub async fn queued(&self, actor: &Actor) -> Result<Vec<Outgoing>, Error> {
        allow(actor, Permission::Carry)?;
        let mut outbox = self.store.outbox().await?;
        outbox.retain(|outgoing| {
            outgoing.attempted_at.is_none() && progress(outgoing) == Some(Progress::Queued)
        });
        Ok(outbox)
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
                self.record(actor, id, accepted, Some(external)).await?;
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
    /// how many there were.
    pub async fn doubt(&self, actor: &Actor) -> Result<usize, Error> {
        allow(actor, Permission::Carry)?;
        let before = self.clock.now() - PATIENCE;
        let mut doubted = 0;
        for outgoing in self.store.outbox().await? {
            let late = outgoing.attempted_at.is_some_and(|at| at <= before);
            if late && progress(&outgoing) == Some(Progress::Queued) {
                let unconfirmed = Delivery::at(Progress::Unconfirmed);
                self.record(actor, &outgoing.message.id, unconfirmed, None).await?;
                doubted += 1;
            }
        }
        Ok(doubted)
    }

    /// Takes down how far one of our messages got.
    async fn record(
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

fn progress(outgoing: &Outgoing) -> Option<Progress> {
    outgoing.message.delivery.as_ref().map(|delivery| delivery.progress)
}
