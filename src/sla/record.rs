//! What a ticket's event log says that matters to its clocks, folded small enough to live inside
//! every ticket. It knows nothing of policies and calendars, so a change of either needs no replay.
//!
//! Three stories are kept apart: who owes whom an answer ([`talk`]), when the resolution clocks
//! stand still ([`ledger`]), and what has been applied and fired ([`log`]).

mod ledger;
mod log;
mod talk;

use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

pub use ledger::{Cause, Pause};
pub use log::{Applied, Breach, Breached, Terms, Warned};
pub(super) use talk::{Replies, Round};

use self::ledger::Ledger;
use self::log::Log;
use self::talk::Talk;
use super::{ClockKind, Fired};
use crate::ids::MessageId;
use crate::message::{Content, Message, Progress};
use crate::permissions::Author;
use crate::ticket::{Change, Event, answers};

/// The history of one ticket, as far as its clocks depend on it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Record {
    #[serde(skip_serializing_if = "Option::is_none")]
    created_at: Option<DateTime<Utc>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    first_resolved_at: Option<DateTime<Utc>>,
    talk: Talk,
    /// Shared by copies, of which there is one for each event, until one of them differs.
    ledger: Arc<Ledger>,
    log: Arc<Log>,
}

impl Record {
    /// The record of a whole history, oldest event first.
    pub fn of(events: &[Event]) -> Record {
        let mut record = Record::default();
        for event in events {
            record.apply(event);
        }
        record
    }

    /// Folds `event` in. Whoever holds the ticket sees to it that an event comes once.
    pub fn apply(&mut self, event: &Event) {
        let Event { at, by, change, .. } = event;
        match change {
            Change::Opened { .. } => {
                self.created_at = Some(*at);
                self.talk.opened(*at);
                self.ledger().opened();
            }
            Change::Received { message, settled: false, .. }
                if message.content.asks_for_an_answer() =>
            {
                self.asked(message.id.clone(), message.sent_at);
            }
            Change::Received { .. } => self.talk.nothing_asked(),
            Change::Replied { message } => self.replied(message),
            Change::Delivery { message, delivery, .. } => {
                self.delivered(message, delivery.progress, *at);
            }
            Change::Snoozed { .. } => self.ledger().snoozed(*at, by),
            Change::Woken => self.ledger().woken(*at, by),
            Change::Resolved => {
                self.first_resolved_at = self.first_resolved_at.or(Some(*at));
                self.talk.resolved(*at);
                self.ledger().resolved(*at, by);
            }
            Change::Reopened => self.ledger().reopened(*at),
            Change::PolicyApplied { applied } => {
                if let Some(applied) = applied.open() {
                    self.log().applied(&applied, *at);
                }
            }
            Change::Warned { warned } | Change::Passed { passed: warned, .. } => {
                self.warned(warned);
            }
            Change::Breached { breached } => self.log().breached(breached),
            _ => {}
        }
    }

    /// The customer asked something, at Meta's time.
    pub(crate) fn asked(&mut self, message: MessageId, at: DateTime<Utc>) {
        self.talk.asked(message, at);
        self.ledger().customer_wrote(at);
    }

    fn ledger(&mut self) -> &mut Ledger {
        Arc::make_mut(&mut self.ledger)
    }

    fn log(&mut self) -> &mut Log {
        Arc::make_mut(&mut self.log)
    }

    fn replied(&mut self, message: &Message) {
        let progress = message.delivery.as_ref().map(|delivery| delivery.progress);
        if progress == Some(Progress::Failed) {
            return;
        }
        let reaction = matches!(message.content, Content::Reaction { .. });
        let on_a_phone = message.author == Author::App;
        if on_a_phone && !reaction && !answers(&message.content) {
            return;
        }
        if is_human(&message.author) {
            let arrived = on_a_phone || progress.is_none_or(has_arrived);
            self.talk.answered(message.id.clone(), message.sent_at, reaction, arrived);
        }
        if speaks_for_the_team(&message.author) && !reaction {
            self.ledger().replied(message.sent_at, &message.author);
        }
    }

    /// A reply that failed was never given: whoever waited for it waits still.
    fn delivered(&mut self, message: &MessageId, progress: Progress, at: DateTime<Utc>) {
        if progress == Progress::Failed {
            if self.talk.failed(message) && self.talk.is_owed() {
                self.ledger().nobody_answered(at);
            }
        } else if has_arrived(progress) {
            self.talk.arrived(message);
        } else if progress == Progress::Sent {
            self.talk.sent(message);
        }
    }

    /// Takes down that a policy holds from `at` on.
    pub fn applied(&mut self, applied: &Applied, at: DateTime<Utc>) {
        self.log().applied(applied, at);
    }

    /// Takes down that a warning was given.
    pub fn warned(&mut self, warned: &Warned) {
        let oldest_round = self.talk.oldest_round();
        self.log().warned(warned, oldest_round);
    }

    /// Takes down a breach, for good.
    pub fn breached(&mut self, breached: &Breached) {
        self.log().breached(breached);
    }

    /// Takes down either.
    pub fn note(&mut self, fired: &Fired) {
        match fired {
            Fired::Warned(warned) => self.warned(warned),
            Fired::Breached(breached) => self.breached(breached),
        }
    }

    pub fn created_at(&self) -> Option<DateTime<Utc>> {
        self.created_at
    }

    pub fn first_resolved_at(&self) -> Option<DateTime<Utc>> {
        self.first_resolved_at
    }

    /// When somebody of the team first answered.
    pub fn first_answer_at(&self) -> Option<DateTime<Utc>> {
        self.talk.replies(false).first_answer
    }

    /// The oldest message that nobody has answered, and Meta's time of it.
    pub fn unanswered(&self) -> Option<(&MessageId, DateTime<Utc>)> {
        self.talk.unanswered()
    }

    /// Every time the resolution clocks stood still, oldest first.
    pub fn pauses(&self) -> &[Pause] {
        self.ledger.pauses()
    }

    /// Every policy and target that held for the ticket, oldest first.
    pub fn terms(&self) -> &[Terms] {
        &self.log.terms
    }

    /// Whether the newest terms are these: if not, they have yet to be applied.
    pub fn is_under(&self, applied: &Applied) -> bool {
        self.log.terms.last().is_some_and(|terms| terms.applied == *applied)
    }

    /// Every breach, oldest first, whatever policy holds now.
    pub fn breaches(&self) -> &[Breach] {
        &self.log.breaches
    }

    pub(crate) fn has_warned(&self, clock: ClockKind, started: DateTime<Utc>, percent: u8) -> bool {
        self.log.has_warned(clock, started, percent)
    }

    pub(super) fn has_breached(&self, clock: ClockKind, started: DateTime<Utc>) -> bool {
        self.log.has_breached(clock, started)
    }

    /// Tells every reply clock that has ended, oldest first, and answers what is still open.
    pub(super) fn replies(&self, reactions: bool, each: impl FnMut(ClockKind, Round)) -> Replies {
        self.talk.read(reactions, each)
    }
}

/// A program with a key, a rule or the clock never satisfies a customer who waits for a person. Who
/// wrote the words decides, whoever brought them in.
fn is_human(author: &Author) -> bool {
    matches!(author, Author::Person { .. } | Author::App)
}

/// After whose words we wait for the customer: a person's, and a program's that acts for one.
fn speaks_for_the_team(author: &Author) -> bool {
    matches!(author, Author::Person { .. } | Author::Key { .. } | Author::App)
}

/// What Meta delivered can't fail any more (see [`Progress::may_become`]).
fn has_arrived(progress: Progress) -> bool {
    matches!(progress, Progress::Delivered | Progress::Read)
}
