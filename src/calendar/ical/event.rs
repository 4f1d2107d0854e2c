//! One event of an iCalendar file, and the closed days that it stands for.

use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta, Timelike};

use super::line::Line;
use super::moment::Moment;
use super::{LONGEST_EVENT, Skipped, Why};
use crate::calendar::boundary::Side;
use crate::calendar::interval::DAY;
use crate::calendar::{Exception, Interval, LONGEST_NAME, When};
use crate::zone::Zone;

/// An event as far as it was read.
#[derive(Debug)]
pub(super) struct Event {
    /// The line on which it begins.
    pub(super) line: usize,
    start: Option<Line>,
    end: Option<Line>,
    recurrence: Option<Line>,
    name: String,
    /// The first thing that leaves it out.
    refused: Option<Skipped>,
}

impl Event {
    pub(super) fn begun(line: usize) -> Self {
        let name = String::new();
        Self { line, start: None, end: None, recurrence: None, name, refused: None }
    }

    /// Takes one of its properties in.
    pub(super) fn take(&mut self, line: Line) {
        match line.name.as_str() {
            "DTSTART" => self.start = Some(line),
            "DTEND" => self.end = Some(line),
            "SUMMARY" => self.name = line.text().chars().take(LONGEST_NAME).collect(),
            "RRULE" if self.recurrence.is_none() => self.recurrence = Some(line),
            "RRULE" | "EXRULE" | "RDATE" | "EXDATE" | "RECURRENCE-ID" => {
                self.refuse(line.number, Why::Recurrence);
            }
            "DURATION" => self.refuse(line.number, Why::Duration),
            "STATUS" if line.value.trim().eq_ignore_ascii_case("CANCELLED") => {
                self.refuse(line.number, Why::Cancelled);
            }
            _ => {}
        }
    }

    /// Leaves it out for what stands on `line`, unless it is left out already.
    pub(super) fn refuse(&mut self, line: usize, why: Why) {
        self.refused = self.refused.or(Some(Skipped { line, why }));
    }

    /// The days that it closes, each once.
    pub(super) fn holidays(self, zone: &Zone) -> Result<Vec<Exception>, Skipped> {
        if let Some(refused) = self.refused {
            return Err(refused);
        }
        let (start, end) = self.lasts(zone)?;
        let when: fn(NaiveDate) -> When = match &self.recurrence {
            None => |date| When::Once { date },
            Some(rule) if is_yearly(rule, start.date()) => When::yearly,
            Some(rule) => return Err(Skipped { line: rule.number, why: Why::Recurrence }),
        };
        let days = days(start, end).into_iter();
        let closed = |(date, hours)| Exception::closed(when(date), &self.name, vec![hours]);
        Ok(days.map(closed).collect())
    }

    /// When it starts and ends on the wall of `zone`.
    fn lasts(&self, zone: &Zone) -> Result<(NaiveDateTime, NaiveDateTime), Skipped> {
        let line = self.start.as_ref().ok_or(Skipped { line: self.line, why: Why::NoStart })?;
        let skipped = |why| Skipped { line: line.number, why };
        let start = Moment::read(line, zone, Side::Opening).map_err(skipped)?;
        let end = match &self.end {
            Some(line) => Moment::read(line, zone, Side::Closing)
                .map_err(|why| Skipped { line: line.number, why })?,
            None => start,
        };
        let day = TimeDelta::days(if start.is_a_date && end == start { 1 } else { 0 });
        let end = end.wall + day;
        if end <= start.wall {
            Err(skipped(Why::NoLength))
        } else if end - start.wall > TimeDelta::days(LONGEST_EVENT) {
            Err(skipped(Why::EventTooLong))
        } else {
            Ok((start.wall, end))
        }
    }
}

/// What the time from `start` to `end` takes of each date, to whole minutes: one that is begun is
/// taken.
fn days(start: NaiveDateTime, end: NaiveDateTime) -> Vec<(NaiveDate, Interval)> {
    let dates = start.date().iter_days().take_while(|date| *date <= end.date());
    let seconds = |wall: NaiveDateTime| wall.num_seconds_from_midnight();
    let hours = dates.filter_map(|date| {
        let first = if date == start.date() { (seconds(start) / 60) as u16 } else { 0 };
        let last = if date == end.date() { seconds(end).div_ceil(60) as u16 } else { DAY };
        Some((date, Interval::lasting(first..last)?))
    });
    hours.collect()
}

/// Whether a recurrence rule (RFC 5545 §3.3.10) says: on the date of `start`, every year, for ever.
fn is_yearly(rule: &Line, start: NaiveDate) -> bool {
    let rule = rule.value.trim().to_ascii_uppercase();
    let parts: Vec<(&str, &str)> =
        rule.split(';').map(|part| part.split_once('=').unwrap_or((part, ""))).collect();
    let says = |name: &str| parts.iter().find(|(known, _)| *known == name).map(|(_, value)| *value);
    let each_is_known = parts.iter().all(|(name, value)| match *name {
        "FREQ" => *value == "YEARLY",
        "INTERVAL" => *value == "1",
        "BYMONTH" => value.parse() == Ok(start.month()),
        // Without a month it would be a day of every month.
        "BYMONTHDAY" => says("BYMONTH").is_some() && value.parse() == Ok(start.day()),
        // The week begins on some day, which moves no date.
        "WKST" => true,
        _ => false,
    });
    each_is_known && says("FREQ").is_some()
}
