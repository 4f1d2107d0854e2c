//! The free entry of a customer who came by an ad, folded from their ticket's events.
//!
//! Whatever of ours reaches them within a day answers, be it a person's, a rule's or a template, and
//! makes three days free of charge. Meta counts from the delivery; we count from when it was said,
//! so that an entry is never thought to last longer than it does. An answer that failed was never
//! given: the next one counts.
//!
//! Chosen where Meta says nothing: a second ad before an answer starts the wait for the answer anew,
//! and one during a free entry may prolong the entry, never shorten it. What is answered on one
//! ticket begins no entry on another of the same customer, though the next ticket goes on with it.
//! A Page's button leads to a free entry too, but Meta's messages don't tell who came by one.

#[cfg(test)]
mod tests;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{ANSWER_WITHIN, FREE_ENTRY};
use crate::ids::MessageId;
use crate::message::Progress;
use crate::sealed::Sealed;
use crate::ticket::{Change, Event};

/// Folded like the ticket itself. `Entry::default()` is of a customer who never came by an ad.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Entry {
    /// When the customer last came by an ad, as long as we have not answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    came_at: Option<DateTime<Utc>>,
    /// The last answer that began a free entry.
    #[serde(skip_serializing_if = "Option::is_none")]
    answer: Option<Answer>,
    /// When the free entry ends that went on before.
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<DateTime<Utc>>,
}

/// Which message was the answer, and to what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Answer {
    message: MessageId,
    at: DateTime<Utc>,
    came_at: DateTime<Utc>,
}

impl Entry {
    /// What the next ticket goes on with, after some of the same customer and number.
    pub(crate) fn after<'a>(
        entries: impl Iterator<Item = &'a Entry>,
        now: DateTime<Utc>,
    ) -> Option<Sealed<Entry>> {
        let mut all = Entry::default();
        entries.for_each(|entry| all.take_in(entry));
        let hoped_for = all.came_at.is_some_and(|came| now < came + ANSWER_WITHIN);
        let goes_on = all.until().is_some_and(|end| now < end);
        (hoped_for || goes_on).then(|| Sealed::new(&all))
    }

    /// What goes over in a merge: all but which message answered, which fails where it was said.
    pub(crate) fn handed_over(&self) -> Option<Sealed<Entry>> {
        let mut entry = Entry::default();
        entry.take_in(self);
        (!entry.is_none()).then(|| Sealed::new(&entry))
    }

    pub(crate) fn apply(&mut self, event: &Event) {
        match &event.change {
            Change::Opened { entry: Some(before), .. } => {
                *self = before.open().unwrap_or_default();
            }
            Change::Received { message, by_ad: true, .. } => self.came(Some(message.sent_at)),
            Change::Replied { message } => self.answered(&message.id, message.sent_at),
            Change::Delivery { message, delivery, .. } if delivery.progress == Progress::Failed => {
                self.failed(message);
            }
            Change::Absorbed { standing, .. }
            | Change::Unmerged { standing: Some(standing), .. } => {
                if let Some(entry) = standing.entry.as_ref().and_then(Sealed::open) {
                    self.take_in(&entry);
                }
            }
            _ => {}
        }
    }

    /// When the free entry ends, or ended, if there ever was one.
    pub fn until(&self) -> Option<DateTime<Utc>> {
        self.before.max(self.answer.as_ref().map(|answer| answer.at + FREE_ENTRY))
    }

    /// Whether no ad ever brought the customer.
    pub(crate) fn is_none(&self) -> bool {
        *self == Self::default()
    }

    /// By an ad at `at` (Meta's time). News may come late: what was answered since is answered.
    fn came(&mut self, at: Option<DateTime<Utc>>) {
        if at > self.answer.as_ref().map(|answer| answer.at) {
            self.came_at = self.came_at.max(at);
        }
    }

    /// We said something: the first time after an ad, that starts a free entry, if it is in time.
    fn answered(&mut self, message: &MessageId, at: DateTime<Utc>) {
        let Some(came_at) = self.came_at.take() else { return };
        // Our clock may be behind Meta's; but nobody answers what they don't know of.
        let at = at.max(came_at);
        if at < came_at + ANSWER_WITHIN {
            self.before = self.until();
            self.answer = Some(Answer { message: message.clone(), at, came_at });
        }
    }

    fn failed(&mut self, message: &MessageId) {
        if let Some(answer) = self.answer.take_if(|answer| answer.message == *message) {
            self.came_at = self.came_at.max(Some(answer.came_at));
        }
    }

    fn take_in(&mut self, other: &Entry) {
        self.came(other.came_at);
        if other.until() > self.until() {
            self.before = other.until();
        }
    }
}
