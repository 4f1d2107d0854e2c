//! Which messages are about which: a row for each message that any is about, by what Meta calls it, be it
//! here or not.

use desk::ids::TicketNumber;
use desk::message::Message;
use surrealdb::types::{RecordId, SurrealValue, Variables};

use crate::messages::MessageRow;
use crate::{Error, Store, ids, place};

/// One message that is about another.
#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
pub(crate) struct GestureRow {
    id: RecordId,
    message: RecordId,
}

impl GestureRow {
    /// What `message` is about, if it is about another.
    pub(crate) fn of(message: &Message) -> Option<Self> {
        let id = ids::gesture(message.content.about()?);
        Some(Self { id, message: ids::message(&message.id) })
    }
}

/// Adds to a row, or begins it.
pub(crate) const ADD: &str = "FOR $one IN $gestures { UPSERT $one.id \
    SET messages = array::union(messages ?? [], [$one.message]) RETURN NONE };";
pub(crate) const ABOUT: &str =
    "SELECT * FROM array::flatten((SELECT VALUE messages FROM $targets))";
pub(crate) const CALLED: &str = "SELECT * FROM message \
    WHERE ticket = $ticket AND place > $after AND external IN $called";

impl Store {
    /// The messages that are about one of those that Meta calls so.
    pub async fn gestures(&self, externals: &[String]) -> Result<Vec<Message>, Error> {
        if externals.is_empty() {
            return Ok(vec![]);
        }
        let targets: Vec<RecordId> = externals.iter().map(|id| ids::gesture(id)).collect();
        let mut bound = Variables::new();
        bound.insert("targets", targets);
        let rows: Vec<MessageRow> = self.engine.run(ABOUT, bound).await?.rows(0)?;
        rows.into_iter().map(MessageRow::read).collect()
    }

    /// The messages of a ticket that Meta calls so. Reads all of its thread.
    pub async fn called(
        &self,
        number: TicketNumber,
        externals: &[String],
    ) -> Result<Vec<Message>, Error> {
        let mut bound = Variables::new();
        bound.insert("ticket", ids::ticket(number));
        bound.insert("after", place::after(None));
        bound.insert("called", externals.to_vec());
        let rows: Vec<MessageRow> = self.engine.run(CALLED, bound).await?.rows(0)?;
        rows.into_iter().map(MessageRow::read).collect()
    }
}
