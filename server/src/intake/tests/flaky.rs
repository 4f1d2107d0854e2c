//! A store that fails when it is told to. Only what `receive` asks is answered at all.

mod unasked;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use desk::contact::Contact;
use desk::fakes::MemoryStore;
use desk::ids::{ContactId, MessageId, NumberId, PersonId, TicketNumber};
use desk::message::Message;
use desk::permissions::Sight;
use desk::person::Person;
use desk::ports::{
    Answer, Cause, Commit, CommitError, Counts, Filter, Outgoing, OwnerFilter, Page, Question,
    Store,
};
use desk::presence::Said;
use desk::ticket::{Event, Status, Ticket};
use tokio::sync::Notify;

pub(super) struct FlakyStore {
    memory: Arc<MemoryStore>,
    failures: AtomicUsize,
    failed: Notify,
    commits: AtomicUsize,
    refused: Mutex<Option<&'static str>>,
    deadly: Mutex<Option<&'static str>>,
}

impl FlakyStore {
    pub(super) fn around(memory: Arc<MemoryStore>) -> Self {
        let (failures, commits) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let (refused, deadly) = (Mutex::new(None), Mutex::new(None));
        Self { memory, failures, failed: Notify::new(), commits, refused, deadly }
    }

    /// The next so many commits fail.
    pub(super) fn fail(&self, times: usize) {
        self.failures.store(times, Ordering::SeqCst);
    }

    /// Every commit of a message with this text fails.
    pub(super) fn refuse(&self, text: &'static str) {
        *self.refused.lock().expect("no panic") = Some(text);
    }

    /// Every commit of a message with this text panics.
    pub(super) fn panic_at(&self, text: &'static str) {
        *self.deadly.lock().expect("no panic") = Some(text);
    }

    /// Returns after a failure.
    pub(super) async fn failed(&self) {
        self.failed.notified().await;
    }

    /// Commits that were saved.
    pub(super) fn commits(&self) -> usize {
        self.commits.load(Ordering::SeqCst)
    }

    fn fails(&self, commit: &Commit) -> bool {
        let refused = *self.refused.lock().expect("no panic");
        let deadly = *self.deadly.lock().expect("no panic");
        let texts = commit.events.iter().filter_map(|event| event.change.message()?.content.text());
        let texts: Vec<_> = texts.map(Some).collect();
        assert!(deadly.is_none() || !texts.contains(&deadly), "told to panic");
        let next = |left: usize| left.checked_sub(1);
        (refused.is_some() && texts.contains(&refused))
            || self.failures.fetch_update(Ordering::SeqCst, Ordering::SeqCst, next).is_ok()
    }
}

/// What the intake has no reason to ask.
fn unasked<T>() -> Result<T, Cause> {
    Err("nobody should ask this".into())
}

#[async_trait]
impl Store for FlakyStore {
    fn next_number(&self) -> TicketNumber {
        self.memory.next_number()
    }
    async fn commit(&self, commit: &Commit) -> Result<(), CommitError> {
        if self.fails(commit) {
            self.failed.notify_one();
            return Err(CommitError::Failed("told to fail".into()));
        }
        self.commits.fetch_add(1, Ordering::SeqCst);
        self.memory.commit(commit).await
    }
    async fn answer(&self, question: &Question) -> Result<Answer, Cause> {
        self.memory.answer(question).await
    }
    async fn said(&self) -> Result<Vec<(PersonId, Said)>, Cause> {
        unasked()
    }
    async fn say(&self, _: &PersonId, _: Said) -> Result<(), Cause> {
        unasked()
    }
    async fn has_number(&self, number: &NumberId) -> Result<bool, Cause> {
        self.memory.has_number(number).await
    }
    async fn ticket(&self, _: TicketNumber) -> Result<Option<Ticket>, Cause> {
        unasked()
    }
    async fn contact(&self, _: &ContactId) -> Result<Option<Contact>, Cause> {
        unasked()
    }
    async fn contacts(&self, _: &[ContactId]) -> Result<Vec<Contact>, Cause> {
        unasked()
    }
    async fn message(&self, _: &MessageId) -> Result<Option<Message>, Cause> {
        unasked()
    }
    async fn tickets(&self, _: &Filter, _: usize, _: Option<&str>) -> Result<Page<Ticket>, Cause> {
        unasked()
    }
    async fn messages(
        &self,
        _: TicketNumber,
        _: usize,
        _: Option<&str>,
    ) -> Result<Page<Message>, Cause> {
        unasked()
    }
    async fn events(&self, _: TicketNumber, _: usize) -> Result<Vec<Event>, Cause> {
        unasked()
    }
    async fn stretch(&self, _: TicketNumber, _: u64, _: u64) -> Result<Vec<Event>, Cause> {
        unasked()
    }
    async fn counts(&self, _: Option<&OwnerFilter>, _: &Sight) -> Result<Counts, Cause> {
        unasked()
    }
    async fn keyed(&self, _: &str) -> Result<Option<Message>, Cause> {
        unasked()
    }
    async fn queued(&self, _: usize, _: Option<&str>) -> Result<Page<Outgoing>, Cause> {
        unasked()
    }
    async fn queued_count(&self) -> Result<u64, Cause> {
        unasked()
    }
    async fn attempted(&self, _: DateTime<Utc>) -> Result<Vec<MessageId>, Cause> {
        unasked()
    }
    async fn begin_attempt(&self, _: &MessageId, _: DateTime<Utc>) -> Result<bool, Cause> {
        unasked()
    }
    async fn end_attempt(&self, _: &MessageId) -> Result<(), Cause> {
        unasked()
    }
    async fn due(&self, _: DateTime<Utc>, _: usize) -> Result<Vec<TicketNumber>, Cause> {
        unasked()
    }
    async fn set_due(
        &self,
        _: TicketNumber,
        _: u64,
        _: Option<DateTime<Utc>>,
    ) -> Result<(), Cause> {
        unasked()
    }
    async fn owned(&self) -> Result<Vec<(TicketNumber, PersonId, Status)>, Cause> {
        unasked()
    }
    async fn people(&self) -> Result<Arc<[Person]>, Cause> {
        unasked()
    }
}
