//! What keeps rules from running in circles and from pestering a customer.
//!
//! A cascade is all that follows from one happening. Effects bring changes, changes start rules,
//! and one guard sees the whole of it: it is made when something happens, and thrown away when
//! nothing more follows.

use std::collections::{BTreeMap, BTreeSet};

use crate::ids::{RuleId, TicketNumber};

/// How many times over rules may start rules.
const DEEPEST: u32 = 5;
/// Automatic messages that a ticket may have in 24 hours, unless the desk says otherwise.
const MOST_MESSAGES: u32 = 5;

/// The memory of one cascade.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guard {
    ran: BTreeSet<(TicketNumber, RuleId)>,
    sent: BTreeMap<TicketNumber, u32>,
    depth: u32,
    deepest: u32,
    most_messages: u32,
}

impl Default for Guard {
    fn default() -> Self {
        Self {
            ran: BTreeSet::new(),
            sent: BTreeMap::new(),
            depth: 0,
            deepest: DEEPEST,
            most_messages: MOST_MESSAGES,
        }
    }
}

impl Guard {
    /// A guard that lets a ticket have `most_messages` automatic messages in 24 hours.
    pub fn with_most_messages(most_messages: u32) -> Self {
        Self { most_messages, ..Self::default() }
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
