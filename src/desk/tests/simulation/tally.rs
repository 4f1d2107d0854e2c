//! What came to pass in a run: for the report, and so that a run in which nothing happens fails.

use std::collections::BTreeMap;
use std::fmt;

use chrono::TimeDelta;

use super::book;
use super::inspector::Moment;
use crate::message::Progress;
use crate::routing::Timer;
use crate::ticket::{Change, Event};

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) steps: u64,
    pub(super) rounds: u64,
    pub(super) events: u64,
    pub(super) tickets: u64,
    pub(super) received: u64,
    pub(super) replied: u64,
    pub(super) automatic: u64,
    pub(super) resolved: u64,
    pub(super) reopened: u64,
    pub(super) warned: u64,
    pub(super) breached: u64,
    /// Given to somebody by the desk, when nobody had it.
    pub(super) given: u64,
    /// Taken by somebody who asked for the next.
    pub(super) taken: u64,
    /// Moved on because nobody took it on.
    pub(super) moved: u64,
    pub(super) handed_back: u64,
    pub(super) rang: u64,
    pub(super) came: u64,
    pub(super) failed: u64,
    pub(super) snoozed: u64,
    pub(super) duplicates: u64,
    pub(super) refused: u64,
    pub(super) unconfirmed: u64,
    /// The most that waited at once for somebody who is free.
    pub(super) queue: usize,
    /// What time brought about, by kind.
    told: BTreeMap<&'static str, u64>,
    /// By how much the latest of it was late.
    pub(super) latest: TimeDelta,
}

impl Tally {
    pub(super) fn count(&mut self, event: &Event) {
        self.events += 1;
        let one = match &event.change {
            Change::Opened { .. } => &mut self.tickets,
            Change::Received { .. } => &mut self.received,
            Change::Replied { .. } if event.by.is_automatic() => &mut self.automatic,
            Change::Replied { .. } => &mut self.replied,
            Change::Resolved => &mut self.resolved,
            Change::Reopened => &mut self.reopened,
            Change::Warned { .. } => &mut self.warned,
            Change::Breached { .. } => &mut self.breached,
            Change::Rang { .. } => &mut self.rang,
            Change::Came { .. } => &mut self.came,
            Change::Snoozed { .. } => &mut self.snoozed,
            Change::Delivery { delivery, .. } => match delivery.progress {
                Progress::Failed => &mut self.failed,
                Progress::Unconfirmed => &mut self.unconfirmed,
                _ => return,
            },
            _ => return,
        };
        *one += 1;
    }

    /// Something was told in time, or so late.
    pub(super) fn tell(&mut self, moment: &Moment, late: TimeDelta) {
        *self.told.entry(kind(moment)).or_default() += 1;
        self.latest = self.latest.max(late);
    }

    /// What has to happen in a run that proves anything, each with how often it did.
    pub(super) fn essentials(&self) -> Vec<(&'static str, u64)> {
        let done = [
            ("tickets", self.tickets),
            ("messages received", self.received),
            ("messages of people", self.replied),
            ("automatic messages", self.automatic),
            ("resolutions", self.resolved),
            ("reopenings", self.reopened),
            ("warnings", self.warned),
            ("breaches", self.breached),
            ("tickets given", self.given),
            ("tickets taken", self.taken),
            ("tickets moved on", self.moved),
            ("tickets handed back", self.handed_back),
            ("calls for people", self.rang),
            ("moments for rules", self.came),
            ("failed deliveries", self.failed),
            ("snoozes", self.snoozed),
            ("duplicates", self.duplicates),
            ("refusals of a guest", self.refused),
            ("unconfirmed messages", self.unconfirmed),
        ];
        done.into_iter().chain(self.told()).collect()
    }

    /// What time brought about, by kind, and how often.
    pub(super) fn told(&self) -> [(&'static str, u64); KINDS.len()] {
        KINDS.map(|kind| (kind, self.told.get(kind).copied().unwrap_or_default()))
    }
}

/// The kinds of what time brings about.
const KINDS: [&str; 10] = [
    "marks of first responses",
    "marks of next responses",
    "marks of first resolutions",
    "marks of total resolutions",
    "shares that rules wait for",
    "ends of snoozes",
    "waits of customers",
    "silences of customers",
    "windows that close",
    "times of day",
];

fn kind(moment: &Moment) -> &'static str {
    let place = match moment {
        Moment::Mark { percent: book::SHARE, .. } => 4,
        Moment::Mark { clock, .. } => *clock as usize,
        Moment::Wakes { .. } => 5,
        Moment::Came { timer: Timer::Unanswered { .. }, .. } => 6,
        Moment::Came { timer: Timer::CustomerSilent { .. }, .. } => 7,
        Moment::Came { timer: Timer::WindowClosing { .. }, .. } => 8,
        Moment::Came { .. } => 9,
    };
    KINDS[place]
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} steps, {} rounds, {} events", self.steps, self.rounds, self.events)?;
        for (what, count) in self.essentials() {
            write!(f, ", {count} {what}")?;
        }
        write!(f, ", longest queue {}, latest {}", self.queue, self.latest)
    }
}
