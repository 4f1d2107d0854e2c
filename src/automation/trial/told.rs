//! What a trial tells of one ticket.

use chrono::{DateTime, Utc};

use crate::automation::Why;
use crate::ids::{ContactId, TicketNumber};
use crate::routing::{Action, Tested, Trigger, Withheld};

/// So many times that it heard of something are told in full, of each ticket.
const MOST_TOLD: usize = 3;

/// What a rule would have done on a ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tried {
    pub ticket: TicketNumber,
    pub contact: ContactId,
    /// The customer's name.
    pub customer: String,
    /// How often something happened that it listens to …
    pub heard: u64,
    /// … and its condition held; or didn't, and it has something to do then; or nobody can tell.
    pub held: u64,
    pub otherwise: u64,
    pub unknown: u64,
    /// How often it would have done something.
    pub acted: u64,
    /// How many messages the customer would have got.
    pub messages: u64,
    /// What happened before was not tried, or not all that the rule waits for.
    pub cut: bool,
    /// The last times that it would have done something, oldest first; if it never would, the last time
    /// that it heard of anything.
    pub hearings: Vec<Hearing>,
}

/// Once that something happened which a rule listens to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hearing {
    pub at: DateTime<Utc>,
    pub happening: Trigger,
    pub ruling: Ruling,
    /// Every test of its condition, decisive or not.
    pub tests: Vec<Tested>,
    /// In order.
    pub deeds: Vec<Deed>,
    /// What the limit of automatic messages would have held back.
    pub withheld: Vec<Withheld>,
}

/// What the rule says to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ruling {
    /// Its condition held.
    Then,
    /// It didn't, and there is something to do then.
    Otherwise,
    /// It didn't.
    Nothing,
    /// An earlier rule would have ended the list.
    Stopped,
    /// It hangs on a fact that nobody kept.
    Unknown,
}

/// An action, and what would have come of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deed {
    pub action: Action,
    pub came: Came,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Came {
    /// It would have been done; in these words, if it says anything.
    Done { text: Option<String> },
    /// All was so already.
    Nothing,
    /// It could not have been done.
    Undone { why: Why },
    /// It would have looked for somebody among those who were there.
    Unknown,
}

impl Hearing {
    /// Whether the rule would have done something.
    pub fn acts(&self) -> bool {
        self.deeds.iter().any(|deed| matches!(deed.came, Came::Done { .. } | Came::Unknown))
    }

    fn messages(&self) -> u64 {
        let done = self.deeds.iter().filter(|deed| matches!(deed.came, Came::Done { .. }));
        done.filter(|deed| deed.action.is_automatic_message()).count() as u64
    }
}

impl Tried {
    pub(super) fn nothing_yet(ticket: TicketNumber, contact: ContactId, customer: String) -> Self {
        Self {
            ticket,
            contact,
            customer,
            heard: 0,
            held: 0,
            otherwise: 0,
            unknown: 0,
            acted: 0,
            messages: 0,
            cut: false,
            hearings: vec![],
        }
    }

    pub(super) fn take(&mut self, hearing: Hearing) {
        self.heard += 1;
        match hearing.ruling {
            Ruling::Then => self.held += 1,
            Ruling::Otherwise => self.otherwise += 1,
            Ruling::Unknown => self.unknown += 1,
            Ruling::Nothing | Ruling::Stopped => {}
        }
        self.messages += hearing.messages();
        if hearing.acts() {
            self.acted += 1;
            self.hearings.retain(Hearing::acts);
        } else if self.acted == 0 {
            self.hearings.clear();
        } else {
            return;
        }
        self.hearings.push(hearing);
        let told = self.hearings.len();
        self.hearings.drain(..told.saturating_sub(MOST_TOLD));
    }
}
