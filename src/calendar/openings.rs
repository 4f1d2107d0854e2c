//! A calendar's openings as instants, found by walking its days.
//!
//! Here a calendar answers for itself, day by day: at most five years of days, where nothing opens.
//! [`Timetable`](super::Timetable) is for who asks often.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;

use super::boundary::{Side, instant};
use super::minutes::Stretch;
use super::{Calendar, HORIZON, Hours};

/// From one instant to another, holding the first and not the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) start: DateTime<Utc>,
    pub(super) end: DateTime<Utc>,
}

impl Span {
    /// The span that `stretch`, counted on the wall from the first midnight of `date`, really lasts.
    fn on(date: NaiveDate, stretch: &Stretch, zone: Tz) -> Self {
        let boundary = |minute: u16, side| {
            let midnight = date.and_time(NaiveTime::MIN);
            let wall = midnight.checked_add_signed(TimeDelta::minutes(minute.into()));
            instant(zone, wall.unwrap_or(midnight), side)
        };
        let start = boundary(stretch.start, Side::Opening);
        Self { start, end: boundary(stretch.end, Side::Closing) }
    }

    pub(super) fn length(self) -> TimeDelta {
        self.end - self.start
    }
}

/// The end of the horizon that begins at `at`.
pub(super) fn horizon(at: DateTime<Utc>) -> DateTime<Utc> {
    at.checked_add_signed(HORIZON).unwrap_or(DateTime::<Utc>::MAX_UTC)
}

impl Calendar {
    /// What is open from `from` to `until`, in order. No two spans overlap; they may touch.
    pub(super) fn openings(
        &self,
        from: DateTime<Utc>,
        until: DateTime<Utc>,
    ) -> impl Iterator<Item = Span> + '_ {
        let zone = self.zone.rules();
        let mut reached = from;
        self.days(from, until)
            .flat_map(move |(date, stretches)| {
                stretches.into_iter().map(move |stretch| Span::on(date, &stretch, zone))
            })
            .take_while(move |span| span.start < until)
            .filter_map(move |span| {
                let span = Span { start: span.start.max(reached), end: span.end.min(until) };
                reached = reached.max(span.end);
                (span.start < span.end).then_some(span)
            })
    }

    /// Every date whose hours may touch the time from `from` to `until`, with these hours. A night
    /// reaches one date further, and a clock set back over midnight one more.
    fn days(
        &self,
        from: DateTime<Utc>,
        until: DateTime<Utc>,
    ) -> impl Iterator<Item = (NaiveDate, Vec<Stretch>)> + '_ {
        let first = self.zone.wall(from).date().checked_sub_days(Days::new(2));
        let first = first.unwrap_or(NaiveDate::MIN);
        let last = self.zone.wall(until).date().checked_add_days(Days::new(1));
        let last = last.unwrap_or(NaiveDate::MAX);
        let dates = first.iter_days().take_while(move |date| *date <= last);
        dates.scan(self.plan(first), move |plan, date| {
            let tomorrow = self.plan(date.succ_opt().unwrap_or(date));
            let stretches = std::mem::replace(plan, tomorrow).followed_by(plan);
            Some((date, stretches))
        })
    }

    /// When what is open at `at` closes. `None` if nothing is open then, or nothing closes within
    /// the [`HORIZON`].
    pub fn closes_at(&self, at: DateTime<Utc>) -> Option<DateTime<Utc>> {
        if !self.is_open(at) {
            return None;
        }
        let until = horizon(at);
        let mut end = at;
        for span in self.openings(at, until) {
            if span.start > end {
                break;
            }
            end = span.end;
        }
        Some(end).filter(|end| *end < until)
    }
}

impl Hours for Calendar {
    fn between(&self, from: DateTime<Utc>, until: DateTime<Utc>) -> TimeDelta {
        self.openings(from, until).map(Span::length).sum()
    }

    fn after(&self, from: DateTime<Utc>, working: TimeDelta) -> Option<DateTime<Utc>> {
        if working <= TimeDelta::zero() {
            return Some(from);
        }
        let mut left = working;
        for span in self.openings(from, horizon(from)) {
            if left <= span.length() {
                return Some(span.start + left);
            }
            left -= span.length();
        }
        None
    }

    fn is_open(&self, at: DateTime<Utc>) -> bool {
        let until = at.checked_add_signed(TimeDelta::seconds(1)).unwrap_or(at);
        self.openings(at, until).any(|span| span.start == at)
    }

    fn next_opening(&self, at: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.openings(at, horizon(at)).next().map(|span| span.start)
    }
}
