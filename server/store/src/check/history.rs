//! The events of some tickets, as far as they can be read.

use std::collections::{BTreeMap, HashMap};

use desk::ids::{MessageId, TicketNumber};
use desk::message::Message;
use desk::ticket::Event;

use super::Violation;
use super::seen::Seen;
use crate::events::EventRow;

#[derive(Default)]
pub(super) struct History {
    pub(super) events: Vec<Event>,
    /// An event is missing from `events`, and said to be: nothing can be concluded from the rest.
    pub(super) has_holes: bool,
}

pub(super) struct Histories {
    by_ticket: BTreeMap<TicketNumber, History>,
    none: History,
}

impl Histories {
    pub(super) fn of(
        seen: &mut Seen,
        rows: Vec<EventRow>,
        stored: &HashMap<MessageId, Message>,
    ) -> Self {
        let mut by_ticket: BTreeMap<TicketNumber, History> = BTreeMap::new();
        for row in rows {
            let Some((ticket, rev)) = seen.read("event", row.place()) else { continue };
            let history = by_ticket.entry(ticket).or_default();
            let unread = row.brought().filter(|id| !stored.contains_key(id));
            let event = match unread {
                // A message that is there but can't be read was told of before.
                Some(message) if seen.knows(&message) => None,
                Some(message) => {
                    seen.found(Violation::Lost { message, ticket, rev });
                    None
                }
                None => seen.read(&format!("event {rev} of ticket {ticket}"), row.read(stored)),
            };
            history.has_holes |= event.is_none();
            history.events.extend(event);
        }
        Self { by_ticket, none: History::default() }
    }

    pub(super) fn of_ticket(&self, number: TicketNumber) -> &History {
        self.by_ticket.get(&number).unwrap_or(&self.none)
    }

    pub(super) fn tickets(&self) -> impl Iterator<Item = TicketNumber> {
        self.by_ticket.keys().copied()
    }
}
