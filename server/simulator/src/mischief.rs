//! How the network may differ from what one would wish for. All of it was seen from Meta.

use std::time::Duration;

use crate::fault::Fault;
use crate::phone::digits;

/// What goes wrong until it is told not to.
#[derive(Debug, Clone, Default)]
pub struct Mischief {
    /// Every webhook is posted twice.
    pub duplicate: bool,
    /// The statuses of a message come last one first, all at the end.
    pub reverse_statuses: bool,
    /// No status comes at all.
    pub lose_statuses: bool,
    /// Each status comes so much later.
    pub late_statuses: Duration,
    /// What happened is posted in no order, within a second.
    pub shuffle: bool,
    /// So many items are collected into one POST; 0 and 1 post each at once.
    pub batch: usize,
    /// Each item of a POST stands in an entry of its own.
    pub scatter: bool,
    /// Every status has its `conversation`, as before v24.0.
    pub conversations: bool,
    pub identity: Identity,
    /// The token has run out (190).
    pub token_expired: bool,
    /// Only these numbers may be written to, as with a test number (131030).
    pub allowed: Option<Vec<String>>,
    /// Every message is accepted and then fails with this code. A template is spared what is about
    /// the window.
    pub fails: Option<u32>,
    /// Every call that sends a message goes wrong like this, unless a fault was asked for before.
    pub fault: Option<Fault>,
}

impl Mischief {
    /// Whether the customer of these digits may be written to.
    pub(crate) fn lets_through(&self, wa_id: &str) -> bool {
        let is_same = |number: &String| digits(number) == wa_id;
        self.allowed.as_ref().is_none_or(|allowed| allowed.iter().any(is_same))
    }
}

/// By what webhooks name a customer (Cloud API, "Business-scoped user IDs").
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Identity {
    /// By the number alone, as until April 2026.
    Phone,
    #[default]
    Both,
    /// By the id alone: the customer has a username, and the number is withheld.
    UserId,
}
