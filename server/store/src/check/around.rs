//! What no ticket leads to: contacts and aliases, conversations, the outbox, Meta's ids, messages on
//! their own.

use desk::ids::MessageId;
use surrealdb::types::{RecordId, SurrealValue, Variables};

use super::contacts::{CALLED, CalledRow};
use super::seen::Seen;
use crate::calls::CallRow;
use crate::contacts::AliasRow;
use crate::fetches::FetchRow;
use crate::outbox::OutboxRow;
use crate::{Error, Store, ids};

/// How many small rows are in memory at once.
const STRETCH: usize = 2000;

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct ConversationRow {
    id: RecordId,
    latest: RecordId,
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct ExternalRow {
    id: RecordId,
    message: RecordId,
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct GesturesRow {
    id: RecordId,
    messages: Vec<RecordId>,
}

impl Store {
    /// Everyone whom tickets may name, and who can be found.
    pub(super) async fn meet_contacts(&self, seen: &mut Seen) -> Result<(), Error> {
        let each = |seen: &mut Seen, row: CalledRow| {
            if let Some((contact, called)) = seen.read("contact", row.read()) {
                seen.contacts.meet(contact, called);
            }
        };
        self.in_stretches(seen, CALLED, each).await?;
        let each = |seen: &mut Seen, row: AliasRow| {
            if let Some((alias, contact)) = seen.read("alias", row.read()) {
                seen.alias(alias, contact);
            }
        };
        self.in_stretches(seen, "SELECT * FROM alias", each).await?;
        seen.all_aliases_were_met();
        Ok(())
    }

    /// The calls that wait, to be held against the histories of their tickets.
    pub(super) async fn meet_calls(&self, seen: &mut Seen) -> Result<(), Error> {
        let text = "SELECT * FROM call";
        let rows: Vec<CallRow> = self.engine.run(text, Variables::new()).await?.rows(0)?;
        for row in rows {
            let Some(call) = seen.read("call", ids::call_id(&row.id)) else { continue };
            seen.astray(&format!("call {call}"), row.astray(call));
            seen.call(call);
        }
        Ok(())
    }

    /// The fetches that wait, to be held against their messages.
    pub(super) async fn meet_fetches(&self, seen: &mut Seen) -> Result<(), Error> {
        let text = "SELECT * FROM to_fetch";
        let rows: Vec<FetchRow> = self.engine.run(text, Variables::new()).await?.rows(0)?;
        for row in rows {
            let Some(id) = seen.read("fetch", ids::text(row.id.clone())) else { continue };
            let message = MessageId(id);
            seen.astray(&format!("fetch of message {message}"), row.astray(&message));
            seen.fetches.insert(message);
        }
        Ok(())
    }

    pub(super) async fn look_around(&self, seen: &mut Seen) -> Result<(), Error> {
        let text = "SELECT * FROM conversation";
        let rows: Vec<ConversationRow> = self.engine.run(text, Variables::new()).await?.rows(0)?;
        for row in rows {
            let latest = seen.read("conversation", ids::number(&row.latest));
            if let (Some(texts), Some(latest)) =
                (seen.read("conversation", ids::texts(row.id)), latest)
            {
                seen.conversation(texts, latest);
            }
        }
        let text = "SELECT * FROM outbox";
        let rows: Vec<OutboxRow> = self.engine.run(text, Variables::new()).await?.rows(0)?;
        for row in rows {
            seen.waiting(&row);
        }
        let each = |seen: &mut Seen, row: ExternalRow| {
            let message = seen.read("external id", ids::text(row.message));
            if let (Some(external), Some(message)) =
                (seen.read("external id", ids::text(row.id)), message)
            {
                seen.external(&external, message.as_str().into());
            }
        };
        self.in_stretches(seen, "SELECT * FROM external", each).await?;
        let each = |seen: &mut Seen, row: GesturesRow| {
            let Some(about) = seen.read("gesture", ids::text(row.id)) else { return };
            for message in row.messages {
                let message = seen.read("gesture", ids::text(message));
                message.into_iter().for_each(|id| seen.gesture(&about, id.as_str().into()));
            }
        };
        self.in_stretches(seen, "SELECT * FROM gesture", each).await?;
        let text = "SELECT VALUE id FROM message";
        let rows: Vec<RecordId> = self.engine.run(text, Variables::new()).await?.rows(0)?;
        for id in rows {
            let message = seen.read("message", ids::text(id));
            message.into_iter().for_each(|id| seen.stored(id.as_str().into()));
        }
        Ok(())
    }

    /// Every row of a table from which nothing is ever deleted, so that none is passed over if others
    /// join meanwhile.
    async fn in_stretches<T: SurrealValue>(
        &self,
        seen: &mut Seen,
        text: &str,
        each: impl Fn(&mut Seen, T),
    ) -> Result<(), Error> {
        let mut start = 0;
        loop {
            let mut bound = Variables::new();
            bound.insert("limit", STRETCH as i64);
            bound.insert("start", start as i64);
            let text = format!("{text} LIMIT $limit START $start");
            let rows: Vec<T> = self.engine.run(&text, bound).await?.rows(0)?;
            let last = rows.len() < STRETCH;
            rows.into_iter().for_each(|row| each(seen, row));
            if last {
                return Ok(());
            }
            start += STRETCH;
        }
    }
}
