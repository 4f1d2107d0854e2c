//! What a commit means for each table, worked out before the database is asked.

use std::collections::{BTreeMap, HashMap};

use desk::call::CallId;
use desk::ids::{ContactId, MessageId, NumberId, PersonId, TicketNumber};
use desk::message::{Delivery, Message, Progress};
use desk::ports::{Commit, CommitError};
use desk::ticket::{Change, Event, Ticket};
use surrealdb::types::{RecordId, SurrealValue};

use super::kin::KinRow;
use crate::calls::CallRow;
use crate::contacts::{AliasRow, ContactRow};
use crate::events::EventRow;
use crate::fetches::{FetchRow, FetchedRow};
use crate::gestures::GestureRow;
use crate::ids;
use crate::json::to_json;
use crate::kept::KeptRow;
use crate::messages::MessageRow;
use crate::outbox::{OutboxRow, QUEUED, UNCONFIRMED};
use crate::shares::ShareRow;
use crate::tally::Stand;
use crate::tickets::TicketRow;

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
pub(super) struct LinkRow {
    id: RecordId,
    message: RecordId,
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
pub(super) struct ConversationRow {
    id: RecordId,
    latest: RecordId,
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
pub(super) struct NextRow {
    id: RecordId,
    latest: RecordId,
    follows: RecordId,
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
pub(super) struct DeliveryRow {
    id: RecordId,
    delivery: String,
    external: Option<String>,
}

#[derive(Default)]
pub(super) struct Plan {
    pub(super) opened: Vec<TicketRow>,
    pub(super) changed: Vec<TicketRow>,
    pub(super) events: Vec<EventRow>,
    pub(super) messages: BTreeMap<MessageId, MessageRow>,
    pub(super) gestures: Vec<GestureRow>,
    pub(super) contacts: Vec<ContactRow>,
    pub(super) kin: Vec<KinRow>,
    pub(super) aliases: Vec<AliasRow>,
    pub(super) begun: Vec<ConversationRow>,
    pub(super) continued: Vec<NextRow>,
    pub(super) deliveries: BTreeMap<MessageId, DeliveryRow>,
    pub(super) externals: Vec<LinkRow>,
    pub(super) queued: BTreeMap<MessageId, OutboxRow>,
    pub(super) settled: Vec<RecordId>,
    pub(super) doubted: Vec<RecordId>,
    pub(super) resent: Vec<RecordId>,
    pub(super) called: Vec<CallRow>,
    pub(super) given_up: Vec<RecordId>,
    pub(super) shared: BTreeMap<(PersonId, TicketNumber), ShareRow>,
    pub(super) unshared: Vec<RecordId>,
    pub(super) to_fetch: Vec<FetchRow>,
    pub(super) fetched: Vec<FetchedRow>,
    pub(super) fetch_ended: Vec<RecordId>,
    pub(super) kept: Vec<KeptRow>,
    pub(super) requests: Vec<LinkRow>,
    stands: Vec<Stand>,
}

/// Of each conversation, the ticket that it had before and the one that it has now.
type Conversations<'a> =
    HashMap<(&'a NumberId, &'a ContactId), (Option<TicketNumber>, TicketNumber)>;

impl Plan {
    /// Stale already if the commit contradicts itself.
    pub(super) fn of(commit: &Commit) -> Result<Self, CommitError> {
        let mut plan = Self {
            events: commit.events.iter().map(EventRow::of).collect(),
            contacts: commit.contacts.iter().map(ContactRow::of).collect(),
            kept: commit.kept.iter().map(|kept| KeptRow::of(kept, &commit.early)).collect(),
            stands: commit.tickets.iter().map(Stand::of).collect(),
            ..Self::default()
        };
        let aliases = commit.aliases.iter();
        plan.aliases = aliases.map(|(alias, contact)| AliasRow::of(alias, contact)).collect();
        let requests = commit.key.iter();
        plan.requests = requests.map(|(key, made)| link("request", key, made)).collect();
        let tickets: HashMap<TicketNumber, &Ticket> =
            commit.tickets.iter().map(|ticket| (ticket.number, ticket)).collect();
        for ticket in &commit.tickets {
            let begins = |event: &Event| event.ticket == ticket.number && event.rev == 1;
            let is_new = commit.events.iter().any(begins);
            let rows = if is_new { &mut plan.opened } else { &mut plan.changed };
            rows.push(TicketRow::of(ticket, commit.due.get(&ticket.number).copied()));
        }
        plan.converse(&commit.events)?;
        let mut outcomes = BTreeMap::new();
        for event in &commit.events {
            plan.follow(event, &tickets, &mut outcomes);
        }
        plan.clear(outcomes);
        Ok(plan)
    }

    /// Where the tickets stand after the commit.
    pub(super) fn tally(&self) -> Vec<Stand> {
        self.stands.clone()
    }

    /// What an event means for messages, their files and calls; what it means for the outbox is collected in
    /// `outcomes`.
    fn follow(
        &mut self,
        event: &Event,
        tickets: &HashMap<TicketNumber, &Ticket>,
        outcomes: &mut BTreeMap<MessageId, Progress>,
    ) {
        match &event.change {
            Change::Received { message, .. } => self.came(event, message, tickets),
            Change::Recalled { message } => self.came(event, message, tickets),
            Change::Replied { message } if message.came() => self.came(event, message, tickets),
            Change::Fetched { message, fetched } => {
                self.fetched.push(FetchedRow::of(message, fetched));
                self.fetch_ended.push(ids::fetch(message));
            }
            Change::Replied { message } => {
                self.bring(message);
                if let Some(external) = &message.external {
                    self.externals.push(link("external", external, &message.id));
                }
                if let Some(ticket) = tickets.get(&event.ticket) {
                    self.queued.insert(message.id.clone(), OutboxRow::of(message, ticket));
                }
            }
            Change::Delivery { message, delivery, external } => {
                self.deliver(message, delivery, external.as_ref());
                if delivery.progress != Progress::Queued {
                    outcomes.insert(message.clone(), delivery.progress);
                }
            }
            Change::Resent { message } => {
                self.deliver(message, &Delivery::at(Progress::Queued), None);
                outcomes.insert(message.clone(), Progress::Queued);
            }
            Change::Shared { person, until } => {
                let row = ShareRow::of(person, event.ticket, *until);
                self.unshared.retain(|id| *id != ids::share(person, event.ticket));
                self.shared.insert((person.clone(), event.ticket), row);
            }
            Change::Unshared { person } => {
                self.shared.remove(&(person.clone(), event.ticket));
                self.unshared.push(ids::share(person, event.ticket));
            }
            Change::Called { url } => self.called.push(CallRow::of(event, url)),
            Change::CallFailed { call, .. } => {
                self.given_up.push(ids::call(CallId { ticket: event.ticket, rev: *call }));
            }
            _ => {}
        }
    }

    /// A message from WhatsApp, whoever said it: the file that it names is to be fetched, and statuses of
    /// ours find it.
    fn came(&mut self, event: &Event, message: &Message, tickets: &HashMap<TicketNumber, &Ticket>) {
        self.bring(message);
        let ticket = tickets.get(&event.ticket);
        self.to_fetch.extend(ticket.and_then(|ticket| FetchRow::of(event, message, ticket)));
        let external = message.external.as_ref().filter(|_| message.delivery.is_some());
        self.externals.extend(external.map(|id| link("external", id, &message.id)));
    }

    fn bring(&mut self, message: &Message) {
        self.messages.insert(message.id.clone(), MessageRow::of(message));
        self.gestures.extend(GestureRow::of(message));
    }

    fn deliver(&mut self, id: &MessageId, delivery: &Delivery, external: Option<&String>) {
        if let Some(external) = external {
            self.externals.push(link("external", external, id));
        }
        if let Some(row) = self.messages.get_mut(id) {
            row.deliver(delivery, external);
            return;
        }
        let known = self.deliveries.remove(id).and_then(|row| row.external);
        let external = known.or_else(|| external.cloned());
        let row = DeliveryRow { id: ids::message(id), delivery: to_json(delivery), external };
        self.deliveries.insert(id.clone(), row);
    }

    /// Sorts out of the outbox what came of each message, those of this very commit included.
    fn clear(&mut self, outcomes: BTreeMap<MessageId, Progress>) {
        for (id, progress) in outcomes {
            let row = ids::outbox(&id);
            match (progress, self.queued.get_mut(&id)) {
                (Progress::Queued, Some(fresh)) => fresh.progress = QUEUED.to_owned(),
                (Progress::Unconfirmed, Some(fresh)) => fresh.progress = UNCONFIRMED.to_owned(),
                (_, Some(_)) => drop(self.queued.remove(&id)),
                (Progress::Queued, None) => self.resent.push(row),
                (Progress::Unconfirmed, None) => self.doubted.push(row),
                (_, None) => self.settled.push(row),
            }
        }
    }

    /// Which conversations begin, and which go on with another ticket.
    fn converse(&mut self, events: &[Event]) -> Result<(), CommitError> {
        let mut conversations = Conversations::new();
        for event in events {
            if let Change::Dug { channel, contact, .. } = &event.change {
                let (id, latest) = (ids::past(channel, contact), ids::ticket(event.ticket));
                self.begun.push(ConversationRow { id, latest });
            }
            let Change::Opened { channel, contact, follows, .. } = &event.change else { continue };
            let now = (*follows, event.ticket);
            let now = match conversations.get(&(channel, contact)) {
                Some((_, latest)) if Some(*latest) != *follows => return Err(CommitError::Stale),
                Some((before, _)) => (*before, event.ticket),
                None => now,
            };
            conversations.insert((channel, contact), now);
        }
        for ((channel, contact), (before, latest)) in conversations {
            let (id, latest) = (ids::conversation(channel, contact), ids::ticket(latest));
            match before.map(ids::ticket) {
                None => self.begun.push(ConversationRow { id, latest }),
                Some(follows) => self.continued.push(NextRow { id, latest, follows }),
            }
        }
        Ok(())
    }
}

fn link(table: &str, key: &str, message: &MessageId) -> LinkRow {
    LinkRow { id: RecordId::new(table, key), message: ids::message(message) }
}
