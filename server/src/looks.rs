//! When a worker looks again at what is due: at a known moment, after a rest, or once it is woken. What
//! is due, and what is done about it, is the worker's own.

use std::time::{Duration, Instant};

/// The longest sleep while something waits: the machine may have slept meanwhile.
pub const LONGEST: Duration = Duration::from_secs(60);
/// After the desk could not be read, or told what came of something: nothing is to be tried over and
/// over for it.
pub const REST: Duration = Duration::from_secs(10);

/// The looks of one worker. The first is at once.
pub struct Looks {
    /// The next one; none until somebody wakes the worker.
    at: Option<Instant>,
    not_before: Instant,
}

impl Looks {
    pub fn begin() -> Self {
        let now = Instant::now();
        Self { at: Some(now), not_before: now }
    }

    /// Whether it is time for one, which is taken then.
    pub fn take_due(&mut self) -> bool {
        self.at.take_if(|at| *at <= Instant::now()).is_some()
    }

    /// Looks now, or when the rest ends.
    pub fn soon(&mut self) {
        self.within(Duration::ZERO);
    }

    /// Looks after `wait`, or before.
    pub fn within(&mut self, wait: Duration) {
        let at = (Instant::now() + wait.min(LONGEST)).max(self.not_before);
        self.at = Some(self.at.map_or(at, |known| known.min(at)));
    }

    /// Does not look for so long, whoever wakes the worker.
    pub fn pause(&mut self, span: Duration) {
        self.not_before = Instant::now() + span;
    }

    /// Looks after a rest and no sooner.
    pub fn rest(&mut self) {
        self.pause(REST);
        self.at = Some(self.not_before);
    }

    /// The moment of the next one; never, if none is due.
    pub fn next(&self) -> impl Future<Output = ()> + use<> {
        let at = self.at;
        async move {
            match at {
                Some(at) => tokio::time::sleep_until(at.into()).await,
                None => std::future::pending().await,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_look_is_at_once_and_the_next_when_somebody_asks() {
        let mut looks = Looks::begin();
        assert!(looks.take_due() && !looks.take_due());
        looks.within(LONGEST);
        assert!(!looks.take_due());
        looks.soon();
        assert!(looks.take_due());
    }

    #[test]
    fn the_nearest_moment_counts_and_none_is_farther_than_a_minute() {
        let mut looks = Looks::begin();
        assert!(looks.take_due());
        looks.within(Duration::from_secs(86_400));
        let farthest = looks.at.expect("planned");
        assert!(farthest <= Instant::now() + LONGEST);
        looks.within(Duration::from_secs(5));
        let nearest = looks.at.expect("planned");
        looks.within(Duration::from_secs(30));
        assert!(nearest < farthest && looks.at == Some(nearest));
    }

    #[test]
    fn a_worker_that_rests_is_not_woken() {
        let mut looks = Looks::begin();
        looks.rest();
        looks.soon();
        assert!(!looks.take_due());
        assert!(looks.at.is_some_and(|at| at > Instant::now() + REST / 2));
    }
}
