//! What keeps rules from running in circles and from pestering a customer.
//!
//! A cascade is all that follows from one happening. Effects bring changes, changes start rules,
//! and one guard sees the whole of it: it is made when something happens, and thrown away when
//! nothing more follows.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::ids::{RuleId, TicketNumber};

/// How many times over rules may start rules.
const DEEPEST: u32 = 5;

/// Automatic messages that a ticket may have in 24 hours: 5, unless the desk says otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "u32", into = "u32")]
pub struct MostMessages(u32);

/// What a customer would take for a machine gone wild.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a ticket may have at most {} automatic messages in 24 hours", MostMessages::HIGHEST)]
pub struct TooManyMessages;

impl MostMessages {
    /// The most that a desk may allow. None at all is allowed.
    pub const HIGHEST: u32 = 50;
}

impl Default for MostMessages {
    fn default() -> Self {
        Self(5)
    }
}

impl TryFrom<u32> for MostMessages {
    type Error = TooManyMessages;

    fn try_from(count: u32) -> Result<Self, TooManyMessages> {
        if count > Self::HIGHEST { Err(TooManyMessages) } else { Ok(Self(count)) }
    }
}

impl From<MostMessages> for u32 {
    fn from(most: MostMessages) -> u32 {
        most.0
    }
}

/// The memory of one cascade.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guard {
    ran: BTreeSet<(TicketNumber, RuleId)>,
    sent: BTreeMap<TicketNumber, u32>,
    depth: u32,
    deepest: u32,
    most_messages: u32,
}

impl Guard {
    /// A guard that lets a ticket have so many automatic messages in 24 hours.
    pub fn with(most: MostMessages) -> Self {
        Self {
            ran: BTreeSet::new(),
            sent: BTreeMap::new(),
            depth: 0,
            deepest: DEEPEST,
            most_messages: most.0,
        }
    }

    /// Says that what comes now was brought about by the effects so far.
    pub fn deeper(&mut self) {
        self.depth = self.depth.saturating_add(1);
    }

    /// Whether rules brought about what comes now.
    pub(super) fn is_deep(&self) -> bool {
        self.depth > 0
    }

    /// The depth that was passed, if it was.
    pub(super) fn too_deep(&self) -> Option<u32> {
        (self.depth > self.deepest).then_some(self.deepest)
    }

    /// Takes down that `rule` runs on `ticket`; false if it did before (RULE-6).
    pub(super) fn admits(&mut self, ticket: TicketNumber, rule: &RuleId) -> bool {
        self.ran.insert((ticket, rule.clone()))
    }

    /// Takes down an automatic message on `ticket`, which had `already` as many when the cascade
    /// began; otherwise the limit that it would pass.
    pub(super) fn send(&mut self, ticket: TicketNumber, already: u32) -> Result<(), u32> {
        let sent = self.sent.entry(ticket).or_default();
        if already.saturating_add(*sent) >= self.most_messages {
            return Err(self.most_messages);
        }
        *sent += 1;
        Ok(())
    }
}
