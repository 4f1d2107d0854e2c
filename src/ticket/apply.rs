//! Events → the ticket. Total: an event that was saved always applies.

use chrono::{DateTime, Utc};

use super::{Change, Event, LastLine, Priority, Status, Ticket};
use crate::ids::TicketNumber;
use crate::message::{Delivery, Direction, Message, Progress};
use crate::window;

impl Ticket {
    /// The ticket that an `Opened` event begins; `None` for any other event.
    pub fn open(event: &Event) -> Option<Ticket> {
        let Change::Opened { channel, contact, customer, .. } = &event.change else { return None };
        Some(Ticket {
            number: event.ticket,
            rev: event.rev,
            channel: channel.clone(),
            contact: contact.clone(),
            customer: customer.clone(),
            status: Status::Open,
            priority: Priority::Normal,
            owner: None,
            team: None,
            unread: 0,
            created_at: event.at,
            last_message_at: event.at,
            last_line: None,
            unanswered_since: None,
            window_closes_at: None,
            snoozed_until: None,
            resolved_at: None,
        })
    }

    /// Rebuilds a ticket from its whole history; `None` if the history does not begin with `Opened`.
    pub fn replay(events: &[Event]) -> Option<Ticket> {
        let (first, rest) = events.split_first()?;
        let mut ticket = Ticket::open(first)?;
        for event in rest {
            ticket.apply(event);
        }
        Some(ticket)
    }

    /// Folds `event` in. An event that is already known (by its revision) changes nothing.
    pub fn apply(&mut self, event: &Event) {
        if event.rev <= self.rev {
            return;
        }
        self.rev = event.rev;
        match &event.change {
            // Applied by `open`; a second one can't be decided.
            Change::Opened { .. } => {}
            Change::Received { message, customer } => self.received(message, customer),
            Change::Replied { message } => self.replied(message),
            Change::Delivery { delivery, .. } => self.delivered(delivery),
            Change::Resent { .. } => self.delivered(&Delivery::at(Progress::Queued)),
            Change::Assigned { owner } => self.owner = owner.clone(),
            Change::Prioritised { priority } => self.priority = *priority,
            Change::Snoozed { until } => self.turn(Status::Snoozed, Some(*until)),
            Change::Woken => self.turn(self.awake(), None),
            Change::Resolved => {
                self.turn(Status::Resolved, None);
                self.resolved_at = Some(event.at);
                self.unanswered_since = None;
                self.unread = 0;
            }
            Change::Reopened => {
                self.turn(Status::Open, None);
                self.resolved_at = None;
            }
            Change::Seen => self.unread = 0,
        }
    }

    fn received(&mut self, message: &Message, customer: &str) {
        self.customer = customer.to_owned();
        let closes_at = window::closes_at(message.sent_at);
        self.window_closes_at = self.window_closes_at.max(Some(closes_at));
        self.show(message);
        if message.content.asks_for_an_answer() {
            self.turn(Status::Open, None);
            self.unread += 1;
            let since = self.unanswered_since.unwrap_or(message.sent_at);
            self.unanswered_since = Some(since.min(message.sent_at));
        }
    }

    fn replied(&mut self, message: &Message) {
        self.show(message);
        self.turn(Status::Waiting, None);
        self.unread = 0;
        self.unanswered_since = None;
    }

    /// A list shows the progress of the last message only.
    fn delivered(&mut self, delivery: &Delivery) {
        if let Some(line) = self.last_line.as_mut().filter(|line| line.direction == Direction::Out)
        {
            line.progress = Some(delivery.progress);
        }
    }

    /// The newest message by Meta's time stands for the thread.
    fn show(&mut self, message: &Message) {
        if self.last_line.is_some() && message.sent_at < self.last_message_at {
            return;
        }
        self.last_message_at = message.sent_at;
        self.last_line = Some(LastLine {
            direction: message.direction,
            kind: message.content.word().to_owned(),
            text: message.content.line(),
            progress: message.delivery.as_ref().map(|delivery| delivery.progress),
        });
    }

    fn turn(&mut self, status: Status, until: Option<DateTime<Utc>>) {
        self.status = status;
        self.snoozed_until = until;
    }

    /// Where a ticket stands when its snooze ends.
    fn awake(&self) -> Status {
        if self.unanswered_since.is_some() { Status::Open } else { Status::Waiting }
    }
}

/// Numbers the changes of one decision and folds them into `ticket`.
pub(crate) fn happen(
    ticket: &mut Ticket,
    changes: Vec<Change>,
    at: DateTime<Utc>,
    by: &crate::permissions::Author,
) -> Vec<Event> {
    let number: TicketNumber = ticket.number;
    let mut events = Vec::with_capacity(changes.len());
    for change in changes {
        let event = Event { ticket: number, rev: ticket.rev + 1, at, by: by.clone(), change };
        ticket.apply(&event);
        events.push(event);
    }
    events
}
