//! Whose turn it is between the customer and the team: how much waits for an answer, and since when
//! the customer is silent after one (RULE-9).
//!
//! An answer is a person's, or that of a program with a key. What rules and the clock write neither
//! begins a silence nor goes on with one: whoever follows up on a silence would never come to an end.
//! A silence ends with anything that the customer says, with the resolution, and when it turns out
//! that the answer never reached them. A merge tells no more of the other ticket than where it
//! stood: there the last word counts, whoever of us had it.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::echoing::answers;
use super::reopening::says_something;
use super::replying::is_reaction;
use super::{Change, Event, Standing, Status, Ticket};
use crate::ids::MessageId;
use crate::message::{Content, Direction, Message, Progress};
use crate::permissions::Author;
use crate::routing::{Timer, asks};

/// Folded from the ticket's events.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Exchange {
    /// Messages of the customer that nobody answered yet.
    waiting: u32,
    /// The answer that the customer has said nothing to.
    #[serde(skip_serializing_if = "Option::is_none")]
    answer: Option<Given>,
    /// Which messages those are, and when they were said: the newest of them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    asked: Vec<(MessageId, DateTime<Utc>)>,
    /// When the customer last said anything.
    #[serde(skip_serializing_if = "Option::is_none")]
    heard_at: Option<DateTime<Utc>>,
    /// When somebody last answered with the Business app.
    #[serde(skip_serializing_if = "Option::is_none")]
    echoed_at: Option<DateTime<Utc>>,
}

/// So many messages without an answer are known one by one.
const MOST_ASKED: usize = 50;

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Given {
    /// Which one; none if it was given on a ticket that was merged with this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    message: Option<MessageId>,
    at: DateTime<Utc>,
    /// Whether it asks the customer something.
    asks: bool,
}

impl Exchange {
    pub(super) fn apply(&mut self, event: &Event) {
        match &event.change {
            Change::Received { message, .. } if self.was_answered(message.sent_at) => {}
            Change::Received { message, settled, .. } => self.received(message, *settled),
            Change::Replied { message } if event.by == Author::App => self.echoed(message),
            Change::Replied { message } if !event.by.is_automatic() => self.replied(message),
            Change::Delivery { message, delivery, .. } if delivery.progress == Progress::Failed => {
                self.answer.take_if(|given| given.message.as_ref() == Some(message));
            }
            Change::Resolved | Change::Reopened => {
                let Self { heard_at, echoed_at, .. } = *self;
                *self = Self { heard_at, echoed_at, ..Self::default() };
            }
            Change::Absorbed { standing, .. } => self.take_over(standing),
            // What it was before the merge stood still meanwhile.
            Change::Unmerged { standing: Some(standing), .. } => {
                self.waiting = 0;
                self.asked.clear();
                self.answer.take_if(|given| given.at != standing.last_message_at);
                self.take_over(standing);
            }
            _ => {}
        }
    }

    fn received(&mut self, message: &Message, settled: bool) {
        let rated = matches!(message.content, Content::Rating { .. });
        if rated || says_something(&message.content) {
            self.answer = None;
        }
        self.heard_at = self.heard_at.max(Some(message.sent_at));
        if !settled && message.content.asks_for_an_answer() {
            self.waiting = self.waiting.saturating_add(1);
            self.asked.push((message.id.clone(), message.sent_at));
            self.sort_asked();
        }
    }

    /// The oldest first; of very many the newest.
    fn sort_asked(&mut self) {
        self.asked.sort_by(|(one, at), (other, later)| (at, one).cmp(&(later, other)));
        self.asked.dedup();
        let surplus = self.asked.len().saturating_sub(MOST_ASKED);
        self.asked.drain(..surplus);
    }

    /// It answers what was asked by then, and is the last word if the customer said nothing since.
    fn echoed(&mut self, message: &Message) {
        if !answers(&message.content) {
            return;
        }
        let at = message.sent_at;
        self.echoed_at = self.echoed_at.max(Some(at));
        self.asked.retain(|(_, asked)| *asked > at);
        self.waiting = self.asked.len().try_into().unwrap_or(u32::MAX);
        let is_last = self.heard_at.is_none_or(|heard| heard <= at);
        if is_last && self.answer.as_ref().is_none_or(|given| given.at <= at) {
            let (id, asks) = (Some(message.id.clone()), message.content.text().is_some_and(asks));
            self.answer = Some(Given { message: id, at, asks });
        }
    }

    /// Whether somebody had answered by then with the Business app.
    pub(super) fn was_answered(&self, at: DateTime<Utc>) -> bool {
        self.echoed_at.is_some_and(|echoed| at <= echoed)
    }

    /// How many messages wait for an answer, and since when, as far as they are known one by one.
    pub(super) fn asked(&self) -> (u32, Option<DateTime<Utc>>) {
        (self.waiting, self.asked.first().map(|(_, at)| *at))
    }

    pub(super) fn asked_one_by_one(&self) -> &[(MessageId, DateTime<Utc>)] {
        &self.asked
    }

    pub(super) fn echoed_at(&self) -> Option<DateTime<Utc>> {
        self.echoed_at
    }

    /// What was asked after an echo that came late.
    pub(super) fn asked_since(&self, echo: &Event) -> Vec<(MessageId, DateTime<Utc>)> {
        match &echo.change {
            Change::Replied { message } if echo.by == Author::App && answers(&message.content) => {
                self.asked.iter().filter(|(_, at)| *at > message.sent_at).cloned().collect()
            }
            _ => vec![],
        }
    }

    fn replied(&mut self, message: &Message) {
        if is_reaction(message) {
            return;
        }
        self.waiting = 0;
        self.asked.clear();
        if message.delivery.as_ref().is_some_and(|it| it.progress == Progress::Failed) {
            return;
        }
        let (id, at) = (Some(message.id.clone()), message.sent_at);
        let asks = message.content.text().is_some_and(asks);
        self.answer = Some(Given { message: id, at, asks });
    }

    fn take_over(&mut self, standing: &Standing) {
        self.echoed_at = self.echoed_at.max(standing.echoed_at);
        self.asked.extend(standing.asked.iter().cloned());
        self.sort_asked();
        if standing.unanswered_since.is_some() {
            self.waiting = self.waiting.saturating_add(standing.unread.max(1));
            self.answer = None;
            return;
        }
        let waits = standing.status == Status::Waiting || standing.waiting_when_snoozed;
        let ours = standing.last_line.as_ref().filter(|line| line.direction == Direction::Out);
        let (Some(line), true) = (ours, waits) else { return };
        let at = standing.last_message_at;
        if self.answer.as_ref().is_none_or(|given| given.at < at) {
            let asks = line.text.as_deref().is_some_and(asks);
            self.answer = Some(Given { message: None, at, asks });
        }
    }

    /// Whether nothing is open in either direction.
    pub(super) fn is_over(&self) -> bool {
        *self == Self::default()
    }
}

impl Ticket {
    /// How many messages of the customer nobody answered. Who read them makes no difference; of what a
    /// merge or the end of a resolution brought along, it knows of one at least.
    pub fn unanswered(&self) -> u32 {
        self.unanswered_since.map_or(0, |_| self.memory.exchange.waiting.max(1))
    }

    /// Since when the customer says nothing to our answer, if that is so.
    pub fn silent_since(&self) -> Option<DateTime<Utc>> {
        self.open_answer().map(|given| given.at)
    }

    /// What a moment that rules wait for is counted from: they are told of it once for each, whatever
    /// becomes of the hours that it is counted by. A time of day is counted from nothing.
    pub fn counts_from(&self, moment: Timer) -> Option<DateTime<Utc>> {
        match moment {
            // Each window has another end.
            Timer::WindowClosing { .. } => self.window_closes_at,
            Timer::CustomerSilent { .. } => self.silent_since(),
            Timer::Unanswered { .. } => self.unanswered_since,
            Timer::SlaShare { .. } | Timer::TimeOfDay { .. } => None,
        }
    }

    pub(super) fn came(&mut self, moment: Option<Timer>, due: DateTime<Utc>) {
        if let Some(moment) = moment {
            let from = self.counts_from(moment).unwrap_or(due);
            Arc::make_mut(&mut self.memory).tell(moment, from);
        }
    }

    /// Whether the last word is an answer of ours that asks nothing.
    pub fn asks_nothing(&self) -> bool {
        self.open_answer().is_some_and(|given| !given.asks)
    }

    fn open_answer(&self) -> Option<&Given> {
        let nobody_waits = self.is_unsettled() && self.unanswered_since.is_none();
        self.memory.exchange.answer.as_ref().filter(|_| nobody_waits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::Delivery;
    use crate::permissions::Author;
    use crate::ticket::Command;
    use crate::ticket::tests::{closes, moment, opened, reacts, rule, says, says_by, then, writes};

    fn key() -> Author {
        Author::Key { name: "crm".into() }
    }

    #[test]
    fn a_customer_is_silent_from_our_answer_until_they_say_anything() {
        let answered: &[(i64, Command)] = &[(1, writes(1)), (5, says(5))];
        let table = [
            ("an answer", vec![], Some(5)),
            ("a newer one", vec![(9, says(9))], Some(9)),
            ("a program's", vec![(9, says_by(key(), 9))], Some(9)),
            ("a rule's is none", vec![(9, says_by(rule(), 9))], Some(5)),
            ("they wrote", vec![(9, writes(9))], None),
            ("in the very second of our answer", vec![(6, writes(5))], None),
            ("a thanks", vec![(9, closes(9))], None),
            ("a reaction", vec![(9, reacts(Some("👍"), 9))], None),
            ("one taken back says nothing", vec![(9, reacts(None, 9))], Some(5)),
            ("settled", vec![(9, Command::Resolve)], None),
            (
                "settled and taken up again",
                vec![(9, Command::Resolve), (10, Command::Reopen)],
                None,
            ),
            ("read by somebody", vec![(9, Command::See)], Some(5)),
        ];
        for (name, more, since) in table {
            let mut ticket = opened();
            for (at, command) in answered.iter().cloned().chain(more) {
                then(&mut ticket, at, command);
            }
            assert_eq!(ticket.silent_since(), since.map(moment), "{name}");
        }
    }

    #[test]
    fn an_acknowledgement_begins_no_silence() {
        let mut ticket = opened();
        then(&mut ticket, 1, writes(1));
        then(&mut ticket, 2, says_by(rule(), 2));
        assert_eq!(ticket.silent_since(), None);
    }

    #[test]
    fn an_answer_that_failed_was_never_given() {
        let mut ticket = opened();
        then(&mut ticket, 1, writes(1));
        let Command::Reply { mut message } = says(5) else { panic!("a reply") };
        message.delivery = Some(Delivery::at(Progress::Queued));
        then(&mut ticket, 5, Command::Reply { message: message.clone() });
        let delivery = Delivery::at(Progress::Failed);
        then(&mut ticket, 6, Command::Deliver { message, delivery, external: None });
        assert_eq!(ticket.silent_since(), None);
    }
}
