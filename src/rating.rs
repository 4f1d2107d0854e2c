//! How the customer found it: the question, their answer, and what a ticket remembers of both.
//!
//! Once somebody of the team has resolved a ticket, a rule asks: a list of five rows, free of charge
//! while the window is open (CSAT-1). The row they tap is the answer, and what they write within a
//! quarter of an hour explains it (CSAT-2). Neither reopens anything.
//!
//! Chosen here:
//! - A customer of a number is asked once in seven days at most (CSAT-5), whatever became of the
//!   question; tickets hand that on to the one that follows them.
//! - Nothing is asked where no hand resolved the ticket (CSAT-4), nor of who opted out (CSAT-6).
//! - A row names its ticket, so that a late tap counts for what was asked about. Of several taps the
//!   last counts.
//! - An explanation is one of the resolution that was rated: what is written after the next one goes
//!   on about the ticket.
//! - Words with a question mark ask something, and a closing word closes: neither explains a score.
//! - A tap joins the ticket that it names, and opens the window of that one alone.
//!
//! Not here: to ask outside the window, which a template of a rule may do (CSAT-3), and figures.

mod record;
#[cfg(test)]
mod tests;
mod words;

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

pub use record::{Answer, Record};
pub(crate) use words::question;

use crate::ids::TicketNumber;
use crate::message::Content;

/// A customer is asked once within so long.
const ONCE_IN: TimeDelta = TimeDelta::days(7);
/// What is written so long after the tap explains it.
const EXPLAINED_WITHIN: TimeDelta = TimeDelta::minutes(15);
/// The longest explanation that is kept, in characters.
const LONGEST_COMMENT: usize = 1_000;
/// What the id of a row begins with: `rating-<ticket>-<score>`.
const ROW: &str = "rating-";

/// From 1, bad, to 5, very good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Score(u8);

impl Score {
    /// The best first, as the customer reads them.
    pub const ALL: [Score; 5] = [Score(5), Score(4), Score(3), Score(2), Score(1)];

    /// The score of that number, if it is one.
    pub fn of(number: u8) -> Option<Score> {
        Score::ALL.into_iter().find(|score| score.0 == number)
    }

    pub fn number(self) -> u8 {
        self.0
    }
}

/// The id of the row that gives `ticket` that score.
fn row(ticket: TicketNumber, score: Score) -> String {
    format!("{ROW}{ticket}-{}", score.0)
}

/// The ticket and score that the row of that id stands for, if it is one of ours.
pub(crate) fn tapped(row: &str) -> Option<(TicketNumber, Score)> {
    let (ticket, score) = row.strip_prefix(ROW)?.split_once('-')?;
    Some((TicketNumber(ticket.parse().ok()?), Score::of(score.parse().ok()?)?))
}

/// Whether this asks a customer how they found it.
fn asks(content: &Content) -> bool {
    match content {
        Content::List { rows, .. } => rows.first().is_some_and(|row| tapped(&row.id).is_some()),
        _ => false,
    }
}
