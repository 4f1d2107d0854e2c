//! A batch being decided: the store's answer, kept up to date in memory with what was decided.

use std::collections::{HashMap, HashSet};

use chrono::Duration;

use super::Receipt;
use crate::contact::{Alias, Contact};
use crate::desk::answer::Asked;
use crate::ids::{ContactId, MessageId, NumberId, TicketNumber};
use crate::inbound::{Arrival, Aside, Kept, StatusNews};
use crate::message::{Direction, Message};
use crate::permissions::Author;
use crate::ports::{Answer, Commit};
use crate::ticket::{Change, Command, Event, Happened, Ticket, step_by_step};
use crate::window::Entry;

pub(super) struct Batch {
    asked: Asked,
    author: Author,
    seen: HashSet<MessageId>,
    by_alias: HashMap<Alias, ContactId>,
    contacts: HashMap<ContactId, Contact>,
    changed: Vec<ContactId>,
    claimed: Vec<(Alias, ContactId)>,
    latest: HashMap<(NumberId, ContactId), TicketNumber>,
    tickets: HashMap<TicketNumber, Ticket>,
    /// The tickets that were touched, as they were; one that was opened was nothing.
    before: HashMap<TicketNumber, Ticket>,
    touched: Vec<TicketNumber>,
    messages: HashMap<MessageId, Message>,
    kept: HashMap<String, Kept>,
    /// Statuses of messages that nobody knows, or nobody yet.
    early: Vec<StatusNews>,
    happened: Vec<Happened>,
    receipt: Receipt,
}

impl Batch {
    /// `customers` are those of the answer's tickets who sent none of its messages.
    pub(super) fn new(
        answer: Answer,
        customers: Vec<Contact>,
        asked: Asked,
        author: Author,
    ) -> Self {
        let latest = answer.latest.iter();
        let latest = latest.map(|t| ((t.channel.clone(), t.contact.clone()), t.number)).collect();
        let known = answer.contacts.iter();
        let by_alias = known.map(|(alias, contact)| (alias.clone(), contact.id.clone())).collect();
        let senders = answer.contacts.into_iter().map(|(_, contact)| contact);
        let contacts = senders.chain(customers);
        let tickets = answer.latest.into_iter().chain(answer.tickets);
        Self {
            asked,
            author,
            seen: answer.seen.into_iter().collect(),
            by_alias,
            contacts: contacts.map(|contact| (contact.id.clone(), contact)).collect(),
            changed: vec![],
            claimed: vec![],
            latest,
            tickets: tickets.map(|ticket| (ticket.number, ticket)).collect(),
            before: HashMap::new(),
            touched: vec![],
            messages: answer.messages.into_iter().map(|m| (m.id.clone(), m)).collect(),
            kept: HashMap::new(),
            early: vec![],
            happened: vec![],
            receipt: Receipt::default(),
        }
    }

    /// A customer's message joins its ticket, or opens one.
    pub(super) fn message(&mut self, arrival: &Arrival, next: impl FnOnce() -> TicketNumber) {
        if !self.seen.insert(arrival.id.clone()) {
            self.receipt.repeated += 1;
            return;
        }
        let contact = self.contact(arrival);
        let customer = self.contacts[&contact].shown_name();
        let closing = self.asked.closes(&arrival.content);
        let number = self.ticket_for(arrival, closing, contact, &customer, next);
        let message = Message {
            id: arrival.id.clone(),
            ticket: number,
            direction: Direction::In,
            author: Author::Customer,
            content: arrival.content.clone(),
            external: Some(arrival.external.clone()),
            reply_to: arrival.reply_to.clone(),
            delivery: None,
            sent_at: arrival.sent_at,
            saved_at: self.asked.now + Duration::microseconds(self.receipt.joined as i64),
        };
        let by_ad = arrival.by_ad;
        self.command(number, Command::Receive { message, customer, closing, by_ad });
        self.receipt.joined += 1;
    }

    /// Meta reports how far one of our messages got.
    pub(super) fn status(&mut self, news: &StatusNews) {
        let found = match &news.message {
            Some(id) if self.messages.contains_key(id) => self.messages.get(id),
            _ => self.messages.values().find(|m| m.external.as_ref() == Some(&news.external)),
        };
        let Some(message) = found.filter(|m| m.direction == Direction::Out).cloned() else {
            self.keep(&news.aside_id(), Aside::UnknownMessage, &news.raw);
            self.early.push(news.clone());
            return;
        };
        let external = Some(news.external.clone());
        let delivery = news.delivery.clone();
        let number = message.ticket;
        if self.command(number, Command::Deliver { message, delivery, external }) {
            self.receipt.moved += 1;
        }
    }

    /// Puts something aside.
    pub(super) fn keep(&mut self, id: &str, why: Aside, raw: &str) {
        self.receipt.aside.push(why);
        let kept = Kept { id: id.to_owned(), why, raw: raw.to_owned() };
        self.kept.insert(kept.id.clone(), kept);
    }

    /// Takes down that somebody wrote to a number which this desk does not have.
    pub(super) fn unknown_number(&mut self, number: &NumberId) {
        if !self.receipt.unknown_numbers.contains(number) {
            self.receipt.unknown_numbers.push(number.clone());
        }
    }

    /// Everything to save but the events, everything that happened, what became of the items, and
    /// the statuses that found no message.
    pub(super) fn done(mut self) -> (Commit, Vec<Happened>, Receipt, Vec<StatusNews>) {
        self.answer();
        let contacts = self.changed.iter().map(|id| self.contacts[id].clone()).collect();
        let tickets = self.touched.iter().filter_map(|number| self.tickets.remove(number));
        let tickets = tickets.collect();
        let (aliases, kept) = (self.claimed, self.kept.into_values().collect());
        let due = self.asked.due;
        let commit = Commit { contacts, aliases, tickets, kept, due, ..Commit::default() };
        (commit, self.happened, self.receipt, self.early)
    }

    /// Lets the book answer what happened to each ticket.
    fn answer(&mut self) {
        let mut answered = vec![];
        for number in &self.touched {
            let Some(ticket) = self.tickets.get_mut(number) else { continue };
            let of_ticket = self.happened.extract_if(.., |step| step.ticket.number == *number);
            let mut happened: Vec<Happened> = of_ticket.collect();
            let contact = self.contacts.get(&ticket.contact);
            self.asked.answer(contact, self.before.get(number), ticket, &mut happened);
            answered.append(&mut happened);
        }
        self.happened.append(&mut answered);
    }

    /// The sender, by any alias; a new contact is named after this first message.
    fn contact(&mut self, arrival: &Arrival) -> ContactId {
        let found = arrival.aliases.iter().find_map(|alias| self.by_alias.get(alias)).cloned();
        let id = found.unwrap_or_else(|| ContactId(arrival.id.0.clone()));
        let now = self.asked.now;
        let contact = self.contacts.entry(id.clone());
        let contact = contact.or_insert_with(|| Contact::new(id.clone(), now));
        if contact.learn(arrival.name.as_deref(), &arrival.aliases) && !self.changed.contains(&id) {
            self.changed.push(id.clone());
        }
        for alias in &arrival.aliases {
            if !self.by_alias.contains_key(alias) {
                self.by_alias.insert(alias.clone(), id.clone());
                self.claimed.push((alias.clone(), id.clone()));
            }
        }
        id
    }

    fn ticket_for(
        &mut self,
        arrival: &Arrival,
        closing: bool,
        contact: ContactId,
        customer: &str,
        next: impl FnOnce() -> TicketNumber,
    ) -> TicketNumber {
        let conversation = (arrival.number.clone(), contact.clone());
        if let Some(number) = self.meant(arrival, &contact) {
            return number;
        }
        let follows = self.latest.get(&conversation).copied();
        if let Some(number) = follows.and_then(|latest| self.continues(latest, arrival, closing)) {
            return number;
        }
        let number = next();
        let channel = arrival.number.clone();
        let customer = customer.to_owned();
        let before = follows.and_then(|before| self.tickets.get(&before));
        let previous_owner = before.and_then(|before| before.owner.clone());
        let holder = before.and_then(|before| self.tickets.get(&before.goes_on_in()));
        let memories = before.into_iter().chain(holder).map(|ticket| &ticket.memory);
        let asked_at = memories.clone().filter_map(|memory| memory.rating.asked_at).max();
        let entry = Entry::after(memories.map(|memory| &memory.entry), self.asked.now);
        let change =
            Change::Opened { channel, contact, customer, follows, previous_owner, asked_at, entry };
        let by = self.author.clone();
        let event = Event { ticket: number, rev: 1, at: self.asked.now, by, change };
        if let Some(ticket) = Ticket::open(&event) {
            self.tickets.insert(number, ticket.clone());
            self.touched.push(number);
            self.happened.push(Happened { event, ticket });
        }
        self.latest.insert(conversation, number);
        number
    }

    /// The ticket that `arrival` names, or the one that holds it, if that is one of this customer at
    /// this number.
    fn meant(&self, arrival: &Arrival, contact: &ContactId) -> Option<TicketNumber> {
        let named = self.tickets.get(&super::named(&arrival.content)?)?;
        let ticket = self.tickets.get(&named.goes_on_in())?;
        let theirs = ticket.channel == arrival.number && ticket.contact == *contact;
        theirs.then_some(ticket.number)
    }

    /// The ticket that `arrival` still belongs to: the customer's latest, or the one that holds it.
    /// What wants no answer joins it however long it is resolved: nothing is to be done about it.
    fn continues(
        &self,
        latest: TicketNumber,
        arrival: &Arrival,
        closing: bool,
    ) -> Option<TicketNumber> {
        let ticket = self.tickets.get(&self.tickets.get(&latest)?.goes_on_in())?;
        let policy = self.asked.reopening(&arrival.number);
        let reopens = ticket.resolved_at.is_none_or(|at| policy.reopens(at, self.asked.now));
        let content = &arrival.content;
        let explains = || ticket.explained(content, arrival.sent_at).is_some();
        let wants = || content.asks_for_an_answer() && !closing && !explains();
        (reopens || !wants()).then_some(ticket.number)
    }

    /// Decides about one ticket and takes the outcome over; true if anything changed.
    fn command(&mut self, number: TicketNumber, command: Command) -> bool {
        let Some(ticket) = self.tickets.get_mut(&number) else { return false };
        let was = ticket.clone();
        // The channel's commands are facts: none of them is ever refused.
        let changes = ticket.decide(command).unwrap_or_default();
        let changed = !changes.is_empty();
        for change in changes {
            if let Change::Delivery { message, delivery, external } = &change
                && let Some(known) = self.messages.get_mut(message)
            {
                known.delivery = Some(delivery.clone());
                known.external = known.external.take().or_else(|| external.clone());
            }
            self.happened.extend(step_by_step(ticket, vec![change], self.asked.now, &self.author));
        }
        if changed && !self.touched.contains(&number) {
            self.before.insert(number, was);
            self.touched.push(number);
        }
        changed
    }
}
