//! Who owes whom an answer.
//!
//! An answer counts from the moment it was given, and not at all if it fails later. So whatever
//! comes after an answer that has not arrived yet is kept as it was said, and only what can't be
//! taken back any more is folded for good. Whether reactions are answers is a policy's choice, not
//! known here: once somebody answers with one, both readings are kept.

mod replies;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use replies::{Account, Turn};
pub(in crate::sla) use replies::{Replies, Round};

use crate::ids::MessageId;
use crate::sla::ClockKind;

/// How many answers may be under way at once; the oldest beyond counts as arrived.
const MOST_UNDER_WAY: usize = 32;

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Talk {
    settled: Account,
    /// The message that `settled.replies.asked` is the time of.
    #[serde(skip_serializing_if = "Option::is_none")]
    question: Option<MessageId>,
    /// The same story with reactions as answers; absent until it differs.
    #[serde(skip_serializing_if = "Option::is_none")]
    with_reactions: Option<Box<Account>>,
    /// What is not settled: empty, or an answer under way and all that was said after it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    open: Vec<Turn>,
}

impl Talk {
    pub(super) fn opened(&mut self, at: DateTime<Utc>) {
        self.settled.replies.opened = Some(at);
    }

    pub(super) fn asked(&mut self, id: MessageId, at: DateTime<Utc>) {
        self.say(Turn::Asked { id, at });
    }

    /// The customer sent something that wants no answer. If it is all they sent, none is owed.
    pub(super) fn nothing_asked(&mut self) {
        if self.open.is_empty() {
            self.settled.replies.excuse();
            if let Some(account) = &mut self.with_reactions {
                account.replies.excuse();
            }
        }
    }

    pub(super) fn answered(
        &mut self,
        id: MessageId,
        at: DateTime<Utc>,
        reaction: bool,
        arrived: bool,
    ) {
        self.say(Turn::Answered { id, at, reaction, arrived });
    }

    pub(super) fn resolved(&mut self, at: DateTime<Utc>) {
        self.say(Turn::Resolved { at });
    }

    pub(super) fn arrived(&mut self, message: &MessageId) {
        for turn in &mut self.open {
            if let Turn::Answered { id, arrived, .. } = turn
                && id == message
            {
                *arrived = true;
            }
        }
        self.settle();
    }

    /// Meta tells of a reaction that it was sent, and then no more: it would be under way for good.
    pub(super) fn sent(&mut self, message: &MessageId) {
        let reaction = |turn: &Turn| matches!(turn, Turn::Answered { id, reaction: true, .. } if id == message);
        if self.open.iter().any(reaction) {
            self.arrived(message);
        }
    }

    /// Takes an answer back; false if it was none, or had arrived.
    pub(super) fn failed(&mut self, message: &MessageId) -> bool {
        let before = self.open.len();
        self.open.retain(
            |turn| !matches!(turn, Turn::Answered { id, arrived: false, .. } if id == message),
        );
        let taken_back = self.open.len() < before;
        self.settle();
        taken_back
    }

    pub(super) fn replies(&self, reactions: bool) -> Replies {
        self.read(reactions, |_, _| {})
    }

    /// Whether the customer waits for a person's words.
    pub(super) fn is_owed(&self) -> bool {
        let replies = self.replies(false);
        replies.first_owed_since().or(replies.asked).is_some()
    }

    pub(super) fn unanswered(&self) -> Option<(&MessageId, DateTime<Utc>)> {
        let asked = self.replies(false).asked?;
        let open = self.open.iter().find_map(|turn| match turn {
            Turn::Asked { id, at } if *at == asked => Some(id),
            _ => None,
        });
        Some((open.or(self.question.as_ref())?, asked))
    }

    /// Tells every round that has ended, oldest first, and answers what is still open.
    pub(super) fn read(&self, reactions: bool, mut each: impl FnMut(ClockKind, Round)) -> Replies {
        let account = match &self.with_reactions {
            Some(account) if reactions => account,
            _ => &self.settled,
        };
        for round in &account.rounds {
            each(ClockKind::NextResponse, *round);
        }
        let mut replies = account.replies;
        for turn in &self.open {
            if let Some(round) = replies.take(turn, reactions) {
                each(ClockKind::NextResponse, round);
            }
        }
        if let Some(first) = replies.first {
            each(ClockKind::FirstResponse, first);
        }
        replies
    }

    /// The earliest start of a next response that may still be asked about.
    pub(super) fn oldest_round(&self) -> Option<DateTime<Utc>> {
        let reactions = self.with_reactions.as_deref().and_then(Account::oldest);
        let open = self.open.iter().filter_map(|turn| match turn {
            Turn::Asked { at, .. } => Some(*at),
            _ => None,
        });
        open.chain(self.settled.oldest()).chain(reactions).min()
    }

    fn say(&mut self, turn: Turn) {
        self.open.push(turn);
        self.settle();
    }

    /// Folds for good what can't be taken back, and keeps the rest short.
    fn settle(&mut self) {
        self.join_questions();
        let under_way = self.open.iter().filter(|turn| turn.is_under_way()).count();
        if under_way > MOST_UNDER_WAY
            && let Some(oldest) = self.open.first_mut()
        {
            oldest.arrive();
        }
        let settled = self.open.iter().take_while(|turn| !turn.is_under_way()).count();
        for turn in self.open.drain(..settled).collect::<Vec<_>>() {
            self.fold(turn);
        }
        self.open.shrink_to_fit();
    }

    /// Of several messages without an answer in between, only the oldest matters.
    fn join_questions(&mut self) {
        self.open.dedup_by(|later, earlier| match (later, earlier) {
            (Turn::Asked { id, at }, Turn::Asked { id: kept, at: since }) => {
                if *at < *since {
                    std::mem::swap(id, kept);
                    *since = *at;
                }
                true
            }
            _ => false,
        });
    }

    fn fold(&mut self, turn: Turn) {
        if turn.is_reaction() && self.with_reactions.is_none() {
            self.with_reactions = Some(Box::new(self.settled.clone()));
        }
        if let Some(account) = &mut self.with_reactions {
            account.take(&turn, true);
        }
        let before = self.settled.replies.asked;
        self.settled.take(&turn, false);
        match (self.settled.replies.asked, turn) {
            (None, _) => self.question = None,
            (now, Turn::Asked { id, .. }) if now != before => self.question = Some(id),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;

    #[test]
    fn a_reaction_that_was_sent_keeps_nothing_open_and_a_text_does() {
        for (reaction, is_settled) in [(true, true), (false, false)] {
            let mut talk = Talk::default();
            talk.asked("m1".into(), DateTime::UNIX_EPOCH);
            talk.answered("r1".into(), DateTime::UNIX_EPOCH, reaction, false);
            talk.sent(&"r1".into());
            talk.asked("m2".into(), DateTime::UNIX_EPOCH);
            assert_eq!(talk.open.is_empty(), is_settled, "a reaction: {reaction}");
        }
    }
}
