//! One date: which of week, holidays and openings rules it, and the hours that come of it.

use chrono::{Datelike, NaiveDate};

use super::interval::DAY;
use super::minutes::{Stretch, merged, without};
use super::{Calendar, Exception, Interval, Kind};

/// What a date wants for itself, before the next date has had its say.
pub(super) struct Plan<'c> {
    /// The exception that rules the date.
    pub(super) because: Option<&'c Exception>,
    /// What is open of the hours that start on the date.
    hours: Vec<Stretch>,
    /// What of the date is closed to the night before.
    closed: Vec<Stretch>,
}

impl Plan<'_> {
    /// The date's own hours, up to 24 hours past its end, less what `tomorrow` closes of them.
    pub(super) fn followed_by(self, tomorrow: &Plan<'_>) -> Vec<Stretch> {
        let closed = tomorrow.closed.iter().map(|part| part.start + DAY..part.end + DAY);
        without(self.hours, closed)
    }
}

impl Calendar {
    /// What `date` wants for itself.
    pub(super) fn plan(&self, date: NaiveDate) -> Plan<'_> {
        let (mut opening, mut holiday, mut closed) = (None, None, vec![]);
        for exception in self.exceptions.iter().filter(|exception| exception.when.falls_on(date)) {
            match exception.kind {
                Kind::Open => opening = first(opening, exception),
                Kind::Closed => {
                    holiday = first(holiday, exception);
                    closed.extend(exception.hours.iter().map(|hours| hours.stretch()));
                }
            }
        }
        if let Some(opening) = opening {
            // To the night before the whole date is closed.
            let closed = vec![Interval::WHOLE_DAY.stretch()];
            return Plan { because: Some(opening), hours: stretches(&opening.hours), closed };
        }
        let closed = merged(closed);
        let with_the_night = closed.iter().map(|part| match part.end {
            end if end < DAY => part.start..end,
            _ => part.start..2 * DAY,
        });
        let hours = without(stretches(self.week.on(date.weekday())), with_the_night);
        Plan { because: holiday, hours, closed }
    }

    /// The hours that start on `date`, in order, up to 24 hours past its end.
    pub(super) fn stretches(&self, date: NaiveDate) -> Vec<Stretch> {
        let tomorrow = date.succ_opt().unwrap_or(date);
        self.plan(date).followed_by(&self.plan(tomorrow))
    }
}

fn stretches(hours: &[Interval]) -> Vec<Stretch> {
    merged(hours.iter().map(|interval| interval.stretch()))
}

/// Of two exceptions the one with the single date, else the one that was there.
fn first<'c>(known: Option<&'c Exception>, other: &'c Exception) -> Option<&'c Exception> {
    match known {
        Some(known) if known.when <= other.when => Some(known),
        _ => Some(other),
    }
}
