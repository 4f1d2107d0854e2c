//! How much somebody has to do (ASG-2), kept in hundredths of a ticket so that sums are exact.

use std::cmp::Ordering;
use std::iter::Sum;
use std::ops::Add;

use serde::{Deserialize, Serialize};

use crate::ticket::Status;

/// A sum of weights, in hundredths of a ticket that waits for us.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Load(pub u32);

impl Load {
    /// Nothing to do.
    pub const NONE: Load = Load(0);
    /// One ticket that waits for us, as it weighs by default.
    pub const ONE: Load = Load(100);

    /// The load of somebody whose tickets stand in `statuses`.
    pub fn of(statuses: impl IntoIterator<Item = Status>, weights: &Weights) -> Load {
        statuses.into_iter().map(|status| weights.of(status)).sum()
    }

    /// Whether it takes up all of `capacity`, in tickets.
    pub fn fills(self, capacity: u32) -> bool {
        u64::from(self.0) >= u64::from(capacity) * 100
    }

    /// Compares load ÷ capacity of two people (ASG-3), exactly. Neither capacity may be nothing.
    pub fn compare(self, capacity: u32, other: Load, other_capacity: u32) -> Ordering {
        let product = |load: Load, capacity| u64::from(load.0) * u64::from(capacity);
        product(self, other_capacity).cmp(&product(other, capacity))
    }
}

impl Add for Load {
    type Output = Load;

    fn add(self, more: Load) -> Load {
        Load(self.0.saturating_add(more.0))
    }
}

impl Sum for Load {
    fn sum<I: Iterator<Item = Load>>(loads: I) -> Load {
        loads.fold(Load::NONE, Add::add)
    }
}

/// How much a ticket weighs by its status. A resolved one weighs nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Weights {
    /// It waits for us.
    pub open: Load,
    /// It waits for the customer.
    pub waiting: Load,
    pub snoozed: Load,
}

impl Default for Weights {
    fn default() -> Self {
        Self { open: Load::ONE, waiting: Load(25), snoozed: Load::NONE }
    }
}

impl Weights {
    pub fn of(&self, status: Status) -> Load {
        match status {
            Status::Open => self.open,
            Status::Waiting => self.waiting,
            Status::Snoozed => self.snoozed,
            Status::Resolved => Load::NONE,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_load_is_the_exact_sum_of_its_tickets() {
        use Status::{Open, Resolved, Snoozed, Waiting};
        let heavy = Weights { snoozed: Load(10), ..Weights::default() };
        let table: [(&[Status], u32, u32); 5] = [
            (&[], 0, 0),
            (&[Open, Open], 200, 200),
            (&[Waiting, Waiting, Waiting], 75, 75),
            (&[Open, Waiting, Snoozed, Resolved], 125, 135),
            (&[Snoozed; 9], 0, 90),
        ];
        for (statuses, usual, heavier) in table {
            let load = |weights: &Weights| Load::of(statuses.iter().copied(), weights);
            assert_eq!(load(&Weights::default()), Load(usual), "ASG-2: {statuses:?}");
            assert_eq!(load(&heavy), Load(heavier), "ASG-2: {statuses:?}");
        }
    }

    #[test]
    fn a_load_fills_a_capacity_when_it_reaches_it() {
        let table = [(799, 8, false), (800, 8, true), (801, 8, true), (0, 0, true)];
        for (load, capacity, expected) in table {
            assert_eq!(Load(load).fills(capacity), expected, "{load} of {capacity}");
        }
        assert!(!Load(u32::MAX).fills(u32::MAX));
    }

    #[test]
    fn ratios_are_compared_without_rounding() {
        let table = [
            ((100, 3), (100, 3), Ordering::Equal),
            ((100, 3), (200, 6), Ordering::Equal),
            ((333, 10), (100, 3), Ordering::Less),
            ((334, 10), (100, 3), Ordering::Greater),
            ((u32::MAX, u32::MAX), (u32::MAX - 1, u32::MAX), Ordering::Greater),
        ];
        for ((load, capacity), (other, other_capacity), expected) in table {
            let found = Load(load).compare(capacity, Load(other), other_capacity);
            assert_eq!(found, expected, "ASG-3: {load}/{capacity} and {other}/{other_capacity}");
        }
    }

    #[test]
    fn a_load_beyond_all_counting_stays_there() {
        assert_eq!([Load(u32::MAX), Load::ONE].into_iter().sum::<Load>(), Load(u32::MAX));
    }
}
