//! Who has to wait, until when, and how often in a row: each pause in a row is longer.

use std::collections::HashMap;
use std::hash::Hash;
use std::time::{Duration, Instant};

/// Pauses by whom they are for.
pub(super) struct Pauses<K>(HashMap<K, Pause>);

struct Pause {
    until: Instant,
    /// How many there were in a row, this one too.
    times: u32,
}

impl<K> Default for Pauses<K> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<K: Eq + Hash> Pauses<K> {
    /// Begins a pause of the `length` that is right after so many before it in a row. While one lasts
    /// there is no other: calls that were under way when it began say the same once more.
    pub(super) fn begin(&mut self, key: K, now: Instant, length: impl FnOnce(u32) -> Duration) {
        if self.lasts(&key, now) {
            return;
        }
        let before = self.0.get(&key).map_or(0, |pause| pause.times);
        let pause = Pause { until: now + length(before), times: before.saturating_add(1) };
        self.0.insert(key, pause);
    }

    /// Something went well: the next pause is a first one. One that lasts goes on.
    pub(super) fn forget(&mut self, key: &K, now: Instant) {
        if !self.lasts(key, now) {
            self.0.remove(key);
        }
    }

    pub(super) fn lasts(&self, key: &K, now: Instant) -> bool {
        self.0.get(key).is_some_and(|pause| pause.until > now)
    }

    /// The pauses that last, with their ends.
    pub(super) fn lasting(&self, now: Instant) -> impl Iterator<Item = (&K, Instant)> {
        let all = self.0.iter().map(|(key, pause)| (key, pause.until));
        all.filter(move |(_, until)| *until > now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seconds(before: u32) -> Duration {
        Duration::from_secs(1 << before)
    }

    #[test]
    fn pauses_in_a_row_grow_and_after_something_good_they_begin_anew() {
        let (mut pauses, start) = (Pauses::default(), Instant::now());
        let at = |second| start + Duration::from_secs(second);
        pauses.begin("a", at(0), seconds);
        assert!(pauses.lasts(&"a", at(0)) && !pauses.lasts(&"a", at(1)));
        pauses.begin("a", at(1), seconds);
        assert!(pauses.lasts(&"a", at(2)) && !pauses.lasts(&"a", at(3)));
        pauses.forget(&"a", at(3));
        pauses.begin("a", at(3), seconds);
        assert!(!pauses.lasts(&"a", at(4)));
    }

    #[test]
    fn while_a_pause_lasts_it_grows_no_longer_and_is_not_forgotten() {
        let (mut pauses, now) = (Pauses::default(), Instant::now());
        for _ in 0..8 {
            pauses.begin("a", now, seconds);
        }
        pauses.forget(&"a", now);
        let ends: Vec<_> = pauses.lasting(now).collect();
        assert_eq!(ends, [(&"a", now + Duration::from_secs(1))]);
    }
}
