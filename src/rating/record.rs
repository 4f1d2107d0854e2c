//! What a ticket remembers of being rated, folded from its events.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{EXPLAINED_WITHIN, LONGEST_COMMENT, ONCE_IN, Score, asks};
use crate::message::{Content, Message};
use crate::ticket::{Change, Event};

/// So many characters tell a language well enough to replace what was kept before.
const TELLING: usize = 20;
/// So many characters are kept.
const MOST_WORDS: usize = 120;

/// Folded like the ticket itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Record {
    /// When the customer was last asked, here or on a ticket before this one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asked_at: Option<DateTime<Utc>>,
    /// What they answered to the last question of this ticket.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<Answer>,
    /// When they tapped, by Meta's clock like what they write after it: between the tap and what it
    /// means.
    #[serde(skip_serializing_if = "Option::is_none")]
    tapped_at: Option<DateTime<Utc>>,
    /// Whether somebody resolved it, and no rule or clock.
    by_hand: bool,
    /// The beginning of what the customer last wrote at some length: it tells their language.
    #[serde(skip_serializing_if = "Option::is_none")]
    words: Option<String>,
}

/// How the customer found it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    pub score: Score,
    pub at: DateTime<Utc>,
    /// Why, in their words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
}

impl Record {
    pub(crate) fn apply(&mut self, event: &Event) {
        match &event.change {
            Change::Opened { asked_at, .. } => self.asked_at = *asked_at,
            Change::Received { message, .. } => self.heard(message),
            Change::Resolved => self.by_hand = !event.by.is_automatic(),
            Change::Replied { message } if asks(&message.content) => {
                self.asked_at = Some(event.at);
                self.answer = None;
            }
            Change::Absorbed { standing, .. }
            | Change::Unmerged { standing: Some(standing), .. } => {
                self.asked_at = self.asked_at.max(standing.asked_at);
            }
            Change::Rated { score, comment } => {
                // The quarter of an hour counts from the tap, however many words follow it.
                let tapped = self.answer.take().filter(|_| comment.is_some());
                let at = tapped.map(|answer| answer.at).or(self.tapped_at.take());
                let at = at.unwrap_or(event.at);
                self.answer = Some(Answer { score: *score, at, comment: comment.clone() });
            }
            _ => {}
        }
    }

    /// The customer's own words, to tell their language by.
    pub(crate) fn words(&self) -> Option<&str> {
        self.words.as_deref()
    }

    fn heard(&mut self, message: &Message) {
        let body = match &message.content {
            Content::Text { body } => body,
            Content::Rating { .. } => {
                self.tapped_at = Some(message.sent_at);
                return;
            }
            _ => return,
        };
        let telling = body.chars().count() >= TELLING;
        if telling || self.words.is_none() {
            self.words = Some(body.chars().take(MOST_WORDS).collect());
        }
    }

    /// Whether somebody of the team settled what the customer would be asked about.
    pub(crate) fn settled_by_hand(&self) -> bool {
        self.by_hand
    }

    /// Whether the customer was asked too short a while before `now`.
    pub(crate) fn asked_lately(&self, now: DateTime<Utc>) -> bool {
        self.asked_at.is_some_and(|at| now < at + ONCE_IN)
    }

    /// What it changes that the customer wrote `text` at `at`, if that explains their score.
    pub(crate) fn explained(&self, text: &str, at: DateTime<Utc>) -> Option<Change> {
        let within = |answer: &&Answer| answer.at <= at && at < answer.at + EXPLAINED_WITHIN;
        let answer = self.answer.as_ref().filter(within)?;
        let asks = text.contains(['?', '？', '؟']);
        if asks || text.trim().is_empty() {
            return None;
        }
        let before = answer.comment.iter().map(String::as_str);
        let whole = before.chain([text.trim()]).collect::<Vec<_>>().join("\n");
        let comment = Some(whole.chars().take(LONGEST_COMMENT).collect());
        Some(Change::Rated { score: answer.score, comment })
    }
}
