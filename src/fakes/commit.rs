//! Saving a commit in memory: on a copy, which takes the original's place only if all went well.

use super::memory::Memory;
use crate::ids::MessageId;
use crate::message::{Delivery, Message, Progress};
use crate::ports::{Commit, CommitError};
use crate::ticket::{Change, Event};

impl Memory {
    /// Saves all of `commit` or, if anybody was first, nothing.
    pub(super) fn commit(&mut self, commit: &Commit) -> Result<(), CommitError> {
        if commit.tickets.iter().any(|ticket| self.stuck.contains(&ticket.number)) {
            return Err(CommitError::Failed("told to fail".into()));
        }
        let mut next = self.clone();
        for (alias, contact) in &commit.aliases {
            fresh(next.aliases.insert(alias.clone(), contact.clone()))?;
        }
        for event in &commit.events {
            fresh(next.events.insert((event.ticket, event.rev), event.clone()))?;
            next.follow(event)?;
        }
        if let Some((key, message)) = &commit.key {
            fresh(next.keys.insert(key.clone(), message.clone()))?;
        }
        let contacts = commit.contacts.iter().map(|contact| (contact.id.clone(), contact.clone()));
        next.contacts.extend(contacts);
        let tickets = commit.tickets.iter().map(|ticket| (ticket.number, ticket.clone()));
        next.tickets.extend(tickets);
        for ticket in &commit.tickets {
            next.due.remove(&ticket.number);
        }
        next.due.extend(&commit.due);
        for kept in &commit.kept {
            next.kept.entry(kept.id.clone()).or_insert_with(|| kept.clone());
        }
        *self = next;
        Ok(())
    }

    /// What an event means for messages, conversations and the outbox.
    fn follow(&mut self, event: &Event) -> Result<(), CommitError> {
        match &event.change {
            Change::Opened { channel, contact, follows, .. } => {
                let conversation = (channel.clone(), contact.clone());
                if self.latest.insert(conversation, event.ticket) != *follows {
                    return Err(CommitError::Stale);
                }
            }
            Change::Received { message, .. } => self.bring(message)?,
            Change::Replied { message } => {
                self.bring(message)?;
                self.outbox.insert(message.id.clone(), None);
            }
            Change::Delivery { message, delivery, external } => {
                self.deliver(message, delivery, external.as_ref());
                if !matches!(delivery.progress, Progress::Queued | Progress::Unconfirmed) {
                    self.outbox.remove(message);
                }
            }
            Change::Resent { message } => {
                self.deliver(message, &Delivery::at(Progress::Queued), None);
                self.outbox.insert(message.clone(), None);
            }
            _ => {}
        }
        Ok(())
    }

    fn bring(&mut self, message: &Message) -> Result<(), CommitError> {
        fresh(self.messages.insert(message.id.clone(), message.clone()))
    }

    fn deliver(&mut self, id: &MessageId, delivery: &Delivery, external: Option<&String>) {
        if let Some(message) = self.messages.get_mut(id) {
            message.delivery = Some(delivery.clone());
            message.external = message.external.take().or_else(|| external.cloned());
        }
    }
}

/// Stale if something was there before.
fn fresh<T>(before: Option<T>) -> Result<(), CommitError> {
    if before.is_some() { Err(CommitError::Stale) } else { Ok(()) }
}
