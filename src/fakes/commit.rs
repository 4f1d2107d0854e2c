//! Saving a commit in memory: first whatever speaks against it, then all of it.

use std::sync::Arc;

use super::memory::Memory;
use crate::call::{Call, CallId};
use crate::contact::{Alias, Contact};
use crate::fetch::Fetch;
use crate::ids::{ContactId, MessageId, NumberId, TicketNumber};
use crate::message::{Delivery, Message, Progress};
use crate::ports::{Commit, CommitError};
use crate::quick::{HashMap, HashSet};
use crate::ticket::{Change, Event, Ticket};

/// What a commit claims, as far as it has been looked at: nothing of it may be claimed twice.
#[derive(Default)]
struct Claims<'a> {
    aliases: HashSet<&'a Alias>,
    events: HashSet<(TicketNumber, u64)>,
    messages: HashSet<&'a MessageId>,
    latest: HashMap<(&'a NumberId, &'a ContactId), TicketNumber>,
    dug: HashSet<(&'a NumberId, &'a ContactId)>,
}

impl Memory {
    /// Saves all of `commit` or, if anybody was first, nothing.
    pub(super) fn commit(&mut self, commit: &Commit) -> Result<(), CommitError> {
        if commit.tickets.iter().any(|ticket| self.stuck.contains(&ticket.number)) {
            return Err(CommitError::Failed("told to fail".into()));
        }
        if !self.is_free(commit) {
            return Err(CommitError::Stale);
        }
        self.aliases.extend(commit.aliases.iter().cloned());
        for event in &commit.events {
            let of_ticket = self.events.entry(event.ticket).or_default();
            of_ticket.insert(event.rev, Arc::new(event.clone()));
            self.follow(event);
            self.fetch(event, &commit.tickets);
        }
        self.keys.extend(commit.key.clone());
        commit.contacts.iter().for_each(|contact| self.meet(contact));
        for (_, now) in &commit.kin {
            if let Some(known) = self.contacts.get_mut(&now.id) {
                known.family = now.family.clone();
                known.set_noted(now.noted());
            }
        }
        for news in &commit.early {
            self.strays.insert(news.aside_id(), news.clone());
        }
        for ticket in &commit.tickets {
            self.put(ticket);
            self.due.set(ticket.number, commit.due.get(&ticket.number).copied());
        }
        for kept in &commit.kept {
            self.kept.entry(kept.id.clone()).or_insert_with(|| kept.clone());
        }
        Ok(())
    }

    /// Whether nothing of it belongs to somebody who was first.
    fn is_free(&self, commit: &Commit) -> bool {
        let mut claims = Claims::default();
        let free = |(alias, _): &'_ (Alias, ContactId)| !self.aliases.contains_key(alias);
        commit.aliases.iter().all(|one| free(one) && claims.aliases.insert(&one.0))
            && commit.events.iter().all(|event| self.may_follow(event, &mut claims))
            && commit.key.iter().all(|(key, _)| !self.keys.contains_key(key))
            && commit.kin.iter().all(|(was, _)| self.is_still(was))
    }

    /// Whether nobody made it one with another, or noted anything, since.
    fn is_still(&self, was: &Contact) -> bool {
        let known = self.contacts.get(&was.id);
        known.is_some_and(|it| it.family == was.family && it.noted() == was.noted())
    }

    fn may_follow<'a>(&self, event: &'a Event, claims: &mut Claims<'a>) -> bool {
        let known = self.events.get(&event.ticket).is_some_and(|it| it.contains_key(&event.rev));
        if known || !claims.events.insert((event.ticket, event.rev)) {
            return false;
        }
        match &event.change {
            Change::Opened { channel, contact, follows, .. } => {
                let known = || self.latest.get(&(channel.clone(), contact.clone())).copied();
                let latest = claims.latest.insert((channel, contact), event.ticket);
                latest.or_else(known) == *follows
            }
            Change::Dug { channel, contact, .. } => {
                let known = self.dug.contains_key(&(channel.clone(), contact.clone()));
                !known && claims.dug.insert((channel, contact))
            }
            change => change.message().is_none_or(|message| {
                !self.messages.contains_key(&message.id) && claims.messages.insert(&message.id)
            }),
        }
    }

    /// A contact as a message tells of it: what people noted stays.
    fn meet(&mut self, contact: &Contact) {
        let known = self.contacts.get(&contact.id);
        let (noted, family) = (known.map(Contact::noted), known.map(|known| known.family.clone()));
        let mut contact = contact.clone();
        contact.set_noted(noted.unwrap_or_else(|| contact.noted()));
        contact.family = family.unwrap_or(contact.family);
        self.contacts.insert(contact.id.clone(), contact);
    }

    fn put(&mut self, ticket: &Ticket) {
        let before = self.tickets.insert(ticket.number, Arc::new(ticket.clone()));
        self.shelves.move_to(ticket, before.as_deref());
    }

    /// What an event means for messages, conversations, the outbox and the calls.
    fn follow(&mut self, event: &Event) {
        match &event.change {
            Change::Opened { channel, contact, .. } => {
                self.latest.insert((channel.clone(), contact.clone()), event.ticket);
            }
            Change::Dug { channel, contact, .. } => {
                self.dug.insert((channel.clone(), contact.clone()), event.ticket);
            }
            Change::Received { message, .. } | Change::Recalled { message } => self.bring(message),
            Change::Replied { message } => {
                self.bring(message);
                if !message.came() {
                    self.outbox.insert(message.id.clone(), None);
                }
            }
            Change::Delivery { message, delivery, external } => {
                self.deliver(message, delivery, external.as_ref());
                if delivery.progress != Progress::Queued {
                    self.outbox.remove(message);
                }
            }
            Change::Fetched { message, fetched } => {
                if let Some(message) = self.messages.get_mut(message) {
                    message.content.set_fetched(fetched.clone());
                }
                self.fetches.remove(message);
            }
            Change::Resent { message } => {
                self.deliver(message, &Delivery::at(Progress::Queued), None);
                self.outbox.insert(message.clone(), None);
            }
            Change::Called { url } => {
                let id = CallId { ticket: event.ticket, rev: event.rev };
                let (url, by, at) = (url.clone(), event.by.clone(), event.at);
                self.calls.insert(id, Call { id, url, by, at, tries: 0, due: at });
            }
            Change::Shared { person, until } => {
                self.shares.insert((person.clone(), event.ticket), *until);
            }
            Change::Unshared { person } => {
                self.shares.remove(&(person.clone(), event.ticket));
            }
            Change::CallFailed { call, .. } => {
                self.calls.remove(&CallId { ticket: event.ticket, rev: *call });
            }
            _ => {}
        }
    }

    /// What it means for the files that have still to be fetched.
    fn fetch(&mut self, event: &Event, tickets: &[Ticket]) {
        let Some(message) = event.change.message().filter(|message| message.came()) else { return };
        let ticket = tickets.iter().find(|ticket| ticket.number == event.ticket);
        if let (Some((kind, media)), Some(ticket)) = (message.content.to_fetch(), ticket) {
            let (message, at) = (message.id.clone(), event.at);
            let (number, media) = (ticket.channel.clone(), media.to_owned());
            let fetch = Fetch { message, number, media, kind, at, tries: 0, due: at };
            self.fetches.insert(fetch.message.clone(), fetch);
        }
    }

    fn bring(&mut self, message: &Message) {
        let Message { id, ticket, external, .. } = message;
        self.threads.entry(*ticket).or_default().push(id.clone());
        self.messages.insert(id.clone(), message.clone());
        if let Some(about) = message.content.about() {
            self.gestures.entry(about.to_owned()).or_default().push(id.clone());
        }
        if let Some(external) = external {
            self.calls(external, id);
        }
    }

    fn deliver(&mut self, id: &MessageId, delivery: &Delivery, external: Option<&String>) {
        let Some(message) = self.messages.get_mut(id) else { return };
        message.delivery = Some(delivery.clone());
        if let (None, Some(external)) = (&message.external, external) {
            message.external = Some(external.clone());
            self.calls(external, id);
        }
    }

    fn calls(&mut self, external: &str, id: &MessageId) {
        self.by_external.entry(external.to_owned()).or_default().insert(id.clone());
    }
}
