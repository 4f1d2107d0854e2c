//! Which marks of a clock have been passed and not yet told: the warnings, and the breach.
//!
//! A mark belongs to one clock, known by its kind and its start, and is told once. A clock that has
//! ended or stands still gives no warning any more; a breach is told even afterwards, for it
//! happened.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::course::{Course, courses};
use super::{Breached, ClockKind, Policy, Record, Warned};
use crate::calendar::Hours;
use crate::ticket::Priority;

/// A point on a clock's way, in the order in which they come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// So many percent of the target have passed.
    Warning(u8),
    /// All of it has.
    Breach,
}

/// What a ticket's event list takes down when a mark is passed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Fired {
    Warned(Warned),
    Breached(Breached),
}

/// The earliest mark that is still to be told, and its instant; it may be past already.
pub fn next_deadline(
    record: &Record,
    policy: &Policy,
    priority: Priority,
    hours: &dyn Hours,
) -> Option<(DateTime<Utc>, ClockKind, Mark)> {
    let mut next = None;
    courses(record, policy, priority, |course| {
        // Marks of one clock come in order: the first that is untold is its earliest.
        let first = untold(record, policy, &course).find_map(|mark| {
            Some((course.passes(hours, amount(&course, mark))?, course.clock, mark))
        });
        next = match (next, first) {
            (Some(next), Some(first)) => Some(std::cmp::min(next, first)),
            (next, first) => next.or(first),
        };
    });
    next
}

/// Everything that is to be told at `now`, in the order in which it came to pass.
pub fn fired(
    record: &Record,
    policy: &Policy,
    priority: Priority,
    hours: &dyn Hours,
    now: DateTime<Utc>,
) -> Vec<Fired> {
    let mut passed = vec![];
    courses(record, policy, priority, |course| {
        for mark in untold(record, policy, &course) {
            match course.passes(hours, amount(&course, mark)) {
                Some(at) if at <= now => passed.push((at, course.clock, mark, course)),
                _ => break,
            }
        }
    });
    passed.sort_by_key(|(at, clock, mark, course)| (*at, *clock, *mark, course.started));
    // Two messages of the same second start one clock.
    passed.dedup_by_key(|(at, clock, mark, course)| (*at, *clock, *mark, course.started));
    let told = passed.into_iter();
    told.map(|(at, _, mark, course)| tell(&course, mark, at, policy, hours)).collect()
}

/// The parts of a target in `percents`, other than those at which `policy` warns, that are still to
/// be told of a clock that runs, each with the instant at which it passes.
pub fn shares(
    record: &Record,
    policy: &Policy,
    priority: Priority,
    hours: &dyn Hours,
    percents: &[u8],
) -> Vec<(DateTime<Utc>, Warned)> {
    let mut shares = vec![];
    if percents.is_empty() {
        return shares;
    }
    courses(record, policy, priority, |course| {
        let Course { clock, started, target, .. } = course;
        let untold = |percent: &&u8| {
            !policy.warnings.contains(*percent) && !record.has_warned(clock, started, **percent)
        };
        for percent in percents.iter().filter(|_| runs(&course)).filter(untold) {
            if let Some(at) = course.passes(hours, target.part(*percent)) {
                let due = course.passes(hours, target.length());
                shares.push((at, Warned { clock, percent: *percent, due, started }));
            }
        }
    });
    shares.sort_by_key(|(at, share)| (*at, share.clock, share.percent));
    shares
}

/// Whether `course` neither ended nor stands still.
fn runs(course: &Course) -> bool {
    course.end.is_none() && course.paused_since().is_none()
}

/// The marks of `course` that may still be told, in order.
fn untold<'p>(
    record: &'p Record,
    policy: &'p Policy,
    course: &Course<'p>,
) -> impl Iterator<Item = Mark> + use<'p> {
    let Course { clock, started, end, .. } = *course;
    let runs = runs(course);
    let held =
        record.terms().last().is_none_or(|terms| end.is_none_or(|end| terms.since <= end.at));
    let warnings = policy.warnings.iter().copied().filter(move |_| runs);
    let warnings = warnings.filter(move |percent| !record.has_warned(clock, started, *percent));
    let breach = Some(Mark::Breach).filter(|_| held && !record.has_breached(clock, started));
    warnings.map(Mark::Warning).chain(breach)
}

fn amount(course: &Course, mark: Mark) -> TimeDelta {
    match mark {
        Mark::Warning(percent) => course.target.part(percent),
        Mark::Breach => course.target.length(),
    }
}

fn tell(
    course: &Course,
    mark: Mark,
    at: DateTime<Utc>,
    policy: &Policy,
    hours: &dyn Hours,
) -> Fired {
    let Course { clock, started, target, .. } = *course;
    match mark {
        Mark::Warning(percent) => {
            let due = course.passes(hours, target.length());
            Fired::Warned(Warned { clock, percent, due, started })
        }
        Mark::Breach => {
            let (policy, version) = (policy.id.clone(), policy.version);
            Fired::Breached(Breached { clock, due: at, started, policy, version })
        }
    }
}
