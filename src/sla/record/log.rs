//! What was applied to a ticket and what has fired, each thing once: the payloads that events
//! carry, and what is kept of them.

use chrono::serde::{ts_microseconds, ts_microseconds_option};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::ids::PolicyId;
use crate::sla::{ClockKind, Targets};

/// A policy began to hold for a ticket, or its targets changed with the ticket's priority.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Applied {
    pub policy: PolicyId,
    pub name: String,
    pub version: u32,
    /// The targets of the priority that the ticket had.
    #[serde(default)]
    pub targets: Targets,
}

/// A part of a target has passed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warned {
    pub clock: ClockKind,
    pub percent: u8,
    /// When the whole of it will have passed; absent if the calendar never opens for so long.
    #[serde(with = "ts_microseconds_option")]
    pub due: Option<DateTime<Utc>>,
    /// Together with `clock`, which clock it is: each customer who waits anew starts another.
    #[serde(with = "ts_microseconds")]
    pub started: DateTime<Utc>,
}

/// A target was missed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Breached {
    pub clock: ClockKind,
    #[serde(with = "ts_microseconds")]
    pub due: DateTime<Utc>,
    #[serde(with = "ts_microseconds")]
    pub started: DateTime<Utc>,
    /// The policy in force.
    pub policy: PolicyId,
    pub version: u32,
}

/// What held from an instant on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    pub since: DateTime<Utc>,
    pub applied: Applied,
}

/// A breach that happened, under the policy that was in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Breach {
    pub clock: ClockKind,
    pub started: DateTime<Utc>,
    /// The instant of the breach.
    pub at: DateTime<Utc>,
    pub policy: PolicyId,
    /// The policy's name at that time; its id if it was never taken down as applied.
    pub name: String,
    pub version: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Warning {
    clock: ClockKind,
    started: DateTime<Utc>,
    percent: u8,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Log {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) terms: Vec<Terms>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    warnings: Vec<Warning>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) breaches: Vec<Breach>,
}

impl Log {
    pub(super) fn applied(&mut self, applied: &Applied, since: DateTime<Utc>) {
        if self.terms.last().is_none_or(|terms| terms.applied != *applied) {
            self.terms.push(Terms { since, applied: applied.clone() });
        }
    }

    /// Warnings of rounds before `oldest_round` are forgotten: nobody can ask for them again.
    pub(super) fn warned(&mut self, warned: &Warned, oldest_round: Option<DateTime<Utc>>) {
        let Warned { clock, started, percent, .. } = *warned;
        self.warnings.retain(|warning| {
            warning.clock != ClockKind::NextResponse
                || oldest_round.is_none_or(|oldest| oldest <= warning.started)
        });
        if !self.has_warned(clock, started, percent) {
            self.warnings.push(Warning { clock, started, percent });
        }
    }

    pub(super) fn breached(&mut self, breached: &Breached) {
        let Breached { clock, due, started, policy, version } = breached;
        if self.has_breached(*clock, *started) {
            return;
        }
        let known = self.terms.iter().rev().map(|terms| &terms.applied);
        let mut known = known.filter(|applied| applied.policy == *policy);
        let name = known.find(|applied| applied.version == *version).map(|found| &found.name);
        self.breaches.push(Breach {
            clock: *clock,
            started: *started,
            at: *due,
            policy: policy.clone(),
            name: name.unwrap_or(&policy.0).clone(),
            version: *version,
        });
    }

    pub(super) fn has_warned(&self, clock: ClockKind, started: DateTime<Utc>, percent: u8) -> bool {
        self.warnings.contains(&Warning { clock, started, percent })
    }

    pub(super) fn has_breached(&self, clock: ClockKind, started: DateTime<Utc>) -> bool {
        self.breaches.iter().any(|breach| breach.clock == clock && breach.started == started)
    }
}
