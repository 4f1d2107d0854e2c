//! What was seen so far: as little as the promises that span tickets need.

use std::collections::{HashMap, HashSet};

use desk::ids::{MessageId, NumberId, TicketNumber};
use desk::message::{Delivery, Message, Progress};
use desk::ticket::{Change, Event, Ticket};

use super::{Conversation, Standing, Violation, conversation};

#[derive(Default)]
pub(super) struct Seen {
    violations: Vec<Violation>,
    standings: HashMap<Conversation, Standing>,
    homes: HashSet<MessageId>,
    externals: HashSet<(NumberId, String)>,
    /// What has to be in the outbox and was not found there yet.
    to_send: HashSet<MessageId>,
}

impl Seen {
    pub(super) fn ticket(&mut self, ticket: &Ticket) {
        let standing = self.standings.entry(conversation(ticket)).or_default();
        standing.latest = standing.latest.max(Some(ticket.number));
        if ticket.is_unsettled() {
            standing.unsettled.push(ticket.number);
        }
    }

    /// Revisions have no gap, and replaying them makes the ticket.
    pub(super) fn history(&mut self, ticket: &Ticket, own: &[Event]) {
        let number = ticket.number;
        let gap = (1..).zip(own).find(|(rev, event)| event.rev != *rev).map(|(rev, _)| rev);
        if let Some(rev) = gap {
            self.violations.push(Violation::Gap { ticket: number, rev });
        } else if Ticket::replay(own).as_ref() != Some(ticket) {
            self.violations.push(Violation::NotItsHistory { ticket: number });
        }
    }

    pub(super) fn message(&mut self, ticket: &Ticket, message: &Message, own: &[Event]) {
        let (number, id) = (ticket.number, message.id.clone());
        if !self.homes.insert(id.clone()) || message.ticket != number {
            self.violations.push(Violation::TwoHomes { message: id.clone(), ticket: number });
        }
        if let Some(external) = message.external.clone()
            && !self.externals.insert((ticket.channel.clone(), external))
        {
            self.violations.push(Violation::SameExternal { message: id.clone() });
        }
        if let Some(delivery) = &message.delivery {
            self.delivery(ticket, message, delivery, own);
            if matches!(delivery.progress, Progress::Queued | Progress::Unconfirmed) {
                self.to_send.insert(id);
            }
        }
    }

    /// Progress only moves forward, except that a person may have an unconfirmed message resent.
    fn delivery(&mut self, ticket: &Ticket, message: &Message, stored: &Delivery, own: &[Event]) {
        let mut now = Delivery::at(Progress::Queued);
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
                self.violations.push(Violation::WentBack { message, ticket, rev });
            }
            now = next;
        }
        if now != *stored {
            let (message, ticket) = (message.id.clone(), ticket.number);
            self.violations.push(Violation::NotItsDelivery { message, ticket });
        }
    }

    pub(super) fn conversation(&mut self, conversation: Conversation, latest: TicketNumber) {
        let standing = self.standings.remove(&conversation).unwrap_or_default();
        if standing.latest != Some(latest) {
            self.violations.push(Violation::LatestLost { ticket: latest });
        }
        self.unsettled(&standing);
    }

    pub(super) fn waiting(&mut self, message: MessageId) {
        if !self.to_send.remove(&message) {
            self.violations.push(Violation::StrayInOutbox { message });
        }
    }

    pub(super) fn stored(&mut self, message: MessageId) {
        if !self.homes.remove(&message) {
            self.violations.push(Violation::Homeless { message });
        }
    }

    pub(super) fn done(mut self) -> Vec<Violation> {
        let standings = std::mem::take(&mut self.standings);
        for standing in standings.into_values() {
            if let Some(ticket) = standing.latest {
                self.violations.push(Violation::LatestLost { ticket });
            }
            self.unsettled(&standing);
        }
        let lost = self.to_send.drain().map(|message| Violation::NotInOutbox { message });
        self.violations.extend(lost);
        self.violations
    }

    fn unsettled(&mut self, standing: &Standing) {
        if let [first, second, ..] = standing.unsettled[..] {
            self.violations.push(Violation::TwoUnsettled { first, second });
        }
    }
}
