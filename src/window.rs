//! The customer-service window: 24 hours from the customer's last message or call in which any
//! reply is allowed (Meta, "Send messages: customer service windows"), and the free entry beside it:
//! 72 hours free of charge for whoever comes by an ad and is answered in time (Meta, "Pricing").
//!
//! The two run on their own: after the window closes only templates are taken, though an entry may
//! still make them free. What a message costs in money is not here, nor is the nudge that a closing
//! window calls for.

mod closing;
mod cost;
mod entry;
#[cfg(test)]
mod tests;

use chrono::{DateTime, Duration, TimeDelta, Utc};

pub use closing::LEAD;
pub use cost::{Category, Cost, CostClass, Sending};
pub use entry::Entry;

/// How long a free reply is allowed after the customer's last message or call.
pub const LENGTH: Duration = Duration::hours(24);

/// How long after the customer came by an ad our first answer still starts a free entry.
pub const ANSWER_WITHIN: Duration = Duration::hours(24);

/// How long a free entry lasts from that answer.
pub const FREE_ENTRY: Duration = Duration::hours(72);

/// The end of the window that `last_inbound` (Meta's time) opened.
pub fn closes_at(last_inbound: DateTime<Utc>) -> DateTime<Utc> {
    last_inbound + LENGTH
}

/// Whether a free reply is allowed at `now`. Without any inbound message there is no window.
pub fn is_open(closes_at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> bool {
    closes_at.is_some_and(|end| now < end)
}

/// How one customer stands with one of our numbers. `Window::default()` is a customer of whom
/// nothing was heard.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Window {
    /// `None` before the customer's first message or call.
    pub closes_at: Option<DateTime<Utc>>,
    /// Until when everything is free of charge, if an ad ever brought that about.
    pub free_entry_until: Option<DateTime<Utc>>,
}

/// A window at a certain moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Any reply is allowed, for so long.
    Open { left: TimeDelta },
    /// It was open once: only a template is taken.
    Closed,
    /// Nothing was ever heard of the customer: only a template is taken.
    Never,
}

impl Standing {
    /// Whether a reply is free in its form, and not only a template.
    pub fn takes_any_reply(self) -> bool {
        matches!(self, Standing::Open { .. })
    }
}

impl Window {
    /// The customer wrote or called at `at` (Meta's time). News may come in any order.
    pub fn hear(&mut self, at: DateTime<Utc>) {
        self.closes_at = self.closes_at.max(Some(closes_at(at)));
    }

    /// How the window stands at `now`.
    pub fn at(&self, now: DateTime<Utc>) -> Standing {
        match self.closes_at {
            None => Standing::Never,
            Some(end) if now < end => Standing::Open { left: end - now },
            Some(_) => Standing::Closed,
        }
    }

    /// Whether everything that WhatsApp takes at `now` is free of charge.
    pub fn has_free_entry(&self, now: DateTime<Utc>) -> bool {
        self.free_entry_until.is_some_and(|end| now < end)
    }
}
