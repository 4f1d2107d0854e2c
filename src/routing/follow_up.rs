//! When a follow-up to a silent customer may leave (RULE-9): in working time, and not in the hours in
//! which that customer is left in peace.
//!
//! What begins and ends a silence is the ticket's to know, and what waits for it the desk's. Costs are
//! not looked at.

use chrono::{DateTime, Utc};

use crate::calendar::Hours;
use crate::region::Quiet;
use crate::zone::Zone;

/// How often a follow-up is put off, by night or by closing time, before it is given up.
const MOST_DELAYS: usize = 64;

/// When a customer may be written to who asked nothing.
#[derive(Clone)]
pub(crate) struct Peace<'a> {
    pub quiet: Quiet,
    /// The customer's zone, or the desk's if that is not known.
    pub zone: Zone,
    /// The team's working time.
    pub hours: &'a dyn Hours,
}

impl Peace<'_> {
    /// When a follow-up leaves that is planned for `planned`, asked at `now`. It may be in the past,
    /// if it should have left by now and still may. `None` if working time and quiet hours leave no
    /// moment.
    pub fn leaves_at(&self, planned: DateTime<Utc>, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let leaves = self.allowed_from(planned)?;
        if now <= leaves {
            return Some(leaves);
        }
        // Nobody was there to send it, and by now it may be night.
        self.allowed_from(now).map(|next| if next == now { leaves } else { next })
    }

    /// The first moment, not before `from`, that is working time and not quiet.
    fn allowed_from(&self, from: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let mut at = from;
        for _ in 0..MOST_DELAYS {
            let begins = self.hours.next_opening(self.quiet.ends_at(at, &self.zone))?;
            if begins == at {
                return Some(at);
            }
            at = begins;
        }
        None
    }
}

/// Whether a text of ours asks something: it has a question mark, of any script, that is not part
/// of a link.
pub(crate) fn asks(text: &str) -> bool {
    text.split_whitespace()
        .filter(|word| !word.contains("://") || word.ends_with('?'))
        .any(|word| word.contains(['?', '¿', '؟', '？', '⁇', '⁈', '՞', '\u{37e}']))
}

#[cfg(test)]
mod tests;
