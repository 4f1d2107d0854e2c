//! What was said, folded into what is owed and how earlier debts ended.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::ids::MessageId;

/// How many ended rounds are remembered after the first: whoever folds events asks what has fired
/// at least this often, so that no late answer goes unnoticed.
const ROUNDS_KEPT: usize = 4;

/// One thing that was said or done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(super) enum Turn {
    /// The customer wrote, at Meta's time.
    Asked { id: MessageId, at: DateTime<Utc> },
    /// Somebody of the team answered.
    Answered { id: MessageId, at: DateTime<Utc>, reaction: bool, arrived: bool },
    /// The ticket was resolved, and whatever was unanswered let go.
    Resolved { at: DateTime<Utc> },
}

impl Turn {
    pub(super) fn is_under_way(&self) -> bool {
        matches!(self, Turn::Answered { arrived: false, .. })
    }

    pub(super) fn is_reaction(&self) -> bool {
        matches!(self, Turn::Answered { reaction: true, .. })
    }

    pub(super) fn arrive(&mut self) {
        if let Turn::Answered { arrived, .. } = self {
            *arrived = true;
        }
    }
}

/// The customer waited from one instant to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::sla) struct Round {
    pub from: DateTime<Utc>,
    pub until: DateTime<Utc>,
    /// False if the ticket was resolved without an answer.
    pub answered: bool,
}

/// What is owed now.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(in crate::sla) struct Replies {
    /// The ticket's creation, while the first answer is owed since then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opened: Option<DateTime<Utc>>,
    /// How the wait for the first answer ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first: Option<Round>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_answer: Option<DateTime<Utc>>,
    /// Meta's time of the oldest unanswered message.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asked: Option<DateTime<Utc>>,
}

impl Replies {
    /// Since when the first answer is owed, if it is.
    pub fn first_owed_since(&self) -> Option<DateTime<Utc>> {
        self.opened.or(self.asked).filter(|_| self.first_answer.is_none())
    }

    /// Folds `turn` in; answers the next response that it ended, if it ended one.
    pub(super) fn take(&mut self, turn: &Turn, reactions: bool) -> Option<Round> {
        match turn {
            Turn::Asked { at, .. } => {
                self.asked = Some(self.asked.map_or(*at, |since| since.min(*at)));
                None
            }
            Turn::Answered { reaction: true, .. } if !reactions => None,
            Turn::Answered { at, .. } => self.end(*at, true),
            Turn::Resolved { at } => self.end(*at, false),
        }
    }

    /// Nothing is owed as long as nothing was asked.
    pub(super) fn excuse(&mut self) {
        if self.asked.is_none() {
            self.opened = None;
        }
    }

    fn end(&mut self, at: DateTime<Utc>, answered: bool) -> Option<Round> {
        let is_first = self.first_answer.is_none();
        let from = self.first_owed_since().or(self.asked);
        (self.opened, self.asked) = (None, None);
        let round = from.map(|from| Round { from, until: at.max(from), answered });
        if is_first {
            self.first = round.or(self.first);
            self.first_answer = answered.then_some(at);
            return None;
        }
        round
    }
}

/// Everything that is settled about one ticket's answers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Account {
    pub(super) replies: Replies,
    /// The newest next responses that have ended, oldest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) rounds: Vec<Round>,
}

impl Account {
    pub(super) fn take(&mut self, turn: &Turn, reactions: bool) {
        if let Some(round) = self.replies.take(turn, reactions) {
            let forgotten = (self.rounds.len() + 1).saturating_sub(ROUNDS_KEPT);
            self.rounds.drain(..forgotten);
            self.rounds.push(round);
        }
    }

    /// The earliest start of a next response that is still known.
    pub(super) fn oldest(&self) -> Option<DateTime<Utc>> {
        self.rounds.iter().map(|round| round.from).chain(self.replies.asked).min()
    }
}
