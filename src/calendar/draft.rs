//! A calendar as somebody typed it, and the one place that judges it.
//!
//! Everything is text here, so that a mistake has a place and a name instead of failing on the way
//! in. Intervals of a day may overlap: together they are one.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::problem::{LONGEST_NAME, MOST_EXCEPTIONS, MOST_INTERVALS};
use super::{Calendar, Clock, Exception, Interval, Kind, Mistake, Place, Problem, Week, When};
use crate::ids::CalendarId;
use crate::zone::Zone;

/// An entered calendar.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Draft {
    pub name: String,
    /// An IANA name.
    pub zone: String,
    pub week: Week<Vec<Entry>>,
    pub exceptions: Vec<DraftException>,
}

/// Entered hours. An end not after the start is tomorrow's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Such as `09:00`.
    pub from: String,
    /// Such as `18:00`; midnight is `24:00` or `00:00`.
    pub until: String,
}

/// An entered holiday or opening.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftException {
    /// `2026-12-25`, or `12-25` for every year.
    pub date: String,
    #[serde(default)]
    pub name: String,
    pub kind: Kind,
    /// Closed without hours is closed all day.
    #[serde(default)]
    pub hours: Vec<Entry>,
}

impl Draft {
    /// What somebody would type to enter `calendar`.
    pub fn of(calendar: &Calendar) -> Self {
        let entries = |hours: &[Interval]| hours.iter().map(Entry::of).collect();
        let exceptions = calendar.exceptions.iter().map(|exception| DraftException {
            date: exception.when.to_string(),
            name: exception.name.clone(),
            kind: exception.kind,
            hours: entries(&exception.hours),
        });
        Self {
            name: calendar.name.clone(),
            zone: calendar.zone.name().to_owned(),
            week: Week::by_day(|day| entries(calendar.week.on(day))),
            exceptions: exceptions.collect(),
        }
    }

    /// The calendar that the draft describes, as a first version (see [`Calendar::next_version`]); or
    /// everything that is wrong with it, from top to bottom.
    pub fn check(&self, id: CalendarId) -> Result<Calendar, Vec<Problem>> {
        let mut problems = vec![];
        let name = self.name.trim();
        if name.is_empty() {
            problems.push(Problem::new(Place::Name, Mistake::Missing));
        } else if name.chars().count() > LONGEST_NAME {
            problems.push(Problem::new(Place::Name, Mistake::TooLong));
        }
        let zone = Zone::named(self.zone.trim());
        if zone.is_none() {
            problems.push(Problem::new(Place::Zone, Mistake::UnknownZone));
        }
        let week = Week::by_day(|day| {
            let place = |line| Place::Week { day, line };
            intervals(self.week.on(day), Entry::interval, place, &mut problems)
        });
        let exceptions = self.check_exceptions(&mut problems);
        match zone {
            Some(zone) if problems.is_empty() => {
                Ok(Calendar { exceptions, ..Calendar::new(id, name, zone, week) })
            }
            _ => Err(problems),
        }
    }

    fn check_exceptions(&self, problems: &mut Vec<Problem>) -> Vec<Exception> {
        let mut known = BTreeSet::new();
        let mut exceptions = vec![];
        for (line, entered) in self.exceptions.iter().enumerate().take(MOST_EXCEPTIONS) {
            let Some(exception) = entered.check(line, problems) else { continue };
            if !known.insert((exception.when, exception.kind)) {
                problems.push(Problem::new(entered.place(line), Mistake::DuplicateDate));
            }
            exceptions.push(exception);
        }
        if let Some(entered) = self.exceptions.get(MOST_EXCEPTIONS) {
            problems.push(Problem::new(entered.place(MOST_EXCEPTIONS), Mistake::TooMany));
        }
        exceptions
    }
}

impl DraftException {
    fn place(&self, line: usize) -> Place {
        Place::Exception { line, date: self.date.clone() }
    }

    /// The exception on that line, if it has a date; and what is wrong with it.
    fn check(&self, line: usize, problems: &mut Vec<Problem>) -> Option<Exception> {
        let name = self.name.trim();
        let when = When::written(&self.date);
        let mistakes = [
            (when.is_none(), Mistake::NotADate),
            (name.chars().count() > LONGEST_NAME, Mistake::TooLong),
            (self.kind == Kind::Open && self.hours.is_empty(), Mistake::NothingOpen),
        ];
        let made = mistakes.into_iter().filter(|(made, _)| *made);
        problems.extend(made.map(|(_, mistake)| Problem::new(self.place(line), mistake)));
        let hours = self.check_hours(line, problems);
        Some(Exception { when: when?, name: name.to_owned(), kind: self.kind, hours })
    }

    fn check_hours(&self, exception: usize, problems: &mut Vec<Problem>) -> Vec<Interval> {
        let place = |line| Place::Hours { exception, date: self.date.clone(), line };
        match self.kind {
            Kind::Closed if self.hours.is_empty() => vec![Interval::WHOLE_DAY],
            Kind::Closed => intervals(&self.hours, Entry::closure, place, problems),
            Kind::Open => intervals(&self.hours, Entry::interval, place, problems),
        }
    }
}

impl Entry {
    fn of(interval: &Interval) -> Self {
        Self { from: interval.opens().to_string(), until: interval.closes().to_string() }
    }

    fn interval(&self) -> Result<Interval, Mistake> {
        let from = Clock::written(&self.from).filter(|from| *from < Clock::at(24, 0));
        let from = from.ok_or(Mistake::NotATime)?;
        let until = Clock::written(&self.until).ok_or(Mistake::NotATime)?;
        Interval::from_to(from, until).ok_or(Mistake::NoLength)
    }

    /// The same for hours that must end by midnight.
    fn closure(&self) -> Result<Interval, Mistake> {
        match self.interval()? {
            interval if interval.crosses_midnight() => Err(Mistake::Reversed),
            interval => Ok(interval),
        }
    }
}

/// The intervals that `entries` say, with a problem for each that says none.
fn intervals(
    entries: &[Entry],
    read: impl Fn(&Entry) -> Result<Interval, Mistake>,
    place: impl Fn(usize) -> Place,
    problems: &mut Vec<Problem>,
) -> Vec<Interval> {
    let mut intervals = vec![];
    for (line, entry) in entries.iter().enumerate().take(MOST_INTERVALS) {
        match read(entry) {
            Ok(interval) => intervals.push(interval),
            Err(mistake) => problems.push(Problem::new(place(line), mistake)),
        }
    }
    if entries.len() > MOST_INTERVALS {
        problems.push(Problem::new(place(MOST_INTERVALS), Mistake::TooMany));
    }
    intervals
}
