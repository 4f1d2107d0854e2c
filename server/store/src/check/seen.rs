//! What was seen so far: as little as the promises that span tickets need.

use std::collections::{HashMap, HashSet};

use desk::call::CallId;
use desk::contact::Alias;
use desk::ids::{ContactId, MessageId, NumberId, TicketNumber};
use desk::message::{Content, Delivery, Message, Progress};
use desk::ticket::{Change, Event, Ticket};

use super::contacts::Contacts;
use super::history::History;
use super::{Conversation, Standing, Violation, conversation};
use crate::outbox::OutboxRow;
use crate::{Error, ids};

#[derive(Default)]
pub(super) struct Seen {
    violations: Vec<Violation>,
    pub(super) contacts: Contacts,
    standings: HashMap<Conversation, Standing>,
    /// Messages that events brought and that are there.
    there: HashSet<MessageId>,
    homes: HashSet<MessageId>,
    externals: HashSet<(NumberId, String)>,
    /// What has to be in the outbox and was not found there yet.
    to_send: HashMap<MessageId, (Progress, OutboxRow)>,
    /// Meta's ids that have to lead to our messages, and were not found to yet.
    to_find: HashMap<String, MessageId>,
    /// What Meta's ids lead to and nobody has brought.
    led_to: HashSet<MessageId>,
    /// What is about other messages, with what Meta calls those, and was not found by it yet.
    to_be_about: HashSet<(String, MessageId)>,
    /// The calls that wait, and whether an event wants them.
    calls: HashMap<CallId, bool>,
    /// Whose files wait to be fetched, until their message was looked at.
    pub(super) fetches: HashSet<MessageId>,
}

impl Seen {
    pub(super) fn found(&mut self, violation: Violation) {
        self.violations.push(violation);
    }

    /// What was read; `what` can't be otherwise, which is a violation.
    pub(super) fn read<T>(&mut self, what: &str, read: Result<T, Error>) -> Option<T> {
        if read.is_err() {
            self.found(Violation::Unreadable { what: what.to_owned() });
        }
        read.ok()
    }

    /// The columns of `what` that say something else than the rest of it.
    pub(super) fn astray(&mut self, what: &str, columns: impl IntoIterator<Item = &'static str>) {
        for column in columns {
            self.found(Violation::NotItsColumn { what: what.to_owned(), column });
        }
    }

    pub(super) fn alias(&mut self, alias: Alias, contact: ContactId) {
        let violation = self.contacts.alias(alias, contact);
        self.violations.extend(violation);
    }

    pub(super) fn all_aliases_were_met(&mut self) {
        self.violations.extend(self.contacts.not_found());
    }

    pub(super) fn call(&mut self, call: CallId) {
        self.calls.insert(call, false);
    }

    /// A message that an event brought is there, whether or not it can be read.
    pub(super) fn is_there(&mut self, message: MessageId) {
        self.there.insert(message);
    }

    pub(super) fn knows(&self, message: &MessageId) -> bool {
        self.there.contains(message)
    }

    /// One ticket with its events, and the messages as they are now.
    pub(super) fn look_at(
        &mut self,
        ticket: &Ticket,
        history: &History,
        stored: &HashMap<MessageId, Message>,
    ) {
        self.ticket(ticket);
        if !self.calls.is_empty() {
            self.calls(ticket.number, history);
        }
        if !history.has_holes {
            self.history(ticket, &history.events);
        }
        for brought in history.events.iter().filter_map(|event| event.change.message()) {
            if let Some(message) = stored.get(&brought.id) {
                self.message(ticket, message, history);
            }
        }
    }

    fn ticket(&mut self, ticket: &Ticket) {
        if !self.contacts.knows(&ticket.contact) {
            let (ticket, contact) = (ticket.number, ticket.contact.clone());
            self.found(Violation::NoContact { ticket, contact });
        }
        let standing = self.standings.entry(conversation(ticket)).or_default();
        standing.latest = standing.latest.max(Some(ticket.number));
        if ticket.is_unsettled() {
            standing.unsettled.push(ticket.number);
        }
    }

    /// What was called for and not given up may wait.
    fn calls(&mut self, ticket: TicketNumber, history: &History) {
        for event in &history.events {
            let (rev, wanted) = match event.change {
                Change::Called { .. } => (event.rev, true),
                Change::CallFailed { call, .. } => (call, false),
                _ => continue,
            };
            self.calls.entry(CallId { ticket, rev }).and_modify(|was| *was = wanted);
        }
        if history.has_holes {
            self.calls.retain(|call, _| call.ticket != ticket);
        }
    }

    /// Revisions have no gap, and replaying them makes the ticket.
    fn history(&mut self, ticket: &Ticket, own: &[Event]) {
        let number = ticket.number;
        let gap = (1..).zip(own).find(|(rev, event)| event.rev != *rev).map(|(rev, _)| rev);
        if let Some(rev) = gap {
            self.found(Violation::Gap { ticket: number, rev });
        } else if Ticket::replay(own).as_ref() != Some(ticket) {
            self.found(Violation::NotItsHistory { ticket: number });
        }
    }

    fn message(&mut self, ticket: &Ticket, message: &Message, history: &History) {
        let (number, id) = (ticket.number, message.id.clone());
        if !self.homes.insert(id.clone()) || message.ticket != number {
            self.found(Violation::TwoHomes { message: id.clone(), ticket: number });
        }
        if let Some(external) = message.external.clone()
            && !self.externals.insert((ticket.channel.clone(), external))
        {
            self.found(Violation::SameExternal { message: id.clone() });
        }
        if let Some(about) = message.content.about() {
            self.to_be_about.insert((about.to_owned(), id.clone()));
        }
        self.file(number, message, history);
        if let Some(delivery) = &message.delivery {
            if !history.has_holes {
                self.delivery(ticket, message, delivery, &history.events);
            }
            if let Some(external) = message.external.clone() {
                self.to_find.insert(external, id.clone());
            }
            if matches!(delivery.progress, Progress::Queued | Progress::Unconfirmed) {
                let row = OutboxRow::of(message, ticket);
                self.to_send.insert(id, (delivery.progress, row));
            }
        }
    }

    /// A file is fetched until its ticket tells what became of it.
    fn file(&mut self, ticket: TicketNumber, message: &Message, history: &History) {
        let waits = message.came() && message.content.to_fetch().is_some();
        match (waits, self.fetches.remove(&message.id)) {
            (true, false) => self.found(Violation::NotToFetch { message: message.id.clone() }),
            (false, true) => self.found(Violation::StrayFetch { message: message.id.clone() }),
            _ => {}
        }
        let Content::Media { fetched, .. } = &message.content else { return };
        let told = history.events.iter().rev().find_map(|event| match &event.change {
            Change::Fetched { message: of, fetched } if *of == message.id => Some(fetched),
            _ => None,
        });
        if told.is_some() && told != fetched.as_ref() {
            self.found(Violation::NotItsFile { message: message.id.clone(), ticket });
        }
    }

    /// Progress only moves forward, except that a person may have an unconfirmed message resent.
    fn delivery(&mut self, ticket: &Ticket, message: &Message, stored: &Delivery, own: &[Event]) {
        let sent = if message.came() { Progress::Sent } else { Progress::Queued };
        let mut now = Delivery::at(sent);
        for event in own {
            let (next, fine) = match &event.change {
                Change::Delivery { message: of, delivery, .. } if *of == message.id => {
                    let stays = now == *delivery;
                    (delivery.clone(), stays || now.progress.may_become(delivery.progress))
                }
                Change::Resent { message: of } if *of == message.id => {
                    (Delivery::at(Progress::Queued), now.progress == Progress::Unconfirmed)
                }
                _ => continue,
            };
            if !fine {
                let (message, rev) = (message.id.clone(), event.rev);
                let ticket = ticket.number;
                self.found(Violation::WentBack { message, ticket, rev });
            }
            now = next;
        }
        if now != *stored {
            let (message, ticket) = (message.id.clone(), ticket.number);
            self.found(Violation::NotItsDelivery { message, ticket });
        }
    }

    pub(super) fn conversation(&mut self, conversation: Conversation, latest: TicketNumber) {
        let standing = self.standings.remove(&conversation).unwrap_or_default();
        if standing.latest != Some(latest) {
            self.found(Violation::LatestLost { ticket: latest });
        }
        self.unsettled(&standing);
    }

    pub(super) fn waiting(&mut self, row: &OutboxRow) {
        let Some(message) = self.read("row of the outbox", ids::text(row.id.clone())) else {
            return;
        };
        let message = MessageId(message);
        let Some((progress, right)) = self.to_send.remove(&message) else {
            self.found(Violation::StrayInOutbox { message });
            return;
        };
        self.astray(&format!("row of message {message} in the outbox"), row.astray(&right));
        if !row.says(progress) {
            self.found(Violation::NotItsProgress { message });
        }
    }

    pub(super) fn external(&mut self, external: &str, message: MessageId) {
        if self.to_find.get(external) == Some(&message) {
            self.to_find.remove(external);
        }
        if !self.there.contains(&message) {
            self.led_to.insert(message);
        }
    }

    pub(super) fn gesture(&mut self, about: &str, message: MessageId) {
        let found = self.to_be_about.remove(&(about.to_owned(), message.clone()));
        if !found {
            self.found(Violation::StrayGesture { message });
        }
    }

    pub(super) fn stored(&mut self, message: MessageId) {
        self.led_to.remove(&message);
        if !self.there.contains(&message) {
            self.found(Violation::Homeless { message });
        }
    }

    pub(super) fn done(mut self) -> Vec<Violation> {
        let standings = std::mem::take(&mut self.standings);
        for standing in standings.into_values() {
            if let Some(ticket) = standing.latest {
                self.found(Violation::LatestLost { ticket });
            }
            self.unsettled(&standing);
        }
        let unsent = self.to_send.into_keys().map(|message| Violation::NotInOutbox { message });
        let unfound =
            self.to_find.into_values().map(|message| Violation::NotByExternal { message });
        let stray = self.led_to.into_iter().map(|message| Violation::StrayExternal { message });
        let lost = self.to_be_about.into_iter();
        let lost = lost.map(|(_, message)| Violation::NotByTarget { message });
        let calls = self.calls.into_iter().filter(|(_, wanted)| !wanted);
        let calls = calls.map(|(call, _)| Violation::StrayCall { call });
        // Of one that is there but can't be read was told before.
        let fetches = self.fetches.into_iter().filter(|message| !self.there.contains(message));
        let fetches = fetches.map(|message| Violation::StrayFetch { message });
        self.violations.extend(unsent.chain(unfound).chain(stray));
        self.violations.extend(lost.chain(calls).chain(fetches));
        self.violations
    }

    fn unsettled(&mut self, standing: &Standing) {
        if let [first, second, ..] = standing.unsettled[..] {
            self.found(Violation::TwoUnsettled { first, second });
        }
    }
}
