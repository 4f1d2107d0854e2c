//! What a ticket remembers for the desk's own decisions: saved with it, and shown on no screen.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::{Change, Event, Exchange, Offered};
use crate::assignment::Why;
use crate::ids::{PersonId, PolicyId};
use crate::rating;
use crate::routing::Timer;
use crate::sealed::Sealed;
use crate::sla::Record;
use crate::window::Entry;

/// Automatic messages and calls are counted for so long.
const COUNTED: TimeDelta = TimeDelta::hours(24);

/// Folded from the ticket's events, like the ticket itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Memory {
    /// What its SLA clocks need.
    pub record: Record,
    /// Whether it was asked how the customer found it, and what they answered.
    pub rating: rating::Record,
    /// Whether it only holds what was said before the desk came.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub past: bool,
    /// The policy that a rule laid down.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub policy: Option<PolicyId>,
    /// What somebody has to know to get it without anybody's doing.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub skills: BTreeSet<String>,
    /// A rule left it to whoever takes it, whatever its team usually does.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub to_be_taken: bool,
    /// With whom it is shared, and until when, if it is not for good.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub shared: BTreeMap<PersonId, Option<DateTime<Utc>>>,
    /// Who got it without anybody's doing.
    pub offered: Offered,
    /// Whether an ad brought the customer, and what that makes free.
    #[serde(skip_serializing_if = "Entry::is_none")]
    pub entry: Entry,
    /// What waits for an answer, and which answer for the customer.
    #[serde(skip_serializing_if = "Exchange::is_over")]
    pub exchange: Exchange,
    /// What rules were last told of, of each kind: see [`Memory::told`].
    #[serde(skip_serializing_if = "Vec::is_empty")]
    told: Vec<(Timer, DateTime<Utc>)>,
    /// The version of the newest rulebook that is known to have moved a deadline here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub corrected: Option<u32>,
    /// When the customer got messages that nobody wrote, of the last day before the newest.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    automatic: Vec<DateTime<Utc>>,
    /// How many calls to other programs rules wanted in the day that began then.
    #[serde(skip_serializing_if = "Option::is_none")]
    calls: Option<(DateTime<Utc>, u32)>,
}

/// What matters here of a choice.
#[derive(Deserialize)]
struct Reason {
    why: Why,
}

impl Memory {
    pub(super) fn apply(&mut self, event: &Event) {
        self.tell_record(event);
        self.offered.apply(event);
        self.entry.apply(event);
        self.exchange.apply(event);
        self.rating.apply(event);
        match &event.change {
            Change::Dug { .. } => self.past = true,
            Change::PolicyChosen { policy } => self.policy = Some(policy.clone()),
            Change::SkillRequired { skill } => _ = self.skills.insert(skill.clone()),
            Change::Resolved => {
                self.skills.clear();
                self.to_be_taken = false;
            }
            Change::Assigned { owner, why } => {
                let why = why.as_ref().filter(|_| owner.is_none()).and_then(Sealed::part);
                self.to_be_taken = why.is_some_and(|it: Reason| it.why == Why::WaitsToBeTaken);
            }
            // Whoever gives it to another team by hand means that team's way.
            Change::Teamed { .. } if !event.by.is_automatic() => self.to_be_taken = false,
            Change::Shared { person, until } => _ = self.shared.insert(person.clone(), *until),
            Change::Unshared { person } => _ = self.shared.remove(person),
            Change::Corrected { version, .. } => self.corrected = Some(*version),
            Change::Replied { message } if message.author.is_automatic() => {
                self.automatic.retain(|at| *at > event.at - COUNTED);
                self.automatic.push(event.at);
            }
            Change::Called { .. } => {
                let (since, so_far) = self.day_of_calls(event.at).unwrap_or((event.at, 0));
                self.calls = Some((since, so_far.saturating_add(1)));
            }
            _ => {}
        }
    }

    /// What came late and was answered on a phone by then was never asked, as far as clocks go; what was
    /// asked after such an answer is asked still.
    fn tell_record(&mut self, event: &Event) {
        match &event.change {
            Change::Received { message, .. } if self.exchange.was_answered(message.sent_at) => {}
            _ => self.record.apply(event),
        }
        for (message, at) in self.exchange.asked_since(event) {
            self.record.asked(message, at);
        }
    }

    /// What the last moment of that kind was counted from that rules were told of; of a time of day, that
    /// moment.
    pub fn told(&self, moment: Timer) -> Option<DateTime<Utc>> {
        self.told.iter().find(|(known, _)| *known == moment).map(|(_, from)| *from)
    }

    /// How many automatic messages the customer got in the 24 hours before `now`.
    pub fn automatic_messages(&self, now: DateTime<Utc>) -> u32 {
        let recent = self.automatic.iter().filter(|at| **at > now - COUNTED);
        u32::try_from(recent.count()).unwrap_or(u32::MAX)
    }

    /// How many calls rules wanted in the day of the first of them that `now` is in. Of busy days a
    /// number is less to keep than moments.
    pub fn calls(&self, now: DateTime<Utc>) -> u32 {
        self.day_of_calls(now).map_or(0, |(_, so_far)| so_far)
    }

    fn day_of_calls(&self, now: DateTime<Utc>) -> Option<(DateTime<Utc>, u32)> {
        self.calls.filter(|(since, _)| *since > now - COUNTED)
    }

    pub(super) fn tell(&mut self, moment: Timer, from: DateTime<Utc>) {
        match self.told.iter_mut().find(|(known, _)| *known == moment) {
            Some((_, last)) => *last = from,
            None => self.told.push((moment, from)),
        }
    }
}
