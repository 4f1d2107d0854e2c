//! What was said before the desk came, in whatever order and however often it is handed over: each
//! customer's in a ticket of its own at each number, which is settled.

use super::Batch;
use crate::ids::{ContactId, TicketNumber};
use crate::inbound::{Arrival, Recalled};
use crate::message::{Delivery, Progress};
use crate::permissions::Author;
use crate::ticket::{Change, Command, Event, Happened, Ticket};

impl Batch {
    pub(in crate::desk::receive) fn recall(
        &mut self,
        recalled: &Recalled,
        next: impl FnOnce() -> TicketNumber,
    ) {
        let arrival = &recalled.arrival;
        if !self.is_new(arrival) {
            return;
        }
        let contact = self.sender(arrival);
        let number = self.dug_for(arrival, contact, next);
        let delivery = recalled.delivery.clone();
        let sent = delivery.as_ref().map(|_| Delivery::at(Progress::Sent));
        let message = self.said(arrival, number, sent);
        self.command(number, Command::Recall { message: message.clone() });
        if let Some(delivery) = delivery {
            self.messages.insert(message.id.clone(), message.clone());
            self.command(number, Command::Deliver { message, delivery, external: None });
        }
        self.receipt.joined += 1;
    }

    /// The ticket that holds what this customer and we said to each other before.
    fn dug_for(
        &mut self,
        arrival: &Arrival,
        contact: ContactId,
        next: impl FnOnce() -> TicketNumber,
    ) -> TicketNumber {
        let conversation = (arrival.number.clone(), contact.clone());
        if let Some(number) = self.dug.get(&conversation) {
            return *number;
        }
        let (number, customer) = (next(), self.contacts[&contact].shown_name());
        let change = Change::Dug { channel: arrival.number.clone(), contact, customer };
        self.begin(number, change, &Author::Clock);
        self.dug.insert(conversation, number);
        number
    }

    /// Begins a ticket with its first event.
    pub(super) fn begin(&mut self, number: TicketNumber, change: Change, by: &Author) {
        let event = Event { ticket: number, rev: 1, at: self.asked.now, by: by.clone(), change };
        if let Some(ticket) = Ticket::open(&event) {
            self.tickets.insert(number, ticket.clone());
            self.touched.push(number);
            self.happened.push(Happened { event, ticket, was: None });
        }
    }
}
