//! How the eligible ones are ordered, and which of them is picked (ASG-3).

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use super::{Candidate, Why};
use crate::ids::PersonId;

/// How a team's tickets find an owner.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Strategy {
    /// Whoever has the least to do for their capacity.
    #[default]
    LeastLoaded,
    /// Whoever went longest without a new ticket.
    RoundRobin,
    /// Nobody: the ticket waits until somebody takes it.
    TakeNext,
    /// Whoever had the customer's last ticket, if they are eligible.
    Sticky {
        #[serde(default)]
        otherwise: Fallback,
    },
}

/// What holds when the previous owner can't get the ticket, or there is none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fallback {
    #[default]
    LeastLoaded,
    RoundRobin,
    TakeNext,
}

impl Strategy {
    /// The same, but the previous owner comes first.
    pub fn sticky(self) -> Self {
        Strategy::Sticky { otherwise: self.fallback() }
    }

    /// Whether tickets without a previous owner wait to be taken.
    pub fn leaves_tickets_waiting(self) -> bool {
        self.fallback() == Fallback::TakeNext
    }

    fn fallback(self) -> Fallback {
        match self {
            Strategy::LeastLoaded => Fallback::LeastLoaded,
            Strategy::RoundRobin => Fallback::RoundRobin,
            Strategy::TakeNext => Fallback::TakeNext,
            Strategy::Sticky { otherwise } => otherwise,
        }
    }

    /// Puts the first to get a ticket first.
    pub(super) fn sort(self, eligible: &mut [&Candidate]) {
        eligible.sort_by(|one, other| self.fallback().compare(one, other).0);
    }

    /// Whether it picks somebody of those, in whatever order they are.
    pub(super) fn finds<'a>(
        self,
        mut eligible: impl Iterator<Item = &'a Candidate>,
        previous: Option<&PersonId>,
    ) -> bool {
        match self {
            Strategy::TakeNext => false,
            Strategy::Sticky { otherwise: Fallback::TakeNext } => {
                eligible.any(|who| Some(&who.person) == previous)
            }
            _ => eligible.next().is_some(),
        }
    }

    /// Picks from `eligible`, which is sorted.
    pub(super) fn pick<'a>(
        self,
        eligible: &[&'a Candidate],
        previous: Option<&PersonId>,
    ) -> (Option<&'a PersonId>, Why) {
        if let Strategy::Sticky { .. } = self
            && let Some(owner) = eligible.iter().find(|one| Some(&one.person) == previous)
        {
            return (Some(&owner.person), Why::PreviousOwner);
        }
        match (self.fallback(), eligible) {
            (Fallback::TakeNext, _) => (None, Why::WaitsToBeTaken),
            (_, []) => (None, Why::NobodyEligible),
            (_, [only]) => (Some(&only.person), Why::OnlyOneEligible),
            (fallback, [first, second, ..]) => {
                (Some(&first.person), fallback.compare(first, second).1)
            }
        }
    }
}

impl Fallback {
    /// Who of two gets a ticket first, and what told them apart.
    fn compare(self, one: &Candidate, other: &Candidate) -> (Ordering, Why) {
        let by_load = match self {
            Fallback::RoundRobin => Ordering::Equal,
            // Whoever takes a ticket themselves sees the candidates in this order too.
            Fallback::LeastLoaded | Fallback::TakeNext => {
                one.load.compare(one.capacity, other.load, other.capacity)
            }
        };
        if by_load.is_ne() {
            return (by_load, Why::LeastLoaded);
        }
        // Never is before ever.
        match one.last_assigned_at.cmp(&other.last_assigned_at) {
            Ordering::Equal => (one.person.cmp(&other.person), Why::AllEqual),
            by_time => (by_time, Why::LongestWithout),
        }
    }
}
