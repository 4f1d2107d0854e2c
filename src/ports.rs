//! What a desk needs from the world: the few traits that the server implements, and the fakes.

mod calls;
mod editions;
mod fetches;
mod gestures;
mod lists;
mod channel;
mod notes;
mod outlets;
mod shares;
mod strays;
mod templates;

use std::collections::BTreeMap;
use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use thiserror::Error;

pub use calls::Calls;
pub use channel::{Channel, Sending, Sign};
pub use editions::Editions;
pub use fetches::Fetches;
pub use gestures::Gestures;
pub use lists::{Counts, Filter, OwnerFilter};
pub use notes::Notes;
pub use outlets::Outlets;
pub use shares::{Share, Shares};
pub use strays::Strays;
pub use templates::Templates;

use crate::board::Update;
use crate::contact::{Alias, Contact};
use crate::ids::{ContactId, MessageId, NumberId, PersonId, TicketNumber};
use crate::inbound::{Kept, StatusNews};
use crate::message::Message;
use crate::permissions::{Actor, Sight};
use crate::person::Person;
use crate::presence::Said;
use crate::ticket::{Event, Status, Ticket};

/// Whatever went wrong behind a port, for the log.
pub type Cause = Box<dyn std::error::Error + Send + Sync>;

/// Why a commit was not saved.
#[derive(Debug, Error)]
pub enum CommitError {
    /// Somebody else changed a ticket, contact or conversation first: read again and decide again.
    #[error("somebody else was first")]
    Stale,
    #[error("the store failed")]
    Failed(#[source] Cause),
}

/// The outcome of one use case. Saved whole or not at all.
///
/// Messages are not listed: they are in the events that brought them.
#[derive(Debug, Clone, Default)]
pub struct Commit {
    /// New and changed contacts. Of one that is known, what people noted and how it stands to others stay
    /// as they are saved: [`Notes`] and `kin` alone change that.
    pub contacts: Vec<Contact>,
    /// Aliases that nobody had, and whom they find from now on.
    pub aliases: Vec<(Alias, ContactId)>,
    /// Every ticket touched, as it is after `events`.
    pub tickets: Vec<Ticket>,
    /// In the order in which they happened; revisions of one ticket are contiguous.
    pub events: Vec<Event>,
    /// What could not be placed.
    pub kept: Vec<Kept>,
    /// Those of `kept` that are statuses, to be had again once their message is known ([`Strays`]).
    pub early: Vec<StatusNews>,
    /// Contacts as they were and as they are: how they stand to others, and what is noted of them.
    pub kin: Vec<(Contact, Contact)>,
    /// An idempotency key of the API and the message that it made.
    pub key: Option<(String, MessageId)>,
    /// When each of `tickets` has to be looked at because time passes; one that isn't here has no
    /// such moment.
    pub due: BTreeMap<TicketNumber, DateTime<Utc>>,
}

impl Commit {
    pub fn is_empty(&self) -> bool {
        self.contacts.is_empty()
            && self.events.is_empty()
            && self.kept.is_empty()
            && self.kin.is_empty()
    }
}

/// What `receive` must know before it can decide about a batch.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Question {
    /// Inbound ids that may have been seen before.
    pub arrivals: Vec<MessageId>,
    /// Senders, with the number that they wrote to.
    pub senders: Vec<(NumberId, Vec<Alias>)>,
    /// Our own messages, by our id …
    pub messages: Vec<MessageId>,
    /// … or by Meta's.
    pub externals: Vec<String>,
    /// Tickets that customers speak of by number.
    pub named: Vec<TicketNumber>,
    /// Whether it matters what was dug up for the senders.
    pub recalls: bool,
}

/// The store's answer to a [`Question`]. Whatever is not there is not known.
#[derive(Debug, Clone, Default)]
pub struct Answer {
    /// The arrivals that are already stored.
    pub seen: Vec<MessageId>,
    /// Contacts found by any of the aliases asked for, past aliases included.
    pub contacts: Vec<(Alias, Contact)>,
    /// Those who stand for them, and all of their parts.
    pub kin: Vec<Contact>,
    /// The latest ticket of each (number, contact) found, and the one that was dug up for it if that
    /// was asked for.
    pub latest: Vec<Ticket>,
    /// Our messages found by either id.
    pub messages: Vec<Message>,
    /// The tickets of those messages, and those that were named.
    pub tickets: Vec<Ticket>,
}

/// A stretch of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page<T> {
    pub items: Vec<T>,
    /// Opaque; hand it back to get the next stretch. `None` at the end.
    pub next: Option<String>,
}

/// A message that the outbox has still to send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    pub message: Message,
    /// The business number to send from.
    pub number: NumberId,
    /// Whom to send to, every alias known.
    pub to: Vec<Alias>,
}

/// The desk's memory.
#[async_trait]
pub trait Store:
    Calls + Editions + Fetches + Gestures + Notes + Outlets + Shares + Strays + Templates + Send + Sync
{
    /// A ticket number that nobody else gets. Gaps are allowed, repetition is not.
    fn next_number(&self) -> TicketNumber;

    /// Saves everything in `commit` in one transaction, durable (fsynced) before it returns.
    ///
    /// MUST answer `Stale`, and save nothing, if an event's (ticket, rev) or a new message exists,
    /// if an opened ticket `follows` another than the latest of its (number, contact), if one was dug up
    /// for it before, if one of `aliases` belongs to somebody, if one of `kin` is not as it was, or if
    /// the idempotency key exists. Keeping something twice
    /// ([`Kept::id`]) is no conflict.
    async fn commit(&self, commit: &Commit) -> Result<(), CommitError>;

    /// What `receive` must know, in one go.
    async fn answer(&self, question: &Question) -> Result<Answer, Cause>;

    async fn ticket(&self, number: TicketNumber) -> Result<Option<Ticket>, Cause>;
    /// The contact, or the one that stands for it.
    async fn contact(&self, id: &ContactId) -> Result<Option<Contact>, Cause>;

    /// These contacts, and those that stand for them.
    async fn contacts(&self, ids: &[ContactId]) -> Result<Vec<Contact>, Cause>;

    async fn message(&self, id: &MessageId) -> Result<Option<Message>, Cause>;

    /// Tickets by newest message first; `limit` is at least 1. A cursor that this store did not
    /// make lists from the start. How many tickets there are that `filter` keeps out MUST NOT make this
    /// slower.
    async fn tickets(
        &self,
        filter: &Filter,
        limit: usize,
        cursor: Option<&str>,
    ) -> Result<Page<Ticket>, Cause>;

    /// The newest `limit` messages, or the newest before the cursor. The items stand oldest first,
    /// by `sent_at` then [`Message::turn`]; `next` leads to older ones.
    async fn messages(
        &self,
        number: TicketNumber,
        limit: usize,
        cursor: Option<&str>,
    ) -> Result<Page<Message>, Cause>;

    /// The newest `limit` events of a ticket, oldest first, messages included.
    async fn events(&self, number: TicketNumber, limit: usize) -> Result<Vec<Event>, Cause>;

    /// The events of a ticket with a revision from `first` to `last`, oldest first.
    async fn stretch(
        &self,
        number: TicketNumber,
        first: u64,
        last: u64,
    ) -> Result<Vec<Event>, Cause>;

    async fn counts(&self, owner: Option<&OwnerFilter>, sight: &Sight) -> Result<Counts, Cause>;

    /// The message that an idempotency key made before.
    async fn keyed(&self, key: &str) -> Result<Option<Message>, Cause>;

    /// The oldest `limit` messages that can be sent now, or the oldest after the cursor: queued, and
    /// no call began. Oldest first, by `sent_at` then id; `limit` is at least 1, and what else the
    /// outbox holds MUST NOT make this slower.
    async fn queued(&self, limit: usize, cursor: Option<&str>) -> Result<Page<Outgoing>, Cause>;

    /// How many messages [`queued`](Store::queued) would give in all.
    async fn queued_count(&self) -> Result<u64, Cause>;

    /// Messages with a call that began at `before` or earlier and has no outcome yet, oldest first.
    /// What is unconfirmed has an outcome: a person decides.
    async fn attempted(&self, before: DateTime<Utc>) -> Result<Vec<MessageId>, Cause>;

    /// Writes down, durably, that a call for `message` begins. False if it is not queued any more
    /// or a call began before.
    async fn begin_attempt(&self, message: &MessageId, at: DateTime<Utc>) -> Result<bool, Cause>;

    /// Takes back `begin_attempt` after an answer that says that nothing was sent. Changes nothing
    /// if the outcome is known, or given up, meanwhile.
    async fn end_attempt(&self, message: &MessageId) -> Result<(), Cause>;

    /// At most `limit` tickets whose moment has come, the most overdue first.
    async fn due(&self, now: DateTime<Utc>, limit: usize) -> Result<Vec<TicketNumber>, Cause>;

    /// Sets the moment of a ticket at which nothing happened. Changes nothing if it is at another
    /// revision by now: whoever brought it there set the moment.
    async fn set_due(
        &self,
        number: TicketNumber,
        rev: u64,
        due: Option<DateTime<Utc>>,
    ) -> Result<(), Cause>;

    /// Who owns each unsettled ticket that has an owner.
    async fn owned(&self) -> Result<Vec<(TicketNumber, PersonId, Status)>, Cause>;

    /// Everyone of the team who can sign in.
    async fn people(&self) -> Result<Arc<[Person]>, Cause>;

    /// What people last said of themselves; whoever isn't here said nothing yet.
    async fn said(&self) -> Result<Vec<(PersonId, Said)>, Cause>;

    /// Takes down what somebody says of themselves, in place of what they said before.
    async fn say(&self, person: &PersonId, said: Said) -> Result<(), Cause>;

    /// Whether customers can write to this number of ours.
    async fn has_number(&self, number: &NumberId) -> Result<bool, Cause>;
}

/// The time. The desk never asks the machine for it.
pub trait Clock: Send + Sync {
    fn now(&self) -> DateTime<Utc>;
}

/// Those who watch.
pub trait Live: Send + Sync {
    /// Shows `updates`, in order, to everyone who may see them; of one that somebody may not see any more,
    /// that it is gone and nothing else. Called only after they were saved; MUST NOT block.
    fn publish(&self, updates: Vec<Update>);

    /// Has everyone ask again for all that they show: something beside tickets changed that they are
    /// told of. MUST NOT block.
    fn look_again(&self);

    /// Somebody to whom a ticket was shown by sharing it looked at it. MUST NOT block.
    fn was_looked_at(&self, by: &Actor, ticket: TicketNumber);

    /// Wakes the outbox. MUST NOT block.
    fn outbox_has_work(&self);

    /// Wakes whoever calls programs. MUST NOT block.
    fn calls_have_work(&self);

    /// Wakes whoever fetches files. MUST NOT block.
    fn fetches_have_work(&self);
}
