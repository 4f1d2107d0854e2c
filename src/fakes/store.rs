//! The memory store as the desk sees it.

use std::collections::{BTreeMap, BTreeSet};
use std::future::poll_fn;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::task::Poll;

use async_trait::async_trait;
use chrono::{DateTime, Utc};

use super::memory::{Memory, lock};
use super::page;
use crate::contact::Contact;
use crate::ids::{ContactId, MessageId, NumberId, PersonId, TicketNumber};
use crate::inbound::Kept;
use crate::message::Message;
use crate::permissions::Sight;
use crate::person::Person;
use crate::ports::{
    Answer, Cause, Commit, CommitError, Counts, Filter, Outgoing, OwnerFilter, Page, Question,
    Store,
};
use crate::presence::Said;
use crate::ticket::{Event, Status, Ticket};

/// A store that forgets everything when it is dropped.
#[derive(Debug, Default)]
pub struct MemoryStore {
    numbers: AtomicU64,
    pub(super) memory: Mutex<Memory>,
    stepwise: AtomicBool,
}

impl MemoryStore {
    pub fn add_person(&self, person: Person) {
        let people = &mut lock(&self.memory).people;
        *people = people.iter().cloned().chain([person]).collect();
    }

    pub fn add_number(&self, number: NumberId) {
        lock(&self.memory).numbers.insert(number);
    }

    /// From now on no commit that touches this ticket is saved.
    pub fn break_ticket(&self, number: TicketNumber) {
        lock(&self.memory).stuck.push(number);
    }

    /// From now on whoever writes rests once before it is written and once after it, so that a test
    /// can let them die there.
    pub fn go_stepwise(&self) {
        self.stepwise.store(true, Ordering::SeqCst);
    }

    /// One of these rests.
    pub(super) async fn step(&self) {
        let mut rested = !self.stepwise.load(Ordering::SeqCst);
        poll_fn(|context| match std::mem::replace(&mut rested, true) {
            true => Poll::Ready(()),
            false => {
                context.waker().wake_by_ref();
                Poll::Pending
            }
        })
        .await;
    }

    /// The earliest moment at which anything is due, for whoever skips the time until then.
    pub fn next_due(&self) -> Option<DateTime<Utc>> {
        lock(&self.memory).due.next()
    }

    /// The ticket itself, for whoever looks at very many.
    pub fn held(&self, number: TicketNumber) -> Option<Arc<Ticket>> {
        lock(&self.memory).tickets.get(&number).cloned()
    }

    /// The events of the ticket after its revision `rev`, oldest first.
    pub fn events_after(&self, number: TicketNumber, rev: u64) -> Vec<Arc<Event>> {
        let memory = lock(&self.memory);
        let of_ticket = memory.events.get(&number).into_iter();
        of_ticket.flat_map(|events| events.range(rev + 1..)).map(|(_, it)| it.clone()).collect()
    }

    /// Everything put aside so far.
    pub fn kept(&self) -> Vec<Kept> {
        lock(&self.memory).kept.values().cloned().collect()
    }
}

#[async_trait]
impl Store for MemoryStore {
    fn next_number(&self) -> TicketNumber {
        TicketNumber(self.numbers.fetch_add(1, Ordering::SeqCst) + 1)
    }

    async fn commit(&self, commit: &Commit) -> Result<(), CommitError> {
        self.step().await;
        let saved = lock(&self.memory).commit(commit);
        self.step().await;
        saved
    }

    async fn answer(&self, question: &Question) -> Result<Answer, Cause> {
        Ok(lock(&self.memory).answer(question))
    }

    async fn ticket(&self, number: TicketNumber) -> Result<Option<Ticket>, Cause> {
        Ok(lock(&self.memory).ticket(number))
    }

    async fn contact(&self, id: &ContactId) -> Result<Option<Contact>, Cause> {
        Ok(lock(&self.memory).whole(id).cloned())
    }

    async fn contacts(&self, ids: &[ContactId]) -> Result<Vec<Contact>, Cause> {
        let memory = lock(&self.memory);
        let found = ids.iter().filter_map(|id| memory.contacts.get(id));
        let all: BTreeSet<&ContactId> =
            found.flat_map(|contact| [&contact.id, contact.stands_for_it()]).collect();
        Ok(all.into_iter().filter_map(|id| memory.contacts.get(id)).cloned().collect())
    }

    async fn message(&self, id: &MessageId) -> Result<Option<Message>, Cause> {
        Ok(lock(&self.memory).messages.get(id).cloned())
    }

    async fn tickets(
        &self,
        filter: &Filter,
        limit: usize,
        cursor: Option<&str>,
    ) -> Result<Page<Ticket>, Cause> {
        let memory = lock(&self.memory);
        let mut items = memory.list(filter);
        let before = cursor.and_then(page::read);
        if let Some((at, number)) = before.and_then(|(at, tail)| Some((at, tail.parse().ok()?))) {
            items.retain(|t| (t.last_message_at, t.number) < (at, TicketNumber(number)));
        }
        let more = items.len() > limit;
        items.truncate(limit);
        let last = items.last().filter(|_| more);
        let next = last.map(|ticket| page::cursor(ticket.last_message_at, &ticket.number));
        Ok(Page { items: items.into_iter().cloned().collect(), next })
    }

    async fn messages(
        &self,
        number: TicketNumber,
        limit: usize,
        cursor: Option<&str>,
    ) -> Result<Page<Message>, Cause> {
        let mut items = lock(&self.memory).thread(number);
        if let Some((at, turn)) = cursor.and_then(page::read) {
            items.retain(|m| (m.sent_at, m.turn().as_str()) < (at, turn));
        }
        let older = items.len().saturating_sub(limit);
        items.drain(..older);
        let first = items.first().filter(|_| older > 0);
        let next = first.map(|message| page::cursor(message.sent_at, &message.turn()));
        Ok(Page { items, next })
    }

    async fn events(&self, number: TicketNumber, limit: usize) -> Result<Vec<Event>, Cause> {
        let memory = lock(&self.memory);
        let all = memory.events.get(&number).into_iter().flat_map(BTreeMap::values);
        let mut newest: Vec<Event> =
            all.rev().take(limit).map(|event| Event::clone(event)).collect();
        newest.reverse();
        Ok(newest)
    }

    async fn stretch(
        &self,
        number: TicketNumber,
        first: u64,
        last: u64,
    ) -> Result<Vec<Event>, Cause> {
        let memory = lock(&self.memory);
        let (of_ticket, after) = (memory.events.get(&number), last.saturating_add(1).max(first));
        let stretch = of_ticket.into_iter().flat_map(|events| events.range(first..after));
        Ok(stretch.map(|(_, event)| Event::clone(event)).collect())
    }

    async fn counts(&self, owner: Option<&OwnerFilter>, sight: &Sight) -> Result<Counts, Cause> {
        let memory = lock(&self.memory);
        let count = |status| {
            let (owner, sight) = (owner.cloned(), sight.clone());
            memory.list(&Filter { status: Some(status), owner, sight }).len() as u64
        };
        Ok(Counts {
            open: count(Status::Open),
            waiting: count(Status::Waiting),
            snoozed: count(Status::Snoozed),
            resolved: count(Status::Resolved),
        })
    }

    async fn keyed(&self, key: &str) -> Result<Option<Message>, Cause> {
        let memory = lock(&self.memory);
        Ok(memory.keys.get(key).and_then(|id| memory.messages.get(id)).cloned())
    }

    async fn queued(&self, limit: usize, cursor: Option<&str>) -> Result<Page<Outgoing>, Cause> {
        Ok(page::after(lock(&self.memory).queued(), limit, cursor))
    }

    async fn queued_count(&self) -> Result<u64, Cause> {
        Ok(lock(&self.memory).queued().len() as u64)
    }

    async fn attempted(&self, before: DateTime<Utc>) -> Result<Vec<MessageId>, Cause> {
        Ok(lock(&self.memory).attempted(before))
    }

    async fn begin_attempt(&self, message: &MessageId, at: DateTime<Utc>) -> Result<bool, Cause> {
        self.step().await;
        let begun = lock(&self.memory).begin_attempt(message, at);
        self.step().await;
        Ok(begun)
    }

    async fn end_attempt(&self, message: &MessageId) -> Result<(), Cause> {
        self.step().await;
        lock(&self.memory).end_attempt(message);
        self.step().await;
        Ok(())
    }

    async fn due(&self, now: DateTime<Utc>, limit: usize) -> Result<Vec<TicketNumber>, Cause> {
        Ok(lock(&self.memory).due.come(now, limit))
    }

    async fn set_due(
        &self,
        number: TicketNumber,
        rev: u64,
        due: Option<DateTime<Utc>>,
    ) -> Result<(), Cause> {
        lock(&self.memory).set_due(number, rev, due);
        Ok(())
    }

    async fn owned(&self) -> Result<Vec<(TicketNumber, PersonId, Status)>, Cause> {
        Ok(lock(&self.memory).shelves.owned())
    }

    async fn people(&self) -> Result<Arc<[Person]>, Cause> {
        Ok(Arc::clone(&lock(&self.memory).people))
    }

    async fn said(&self) -> Result<Vec<(PersonId, Said)>, Cause> {
        let memory = lock(&self.memory);
        Ok(memory.said.iter().map(|(person, said)| (person.clone(), *said)).collect())
    }

    async fn say(&self, person: &PersonId, said: Said) -> Result<(), Cause> {
        lock(&self.memory).said.insert(person.clone(), said);
        Ok(())
    }

    async fn has_number(&self, number: &NumberId) -> Result<bool, Cause> {
        Ok(lock(&self.memory).numbers.contains(number))
    }
}
