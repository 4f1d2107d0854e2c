//! How long a customer may wait: four clocks on every ticket, and what is due because of them.
//!
//! A clock is never stored. Its state follows from the ticket's history ([`Record`]), the
//! [`Policy`], the hours that count and the present moment; what may be kept beside it is the next
//! deadline, and that can be had again from the same four. Nothing here performs anything: whoever
//! changes a ticket folds the events, asks what has [`fired`], and asks for the [`next_deadline`].
//! Before a policy or a priority changes, ask `fired` under the old one: a breach belongs to the
//! policy under which it happened.
//!
//! Who is told of a warning, and what rules make of it, is not decided here.
//!
//! Where the product's contract leaves it open:
//! - A clock is late from its due second on. An answer in that very second is late.
//! - An answer answers what the desk had taken in by then. A message that arrives after it starts
//!   the clock again, at Meta's time, even if it was written before.
//! - Resolving lets go of what was unanswered: that reply clock is then neither running nor met.
//!   If it was late by then, it stays breached.
//! - The first response starts with the ticket. If the ticket began without a question (a mere
//!   reaction), or was resolved without a word, it starts with the next question.
//! - A total resolution resumes when the customer wrote, by Meta's time, as a pause ends.
//! - A clock that ended before the policy in force was applied shows how it did, and fires nothing.

mod badge;
mod clock;
mod clocks;
mod condition;
mod course;
mod fire;
mod policy;
mod record;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

pub use badge::{Nearest, Tone, nearest};
pub use clock::{Clock, Promise, State};
pub use clocks::{Clocks, Correction, clocks, recomputed};
pub use condition::{Condition, Subject, choose};
pub use fire::{Fired, Mark, fired, next_deadline, shares};
pub use policy::{
    ByPriority, Counting, Flaw, LONGEST_NAME, LONGEST_TARGET, MOST_WARNINGS, Place, Policy,
    Problem, Target, Targets, USUAL_WARNINGS,
};
pub use record::{Applied, Breach, Breached, Cause, Pause, Record, Terms, Warned};

/// The four clocks of a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClockKind {
    /// From the ticket's creation to the first human answer.
    FirstResponse,
    /// From the oldest unanswered message to the next human answer, after the first.
    NextResponse,
    /// From the ticket's creation to its first resolution, for good.
    FirstResolution,
    /// From the ticket's creation to its resolution; goes on when the ticket is reopened.
    TotalResolution,
}

impl ClockKind {
    pub const ALL: [ClockKind; 4] = [
        ClockKind::FirstResponse,
        ClockKind::NextResponse,
        ClockKind::FirstResolution,
        ClockKind::TotalResolution,
    ];

    /// The word used in forms and in the rulebook.
    pub fn word(self) -> &'static str {
        match self {
            ClockKind::FirstResponse => "first_response",
            ClockKind::NextResponse => "next_response",
            ClockKind::FirstResolution => "first_resolution",
            ClockKind::TotalResolution => "total_resolution",
        }
    }
}
