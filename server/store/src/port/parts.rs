//! The parts of the port that have a trait of their own.

use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use desk::call::{Call, CallId};
use desk::contact::{Contact, Noted};
use desk::fetch::Fetch;
use desk::ids::{ContactId, MessageId, NumberId, TicketNumber};
use desk::inbound::StatusNews;
use desk::message::Message;
use desk::outlet::{Outlet, Stop, Waiting};
use desk::ports::{
    Calls, Cause, CommitError, Editions, Fetches, Gestures, Notes, Outgoing, Outlets, Page, Strays,
    Templates,
};
use desk::rulebook::{Edition, Imprint};
use desk::template::{Catalogue, Template};
use desk::ticket::Ticket;

use crate::Store;

#[async_trait]
impl Calls for Store {
    async fn calls(&self, limit: usize, cursor: Option<&str>) -> Result<Page<Call>, Cause> {
        Ok(Store::calls(self, limit, cursor).await?)
    }

    async fn calls_count(&self) -> Result<u64, Cause> {
        Ok(Store::calls_count(self).await?)
    }

    async fn delay_call(&self, call: CallId, tries: u32, due: DateTime<Utc>) -> Result<(), Cause> {
        Ok(Store::delay_call(self, call, tries, due).await?)
    }

    async fn end_call(&self, call: CallId) -> Result<(), Cause> {
        Ok(Store::end_call(self, call).await?)
    }
}

#[async_trait]
impl Editions for Store {
    async fn rulebook(&self) -> Result<Option<Edition>, Cause> {
        Ok(Store::rulebook(self).await?)
    }

    async fn edition(&self, version: u32) -> Result<Option<Edition>, Cause> {
        Ok(Store::edition(self, version).await?)
    }

    async fn editions(&self, limit: usize, cursor: Option<&str>) -> Result<Page<Imprint>, Cause> {
        Ok(Store::editions(self, limit, cursor).await?)
    }

    async fn lay_down(&self, edition: &Edition) -> Result<(), CommitError> {
        Store::lay_down(self, edition).await
    }

    async fn reviewed(&self) -> Result<u32, Cause> {
        Ok(Store::reviewed(self).await?)
    }

    async fn set_reviewed(&self, version: u32) -> Result<(), Cause> {
        Ok(Store::set_reviewed(self, version).await?)
    }
}

#[async_trait]
impl Fetches for Store {
    async fn fetches(&self, limit: usize, cursor: Option<&str>) -> Result<Page<Fetch>, Cause> {
        Ok(Store::fetches(self, limit, cursor).await?)
    }

    async fn fetches_count(&self) -> Result<u64, Cause> {
        Ok(Store::fetches_count(self).await?)
    }

    async fn delay_fetch(
        &self,
        message: &MessageId,
        tries: u32,
        due: DateTime<Utc>,
    ) -> Result<(), Cause> {
        Ok(Store::delay_fetch(self, message, tries, due).await?)
    }
}

#[async_trait]
impl Gestures for Store {
    async fn gestures(&self, externals: &[String]) -> Result<Vec<Message>, Cause> {
        Ok(Store::gestures(self, externals).await?)
    }

    async fn called(
        &self,
        number: TicketNumber,
        externals: &[String],
    ) -> Result<Vec<Message>, Cause> {
        Ok(Store::called(self, number, externals).await?)
    }
}

#[async_trait]
impl Notes for Store {
    async fn note(
        &self,
        contact: &ContactId,
        was: &Noted,
        noted: &Noted,
    ) -> Result<(), CommitError> {
        Store::note(self, contact, was, noted).await
    }

    async fn latest_of(&self, contact: &ContactId) -> Result<Vec<Ticket>, Cause> {
        Ok(Store::latest_of(self, contact).await?)
    }

    async fn named(&self, words: &str, limit: usize) -> Result<Vec<Contact>, Cause> {
        Ok(Store::named(self, words, limit).await?)
    }
}

#[async_trait]
impl Outlets for Store {
    async fn outlets(&self) -> Result<Vec<Outlet>, Cause> {
        Ok(Store::outlets(self).await?)
    }

    async fn stop(&self, number: &NumberId, stop: &Stop) -> Result<(), Cause> {
        Ok(Store::stop(self, number, stop).await?)
    }

    async fn resume(&self, number: &NumberId) -> Result<(), Cause> {
        Ok(Store::resume(self, number).await?)
    }

    async fn queued_past(
        &self,
        numbers: &[NumberId],
        limit: usize,
        cursor: Option<&str>,
    ) -> Result<Page<Outgoing>, Cause> {
        Ok(Store::queued_past(self, numbers, limit, cursor).await?)
    }

    async fn oldest_of(&self, number: &NumberId) -> Result<Option<Outgoing>, Cause> {
        Ok(Store::oldest_of(self, number).await?)
    }

    async fn waiting(&self) -> Result<Vec<Waiting>, Cause> {
        Ok(Store::waiting(self).await?)
    }
}

#[async_trait]
impl Strays for Store {
    async fn strays_of(&self, external: &str) -> Result<Vec<StatusNews>, Cause> {
        Ok(Store::strays_of(self, external).await?)
    }

    async fn found(&self, news: &StatusNews) -> Result<(), Cause> {
        Ok(Store::found(self, news).await?)
    }

    async fn strays_count(&self) -> Result<u64, Cause> {
        Ok(Store::strays_count(self).await?)
    }
}

#[async_trait]
impl Templates for Store {
    async fn templates(&self) -> Result<Arc<Catalogue>, Cause> {
        Ok(Store::templates(self).await?)
    }

    async fn set_templates(&self, number: &NumberId, templates: &[Template]) -> Result<(), Cause> {
        Ok(Store::set_templates(self, number, templates).await?)
    }
}
