//! What time brings about for one ticket, and when: reckoned from its story, from what was laid down
//! and from the hours by hand.

use chrono::{DateTime, Days, NaiveTime, TimeDelta, TimeZone, Timelike, Utc};
use chrono_tz::Tz;

use super::super::moment;
use super::super::openings::Openings;
use super::laid::Laid;
use super::story::{Stop, Story, Wait};
use crate::ids::TeamId;
use crate::routing::Timer;
use crate::sla::{ClockKind, Counting, Policy, Target};

/// Something that time brings about, once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in super::super) enum Moment {
    /// So many percent of a clock's target have passed; all of it is the breach.
    Mark { clock: ClockKind, started: DateTime<Utc>, percent: u8 },
    /// What rules wait for, counted from an instant; a time of day, that instant.
    Came { timer: Timer, of: DateTime<Utc> },
    /// The end of a snooze.
    Wakes { at: DateTime<Utc> },
}

impl Moment {
    pub(super) fn is_breach(&self) -> bool {
        matches!(self, Moment::Mark { percent: 100, .. })
    }

    /// Whether this is the breach of the same clock, which may have begun earlier by now.
    pub(super) fn is_breach_of(&self, other: &Moment) -> bool {
        match (self, other) {
            (
                Moment::Mark { clock, started, percent: 100 },
                Moment::Mark { clock: known, started: since, percent: 100 },
            ) => clock == known && started <= since,
            _ => false,
        }
    }
}

/// A moment and its time.
#[derive(Debug, Clone, Copy)]
pub(super) struct Due {
    pub(super) moment: Moment,
    pub(super) at: DateTime<Utc>,
    /// The time that is told with it: an earlier one, where a follow-up that was to leave and didn't
    /// waits for the morning.
    pub(super) told: DateTime<Utc>,
}

impl Due {
    fn at(moment: Moment, at: DateTime<Utc>) -> Self {
        Self { moment, at, told: at }
    }
}

/// A ticket, as far as it decides what comes when.
pub(super) struct Case<'a> {
    pub(super) story: &'a Story,
    pub(super) team: Option<&'a TeamId>,
    /// Where its customer is.
    pub(super) zone: Tz,
    pub(super) laid: &'a Laid,
}

/// One run of a clock.
struct Run<'a> {
    clock: ClockKind,
    from: DateTime<Utc>,
    end: Option<DateTime<Utc>>,
    stops: Vec<&'a Stop>,
}

impl Case<'_> {
    fn hours(&self) -> &Openings {
        self.laid.hours(self.team)
    }

    /// All of it as of `now`, whether it was told already or not.
    pub(super) fn dues(&self, now: DateTime<Utc>) -> Vec<Due> {
        let mut dues = vec![];
        self.marks(&mut dues);
        if !self.story.settled {
            dues.extend(self.story.snoozed.map(|at| Due::at(Moment::Wakes { at }, at)));
            let timers = self.laid.timers.iter();
            let since = self.laid.since;
            // What passed before it was laid down is none of its business.
            dues.extend(timers.flat_map(|it| self.came(*it, now)).filter(|due| due.told > since));
        }
        dues
    }

    /// The marks of all clocks, under the policy that was applied last if it is in force still.
    fn marks(&self, dues: &mut Vec<Due>) {
        let Some((terms, _)) = &self.story.terms else { return };
        let Some(policy) = self.laid.in_force(terms) else { return };
        for Wait { clock, from, until } in self.story.waits() {
            self.marks_of(&Run { clock, from, end: until, stops: vec![] }, policy, dues);
        }
        let Story { opened, resolved, stops, .. } = self.story;
        let stops: Vec<&Stop> = stops.iter().filter(|stop| stop.settled || policy.pauses).collect();
        let settled = stops.last().filter(|last| last.settled && last.until.is_none());
        let total = settled.map(|last| last.from);
        let (from, first) = (*opened, ClockKind::FirstResolution);
        self.marks_of(
            &Run { clock: first, from, end: *resolved, stops: stops.clone() },
            policy,
            dues,
        );
        let clock = ClockKind::TotalResolution;
        self.marks_of(&Run { clock, from, end: total, stops }, policy, dues);
    }

    fn marks_of(&self, run: &Run<'_>, policy: &Policy, dues: &mut Vec<Due>) {
        let Some((terms, since)) = &self.story.terms else { return };
        let Some(target) = terms.targets.of(run.clock) else { return };
        let (clock, started) = (run.clock, run.from);
        let mut owe = |percent, after: Option<DateTime<Utc>>| {
            let at = self.passes(run, target, percent).filter(|at| after.is_none_or(|it| *at > it));
            dues.extend(at.map(|at| Due::at(Moment::Mark { clock, started, percent }, at)));
        };
        // Whoever has come to an end, or stands still, gives no warning any more.
        let stands = run.stops.last().is_some_and(|last| last.until.is_none());
        if run.end.is_none() && !stands {
            policy.warnings.iter().for_each(|percent| owe(*percent, None));
            let shares = self.laid.shares.iter().filter(|it| !policy.warnings.contains(it));
            shares.for_each(|percent| owe(*percent, Some(self.laid.since)));
        }
        // What had ended before the terms held is not judged by them.
        if run.end.is_none_or(|end| *since <= end) {
            owe(100, None);
        }
    }

    /// When so much of the target has passed; never, if the clock ended or stood still before.
    fn passes(&self, run: &Run<'_>, target: Target, percent: u8) -> Option<DateTime<Utc>> {
        let always = &self.laid.always;
        let hours = if target.counts == Counting::Working { self.hours() } else { always };
        let seconds = (i64::from(target.minutes) * 60 * i64::from(percent) + 99) / 100;
        let (mut left, mut from) = (TimeDelta::seconds(seconds), run.from);
        for stop in &run.stops {
            if run.end.is_some_and(|end| stop.from >= end) {
                break;
            }
            let ran = hours.between(from, stop.from);
            if ran >= left {
                return Some(hours.after(from, left));
            }
            left -= ran;
            from = stop.until?.max(run.from);
        }
        let at = hours.after(from, left);
        match run.end {
            Some(end) if hours.between(from, end) < left => None,
            _ => Some(at),
        }
    }

    /// What rules wait for of that kind, and when.
    fn came(&self, timer: Timer, now: DateTime<Utc>) -> Vec<Due> {
        let minutes = |minutes: u32| TimeDelta::minutes(minutes.into());
        let due = |of, at| Due::at(Moment::Came { timer, of }, at);
        let Story { unanswered, answer, window_ends, opened, .. } = self.story;
        match timer {
            Timer::SlaShare { .. } => vec![],
            Timer::Unanswered { working_minutes } => {
                let at = |since| self.hours().after(since, minutes(working_minutes));
                unanswered.iter().map(|since| due(*since, at(*since))).collect()
            }
            Timer::CustomerSilent { working_minutes } => {
                let silent = answer.iter().filter(|_| unanswered.is_none());
                let due = |since| {
                    let planned = self.hours().after(since, minutes(working_minutes));
                    let (at, told) = match self.laid.follow_ups.contains(&timer) {
                        true => self.leaves(planned, now),
                        false => (planned, planned),
                    };
                    Due { moment: Moment::Came { timer, of: since }, at, told }
                };
                silent.map(|(_, since)| due(*since)).collect()
            }
            Timer::WindowClosing { minutes: left } => {
                let at = |end| self.closes(end, minutes(left));
                let open = window_ends.iter().filter(|end| **end > now);
                open.map(|end| due(*end, at(*end))).collect()
            }
            Timer::TimeOfDay { minute } => {
                // The next, or that of today, and the one after it.
                let begun = self.story.unsettled_since().max(self.laid.since).max(*opened);
                let next = time_of_day(minute, begun.max(now - TimeDelta::days(1)));
                [next, time_of_day(minute, next)].map(|at| due(at, at)).into()
            }
        }
    }

    /// With so much of the window's working time left; by the clock, if it has none.
    fn closes(&self, end: DateTime<Utc>, left: TimeDelta) -> DateTime<Utc> {
        let (hours, start) = (self.hours(), end - TimeDelta::hours(24));
        let whole = hours.between(start, end);
        if whole.is_zero() { end - left } else { hours.after(start, whole - left) }
    }

    /// When a message leaves that is planned for then, if it did not by `now`; and when it should have.
    fn leaves(&self, planned: DateTime<Utc>, now: DateTime<Utc>) -> (DateTime<Utc>, DateTime<Utc>) {
        let leaves = self.allowed(planned);
        let next = self.allowed(now);
        if now <= leaves || next == now { (leaves, leaves) } else { (next, leaves) }
    }

    /// The first instant of working time, not before `at`, between nine and nine where the customer is.
    fn allowed(&self, at: DateTime<Utc>) -> DateTime<Utc> {
        let open = self.hours().next(at);
        let wall = open.with_timezone(&self.zone);
        let day = match wall.hour() {
            9..21 => return open,
            0..9 => wall.date_naive(),
            _ => wall.date_naive() + Days::new(1),
        };
        let nine = NaiveTime::from_hms_opt(9, 0, 0).expect("a time");
        let morning = self.zone.from_local_datetime(&day.and_time(nine)).single();
        self.allowed(morning.expect("no clock changes at nine").to_utc())
    }
}

/// The next time that the clock in Madrid shows that minute, after `since`.
fn time_of_day(minute: u32, since: DateTime<Utc>) -> DateTime<Utc> {
    let part = |part: u32| u8::try_from(part).expect("a part of a day");
    let wall = (part(minute / 60), part(minute % 60));
    let today = since.date_naive();
    let days = [today - Days::new(1), today, today + Days::new(1), today + Days::new(2)];
    let days = days.into_iter().map(|day| moment(day, wall));
    days.into_iter().find(|at| *at > since).expect("every day has it")
}
