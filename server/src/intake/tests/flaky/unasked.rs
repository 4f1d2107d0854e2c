//! The parts of a store that the intake has no reason to ask.

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
    Calls, Cause, CommitError, Editions, Fetches, Gestures, Notes, Outgoing, Outlets, Page, Share,
    Shares, Strays, Templates,
};
use desk::rulebook::{Edition, Imprint};
use desk::template::{Catalogue, Template};
use desk::ticket::Ticket;

use super::{FlakyStore, unasked};

#[async_trait]
impl Calls for FlakyStore {
    async fn calls(&self, _: usize, _: Option<&str>) -> Result<Page<Call>, Cause> {
        unasked()
    }
    async fn calls_count(&self) -> Result<u64, Cause> {
        unasked()
    }
    async fn delay_call(&self, _: CallId, _: u32, _: DateTime<Utc>) -> Result<(), Cause> {
        unasked()
    }
    async fn end_call(&self, _: CallId) -> Result<(), Cause> {
        unasked()
    }
}

#[async_trait]
impl Editions for FlakyStore {
    async fn rulebook(&self) -> Result<Option<Edition>, Cause> {
        unasked()
    }
    async fn edition(&self, _: u32) -> Result<Option<Edition>, Cause> {
        unasked()
    }
    async fn editions(&self, _: usize, _: Option<&str>) -> Result<Page<Imprint>, Cause> {
        unasked()
    }
    async fn lay_down(&self, _: &Edition) -> Result<(), CommitError> {
        Err(CommitError::Stale)
    }
    async fn reviewed(&self) -> Result<u32, Cause> {
        unasked()
    }
    async fn set_reviewed(&self, _: u32) -> Result<(), Cause> {
        unasked()
    }
}

#[async_trait]
impl Fetches for FlakyStore {
    async fn fetches(&self, _: usize, _: Option<&str>) -> Result<Page<Fetch>, Cause> {
        unasked()
    }
    async fn fetches_count(&self) -> Result<u64, Cause> {
        unasked()
    }
    async fn delay_fetch(&self, _: &MessageId, _: u32, _: DateTime<Utc>) -> Result<(), Cause> {
        unasked()
    }
}

#[async_trait]
impl Gestures for FlakyStore {
    async fn gestures(&self, _: &[String]) -> Result<Vec<Message>, Cause> {
        unasked()
    }
    async fn called(&self, _: TicketNumber, _: &[String]) -> Result<Vec<Message>, Cause> {
        unasked()
    }
}

#[async_trait]
impl Notes for FlakyStore {
    async fn note(&self, _: &ContactId, _: &Noted, _: &Noted) -> Result<(), CommitError> {
        Err(CommitError::Stale)
    }
    async fn latest_of(&self, _: &ContactId) -> Result<Vec<Ticket>, Cause> {
        unasked()
    }
    async fn named(&self, _: &str, _: usize) -> Result<Vec<Contact>, Cause> {
        unasked()
    }
}

#[async_trait]
impl Strays for FlakyStore {
    async fn strays_of(&self, external: &str) -> Result<Vec<StatusNews>, Cause> {
        self.memory.strays_of(external).await
    }
    async fn found(&self, news: &StatusNews) -> Result<(), Cause> {
        self.memory.found(news).await
    }
    async fn strays_count(&self) -> Result<u64, Cause> {
        unasked()
    }
}

#[async_trait]
impl Outlets for FlakyStore {
    async fn outlets(&self) -> Result<Vec<Outlet>, Cause> {
        unasked()
    }
    async fn stop(&self, _: &NumberId, _: &Stop) -> Result<(), Cause> {
        unasked()
    }
    async fn resume(&self, _: &NumberId) -> Result<(), Cause> {
        unasked()
    }
    async fn queued_past(
        &self,
        _: &[NumberId],
        _: usize,
        _: Option<&str>,
    ) -> Result<Page<Outgoing>, Cause> {
        unasked()
    }
    async fn oldest_of(&self, _: &NumberId) -> Result<Option<Outgoing>, Cause> {
        unasked()
    }
    async fn waiting(&self) -> Result<Vec<Waiting>, Cause> {
        unasked()
    }
}

#[async_trait]
impl Templates for FlakyStore {
    async fn templates(&self) -> Result<Arc<Catalogue>, Cause> {
        unasked()
    }
    async fn set_templates(&self, _: &NumberId, _: &[Template]) -> Result<(), Cause> {
        unasked()
    }
}

#[async_trait]
impl Shares for FlakyStore {
    async fn shares(&self) -> Result<Vec<Share>, Cause> {
        unasked()
    }
}
