//! Saving the outcome of a use case: one transaction, one statement per table, nothing looked up.
//!
//! Record ids are the locks. An event is `[ticket, revision]`, a message its own id, an alias its
//! value: whoever comes second collides with what is there. Only an opened ticket that follows
//! another one has to compare, in `conversation`.

mod kin;
mod plan;

use desk::ports::{Commit, CommitError};
use surrealdb::types::{SurrealValue, Variables};

use crate::{Error, Store, gestures};
use plan::Plan;

/// First, so that what it answers is at a known index: where the tickets stood before. Reading it
/// apart is twice as fast as letting each `UPDATE` return it.
const STOOD: &str = "SELECT status, owner, lane FROM $changed.id;";
const CHANGED: &str = "FOR $ticket IN $changed { UPDATE $ticket.id REPLACE $ticket RETURN NONE };";
const OPENED: &str = "INSERT INTO ticket $opened RETURN NONE;";
const EVENTS: &str = "INSERT INTO event $events RETURN NONE;";
const MESSAGES: &str = "INSERT INTO message $messages RETURN NONE;";
const CONTACTS: &str = "INSERT INTO contact $contacts ON DUPLICATE KEY UPDATE \
    name = $input.name, phone = $input.phone, user_id = $input.user_id, \
    parent_id = $input.parent_id, username = $input.username, names = $input.names, \
    told = $input.told RETURN NONE;";
const KIN: &str = include_str!("commit/kin.surql");
const ALIASES: &str = "INSERT INTO alias $aliases RETURN NONE;";
const BEGUN: &str = "INSERT INTO conversation $begun RETURN NONE;";
const CONTINUED: &str = include_str!("commit/continued.surql");
const DELIVERIES: &str = "FOR $news IN $deliveries { UPDATE $news.id \
    SET delivery = $news.delivery, external = external ?? $news.external RETURN NONE };";
const EXTERNALS: &str = "INSERT IGNORE INTO external $externals RETURN NONE;";
const QUEUED: &str = "INSERT INTO outbox $queued RETURN NONE;";
const SETTLED: &str = "DELETE $settled RETURN NONE;";
const DOUBTED: &str = "UPDATE $doubted SET progress = 'unconfirmed' RETURN NONE;";
const RESENT: &str = "UPDATE $resent SET progress = 'queued', attempted_at = NONE RETURN NONE;";
const CALLED: &str = "INSERT INTO call $called RETURN NONE;";
const GIVEN_UP: &str = "DELETE $given_up RETURN NONE;";
const SHARED: &str = "FOR $one IN $shared { UPSERT $one.id SET until = $one.until RETURN NONE };";
const UNSHARED: &str = "DELETE $unshared RETURN NONE;";
const TO_FETCH: &str = "INSERT INTO to_fetch $to_fetch RETURN NONE;";
const FETCHED: &str =
    "FOR $file IN $fetched { UPDATE $file.id SET fetched = $file.fetched RETURN NONE };";
const FETCH_ENDED: &str = "DELETE $fetch_ended RETURN NONE;";
const KEPT: &str = "INSERT IGNORE INTO kept $kept RETURN NONE;";
const REQUESTS: &str = "INSERT INTO request $requests RETURN NONE;";

/// A transaction being put together: only the statements that have something to do.
struct Draft {
    text: String,
    bound: Variables,
}

impl Draft {
    fn add<T: SurrealValue>(&mut self, statement: &str, name: &str, rows: Vec<T>) {
        if !rows.is_empty() {
            self.text.push_str(statement);
            self.text.push('\n');
            self.bound.insert(name, rows);
        }
    }
}

impl Store {
    pub async fn commit(&self, commit: &Commit) -> Result<(), CommitError> {
        let mut plan = Plan::of(commit)?;
        plan.kin = self.kin(&commit.kin).await?;
        let tally = plan.tally();
        let had = !plan.changed.is_empty();
        let Draft { text, bound } = draft(plan);
        let saved = self.engine.run(&text, bound).await;
        if matches!(saved, Err(Error::Stale)) {
            self.catch_up().await.map_err(failed)?;
        }
        let mut reply = saved.map_err(failed)?;
        let before = if had { reply.rows(1).map_err(failed)? } else { vec![] };
        self.tally.fold(&before, &tally);
        self.engine.committed();
        Ok(())
    }
}

fn draft(plan: Plan) -> Draft {
    let mut draft = Draft { text: "BEGIN;\n".to_owned(), bound: Variables::new() };
    if !plan.changed.is_empty() {
        draft.text.push_str(STOOD);
    }
    draft.add(CHANGED, "changed", plan.changed);
    draft.add(OPENED, "opened", plan.opened);
    draft.add(EVENTS, "events", plan.events);
    draft.add(MESSAGES, "messages", plan.messages.into_values().collect());
    draft.add(gestures::ADD, "gestures", plan.gestures);
    draft.add(CONTACTS, "contacts", plan.contacts);
    draft.add(KIN, "kindred", plan.kin);
    draft.add(ALIASES, "aliases", plan.aliases);
    draft.add(BEGUN, "begun", plan.begun);
    draft.add(CONTINUED, "continued", plan.continued);
    draft.add(DELIVERIES, "deliveries", plan.deliveries.into_values().collect());
    draft.add(EXTERNALS, "externals", plan.externals);
    draft.add(QUEUED, "queued", plan.queued.into_values().collect());
    draft.add(SETTLED, "settled", plan.settled);
    draft.add(DOUBTED, "doubted", plan.doubted);
    draft.add(RESENT, "resent", plan.resent);
    draft.add(CALLED, "called", plan.called);
    draft.add(GIVEN_UP, "given_up", plan.given_up);
    draft.add(SHARED, "shared", plan.shared.into_values().collect());
    draft.add(UNSHARED, "unshared", plan.unshared);
    draft.add(TO_FETCH, "to_fetch", plan.to_fetch);
    draft.add(FETCHED, "fetched", plan.fetched);
    draft.add(FETCH_ENDED, "fetch_ended", plan.fetch_ended);
    draft.add(KEPT, "kept", plan.kept);
    draft.add(REQUESTS, "requests", plan.requests);
    draft.text.push_str("COMMIT;");
    draft
}

pub(crate) fn failed(error: Error) -> CommitError {
    match error {
        Error::Stale => CommitError::Stale,
        other => CommitError::Failed(Box::new(other)),
    }
}
