//! Whether a policy that somebody entered makes sense. Every mistake is told with its place, so
//! that a form can point at it.

use serde::{Deserialize, Serialize};

use super::{Policy, Targets};
use crate::sla::ClockKind;
use crate::ticket::Priority;

/// The longest name of a policy, in characters.
pub const LONGEST_NAME: usize = 80;
/// The longest target: a year, in minutes.
pub const LONGEST_TARGET: u32 = 365 * 24 * 60;
/// The most warnings before a breach.
pub const MOST_WARNINGS: usize = 8;

/// One mistake in a policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    pub place: Place,
    pub flaw: Flaw,
}

/// Where the mistake is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Place {
    Name,
    Version,
    /// The table of targets as a whole.
    Targets,
    Target {
        priority: Priority,
        clock: ClockKind,
    },
    /// The list of warnings as a whole.
    Warnings,
    /// One warning, counted from 0.
    Warning {
        index: usize,
    },
}

/// What is wrong there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Flaw {
    /// Nothing stands where something must.
    Empty,
    /// A text of more than [`LONGEST_NAME`] characters, a target of more than [`LONGEST_TARGET`]
    /// minutes, a list of more than [`MOST_WARNINGS`] warnings.
    TooLong,
    /// A version or a target of nothing.
    Zero,
    /// A warning that is not between 1 and 99 percent.
    OutOfRange,
    /// A warning that does not come after the one before it.
    OutOfOrder,
}

impl Policy {
    /// Every mistake, in the order of the form; none if the policy can be used.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = vec![];
        let mut at = |place, flaw| problems.push(Problem { place, flaw });
        if self.name.trim().is_empty() {
            at(Place::Name, Flaw::Empty);
        } else if self.name.chars().count() > LONGEST_NAME {
            at(Place::Name, Flaw::TooLong);
        }
        if self.version == 0 {
            at(Place::Version, Flaw::Zero);
        }
        if Priority::ALL.iter().all(|each| *self.targets.of(*each) == Targets::default()) {
            at(Place::Targets, Flaw::Empty);
        }
        for priority in Priority::ALL {
            for clock in ClockKind::ALL {
                match self.targets.of(priority).of(clock).map(|target| target.minutes) {
                    Some(0) => at(Place::Target { priority, clock }, Flaw::Zero),
                    Some(minutes) if minutes > LONGEST_TARGET => {
                        at(Place::Target { priority, clock }, Flaw::TooLong);
                    }
                    _ => {}
                }
            }
        }
        check_warnings(&self.warnings, at);
        problems
    }
}

fn check_warnings(warnings: &[u8], mut at: impl FnMut(Place, Flaw)) {
    if warnings.len() > MOST_WARNINGS {
        at(Place::Warnings, Flaw::TooLong);
    }
    let mut before = 0;
    for (index, percent) in warnings.iter().copied().enumerate() {
        if !(1..=99).contains(&percent) {
            at(Place::Warning { index }, Flaw::OutOfRange);
        } else if percent <= before {
            at(Place::Warning { index }, Flaw::OutOfOrder);
        }
        before = percent;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sla::{ByPriority, Counting, Target};

    fn sound() -> Policy {
        let target = Target { minutes: 30, counts: Counting::Working };
        let targets = Targets { first_response: Some(target), ..Targets::default() };
        Policy { targets: ByPriority::all(targets), ..Policy::new("p".into(), "Everyone") }
    }

    fn with(change: impl FnOnce(&mut Policy)) -> Vec<(Place, Flaw)> {
        let mut policy = sound();
        change(&mut policy);
        policy.problems().into_iter().map(|problem| (problem.place, problem.flaw)).collect()
    }

    fn minutes(policy: &mut Policy, minutes: u32) {
        policy.targets.high.total_resolution = Some(Target { minutes, counts: Counting::Calendar });
    }

    #[test]
    fn every_mistake_is_told_with_its_place() {
        let total = Place::Target { priority: Priority::High, clock: ClockKind::TotalResolution };
        let warning = |index| Place::Warning { index };
        let table = [
            (with(|_| {}), vec![]),
            (with(|p| p.name = " ".into()), vec![(Place::Name, Flaw::Empty)]),
            (with(|p| p.name = "é".repeat(80)), vec![]),
            (with(|p| p.name = "é".repeat(81)), vec![(Place::Name, Flaw::TooLong)]),
            (with(|p| p.version = 0), vec![(Place::Version, Flaw::Zero)]),
            (with(|p| p.targets = ByPriority::default()), vec![(Place::Targets, Flaw::Empty)]),
            (with(|p| minutes(p, 0)), vec![(total, Flaw::Zero)]),
            (with(|p| minutes(p, LONGEST_TARGET)), vec![]),
            (with(|p| minutes(p, LONGEST_TARGET + 1)), vec![(total, Flaw::TooLong)]),
            (with(|p| p.warnings = vec![]), vec![]),
            (with(|p| p.warnings = vec![0, 100]), {
                vec![(warning(0), Flaw::OutOfRange), (warning(1), Flaw::OutOfRange)]
            }),
            (with(|p| p.warnings = vec![50, 50, 40]), {
                vec![(warning(1), Flaw::OutOfOrder), (warning(2), Flaw::OutOfOrder)]
            }),
            (with(|p| p.warnings = (1..=9).collect()), vec![(Place::Warnings, Flaw::TooLong)]),
        ];
        for (number, (found, expected)) in table.into_iter().enumerate() {
            assert_eq!(found, expected, "case {number}");
        }
    }
}
