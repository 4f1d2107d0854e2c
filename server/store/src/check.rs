//! Whether the data keeps what the desk promises. Reads everything, some tickets at a time.
//!
//! It finds and says; it repairs nothing.

mod seen;
mod violation;

use std::collections::HashMap;

use desk::ids::{MessageId, TicketNumber};
use desk::message::Message;
use desk::ticket::{Event, Ticket};
use surrealdb::types::{RecordId, RecordIdKeyRange, SurrealValue, Variables};

use crate::tickets::TicketRow;
use crate::{Error, Store, ids};
use seen::Seen;
pub use violation::Violation;

/// How many rows are in memory at once.
const STRETCH: usize = 200;

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct ConversationRow {
    id: RecordId,
    latest: RecordId,
}

impl Store {
    /// Everything that is not as it has to be. Run it while nobody writes.
    pub async fn check(&self) -> Result<Vec<Violation>, Error> {
        let mut seen = Seen::default();
        let mut from = 0;
        loop {
            let tickets = self.stretch(from).await?;
            let (Some(first), Some(last)) = (tickets.first(), tickets.last()) else { break };
            let (first, last) = (first.number, last.number);
            let events = self.events_in(ids::events_between(first, last)).await?;
            let stored = self.stored(&events).await?;
            let mut rest = events.as_slice();
            for ticket in &tickets {
                let strays = rest.iter().take_while(|event| event.ticket < ticket.number).count();
                rest = &rest[strays..];
                let own = rest.iter().take_while(|event| event.ticket == ticket.number).count();
                look_at(&mut seen, ticket, &rest[..own], &stored);
                rest = &rest[own..];
            }
            from = last.0 + 1;
        }
        self.look_around(&mut seen).await?;
        Ok(seen.done())
    }

    /// The messages that `events` brought, as they are now.
    async fn stored(&self, events: &[Event]) -> Result<HashMap<MessageId, Message>, Error> {
        let brought = events.iter().filter_map(|event| event.change.message());
        let brought: Vec<MessageId> = brought.map(|message| message.id.clone()).collect();
        self.these_messages(&brought).await
    }

    /// What no ticket leads to: conversations, the outbox, messages on their own.
    async fn look_around(&self, seen: &mut Seen) -> Result<(), Error> {
        let text = "SELECT * FROM conversation";
        let rows: Vec<ConversationRow> = self.engine.run(text, Variables::new()).await?.rows(0)?;
        for row in rows {
            seen.conversation(ids::texts(row.id)?, ids::number(&row.latest)?);
        }
        let text = "SELECT VALUE id FROM outbox";
        let rows: Vec<RecordId> = self.engine.run(text, Variables::new()).await?.rows(0)?;
        for id in rows {
            seen.waiting(ids::text(id)?.as_str().into());
        }
        let text = "SELECT VALUE id FROM message";
        let rows: Vec<RecordId> = self.engine.run(text, Variables::new()).await?.rows(0)?;
        for id in rows {
            seen.stored(ids::text(id)?.as_str().into());
        }
        Ok(())
    }

    /// The next tickets from a number on.
    async fn stretch(&self, from: u64) -> Result<Vec<Ticket>, Error> {
        let range = RecordIdKeyRange::from(ids::whole(from)..);
        let mut bound = Variables::new();
        bound.insert("range", RecordId::new("ticket", range));
        bound.insert("limit", STRETCH as i64);
        let text = "SELECT * FROM $range LIMIT $limit";
        let rows: Vec<TicketRow> = self.engine.run(text, bound).await?.rows(0)?;
        rows.into_iter().map(TicketRow::read).collect()
    }
}

fn look_at(seen: &mut Seen, ticket: &Ticket, own: &[Event], stored: &HashMap<MessageId, Message>) {
    seen.ticket(ticket);
    seen.history(ticket, own);
    for brought in own.iter().filter_map(|event| event.change.message()) {
        if let Some(message) = stored.get(&brought.id) {
            seen.message(ticket, message, own);
        }
    }
}

/// A conversation, by the texts of its number and contact.
type Conversation = (String, String);

fn conversation(ticket: &Ticket) -> Conversation {
    (ticket.channel.0.clone(), ticket.contact.0.clone())
}

/// The latest of a conversation's tickets, and how many of them are unsettled.
#[derive(Default)]
struct Standing {
    latest: Option<TicketNumber>,
    unsettled: Vec<TicketNumber>,
}
