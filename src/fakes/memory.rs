//! What the memory store holds, and how it looks things up. Writing is in `commit`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, Utc};

use super::agenda::Agenda;
use super::shelves::Shelves;
use crate::call::{Call, CallId};
use crate::contact::{Alias, Contact};
use crate::fetch::Fetch;
use crate::ids::{ContactId, MessageId, NumberId, PersonId, TicketNumber};
use crate::inbound::{Kept, StatusNews};
use crate::message::{Message, Progress};
use crate::outlet::Stop;
use crate::person::Person;
use crate::ports::{Answer, Filter, Outgoing, Question};
use crate::presence::Said;
use crate::quick::HashMap;
use crate::rulebook::Edition;
use crate::template::Template;
use crate::ticket::{Event, Ticket};

/// The lock, also after a test panicked while holding it: the data is whole between statements.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[derive(Debug, Default)]
pub(super) struct Memory {
    pub(super) contacts: HashMap<ContactId, Contact>,
    pub(super) aliases: HashMap<Alias, ContactId>,
    pub(super) tickets: HashMap<TicketNumber, Arc<Ticket>>,
    pub(super) shelves: Shelves,
    /// The events of each ticket, by revision.
    pub(super) events: HashMap<TicketNumber, BTreeMap<u64, Arc<Event>>>,
    pub(super) messages: HashMap<MessageId, Message>,
    /// The messages of each ticket, in the order in which they came.
    pub(super) threads: HashMap<TicketNumber, Vec<MessageId>>,
    /// Which messages Meta calls by that id.
    pub(super) by_external: HashMap<String, BTreeSet<MessageId>>,
    /// What is about the message that Meta calls so.
    pub(super) gestures: HashMap<String, Vec<MessageId>>,
    pub(super) latest: HashMap<(NumberId, ContactId), TicketNumber>,
    pub(super) dug: HashMap<(NumberId, ContactId), TicketNumber>,
    /// Statuses whose message is not known, by what they are kept by.
    pub(super) strays: BTreeMap<String, StatusNews>,
    /// Since when an attempt runs, by message.
    pub(super) outbox: BTreeMap<MessageId, Option<DateTime<Utc>>>,
    pub(super) calls: BTreeMap<CallId, Call>,
    pub(super) fetches: BTreeMap<MessageId, Fetch>,
    pub(super) kept: BTreeMap<String, Kept>,
    /// With whom tickets are shared, and until when.
    pub(super) shares: BTreeMap<(PersonId, TicketNumber), Option<DateTime<Utc>>>,
    pub(super) keys: HashMap<String, MessageId>,
    pub(super) people: Arc<[Person]>,
    pub(super) said: BTreeMap<PersonId, Said>,
    pub(super) numbers: BTreeSet<NumberId>,
    pub(super) due: Agenda,
    pub(super) editions: Vec<Edition>,
    /// The version under which all tickets were looked at.
    pub(super) reviewed: u32,
    /// The numbers that send nothing.
    pub(super) stops: BTreeMap<NumberId, Stop>,
    pub(super) templates: Arc<[Template]>,
    /// Tickets that no commit may touch.
    pub(super) stuck: Vec<TicketNumber>,
}

impl Memory {
    pub(super) fn answer(&self, question: &Question) -> Answer {
        let mut answer = Answer::default();
        let seen = question.arrivals.iter().filter(|id| self.messages.contains_key(id));
        answer.seen = seen.cloned().collect();
        for (number, aliases) in &question.senders {
            for alias in aliases {
                let Some(contact) = self.aliases.get(alias).and_then(|id| self.contacts.get(id))
                else {
                    continue;
                };
                let kin = self.contacts.get(contact.stands_for_it()).map(Contact::kin);
                for one in kin.into_iter().flatten() {
                    let conversation = (number.clone(), one.clone());
                    let latest = self.latest.get(&conversation).into_iter();
                    let dug = self.dug.get(&conversation).filter(|_| question.recalls);
                    let both = latest.chain(dug);
                    answer.latest.extend(both.filter_map(|number| self.ticket(*number)));
                    answer.kin.extend(self.contacts.get(one).cloned());
                }
                answer.contacts.push((alias.clone(), contact.clone()));
            }
        }
        let called = question.externals.iter().filter_map(|id| self.by_external.get(id)).flatten();
        let asked: BTreeSet<&MessageId> = question.messages.iter().chain(called).collect();
        for message in asked.into_iter().filter_map(|id| self.messages.get(id)) {
            answer.tickets.extend(self.ticket(message.ticket));
            answer.messages.push(message.clone());
        }
        answer.tickets.extend(question.named.iter().filter_map(|number| self.ticket(*number)));
        answer
    }

    /// The contact, or the one that stands for it.
    pub(super) fn whole(&self, id: &ContactId) -> Option<&Contact> {
        self.contacts.get(self.contacts.get(id)?.stands_for_it())
    }

    pub(super) fn ticket(&self, number: TicketNumber) -> Option<Ticket> {
        self.tickets.get(&number).map(|ticket| Ticket::clone(ticket))
    }

    /// The tickets that `filter` lets through, newest message first.
    pub(super) fn list(&self, filter: &Filter) -> Vec<&Ticket> {
        let matching = self.shelves.matching(filter);
        let mut list: Vec<&Ticket> =
            matching.filter_map(|number| self.tickets.get(&number)).map(Arc::as_ref).collect();
        list.retain(|ticket| filter.sight.sees_ticket(ticket));
        list.sort_by_key(|ticket| std::cmp::Reverse((ticket.last_message_at, ticket.number)));
        list
    }

    /// The messages of a ticket, oldest first.
    pub(super) fn thread(&self, number: TicketNumber) -> Vec<Message> {
        let of_ticket = self.threads.get(&number).into_iter().flatten();
        let mut thread: Vec<Message> =
            of_ticket.filter_map(|id| self.messages.get(id)).cloned().collect();
        thread.sort_by_key(|message| (message.sent_at, message.turn()));
        thread
    }

    /// What can be sent, oldest first.
    pub(super) fn queued(&self) -> Vec<Outgoing> {
        let free = self.outbox.iter().filter(|(id, at)| at.is_none() && self.is_queued(id));
        let mut queued: Vec<_> = free.filter_map(|(id, _)| self.outgoing(id)).collect();
        queued.sort_by_key(|one| (one.message.sent_at, one.message.id.clone()));
        queued
    }

    /// All that the outbox cares for: what can be sent, what was begun, what is in doubt.
    pub(super) fn cared_for(&self) -> impl Iterator<Item = Outgoing> + '_ {
        let is_doubted = |message: &&Message| {
            let delivery = message.delivery.as_ref();
            delivery.is_some_and(|delivery| delivery.progress == Progress::Unconfirmed)
        };
        let doubted = self.messages.values().filter(is_doubted).map(|message| &message.id);
        self.outbox.keys().chain(doubted).filter_map(|id| self.outgoing(id))
    }

    /// What has a call without an outcome that began by then, oldest first.
    pub(super) fn attempted(&self, before: DateTime<Utc>) -> Vec<MessageId> {
        let begun = self
            .outbox
            .iter()
            .filter(|(id, at)| at.is_some_and(|at| at <= before) && self.is_queued(id));
        let mut begun: Vec<_> =
            begun.filter_map(|(id, _)| Some((self.messages.get(id)?.sent_at, id))).collect();
        begun.sort();
        begun.into_iter().map(|(_, id)| id.clone()).collect()
    }

    /// Whether a call may begin, which it does then.
    pub(super) fn begin_attempt(&mut self, id: &MessageId, at: DateTime<Utc>) -> bool {
        let queued = self.is_queued(id);
        match self.outbox.get_mut(id) {
            Some(attempt @ None) if queued => {
                *attempt = Some(at);
                true
            }
            _ => false,
        }
    }

    pub(super) fn end_attempt(&mut self, id: &MessageId) {
        let queued = self.is_queued(id);
        if let Some(attempt) = self.outbox.get_mut(id).filter(|_| queued) {
            *attempt = None;
        }
    }

    pub(super) fn is_queued(&self, id: &MessageId) -> bool {
        let delivery = self.messages.get(id).and_then(|message| message.delivery.as_ref());
        delivery.is_some_and(|delivery| delivery.progress == Progress::Queued)
    }

    fn outgoing(&self, id: &MessageId) -> Option<Outgoing> {
        let message = self.messages.get(id)?.clone();
        let ticket = self.tickets.get(&message.ticket)?;
        let to = self.whole(&ticket.contact).map(Contact::aliases).unwrap_or_default();
        Some(Outgoing { message, number: ticket.channel.clone(), to })
    }
}
