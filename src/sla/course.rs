//! One clock's way through time: where it started, where it stood still, where it ended, and when
//! a given amount of it has passed. Everything else about clocks is read off here.

use chrono::{DateTime, TimeDelta, Utc};

use super::record::Round;
use super::{Cause, ClockKind, Pause, Policy, Record, Target};
use crate::calendar::Hours;
use crate::ticket::Priority;

/// A clock that runs, stands still or has ended.
#[derive(Clone, Copy)]
pub(super) struct Course<'a> {
    pub(super) clock: ClockKind,
    pub(super) target: Target,
    pub(super) started: DateTime<Utc>,
    pub(super) end: Option<End>,
    stops: Stops<'a>,
}

/// How a clock ended.
#[derive(Clone, Copy)]
pub(super) struct End {
    pub(super) at: DateTime<Utc>,
    /// Whether it ended with what it waited for.
    pub(super) fulfilled: bool,
}

/// The pauses that a clock heeds.
#[derive(Clone, Copy)]
struct Stops<'a> {
    ledger: &'a [Pause],
    /// Whether waiting for the customer is one.
    waiting: bool,
}

impl<'a> Stops<'a> {
    const NONE: Stops<'static> = Stops { ledger: &[], waiting: false };

    fn iter(self) -> impl DoubleEndedIterator<Item = &'a Pause> {
        self.ledger.iter().filter(move |pause| self.waiting || pause.cause == Cause::Resolved)
    }
}

impl Course<'_> {
    /// The time that counts until `now` or the end, and the instant at which the target is missed:
    /// `None` if the clock ended or stopped before it, or the calendar never opens for so long.
    pub(super) fn reading(
        &self,
        hours: &dyn Hours,
        now: DateTime<Utc>,
    ) -> (TimeDelta, Option<DateTime<Utc>>) {
        let (hours, length) = (self.target.counted(hours), self.target.length());
        let (mut elapsed, mut due) = (TimeDelta::zero(), None);
        for (from, until) in self.legs() {
            let left = length - elapsed;
            elapsed += hours.between(from, until.unwrap_or(now));
            if due.is_none() && (until.is_none() || elapsed >= length) {
                due = hours.after(from, left);
            }
        }
        (elapsed, due)
    }

    /// The first instant at which `amount` has elapsed; `None` as in [`Course::reading`].
    pub(super) fn passes(&self, hours: &dyn Hours, amount: TimeDelta) -> Option<DateTime<Utc>> {
        let hours = self.target.counted(hours);
        let mut left = amount;
        for (from, until) in self.legs() {
            let ran = until.map_or(left, |until| hours.between(from, until));
            if ran >= left {
                return hours.after(from, left);
            }
            left -= ran;
        }
        None
    }

    /// When the clock ran, from and until; without an end if it still does.
    fn legs(&self) -> impl Iterator<Item = (DateTime<Utc>, Option<DateTime<Utc>>)> {
        let end = self.end.map(|end| end.at);
        let mut next = Some(self.started);
        let mut stops = self.stops.iter();
        std::iter::from_fn(move || {
            let from = next?;
            let stop = stops.next().filter(|stop| end.is_none_or(|end| stop.from < end));
            // A reply by another way may be older than the ticket.
            next = stop.and_then(|stop| stop.until).map(|until| until.max(self.started));
            Some((from, stop.map(|stop| stop.from).or(end)))
        })
    }

    /// Since when the clock stands still, if it does: the start of the first of the pauses that
    /// follow on each other.
    pub(super) fn paused_since(&self) -> Option<DateTime<Utc>> {
        let mut stops = self.stops.iter().rev();
        let last = stops.next().filter(|last| self.end.is_none() && last.until.is_none())?;
        let mut since = last.from;
        for stop in stops {
            if stop.until != Some(since) || stop.customer_wrote || stop.cause == Cause::Resolved {
                break;
            }
            since = stop.from;
        }
        Some(since.max(self.started))
    }
}

/// Tells every clock of a ticket that has a target: of one kind, those that ended come first and
/// the one that goes on comes last.
pub(super) fn courses<'a>(
    record: &'a Record,
    policy: &Policy,
    priority: Priority,
    mut each: impl FnMut(Course<'a>),
) {
    let targets = policy.targets.of(priority);
    let mut run = |clock: ClockKind, started, end, stops| {
        if let Some(target) = targets.of(clock) {
            each(Course { clock, target, started, end, stops });
        }
    };
    let replies = record.replies(policy.reaction_answers, |clock, round: Round| {
        let end = End { at: round.until, fulfilled: round.answered };
        run(clock, round.from, Some(end), Stops::NONE);
    });
    if let Some(since) = replies.first_owed_since() {
        run(ClockKind::FirstResponse, since, None, Stops::NONE);
    }
    if let Some(asked) = replies.asked.filter(|_| replies.first_answer.is_some()) {
        run(ClockKind::NextResponse, asked, None, Stops::NONE);
    }
    let Some(created) = record.created_at() else { return };
    let resolved = |at| End { at, fulfilled: true };
    let stops = Stops { ledger: record.pauses(), waiting: policy.pauses };
    let first = record.first_resolved_at().map(resolved);
    run(ClockKind::FirstResolution, created, first, stops);
    let settled = |pause: &&Pause| pause.until.is_none() && pause.cause == Cause::Resolved;
    let total = record.pauses().last().filter(settled).map(|pause| resolved(pause.from));
    run(ClockKind::TotalResolution, created, total, stops);
}
