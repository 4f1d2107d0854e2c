//! When a trigger that has a time is due. The due index itself is the store's.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::trigger::Trigger;
use super::wall;
use crate::calendar::Hours;
use crate::window;
use crate::zone::Zone;

/// What is waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Timer {
    /// A share of an SLA clock, in percent.
    SlaShare { percent: u8 },
    /// So much working time is left of the window.
    WindowClosing { minutes: u32 },
    /// So much working time has passed since our last answer.
    CustomerSilent { working_minutes: u32 },
    /// So much working time has passed since the oldest unanswered message.
    Unanswered { working_minutes: u32 },
    /// A minute of the day, on the desk's clock.
    TimeOfDay { minute: u32 },
}

/// The moments of a ticket that timers count from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Moments {
    pub window_closes_at: Option<DateTime<Utc>>,
    /// When somebody of the team answered, if the customer has said nothing since.
    pub silent_since: Option<DateTime<Utc>>,
    /// Of the customer's oldest message without an answer.
    pub unanswered_since: Option<DateTime<Utc>>,
}

impl Timer {
    /// What happens when it is due.
    pub fn trigger(self) -> Trigger {
        match self {
            Timer::SlaShare { percent } => Trigger::SlaShare { percent },
            Timer::WindowClosing { minutes } => Trigger::WindowClosing { minutes },
            Timer::CustomerSilent { working_minutes } => {
                Trigger::CustomerSilent { working_minutes }
            }
            Timer::Unanswered { working_minutes } => Trigger::Unanswered { working_minutes },
            Timer::TimeOfDay { minute } => Trigger::TimeOfDay { minute },
        }
    }

    /// When this is due; `None` if there is nothing to count from or the hours never open again. It
    /// may be in the past: what is overdue is due. A time of day is the next one after `now`. A
    /// share of an SLA clock is always `None` here, for only the clocks know their pauses.
    pub fn due(
        self,
        moments: &Moments,
        hours: &dyn Hours,
        zone: &Zone,
        now: DateTime<Utc>,
    ) -> Option<DateTime<Utc>> {
        let minutes = |minutes: u32| TimeDelta::minutes(i64::from(minutes));
        match self {
            Timer::SlaShare { .. } => None,
            Timer::WindowClosing { minutes: left } => {
                moments.window_closes_at.map(|end| closing(end, minutes(left), hours))
            }
            Timer::CustomerSilent { working_minutes } => {
                hours.after(moments.silent_since?, minutes(working_minutes))
            }
            Timer::Unanswered { working_minutes } => {
                hours.after(moments.unanswered_since?, minutes(working_minutes))
            }
            Timer::TimeOfDay { minute } => wall::next_minute(zone, minute, now),
        }
    }
}

/// The moment at which `left` of working time remains until a window closes at `end`, so that
/// somebody is there to use it. A window with less than that from its beginning is closing at once;
/// one without any working time is told by the clock on the wall.
fn closing(end: DateTime<Utc>, left: TimeDelta, hours: &dyn Hours) -> DateTime<Utc> {
    let start = end - window::LENGTH;
    let whole = hours.between(start, end);
    if whole <= TimeDelta::zero() {
        return (end - left).max(start);
    }
    let spent = (whole - left).max(TimeDelta::zero());
    hours.after(start, spent).unwrap_or(start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Always;
    use crate::routing::tests::{Office, at};

    fn closes(end: &str) -> Moments {
        Moments { window_closes_at: Some(at(end)), ..Moments::default() }
    }

    #[test]
    fn a_closing_window_leaves_working_time() {
        // WIN-3. The office is open from 9 to 17, UTC, every day.
        let table = [
            ("in hours, by the clock", "2026-03-10T15:00:00Z", "2026-03-10T13:00:00Z"),
            ("at night, before closing time", "2026-03-11T03:00:00Z", "2026-03-10T15:00:00Z"),
            ("in the morning, both days", "2026-03-11T10:00:00Z", "2026-03-10T16:00:00Z"),
        ];
        for (name, end, due) in table {
            let timer = Timer::WindowClosing { minutes: 120 };
            let now = at("2026-03-10T00:00:00Z");
            assert_eq!(
                timer.due(&closes(end), &Office, &Zone::utc(), now),
                Some(at(due)),
                "{name}"
            );
        }
    }

    #[test]
    fn day_and_night_a_window_closes_by_the_clock() {
        let timer = Timer::WindowClosing { minutes: 120 };
        let due = timer.due(
            &closes("2026-03-11T03:00:00Z"),
            &Always,
            &Zone::utc(),
            at("2026-03-10T00:00:00Z"),
        );
        assert_eq!(due, Some(at("2026-03-11T01:00:00Z")));
    }

    #[test]
    fn a_wait_counts_working_time_only() {
        let moments =
            Moments { unanswered_since: Some(at("2026-03-10T16:30:00Z")), ..Moments::default() };
        let due =
            |timer: Timer| timer.due(&moments, &Office, &Zone::utc(), at("2026-03-10T00:00:00Z"));
        assert_eq!(
            due(Timer::Unanswered { working_minutes: 60 }),
            Some(at("2026-03-11T09:30:00Z"))
        );
        assert_eq!(due(Timer::CustomerSilent { working_minutes: 60 }), None);
    }

    #[test]
    fn a_minute_of_the_day_follows_the_clock_on_the_wall() {
        let madrid = Zone::named("Europe/Madrid").expect("known");
        let new_york = Zone::named("America/New_York").expect("known");
        let table = [
            ("later today", &madrid, 540, "2026-01-10T07:00:00Z", "2026-01-10T08:00:00Z"),
            (
                "that very minute is over",
                &madrid,
                540,
                "2026-01-10T08:00:00Z",
                "2026-01-11T08:00:00Z",
            ),
            (
                "a minute that is skipped",
                &madrid,
                150,
                "2026-03-28T23:00:00Z",
                "2026-03-29T01:00:00Z",
            ),
            (
                "a minute that comes twice",
                &madrid,
                150,
                "2026-10-24T22:00:00Z",
                "2026-10-25T00:30:00Z",
            ),
            ("is not repeated", &madrid, 150, "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"),
            ("skipped over there", &new_york, 150, "2026-03-08T05:00:00Z", "2026-03-08T07:00:00Z"),
            ("twice over there", &new_york, 90, "2026-11-01T04:00:00Z", "2026-11-01T05:30:00Z"),
        ];
        for (name, zone, minute, now, due) in table {
            let timer = Timer::TimeOfDay { minute };
            assert_eq!(
                timer.due(&Moments::default(), &Always, zone, at(now)),
                Some(at(due)),
                "{name}"
            );
        }
    }
}
