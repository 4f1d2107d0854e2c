//! Whether the data keeps what the desk promises. Reads everything, some tickets at a time.
//!
//! It finds and says; it repairs nothing. What can't be read is one more thing to say.

mod around;
mod contacts;
mod history;
mod seen;
mod violation;

use std::collections::{HashMap, HashSet};

use desk::ids::{MessageId, TicketNumber};
use desk::message::Message;
use desk::ticket::Ticket;
use surrealdb::types::{RecordId, RecordIdKeyRange, Variables};

use crate::tickets::TicketRow;
use crate::{Error, Store, events, ids};
use history::Histories;
use seen::Seen;
pub use violation::Violation;

/// How many ticket numbers are looked at in one go.
const STRETCH: u64 = 200;

impl Store {
    /// Everything that is not as it has to be. Run it while nobody writes.
    pub async fn check(&self) -> Result<Vec<Violation>, Error> {
        let mut seen = Seen::default();
        self.meet_contacts(&mut seen).await?;
        self.meet_calls(&mut seen).await?;
        self.meet_fetches(&mut seen).await?;
        let highest = self.highest_number().await?;
        let mut from = 0;
        while from <= highest {
            self.look_at(&mut seen, TicketNumber(from), TicketNumber(from + STRETCH - 1)).await?;
            from += STRETCH;
        }
        // Beyond the highest number: events without a ticket, or what was opened meanwhile.
        self.look_at(&mut seen, TicketNumber(from), TicketNumber(u64::MAX)).await?;
        self.look_around(&mut seen).await?;
        Ok(seen.done())
    }

    /// The tickets with these numbers, their events, and what those brought.
    async fn look_at(
        &self,
        seen: &mut Seen,
        first: TicketNumber,
        last: TicketNumber,
    ) -> Result<(), Error> {
        let mut tickets = vec![];
        let mut known = HashSet::new();
        for row in self.ticket_rows(first, last).await? {
            let Some(number) = seen.read("ticket", ids::number(&row.id)) else { continue };
            known.insert(number);
            let what = format!("ticket {number}");
            let Some(ticket) = seen.read(&what, row.clone().read()) else { continue };
            seen.astray(&what, row.astray(&ticket));
            tickets.push(ticket);
        }
        let rows = self.event_rows(ids::events_between(first, last)).await?;
        let stored = self.stored(seen, &rows).await?;
        let histories = Histories::of(seen, rows, &stored);
        for ticket in &tickets {
            seen.look_at(ticket, histories.of_ticket(ticket.number), &stored);
        }
        for ticket in histories.tickets().filter(|ticket| !known.contains(ticket)) {
            seen.found(Violation::NoTicket { ticket });
        }
        Ok(())
    }

    async fn ticket_rows(
        &self,
        first: TicketNumber,
        last: TicketNumber,
    ) -> Result<Vec<TicketRow>, Error> {
        let range = RecordIdKeyRange::from(ids::whole(first.0)..=ids::whole(last.0));
        let mut bound = Variables::new();
        bound.insert("range", RecordId::new("ticket", range));
        self.engine.run(events::RANGE, bound).await?.rows(0)
    }

    /// The messages that these events brought, as they are now.
    async fn stored(
        &self,
        seen: &mut Seen,
        rows: &[events::EventRow],
    ) -> Result<HashMap<MessageId, Message>, Error> {
        let brought: Vec<MessageId> = rows.iter().filter_map(|row| row.brought()).collect();
        let mut stored = HashMap::new();
        for row in self.message_rows(&brought).await? {
            let Some(id) = seen.read("message", ids::text(row.id.clone())) else { continue };
            seen.is_there(id.as_str().into());
            let what = format!("message {id}");
            let Some(message) = seen.read(&what, row.clone().read()) else { continue };
            seen.astray(&what, row.astray(&message));
            stored.insert(message.id.clone(), message);
        }
        Ok(stored)
    }
}

/// A conversation, by the texts of its number and contact.
type Conversation = (String, String);

fn conversation(ticket: &Ticket) -> Conversation {
    let contact = match ticket.is_past() {
        true => ids::past_of(&ticket.contact),
        false => ticket.contact.0.clone(),
    };
    (ticket.channel.0.clone(), contact)
}

/// The latest of a conversation's tickets, and how many of them are unsettled.
#[derive(Default)]
struct Standing {
    latest: Option<TicketNumber>,
    unsettled: Vec<TicketNumber>,
}
