//! What a team promises: per priority and clock, how much time there is and which time counts.

mod check;

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

pub use check::{Flaw, LONGEST_NAME, LONGEST_TARGET, MOST_WARNINGS, Place, Problem};

use super::{Applied, ClockKind, Condition};
use crate::calendar::{Always, Hours};
use crate::ids::PolicyId;
use crate::ticket::Priority;

/// The fractions of a target, in percent, at which a new policy warns.
pub const USUAL_WARNINGS: [u8; 3] = [50, 80, 95];

/// Which time a target counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Counting {
    /// The team's opening hours.
    #[default]
    Working,
    /// Day and night.
    Calendar,
}

/// How much time there is for one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    pub minutes: u32,
    #[serde(default)]
    pub counts: Counting,
}

impl Target {
    pub fn length(self) -> TimeDelta {
        TimeDelta::minutes(i64::from(self.minutes))
    }

    /// The hours that count, if `hours` are the team's.
    pub(super) fn counted(self, hours: &dyn Hours) -> &dyn Hours {
        match self.counts {
            Counting::Working => hours,
            Counting::Calendar => &Always,
        }
    }

    /// `percent` of the length, rounded up to whole seconds.
    pub fn part(self, percent: u8) -> TimeDelta {
        TimeDelta::seconds((i64::from(self.minutes) * i64::from(percent) * 3 + 4) / 5)
    }
}

/// The targets of one priority. A clock without a target does not run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Targets {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_response: Option<Target>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_response: Option<Target>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_resolution: Option<Target>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total_resolution: Option<Target>,
}

impl Targets {
    pub fn of(&self, clock: ClockKind) -> Option<Target> {
        match clock {
            ClockKind::FirstResponse => self.first_response,
            ClockKind::NextResponse => self.next_response,
            ClockKind::FirstResolution => self.first_resolution,
            ClockKind::TotalResolution => self.total_resolution,
        }
    }
}

/// The targets of every priority.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ByPriority {
    pub low: Targets,
    pub normal: Targets,
    pub high: Targets,
    pub urgent: Targets,
}

impl ByPriority {
    /// The same targets whatever the priority.
    pub fn all(targets: Targets) -> Self {
        Self { low: targets, normal: targets, high: targets, urgent: targets }
    }

    pub fn of(&self, priority: Priority) -> &Targets {
        match priority {
            Priority::Low => &self.low,
            Priority::Normal => &self.normal,
            Priority::High => &self.high,
            Priority::Urgent => &self.urgent,
        }
    }
}

/// One SLA policy of a team's ordered list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Policy {
    pub id: PolicyId,
    pub name: String,
    /// From 1; every change of a policy makes the next one.
    pub version: u32,
    /// Which tickets it is for.
    #[serde(default)]
    pub condition: Condition,
    #[serde(default)]
    pub targets: ByPriority,
    /// When to warn: percent of a target, ascending.
    #[serde(default = "usual_warnings")]
    pub warnings: Vec<u8>,
    /// Whether the resolution clocks stand still while the ticket waits for the customer.
    #[serde(default = "yes")]
    pub pauses: bool,
    /// Whether an agent's emoji on a customer's message is an answer.
    #[serde(default)]
    pub reaction_answers: bool,
}

impl Policy {
    /// The first version of a policy for every ticket, with no target yet.
    pub fn new(id: PolicyId, name: &str) -> Self {
        Self {
            id,
            name: name.to_owned(),
            version: 1,
            condition: Condition::default(),
            targets: ByPriority::default(),
            warnings: usual_warnings(),
            pauses: yes(),
            reaction_answers: false,
        }
    }

    /// What a ticket's log takes down when this policy begins to hold for it, or goes on to hold
    /// with another priority.
    pub fn applied(&self, priority: Priority) -> Applied {
        Applied {
            policy: self.id.clone(),
            name: self.name.clone(),
            version: self.version,
            targets: *self.targets.of(priority),
        }
    }
}

fn usual_warnings() -> Vec<u8> {
    USUAL_WARNINGS.to_vec()
}

fn yes() -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_a_target_is_never_shorter_than_its_percentage() {
        let target = |minutes| Target { minutes, counts: Counting::Working };
        let table = [(60, 50, 1800), (60, 95, 3420), (1, 95, 57), (1, 33, 20), (7, 80, 336)];
        for (minutes, percent, seconds) in table {
            let part = target(minutes).part(percent);
            assert_eq!(part, TimeDelta::seconds(seconds), "{percent} % of {minutes} min");
        }
        assert!(target(u32::MAX).part(99) < target(u32::MAX).length());
    }

    #[test]
    fn a_policy_saved_with_the_least_words_warns_and_pauses_as_usual() {
        let saved = r#"{
            "id": "p1", "name": "Everyone", "version": 3,
            "targets": { "high": { "first_response": { "minutes": 30 } } }
        }"#;
        let policy: Policy = serde_json::from_str(saved).expect("an older policy");
        assert_eq!(policy.warnings, USUAL_WARNINGS);
        assert!(policy.pauses && !policy.reaction_answers);
        let target = policy.targets.of(Priority::High).first_response.expect("a target");
        assert_eq!(target, Target { minutes: 30, counts: Counting::Working });
        assert_eq!(policy.targets.of(Priority::Low), &Targets::default());
        let again = serde_json::to_string(&policy).expect("a policy serialises");
        assert_eq!(serde_json::from_str::<Policy>(&again).expect("and parses"), policy);
    }
}
