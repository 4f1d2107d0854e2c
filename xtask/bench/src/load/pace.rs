//! When each request is due. The runtime's timers are a millisecond coarse, so a thread of its own
//! keeps the time of open load.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use tokio::sync::Semaphore;

/// Hands out places, each once: `count` of them.
pub struct Pace {
    began: Instant,
    count: u64,
    taken: AtomicU64,
    /// Requests a second, and a permit for each that is due.
    open: Option<(f64, Semaphore)>,
}

impl Pace {
    /// Without a rate every place is due at once. `takers` are freed after the last place.
    pub fn begin(count: u64, rate: Option<f64>, takers: usize) -> Arc<Self> {
        let open = rate.map(|rate| (rate, Semaphore::new(0)));
        let pace = Arc::new(Self { began: Instant::now(), count, taken: AtomicU64::new(0), open });
        if pace.open.is_some() {
            let pace = pace.clone();
            thread::spawn(move || pace.tick(takers));
        }
        pace
    }

    pub fn began(&self) -> Instant {
        self.began
    }

    /// Whether the schedule ended more than `grace` ago.
    pub fn is_over(&self, grace: Duration) -> bool {
        let length =
            self.open.as_ref().map_or(Duration::ZERO, |(rate, _)| offset(self.count, *rate));
        self.began.elapsed() > length + grace
    }

    /// The next place and, under open load, when it is due: not before then.
    pub async fn next(&self) -> Option<(u64, Option<Instant>)> {
        if let Some((_, due)) = &self.open {
            due.acquire().await.ok()?.forget();
        }
        let place = self.taken.fetch_add(1, Ordering::Relaxed);
        let due = self.open.as_ref().map(|(rate, _)| self.began + offset(place, *rate));
        (place < self.count).then_some((place, due))
    }

    fn tick(&self, takers: usize) {
        let Some((rate, due)) = &self.open else { return };
        for place in 0..self.count {
            let at = self.began + offset(place, *rate);
            thread::sleep(at.saturating_duration_since(Instant::now()));
            due.add_permits(1);
        }
        due.add_permits(takers);
    }
}

/// How long after the beginning a place is due.
fn offset(place: u64, rate: f64) -> Duration {
    Duration::from_secs_f64(place as f64 / rate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_due_in_even_steps() {
        assert_eq!(offset(0, 250.0), Duration::ZERO);
        assert_eq!(offset(1, 250.0), Duration::from_millis(4));
        assert_eq!(offset(250, 250.0), Duration::from_secs(1));
    }

    #[tokio::test]
    async fn every_place_is_handed_out_once_and_never_early() {
        let pace = Pace::begin(40, Some(2_000.0), 2);
        let take = async || {
            let mut places = vec![];
            while let Some((place, due)) = pace.next().await {
                assert!(due.is_some_and(|due| due <= Instant::now()));
                places.push(place);
            }
            places
        };
        let (mut places, others) = tokio::join!(take(), take());
        places.extend(others);
        places.sort_unstable();
        assert_eq!(places, (0..40).collect::<Vec<_>>());
    }

    #[tokio::test]
    async fn closed_load_has_no_schedule() {
        let pace = Pace::begin(2, None, 1);
        assert_eq!(pace.next().await, Some((0, None)));
        assert_eq!(pace.next().await, Some((1, None)));
        assert_eq!(pace.next().await, None);
    }
}
