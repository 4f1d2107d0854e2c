//! When to say that a window is about to close (WIN-3).
//!
//! Twice two hours: two hours by the clock, or two hours of the team's own time, so that somebody
//! is still there to do something about it. That it is said once per window is up to the caller; a
//! window is told from the next by its end.

use chrono::{DateTime, TimeDelta, Utc};

use super::{LENGTH, Window};
use crate::calendar::Hours;

/// How long before the end it is said, unless a team wants another lead.
pub const LEAD: TimeDelta = TimeDelta::hours(2);

impl Window {
    /// When `lead` is left by the clock, though not before the window opened; `None` if there never
    /// was a window.
    pub fn closing_at(&self, lead: TimeDelta) -> Option<DateTime<Utc>> {
        self.closes_at?.checked_sub_signed(lead.clamp(TimeDelta::zero(), LENGTH))
    }

    /// The last second at which `lead` of working time is left. A window with less than that in all
    /// says it as soon as anybody is at work, and one that nobody works in never does.
    pub fn closing_at_work(&self, lead: TimeDelta, hours: &impl Hours) -> Option<DateTime<Utc>> {
        let end = self.closes_at?;
        let opened = end.checked_sub_signed(LENGTH)?;
        let enough = |at: DateTime<Utc>| hours.between(at, end) >= lead;
        if !enough(opened) {
            return hours.next_opening(opened).filter(|opening| *opening < end);
        }
        // What is left only shrinks, so the last such second is found by halving.
        let (mut at, mut step) = (opened, LENGTH);
        while step >= TimeDelta::seconds(1) {
            let later = at + step;
            if later <= end && enough(later) {
                at = later;
            } else {
                step = TimeDelta::seconds(step.num_seconds() / 2);
            }
        }
        Some(at)
    }
}
