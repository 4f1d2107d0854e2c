//! Whether and when an automatic follow-up may leave (RULE-9), and whether a closing window may be
//! met with a nudge (WIN-3).
//!
//! A sequence of follow-ups belongs to the caller, who asks again before each step: the answer
//! holds for what is known now. Costs are not looked at here.

use chrono::{DateTime, NaiveTime, TimeDelta, Timelike, Utc};
use serde::{Deserialize, Serialize};

use super::wall::{self, Twice};
use crate::calendar::Hours;
use crate::window;
use crate::zone::Zone;

const DAY: u32 = 24 * 60;
/// How often a step is put off, by night or by closing time, before it is given up.
const MOST_DELAYS: usize = 64;

/// When customers are left alone: from the one minute of the day to the other on their own clock,
/// the last one not included. May go over midnight; from a minute to itself it never is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quiet {
    pub from: u32,
    pub until: u32,
}

impl Quiet {
    /// `None` unless both are minutes of a day, from 0 to 1,439.
    pub fn new(from: u32, until: u32) -> Option<Self> {
        (from < DAY && until < DAY).then_some(Self { from, until })
    }

    /// The end of the quiet time that `at` is in; `None` if it is in none.
    fn end(self, at: DateTime<Utc>, zone: &Zone) -> Option<DateTime<Utc>> {
        let shown = zone.wall(at);
        let minute = shown.hour() * 60 + shown.minute();
        let after_midnight = self.from > self.until;
        let (evening, morning) = (minute >= self.from, minute < self.until);
        let quiet = if after_midnight { evening || morning } else { evening && morning };
        if !quiet {
            return None;
        }
        let date = if after_midnight && evening { shown.date().succ_opt()? } else { shown.date() };
        let end = date.and_time(NaiveTime::MIN) + TimeDelta::minutes(self.until.into());
        // The end that comes twice is the later one: until then it is quiet once more.
        wall::instant(zone, end, Twice::Second)
    }
}

/// What is known when a step of a sequence comes up.
#[derive(Clone, Copy)]
pub struct Step<'a> {
    pub now: DateTime<Utc>,
    /// When the sequence wants this step to leave.
    pub planned_at: DateTime<Utc>,
    /// When the sequence began.
    pub began_at: DateTime<Utc>,
    /// The customer's newest message.
    pub customer_wrote_at: Option<DateTime<Utc>>,
    /// The newest message that a person of the team wrote.
    pub person_wrote_at: Option<DateTime<Utc>>,
    pub resolved: bool,
    /// The customer wants no such messages.
    pub opted_out: bool,
    pub window_closes_at: Option<DateTime<Utc>>,
    /// Whether the step is an approved template, which may leave outside the window.
    pub is_template: bool,
    pub quiet: Option<Quiet>,
    /// The customer's zone, or the desk's if that is not known.
    pub zone: &'a Zone,
    /// The team's working time.
    pub hours: &'a dyn Hours,
}

/// When a step leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Timing {
    Now,
    /// Ask again then.
    At(DateTime<Utc>),
    /// The sequence ends.
    Never(Ended),
}

/// Why a sequence ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ended {
    OptedOut,
    Resolved,
    /// The customer wrote.
    Answered,
    /// A person of the team took over.
    PersonWrote,
    /// Outside the window, and no template.
    WindowClosed,
    /// Working time and the customer's quiet hours leave no moment.
    NoMoment,
}

impl Step<'_> {
    /// Whether it leaves now, later or never.
    pub fn timing(&self) -> Timing {
        if let Some(ended) = self.ended() {
            return Timing::Never(ended);
        }
        let Some(at) = self.allowed_at() else { return Timing::Never(Ended::NoMoment) };
        if !self.is_template && !window::is_open(self.window_closes_at, at) {
            Timing::Never(Ended::WindowClosed)
        } else if at <= self.now {
            Timing::Now
        } else {
            Timing::At(at)
        }
    }

    fn ended(&self) -> Option<Ended> {
        let since = |at: Option<DateTime<Utc>>| at.is_some_and(|at| at > self.began_at);
        [
            (self.opted_out, Ended::OptedOut),
            (self.resolved, Ended::Resolved),
            (since(self.customer_wrote_at), Ended::Answered),
            (since(self.person_wrote_at), Ended::PersonWrote),
        ]
        .into_iter()
        .find_map(|(so, ended)| so.then_some(ended))
    }

    /// The first moment from now on, not before the plan, that is working time and not quiet.
    fn allowed_at(&self) -> Option<DateTime<Utc>> {
        let mut at = self.planned_at.max(self.now);
        for _ in 0..MOST_DELAYS {
            if let Some(end) = self.quiet.and_then(|quiet| quiet.end(at, self.zone)) {
                // Always onwards, whatever a zone's clocks do.
                at = end.max(at + TimeDelta::minutes(1));
            } else if !self.hours.is_open(at) {
                at = self.hours.next_opening(at)?;
            } else {
                return Some(at);
            }
        }
        None
    }
}

/// What is known when a window is about to close.
#[derive(Debug, Clone, Copy)]
pub struct Closing<'a> {
    pub now: DateTime<Utc>,
    pub window_closes_at: Option<DateTime<Utc>>,
    /// The last nudge on this ticket, suggested or sent.
    pub nudged_at: Option<DateTime<Utc>>,
    pub last_word: LastWord<'a>,
}

/// The newest message of a thread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LastWord<'a> {
    Theirs,
    /// With its words, if it has any.
    Ours(Option<&'a str>),
}

/// Why there is no nudge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoNudge {
    WindowClosed,
    /// There was one in this window.
    NudgedAlready,
    /// We had the last word and asked nothing: there is nothing to remind of.
    NothingAsked,
}

impl Closing<'_> {
    /// Whether a nudge may be suggested or sent (WIN-3).
    pub fn nudge(&self) -> Result<(), NoNudge> {
        let Some(end) = self.window_closes_at.filter(|end| self.now < *end) else {
            return Err(NoNudge::WindowClosed);
        };
        if self.nudged_at.is_some_and(|at| at >= end - window::LENGTH) {
            return Err(NoNudge::NudgedAlready);
        }
        match self.last_word {
            LastWord::Ours(text) if !text.is_some_and(asks) => Err(NoNudge::NothingAsked),
            LastWord::Ours(_) | LastWord::Theirs => Ok(()),
        }
    }
}

/// Whether a text of ours asks something: it has a question mark, of any script, that is not part
/// of a link.
pub fn asks(text: &str) -> bool {
    text.split_whitespace()
        .filter(|word| !word.contains("://") || word.ends_with('?'))
        .any(|word| word.contains(['?', '¿', '؟', '？', '⁇', '⁈', '՞', '\u{37e}']))
}

#[cfg(test)]
mod tests;
