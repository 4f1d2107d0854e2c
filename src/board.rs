//! The tickets that somebody has open on a screen, kept true by folding what happens.
//!
//! Runs on the server and in the browser. An [`Update`] carries the ticket as it is after the
//! event, so a page that missed one is whole again with the next; the revision settles the order.

use std::collections::BTreeMap;

use crate::ids::{PersonId, TicketNumber};
use crate::permissions::Whose;
use crate::ticket::{Change, Event, Happened, Status, Ticket};

/// All that one commit did to a ticket, and the ticket after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Update {
    /// Never empty, oldest first.
    pub events: Vec<Event>,
    pub ticket: Ticket,
    /// Whose it was before, if that may be another now: who saw it then, and may not see it any more.
    pub was: Option<Box<Whose>>,
    /// Whom it concerns, beside those who watch over every ticket, that an alarm came or went
    /// ([`crate::alarms`]). `None` if none did.
    pub alarmed: Option<Vec<PersonId>>,
}

impl Update {
    /// What `happened` as updates, one for each ticket, in the order in which it was touched last.
    pub(crate) fn of(happened: Vec<Happened>) -> Vec<Update> {
        let mut updates: Vec<Update> = vec![];
        for Happened { event, ticket, was } in happened {
            let known = updates.iter().rposition(|update| update.ticket.number == ticket.number);
            let known = known.map(|place| updates.remove(place));
            let (mut events, first) = known.map(|it| (it.events, it.was)).unwrap_or_default();
            events.push(event);
            updates.push(Update { events, ticket, was: first.or(was), alarmed: None });
        }
        updates
    }

    /// Whether it is the first that there is of its ticket.
    pub fn is_first(&self) -> bool {
        self.events.iter().any(|event| matches!(event.change, Change::Opened { .. }))
    }

    /// The same for a screen: see [`crate::message::Message::for_screens`].
    pub fn for_screens(self) -> Self {
        let events = self.events.into_iter().map(Event::for_screens).collect();
        Self { events, ..self }
    }
}

/// Unsettled tickets by number.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Board {
    tickets: BTreeMap<TicketNumber, Ticket>,
}

impl Board {
    /// The board that shows `tickets`.
    pub fn of(tickets: impl IntoIterator<Item = Ticket>) -> Self {
        let tickets = tickets.into_iter().map(|ticket| (ticket.number, ticket)).collect();
        Self { tickets }
    }

    /// Takes `update` in; true if it was news.
    pub fn fold(&mut self, update: &Update) -> bool {
        self.put(&update.ticket)
    }

    /// Takes `ticket` in as it stands now; true if it was news.
    pub fn put(&mut self, ticket: &Ticket) -> bool {
        let known = self.tickets.get(&ticket.number).map_or(0, |known| known.rev);
        if ticket.rev <= known {
            return false;
        }
        self.tickets.insert(ticket.number, ticket.clone());
        true
    }

    pub fn ticket(&self, number: TicketNumber) -> Option<&Ticket> {
        self.tickets.get(&number)
    }

    /// The cards of one column: who has waited longest for an answer stands first, then the oldest.
    pub fn column(&self, status: Status) -> Vec<&Ticket> {
        let mut column: Vec<&Ticket> =
            self.tickets.values().filter(|ticket| ticket.status == status).collect();
        column.sort_by_key(|ticket| {
            let waits = ticket.unanswered_since.unwrap_or(ticket.last_message_at);
            (std::cmp::Reverse(ticket.priority), waits, ticket.number)
        });
        column
    }

    /// How many tickets stand in `status`.
    pub fn count(&self, status: Status) -> usize {
        self.tickets.values().filter(|ticket| ticket.status == status).count()
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Duration};

    use super::*;
    use crate::permissions::Author;
    use crate::ticket::{Change, Command, Priority, happen, step_by_step};

    fn opened(number: u64) -> Update {
        let change = Change::Opened {
            channel: "1065".into(),
            contact: "c".into(),
            customer: "Núria".into(),
            follows: None,
            previous_owner: None,
            asked_at: None,
            entry: None,
        };
        let at = DateTime::UNIX_EPOCH + Duration::seconds(number as i64);
        let ticket = TicketNumber(number);
        let event = Event { ticket, rev: 1, at, by: Author::Customer, change };
        let ticket = Ticket::open(&event).expect("opened");
        Update { events: vec![event], ticket, was: None, alarmed: None }
    }

    fn then(update: &Update, command: Command) -> Update {
        let mut ticket = update.ticket.clone();
        let changes = ticket.decide(command).expect("decided");
        let events = happen(&mut ticket, changes, DateTime::UNIX_EPOCH, &Author::Clock);
        Update { events, ticket, was: None, alarmed: None }
    }

    #[test]
    fn what_one_commit_did_to_a_ticket_is_one_update_and_tickets_keep_apart() {
        let (mut one, mut two) = (opened(1).ticket, opened(2).ticket);
        let mut happened = vec![];
        let mut does = |ticket: &mut Ticket, command| {
            let changes = ticket.decide(command).expect("decided");
            happened.extend(step_by_step(ticket, changes, DateTime::UNIX_EPOCH, &Author::Clock));
        };
        does(&mut one, Command::Prioritise { priority: Priority::High });
        does(&mut two, Command::Resolve);
        does(&mut one, Command::Resolve);
        let updates = Update::of(happened);
        let told = updates.iter().map(|update| {
            let revs: Vec<u64> = update.events.iter().map(|event| event.rev).collect();
            (update.ticket.number.0, revs)
        });
        assert_eq!(told.collect::<Vec<_>>(), [(2, vec![2]), (1, vec![2, 3])]);
        assert_eq!(updates[1].ticket, one);
        assert!(opened(1).is_first() && !updates.iter().any(Update::is_first));
    }

    #[test]
    fn an_older_update_that_comes_late_changes_nothing() {
        let first = opened(1);
        let second = then(&first, Command::Resolve);
        let mut board = Board::default();
        assert!(board.fold(&second));
        assert!(!board.fold(&first));
        assert!(!board.fold(&second));
        assert_eq!((board.count(Status::Resolved), board.count(Status::Open)), (1, 0));
    }

    #[test]
    fn in_any_order_of_updates_the_board_ends_the_same() {
        let first = opened(1);
        let second = then(&first, Command::Prioritise { priority: Priority::High });
        let third = then(&second, Command::Resolve);
        let all = [&first, &second, &third];
        for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
            let mut board = Board::default();
            for place in order {
                board.fold(all[place]);
            }
            assert_eq!(board, Board::of([third.ticket.clone()]), "{order:?}");
        }
    }

    #[test]
    fn a_column_shows_what_presses_most_first_and_then_what_waits_longest() {
        let urgent = then(&opened(3), Command::Prioritise { priority: Priority::Urgent });
        let board = Board::of([opened(2).ticket, opened(1).ticket, urgent.ticket]);
        let column = board.column(Status::Open);
        assert_eq!(column.iter().map(|ticket| ticket.number.0).collect::<Vec<_>>(), [3, 1, 2]);
    }
}
