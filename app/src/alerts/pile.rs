//! What a page shows of the reader's alarms. The server words them (`server/alarms.rs`).

use desk::ids::TicketNumber;
use serde::{Deserialize, Serialize};

/// The newest alerts, and how many there are beyond them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pile {
    pub(crate) shown: Vec<Alert>,
    pub(crate) more: u64,
    /// That numbers of ours send nothing, for whoever watches over all.
    pub(crate) stopped: Option<String>,
}

impl Pile {
    pub(crate) fn count(&self) -> u64 {
        self.shown.len() as u64 + self.more + u64::from(self.stopped.is_some())
    }

    /// Whether anything stands here that did not stand there.
    pub(crate) fn tells_more_than(&self, before: &Self) -> bool {
        let is_new = |alert| !before.shown.contains(alert);
        self.shown.iter().any(is_new) || self.stopped.is_some() && self.stopped != before.stopped
    }

    /// Only a number that stands still can't be put away: it goes when it sends again.
    pub(crate) fn put_away(&mut self) {
        self.shown.clear();
        self.more = 0;
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Alert {
    pub(crate) ticket: TicketNumber,
    /// The ticket and its customer.
    pub(crate) title: String,
    pub(crate) words: String,
    /// How it looks: `warn`, `late` or `rang`.
    pub(crate) mood: String,
}

/// What the reader wants to hear no more of, as far as the server was not told.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Away {
    pub(crate) tickets: Vec<TicketNumber>,
    pub(crate) all: bool,
}
