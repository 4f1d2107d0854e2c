//! The store as the desk sees it: the same methods, with errors that the desk only logs.

mod parts;

use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use desk::contact::Contact;
use desk::ids::{ContactId, MessageId, NumberId, PersonId, TicketNumber};
use desk::message::Message;
use desk::permissions::Sight;
use desk::person::Person;
use desk::ports::{
    Answer, Cause, Commit, CommitError, Counts, Filter, Outgoing, OwnerFilter, Page, Question,
};
use desk::presence::Said;
use desk::ticket::{Event, Status, Ticket};

use crate::Store;

#[async_trait]
impl desk::ports::Store for Store {
    fn next_number(&self) -> TicketNumber {
        Store::next_number(self)
    }

    async fn commit(&self, commit: &Commit) -> Result<(), CommitError> {
        Store::commit(self, commit).await
    }

    async fn answer(&self, question: &Question) -> Result<Answer, Cause> {
        Ok(Store::answer(self, question).await?)
    }

    async fn ticket(&self, number: TicketNumber) -> Result<Option<Ticket>, Cause> {
        Ok(Store::ticket(self, number).await?)
    }

    async fn contact(&self, id: &ContactId) -> Result<Option<Contact>, Cause> {
        Ok(Store::contact(self, id).await?)
    }

    async fn contacts(&self, ids: &[ContactId]) -> Result<Vec<Contact>, Cause> {
        Ok(Store::contacts(self, ids).await?)
    }

    async fn message(&self, id: &MessageId) -> Result<Option<Message>, Cause> {
        Ok(Store::message(self, id).await?)
    }

    async fn tickets(
        &self,
        filter: &Filter,
        limit: usize,
        cursor: Option<&str>,
    ) -> Result<Page<Ticket>, Cause> {
        Ok(Store::tickets(self, filter, limit, cursor).await?)
    }

    async fn messages(
        &self,
        number: TicketNumber,
        limit: usize,
        cursor: Option<&str>,
    ) -> Result<Page<Message>, Cause> {
        Ok(Store::messages(self, number, limit, cursor).await?)
    }

    async fn events(&self, number: TicketNumber, limit: usize) -> Result<Vec<Event>, Cause> {
        Ok(Store::events(self, number, limit).await?)
    }

    async fn stretch(
        &self,
        number: TicketNumber,
        first: u64,
        last: u64,
    ) -> Result<Vec<Event>, Cause> {
        Ok(Store::stretch(self, number, first, last).await?)
    }

    async fn counts(&self, owner: Option<&OwnerFilter>, sight: &Sight) -> Result<Counts, Cause> {
        Ok(Store::counts(self, owner, sight).await?)
    }

    async fn keyed(&self, key: &str) -> Result<Option<Message>, Cause> {
        Ok(Store::keyed(self, key).await?)
    }

    async fn queued(&self, limit: usize, cursor: Option<&str>) -> Result<Page<Outgoing>, Cause> {
        Ok(Store::queued(self, limit, cursor).await?)
    }

    async fn queued_count(&self) -> Result<u64, Cause> {
        Ok(Store::queued_count(self).await?)
    }

    async fn attempted(&self, before: DateTime<Utc>) -> Result<Vec<MessageId>, Cause> {
        Ok(Store::attempted(self, before).await?)
    }

    async fn begin_attempt(&self, message: &MessageId, at: DateTime<Utc>) -> Result<bool, Cause> {
        Ok(Store::begin_attempt(self, message, at).await?)
    }

    async fn end_attempt(&self, message: &MessageId) -> Result<(), Cause> {
        Ok(Store::end_attempt(self, message).await?)
    }

    async fn due(&self, now: DateTime<Utc>, limit: usize) -> Result<Vec<TicketNumber>, Cause> {
        Ok(Store::due(self, now, limit).await?)
    }

    async fn set_due(
        &self,
        number: TicketNumber,
        rev: u64,
        due: Option<DateTime<Utc>>,
    ) -> Result<(), Cause> {
        Ok(Store::set_due(self, number, rev, due).await?)
    }

    async fn owned(&self) -> Result<Vec<(TicketNumber, PersonId, Status)>, Cause> {
        Ok(Store::owned(self).await?)
    }

    async fn people(&self) -> Result<Arc<[Person]>, Cause> {
        Ok(Store::people(self).await?)
    }

    async fn said(&self) -> Result<Vec<(PersonId, Said)>, Cause> {
        Ok(Store::said(self).await?)
    }

    async fn say(&self, person: &PersonId, said: Said) -> Result<(), Cause> {
        Ok(Store::say(self, person, said).await?)
    }

    async fn has_number(&self, number: &NumberId) -> Result<bool, Cause> {
        Ok(Store::has_number(self, number).await?)
    }
}
