//! The last updates, for answers that were on their way while something happened. Pure.

use std::collections::VecDeque;

use super::Told;

/// How many updates are remembered: some seconds of a very busy desk.
const KEPT: usize = 512;

/// A ring of updates, counted from the page's start.
#[derive(Debug, Default)]
pub struct Recent {
    /// How many were ever pushed.
    count: u64,
    ring: VecDeque<Told>,
}

impl Recent {
    pub fn push(&mut self, update: Told) {
        if self.ring.len() == KEPT {
            self.ring.pop_front();
        }
        self.ring.push_back(update);
        self.count += 1;
    }

    /// Where the ring stands now.
    pub fn mark(&self) -> u64 {
        self.count
    }

    /// What came after `mark`, oldest first; `None` if part of it is forgotten.
    pub fn since(&self, mark: u64) -> Option<Vec<Told>> {
        let missed = usize::try_from(self.count.saturating_sub(mark)).ok()?;
        let skipped = self.ring.len().checked_sub(missed)?;
        Some(self.ring.iter().skip(skipped).cloned().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::samples;

    fn filled(count: u64) -> Recent {
        let mut recent = Recent::default();
        for rev in 1..=count {
            recent.push(samples::told(1, rev));
        }
        recent
    }

    #[test]
    fn what_came_after_the_mark_comes_back_in_order() {
        let recent = filled(5);
        let revs: Vec<u64> =
            recent.since(3).expect("remembered").iter().map(|update| update.ticket.rev).collect();
        assert_eq!(revs, [4, 5]);
        assert_eq!(recent.since(recent.mark()).expect("nothing missed"), []);
    }

    #[test]
    fn more_than_the_ring_holds_is_not_passed_off_as_everything() {
        let recent = filled(KEPT as u64 + 1);
        assert!(recent.since(0).is_none());
        assert_eq!(recent.since(1).expect("just remembered").len(), KEPT);
    }
}
