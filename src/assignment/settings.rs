//! What a desk may set about assignment.

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use super::{Load, Weights};
use crate::ticket::Status;

/// How many minutes before the end of a shift nobody gets a ticket any more, by default.
pub const USUAL_MARGIN: u32 = 15;
/// How many minutes a lost presence is not offline, by default.
pub const USUAL_GRACE: u32 = 3;
/// The longest margin, in minutes: a working day.
pub const LONGEST_MARGIN: u32 = 8 * 60;
/// The longest grace, in minutes.
pub const LONGEST_GRACE: u32 = 60;
/// The most that a ticket may weigh.
pub const HEAVIEST: Load = Load(1000);

/// The settings of assignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    pub weights: Weights,
    /// Nobody gets a ticket when their shift ends in less than so many minutes (ASG-6).
    pub shift_margin: u32,
    /// How many minutes a lost presence is not offline (ASG-7).
    pub grace: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self { weights: Weights::default(), shift_margin: USUAL_MARGIN, grace: USUAL_GRACE }
    }
}

/// One mistake and its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    pub place: Place,
    pub mistake: Mistake,
}

/// Where the mistake is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Place {
    Weight { status: Status },
    ShiftMargin,
    Grace,
}

/// What is wrong there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mistake {
    /// A grace of nothing, or tickets that never fill anybody's capacity.
    Zero,
    /// More than [`LONGEST_MARGIN`] or [`LONGEST_GRACE`] minutes.
    TooLong,
    /// More than [`HEAVIEST`].
    TooHeavy,
}

impl Settings {
    pub fn margin(&self) -> TimeDelta {
        TimeDelta::minutes(i64::from(self.shift_margin))
    }

    /// The grace of a [`crate::presence::Presence`].
    pub fn grace(&self) -> TimeDelta {
        TimeDelta::minutes(i64::from(self.grace))
    }

    /// Every mistake, in the order of the form; none if the settings can be used.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = vec![];
        let mut at = |place, mistake| problems.push(Problem { place, mistake });
        if self.weights.open == Load::NONE {
            at(Place::Weight { status: Status::Open }, Mistake::Zero);
        }
        for status in Status::ALL {
            if self.weights.of(status) > HEAVIEST {
                at(Place::Weight { status }, Mistake::TooHeavy);
            }
        }
        if self.shift_margin > LONGEST_MARGIN {
            at(Place::ShiftMargin, Mistake::TooLong);
        }
        match self.grace {
            0 => at(Place::Grace, Mistake::Zero),
            minutes if minutes > LONGEST_GRACE => at(Place::Grace, Mistake::TooLong),
            _ => {}
        }
        problems
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(change: impl FnOnce(&mut Settings)) -> Vec<(Place, Mistake)> {
        let mut settings = Settings::default();
        change(&mut settings);
        settings.problems().into_iter().map(|problem| (problem.place, problem.mistake)).collect()
    }

    #[test]
    fn every_mistake_is_told_with_its_place() {
        let weight = |status, mistake| vec![(Place::Weight { status }, mistake)];
        let table = [
            (with(|_| {}), vec![]),
            (with(|s| s.weights.open = Load::NONE), weight(Status::Open, Mistake::Zero)),
            (with(|s| s.weights.open = HEAVIEST), vec![]),
            (with(|s| s.weights.open = Load(1001)), weight(Status::Open, Mistake::TooHeavy)),
            (with(|s| s.weights.waiting = Load::NONE), vec![]),
            (with(|s| s.weights.snoozed = Load(1001)), weight(Status::Snoozed, Mistake::TooHeavy)),
            (with(|s| s.shift_margin = 0), vec![]),
            (with(|s| s.shift_margin = LONGEST_MARGIN), vec![]),
            (with(|s| s.shift_margin = 481), vec![(Place::ShiftMargin, Mistake::TooLong)]),
            (with(|s| s.grace = 0), vec![(Place::Grace, Mistake::Zero)]),
            (with(|s| s.grace = LONGEST_GRACE), vec![]),
            (with(|s| s.grace = 61), vec![(Place::Grace, Mistake::TooLong)]),
        ];
        for (number, (found, expected)) in table.into_iter().enumerate() {
            assert_eq!(found, expected, "case {number}");
        }
    }

    #[test]
    fn settings_saved_with_the_least_words_are_the_usual_ones() {
        let saved = r#"{ "weights": { "snoozed": 10 } }"#;
        let settings: Settings = serde_json::from_str(saved).expect("older settings");
        assert_eq!(settings.weights, Weights { snoozed: Load(10), ..Weights::default() });
        assert_eq!((settings.margin(), settings.grace()), {
            (TimeDelta::minutes(15), TimeDelta::minutes(3))
        });
    }
}
