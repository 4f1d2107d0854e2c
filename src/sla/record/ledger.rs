//! When the resolution clocks stand still, why and because of whom.
//!
//! It follows the ticket's status, with two differences that keep a clock honest: an automatic
//! message or a reaction does not make us wait for the customer, and a failed reply ends the wait
//! that it began, at the moment we knew.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::permissions::Author;
use crate::ticket::Status;

/// Why the resolution clocks stood still.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// The team answered and waits for the customer.
    Answered,
    /// Somebody put the ticket aside while it waited for the customer.
    Snoozed,
    /// A snooze ended and nobody has written since.
    Woken,
    /// The ticket was resolved: the total resolution stands still until it is reopened.
    Resolved,
}

/// One time at which the resolution clocks stood still.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    pub from: DateTime<Utc>,
    /// Absent while it lasts. Never before `from`; at `from` if the customer had written already.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<DateTime<Utc>>,
    pub cause: Cause,
    /// Who made the clocks stand still.
    pub by: Author,
    /// The customer wrote during it, by Meta's time, and so ended it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub customer_wrote: bool,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Ledger {
    /// The ticket's status, as far as clocks care. Absent before it is opened.
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<Status>,
    /// Whether the customer has written since the team last did.
    owed: bool,
    /// In order of time, without overlap; only the last may still last.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pauses: Vec<Pause>,
}

impl Ledger {
    pub(super) fn pauses(&self) -> &[Pause] {
        &self.pauses
    }

    pub(super) fn opened(&mut self) {
        self.status = Some(Status::Open);
    }

    /// Whatever stood still when the customer wrote, or began to afterwards, goes on from there.
    pub(super) fn customer_wrote(&mut self, at: DateTime<Utc>) {
        for pause in self.pauses.iter_mut().rev() {
            if pause.until.is_some_and(|until| until <= at) {
                break;
            }
            pause.until = Some(at.max(pause.from));
            pause.customer_wrote = true;
        }
        self.status = Some(Status::Open);
        self.owed = true;
    }

    pub(super) fn replied(&mut self, at: DateTime<Utc>, by: &Author) {
        if self.status != Some(Status::Waiting) {
            self.pause(at, Cause::Answered, by);
        }
        self.status = Some(Status::Waiting);
        self.owed = false;
    }

    /// The reply that made us wait never reached the customer.
    pub(super) fn nobody_answered(&mut self, at: DateTime<Utc>) {
        if self.status == Some(Status::Resolved) {
            return;
        }
        self.go_on(at);
        if self.status == Some(Status::Waiting) {
            self.status = Some(Status::Open);
        }
        self.owed = true;
    }

    /// A snooze pauses nothing by itself: it only goes on with a pause.
    pub(super) fn snoozed(&mut self, at: DateTime<Utc>, by: &Author) {
        if self.is_paused() {
            self.pause(at, Cause::Snoozed, by);
        }
        self.status = Some(Status::Snoozed);
    }

    /// A ticket that waited for the customer when it was put aside waits for them still.
    pub(super) fn woken(&mut self, at: DateTime<Utc>, by: &Author) {
        if self.is_paused() && !self.owed {
            self.pause(at, Cause::Woken, by);
            self.status = Some(Status::Waiting);
        } else {
            self.status = Some(Status::Open);
        }
    }

    pub(super) fn resolved(&mut self, at: DateTime<Utc>, by: &Author) {
        if self.status != Some(Status::Resolved) {
            self.pause(at, Cause::Resolved, by);
        }
        self.status = Some(Status::Resolved);
        self.owed = false;
    }

    pub(super) fn reopened(&mut self, at: DateTime<Utc>) {
        self.go_on(at);
        self.status = Some(Status::Open);
    }

    fn is_paused(&self) -> bool {
        self.pauses.last().is_some_and(|pause| pause.until.is_none())
    }

    /// Begins a pause where the one before it ends.
    fn pause(&mut self, at: DateTime<Utc>, cause: Cause, by: &Author) {
        self.go_on(at);
        let from = self.pauses.last().and_then(|pause| pause.until).map_or(at, |end| end.max(at));
        let by = by.clone();
        self.pauses.push(Pause { from, until: None, cause, by, customer_wrote: false });
    }

    fn go_on(&mut self, at: DateTime<Utc>) {
        if let Some(pause) = self.pauses.last_mut() {
            pause.until = pause.until.or(Some(at.max(pause.from)));
        }
    }
}
