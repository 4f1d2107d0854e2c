//! Walks the parts of an iCalendar file (RFC 5545 §3.4 and §3.6) and gathers what its events close.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::event::Event;
use super::line::Line;
use super::{Import, Skipped, Why};
use crate::calendar::minutes::merged;
use crate::calendar::{Exception, Interval, LONGEST_NAME, MOST_EXCEPTIONS, When};
use crate::zone::Zone;

/// What was read so far.
struct Reader<'z> {
    zone: &'z Zone,
    /// The parts that have begun and not ended, outermost first, each with its line.
    parts: Vec<(usize, String)>,
    /// The event among them.
    event: Option<Event>,
    holidays: BTreeMap<When, Exception>,
    skipped: Vec<Skipped>,
}

/// What `lines` say, as far as they are a calendar.
pub(super) fn read(lines: impl Iterator<Item = Result<Line, usize>>, zone: &Zone) -> Import {
    let mut reader =
        Reader { zone, parts: vec![], event: None, holidays: BTreeMap::new(), skipped: vec![] };
    let mut lines = lines.peekable();
    let lost = if lines.peek().is_none() {
        Some(Skipped { line: 1, why: Why::NotACalendar })
    } else {
        let lost = lines.find_map(|line| reader.take(line).err());
        let open = reader.parts.last();
        lost.or(open.map(|(line, _)| Skipped { line: *line, why: Why::Unbalanced }))
    };
    reader.skipped.extend(lost);
    Import { holidays: reader.holidays.into_values().collect(), skipped: reader.skipped }
}

impl Reader<'_> {
    /// Takes one line in. After an error nothing that follows can be trusted.
    fn take(&mut self, line: Result<Line, usize>) -> Result<(), Skipped> {
        match line {
            Ok(line) if line.name == "BEGIN" => self.begin(&line),
            Ok(line) if line.name == "END" => self.end(&line),
            Ok(Line { number, .. }) | Err(number) if self.parts.is_empty() => {
                Err(Skipped { line: number, why: Why::NotACalendar })
            }
            Ok(line) => {
                // An alarm within the event is a part of its own, and its properties are not ours.
                if let (Some(event), [_, _]) = (&mut self.event, self.parts.as_slice()) {
                    event.take(line);
                }
                Ok(())
            }
            Err(number) => {
                match &mut self.event {
                    Some(event) => event.refuse(number, Why::Unreadable),
                    None => self.skipped.push(Skipped { line: number, why: Why::Unreadable }),
                }
                Ok(())
            }
        }
    }

    fn begin(&mut self, line: &Line) -> Result<(), Skipped> {
        let part = line.value.trim().to_ascii_uppercase();
        match (self.parts.len(), part.as_str()) {
            (0, "VCALENDAR") | (1, "VTIMEZONE") | (2.., _) => {}
            (0, _) => return Err(Skipped { line: line.number, why: Why::NotACalendar }),
            (1, "VEVENT") => self.event = Some(Event::begun(line.number)),
            (1, _) => self.skipped.push(Skipped { line: line.number, why: Why::NotAnEvent }),
        }
        self.parts.push((line.number, part));
        Ok(())
    }

    fn end(&mut self, line: &Line) -> Result<(), Skipped> {
        let part = line.value.trim();
        match self.parts.pop() {
            Some((_, begun)) if begun.eq_ignore_ascii_case(part) => {}
            Some(_) => return Err(Skipped { line: line.number, why: Why::Unbalanced }),
            None => return Err(Skipped { line: line.number, why: Why::NotACalendar }),
        }
        let ended = self.event.take_if(|_| self.parts.len() == 1);
        ended.into_iter().for_each(|event| self.conclude(event));
        Ok(())
    }

    /// Enters the days of an event that has ended: all of them, or none.
    fn conclude(&mut self, event: Event) {
        let line = event.line;
        match event.holidays(self.zone) {
            Err(skipped) => self.skipped.push(skipped),
            Ok(days) => {
                let new = days.iter().filter(|day| !self.holidays.contains_key(&day.when));
                if self.holidays.len() + new.count() > MOST_EXCEPTIONS {
                    self.skipped.push(Skipped { line, why: Why::TooMany });
                } else {
                    days.into_iter().for_each(|day| self.close(day));
                }
            }
        }
    }

    fn close(&mut self, day: Exception) {
        match self.holidays.entry(day.when) {
            Entry::Vacant(place) => {
                place.insert(day);
            }
            Entry::Occupied(mut known) => join(known.get_mut(), day),
        }
    }
}

/// Makes one closed day of two on the same date.
fn join(known: &mut Exception, other: Exception) {
    let hours = known.hours.iter().chain(&other.hours).map(|hours| hours.stretch());
    known.hours = merged(hours).into_iter().filter_map(Interval::lasting).collect();
    if known.name.is_empty() {
        known.name = other.name;
    } else if !known.name.contains(&other.name) {
        let both = format!("{}, {}", known.name, other.name);
        known.name = both.chars().take(LONGEST_NAME).collect();
    }
}
