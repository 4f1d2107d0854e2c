//! A batch being decided: the store's answer, kept up to date in memory with what was decided.

mod join;
mod place;
mod recall;
mod told;
mod whom;

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Duration, Utc};

use super::Receipt;
use crate::contact::{Alias, Contact};
use crate::desk::answer::Asked;
use crate::ids::{ContactId, MessageId, NumberId, TicketNumber};
use crate::inbound::{Arrival, Aside, Kept, StatusNews};
use crate::message::{Delivery, Direction, Message, Progress};
use crate::permissions::Author;
use crate::ports::{Answer, Commit};
use crate::ticket::{Change, Command, Happened, Ticket, answers, step_by_step};

/// What became of the items, and what is looked at once they are saved.
pub(super) struct Rest {
    pub(super) receipt: Receipt,
    /// Statuses that found no message.
    pub(super) early: Vec<StatusNews>,
    /// Messages that statuses may have waited for.
    pub(super) echoed: Vec<(MessageId, String)>,
}

pub(super) struct Batch {
    asked: Asked,
    author: Author,
    seen: HashSet<MessageId>,
    by_alias: HashMap<Alias, ContactId>,
    contacts: HashMap<ContactId, Contact>,
    changed: Vec<ContactId>,
    /// The contacts that stand otherwise to others now, as they were.
    kin: HashMap<ContactId, Contact>,
    claimed: Vec<(Alias, ContactId)>,
    latest: HashMap<(NumberId, ContactId), TicketNumber>,
    /// The tickets that hold what was said before the desk came.
    dug: HashMap<(NumberId, ContactId), TicketNumber>,
    /// The contacts that nobody had met before.
    met: HashSet<ContactId>,
    tickets: HashMap<TicketNumber, Ticket>,
    /// The tickets that were touched, as they were; one that was opened was nothing.
    before: HashMap<TicketNumber, Ticket>,
    touched: Vec<TicketNumber>,
    messages: HashMap<MessageId, Message>,
    kept: HashMap<String, Kept>,
    /// Statuses of messages that nobody knows, or nobody yet.
    early: Vec<StatusNews>,
    /// Messages of ours that others sent, by our id and Meta's.
    echoed: Vec<(MessageId, String)>,
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
        let conversations = |past: bool| {
            let tickets = answer.latest.iter().filter(|ticket| ticket.is_past() == past);
            tickets.map(|t| ((t.channel.clone(), t.contact.clone()), t.number)).collect()
        };
        let (latest, dug) = (conversations(false), conversations(true));
        let known = answer.contacts.iter();
        let by_alias = known.map(|(alias, contact)| (alias.clone(), contact.id.clone())).collect();
        let senders = answer.contacts.into_iter().map(|(_, contact)| contact);
        let contacts = senders.chain(customers).chain(answer.kin);
        let tickets = answer.latest.into_iter().chain(answer.tickets);
        Self {
            asked,
            author,
            seen: answer.seen.into_iter().collect(),
            by_alias,
            contacts: contacts.map(|contact| (contact.id.clone(), contact)).collect(),
            changed: vec![],
            kin: HashMap::new(),
            claimed: vec![],
            latest,
            dug,
            met: HashSet::new(),
            tickets: tickets.map(|ticket| (ticket.number, ticket)).collect(),
            before: HashMap::new(),
            touched: vec![],
            messages: answer.messages.into_iter().map(|m| (m.id.clone(), m)).collect(),
            kept: HashMap::new(),
            early: vec![],
            echoed: vec![],
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
        let contact = self.sender(arrival);
        let customer = self.contacts[&contact].shown_name();
        let closing = self.asked.closes(&arrival.content);
        let by = self.author.clone();
        let number = self.ticket_for(arrival, closing, contact, by, next);
        let message = self.said(arrival, number, None);
        let by_ad = arrival.by_ad;
        self.command(number, Command::Receive { message, customer, closing, by_ad });
        self.receipt.joined += 1;
    }

    /// What the team said with the Business app joins the customer's ticket, or opens one. What this
    /// desk sent itself is no echo.
    pub(super) fn echo(&mut self, arrival: &Arrival, next: impl FnOnce() -> TicketNumber) {
        if !self.is_new(arrival) {
            return;
        }
        let contact = self.sender(arrival);
        let closing = !answers(&arrival.content);
        let number = self.ticket_for(arrival, closing, contact, Author::App, next);
        let message = self.said(arrival, number, Some(Delivery::at(Progress::Sent)));
        self.messages.insert(message.id.clone(), message.clone());
        self.command_by(&Author::App, number, Command::Echo { message });
        self.receipt.joined += 1;
    }

    /// Whether it was said by others than this desk and is not here yet. Its statuses may be here before
    /// it; if it is here already, they may still wait since a crash.
    fn is_new(&mut self, arrival: &Arrival) -> bool {
        let ours = |message: &Message| {
            message.external.as_ref() == Some(&arrival.external) && message.id != arrival.id
        };
        if self.messages.values().any(ours) {
            self.receipt.repeated += 1;
            return false;
        }
        self.echoed.push((arrival.id.clone(), arrival.external.clone()));
        let is_new = self.seen.insert(arrival.id.clone());
        self.receipt.repeated += usize::from(!is_new);
        is_new
    }

    /// The message that `arrival` is in that ticket: the customer's, or one of ours that got so far.
    fn said(&self, arrival: &Arrival, ticket: TicketNumber, delivery: Option<Delivery>) -> Message {
        let (direction, author) = match delivery {
            Some(_) => (Direction::Out, Author::App),
            None => (Direction::In, Author::Customer),
        };
        Message {
            id: arrival.id.clone(),
            ticket,
            direction,
            author,
            content: arrival.content.clone(),
            external: Some(arrival.external.clone()),
            reply_to: arrival.reply_to.clone(),
            origin: arrival.origin.clone(),
            delivery,
            sent_at: arrival.sent_at,
            saved_at: self.saved_at(),
        }
    }

    /// Now, and no two messages of a batch at the same moment.
    fn saved_at(&self) -> DateTime<Utc> {
        self.asked.now + Duration::microseconds(self.receipt.joined as i64)
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

    /// Everything to save but the events, what happened, and what is left to do afterwards.
    pub(super) fn done(mut self) -> (Commit, Vec<Happened>, Rest) {
        self.answer();
        let contacts = self.changed.iter().map(|id| self.contacts[id].clone()).collect();
        let kin = self.kin.into_iter();
        let kin = kin.map(|(id, was)| (was, self.contacts[&id].clone())).collect();
        let tickets = self.touched.iter().filter_map(|number| self.tickets.remove(number));
        let tickets = tickets.collect();
        let (aliases, kept) = (self.claimed, self.kept.into_values().collect());
        let (due, early) = (self.asked.due, self.early.clone());
        let commit =
            Commit { contacts, kin, aliases, tickets, kept, early, due, ..Commit::default() };
        let rest = Rest { receipt: self.receipt, early: self.early, echoed: self.echoed };
        (commit, self.happened, rest)
    }

    /// Lets the book answer what happened to each ticket.
    fn answer(&mut self) {
        let mut answered = vec![];
        for number in &self.touched {
            let Some(ticket) = self.tickets.get_mut(number) else { continue };
            let of_ticket = self.happened.extract_if(.., |step| step.ticket.number == *number);
            let mut happened: Vec<Happened> = of_ticket.collect();
            let contact = whole(&self.contacts, &ticket.contact);
            self.asked.answer(contact, self.before.get(number), ticket, &mut happened);
            answered.append(&mut happened);
        }
        self.happened.append(&mut answered);
    }

    fn command(&mut self, number: TicketNumber, command: Command) -> bool {
        let by = self.author.clone();
        self.command_by(&by, number, command)
    }

    /// Decides about one ticket and takes the outcome over; true if anything changed.
    fn command_by(&mut self, by: &Author, number: TicketNumber, command: Command) -> bool {
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
            self.happened.extend(step_by_step(ticket, vec![change], self.asked.now, by));
        }
        if changed && !self.touched.contains(&number) {
            self.before.insert(number, was);
            self.touched.push(number);
        }
        changed
    }
}

/// Who stands for that contact.
fn whole<'a>(contacts: &'a HashMap<ContactId, Contact>, id: &ContactId) -> Option<&'a Contact> {
    contacts.get(contacts.get(id)?.stands_for_it())
}
