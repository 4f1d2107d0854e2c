//! Why messages wait, for whoever looks: what the worker knows and no store keeps.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use desk::ids::NumberId;

/// How the worker sees one number.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sight {
    /// Meta put all of the number off until then.
    pub paused_until: Option<Instant>,
    /// Customers whose messages wait because Meta put them off.
    pub paused_customers: u64,
    /// Customers whose messages wait for WhatsApp's pace, as far as the worker looked.
    pub paced_customers: u64,
    /// When the number, which is stopped, is tried again.
    pub next_try: Option<Instant>,
}

/// The latest view of every number. Cloning shares it.
#[derive(Clone, Default)]
pub struct Outlook(Arc<Mutex<BTreeMap<NumberId, Sight>>>);

impl Outlook {
    /// What is known of one number.
    pub fn of(&self, number: &NumberId) -> Sight {
        let seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        seen.get(number).cloned().unwrap_or_default()
    }

    pub(super) fn show(&self, seen: BTreeMap<NumberId, Sight>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = seen;
    }
}
