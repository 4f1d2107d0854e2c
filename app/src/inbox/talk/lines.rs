//! The order in which a thread's messages and events stand, and where a day begins. Pure.

use chrono::{DateTime, NaiveDate, Utc};
use desk::ids::MessageId;

/// One line of a thread, by what it shows.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Line {
    Day(NaiveDate),
    Said(MessageId),
    /// The event with this revision.
    Done(u64),
}

/// A message's place in the thread: Meta's time, its turn in that second, and its name.
pub(super) type Place = (DateTime<Utc>, String, MessageId);

/// Messages and events by time, with a line before the first of each day.
pub(super) fn lines(
    said: &[Place],
    done: &[(DateTime<Utc>, u64)],
    day_of: impl Fn(DateTime<Utc>) -> NaiveDate,
) -> Vec<Line> {
    let said = said.iter().map(|(at, _, id)| (*at, Line::Said(id.clone())));
    let mut all: Vec<(DateTime<Utc>, Line)> =
        said.chain(done.iter().map(|(at, rev)| (*at, Line::Done(*rev)))).collect();
    // Stable: at the same instant messages stand before events, each in their own order.
    all.sort_by_key(|(at, _)| *at);
    let mut lines = Vec::with_capacity(all.len() + 4);
    let mut today = None;
    for (at, line) in all {
        let day = day_of(at);
        if today.is_none_or(|today| today < day) {
            lines.push(Line::Day(day));
            today = Some(day);
        }
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::samples;
    use chrono::Duration;

    fn said(id: &str, minutes: i64) -> Place {
        (samples::morning() + Duration::minutes(minutes), String::new(), id.into())
    }

    #[test]
    fn messages_and_events_stand_by_time_under_their_days() {
        let said = [said("a", 0), said("b", 10), said("c", 24 * 60)];
        let done = [(samples::morning() + Duration::minutes(5), 7)];
        let day = samples::morning().date_naive();
        let lines = lines(&said, &done, |at| at.date_naive());
        assert_eq!(
            lines,
            [
                Line::Day(day),
                Line::Said("a".into()),
                Line::Done(7),
                Line::Said("b".into()),
                Line::Day(day.succ_opt().expect("there is a tomorrow")),
                Line::Said("c".into()),
            ]
        );
    }

    #[test]
    fn the_readers_zone_decides_where_a_day_begins() {
        let said = [said("a", 0), said("b", 60)];
        let far_east = crate::time::zone(14 * 60 + 30);
        let lines = lines(&said, &[], |at| at.with_timezone(&far_east).date_naive());
        assert_eq!(lines.iter().filter(|line| matches!(line, Line::Day(_))).count(), 2);
    }

    #[test]
    fn an_empty_thread_has_no_day() {
        assert_eq!(lines(&[], &[], |at| at.date_naive()), []);
    }
}
