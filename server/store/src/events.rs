//! Events as rows. A row holds the change without the message that it brought: that is put back
//! when the row is read, as it was when the event happened.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use desk::ids::{MessageId, TicketNumber};
use desk::message::{Content, Delivery, Direction, Message, Progress};
use desk::ticket::{Change, Event};
use serde_json::{Value, json};
use surrealdb::types::{RecordId, SurrealValue, Variables};

use crate::json::{from_json, to_json};
use crate::messages::MessageRow;
use crate::{Error, Store, ids};

#[derive(Debug, Clone, SurrealValue)]
#[surreal(crate = "surrealdb::types")]
pub(crate) struct EventRow {
    id: RecordId,
    at: DateTime<Utc>,
    by: String,
    change: String,
}

/// The changes that bring a message.
const BRINGS: [&str; 3] = ["received", "replied", "recalled"];

impl EventRow {
    pub(crate) fn of(event: &Event) -> Self {
        let kind = event.change.word();
        let change = match &event.change {
            Change::Received { message, customer, settled, by_ad } => {
                let mut brought =
                    json!({ "message": message.id, "customer": customer, "settled": settled });
                if *by_ad {
                    brought["by_ad"] = json!(true);
                }
                to_json(&json!({ kind: brought }))
            }
            Change::Replied { message } | Change::Recalled { message } => {
                to_json(&json!({ kind: { "message": message.id } }))
            }
            other => to_json(other),
        };
        let id = ids::event(event.ticket, event.rev);
        Self { id, at: event.at, by: to_json(&event.by), change }
    }

    /// The message that this event brought.
    pub(crate) fn brought(&self) -> Option<MessageId> {
        brought(&serde_json::from_str(&self.change).ok()?)
    }

    /// The ticket that it is of, and its revision.
    pub(crate) fn place(&self) -> Result<(TicketNumber, u64), Error> {
        ids::number_and_rev(&self.id)
    }

    /// The event; `messages` has to hold what it brought.
    pub(crate) fn read(self, messages: &HashMap<MessageId, Message>) -> Result<Event, Error> {
        let (ticket, rev) = self.place()?;
        let mut change: Value = from_json("event", &self.change)?;
        if let Some(id) = brought(&change) {
            let lost = || ids::unreadable(&format!("message of event {rev} of ticket {ticket}"));
            let message = messages.get(&id).ok_or_else(lost)?;
            for kind in BRINGS {
                if let Some(brought) = change.get_mut(kind) {
                    brought["message"] = json!(as_brought(message));
                }
            }
        }
        let change = serde_json::from_value(change).map_err(|_| ids::unreadable("event"))?;
        Ok(Event { ticket, rev, at: self.at, by: from_json("event", &self.by)?, change })
    }
}

/// The message that a change brought.
fn brought(change: &Value) -> Option<MessageId> {
    let brought = BRINGS.iter().find_map(|kind| change.get(kind))?;
    Some(brought.get("message")?.as_str()?.into())
}

/// A message as it was before anything came of it, or of its file.
fn as_brought(message: &Message) -> Message {
    let mut message = message.clone();
    if message.delivery.is_some() && message.came() {
        message.delivery = Some(Delivery::at(Progress::Sent));
    } else if message.delivery.is_some() {
        message.delivery = Some(Delivery::at(Progress::Queued));
        message.external = None;
    }
    // Our own file was there before the message.
    if let (Direction::In, Content::Media { fetched, .. }) =
        (message.direction, &mut message.content)
    {
        *fetched = None;
    }
    message
}

pub(crate) const RANGE: &str = "SELECT * FROM $range";
pub(crate) const THESE_MESSAGES: &str = "SELECT * FROM $ids";

impl Store {
    /// The newest `limit` events of a ticket, oldest first, messages included.
    pub async fn events(&self, number: TicketNumber, limit: usize) -> Result<Vec<Event>, Error> {
        let Some(ticket) = self.ticket(number).await? else { return Ok(vec![]) };
        // Revisions have no gap, so the newest events are those above a revision.
        let from = (ticket.rev + 1).saturating_sub(limit as u64);
        let mut events = self.stretch(number, from, u64::MAX).await?;
        let surplus = events.len().saturating_sub(limit);
        events.drain(..surplus);
        Ok(events)
    }

    /// The events with a revision from `first` to `last`, oldest first, messages included.
    pub async fn stretch(
        &self,
        number: TicketNumber,
        first: u64,
        last: u64,
    ) -> Result<Vec<Event>, Error> {
        self.events_in(ids::stretch(number, first, last)).await
    }

    /// Every event in a range of records, in the order of ticket and revision.
    pub(crate) async fn events_in(&self, range: RecordId) -> Result<Vec<Event>, Error> {
        let rows = self.event_rows(range).await?;
        let brought: Vec<MessageId> = rows.iter().filter_map(EventRow::brought).collect();
        let messages = self.these_messages(&brought).await?;
        rows.into_iter().map(|row| row.read(&messages)).collect()
    }

    pub(crate) async fn event_rows(&self, range: RecordId) -> Result<Vec<EventRow>, Error> {
        let mut bound = Variables::new();
        bound.insert("range", range);
        self.engine.run(RANGE, bound).await?.rows(0)
    }

    async fn these_messages(
        &self,
        wanted: &[MessageId],
    ) -> Result<HashMap<MessageId, Message>, Error> {
        let read = |row: MessageRow| row.read().map(|message| (message.id.clone(), message));
        self.message_rows(wanted).await?.into_iter().map(read).collect()
    }

    pub(crate) async fn message_rows(&self, ids: &[MessageId]) -> Result<Vec<MessageRow>, Error> {
        let mut bound = Variables::new();
        bound.insert("ids", ids.iter().map(ids::message).collect::<Vec<_>>());
        self.engine.run(THESE_MESSAGES, bound).await?.rows(0)
    }
}
