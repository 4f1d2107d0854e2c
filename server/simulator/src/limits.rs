//! Token buckets: how much may go at once, and how soon more may.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use crate::settings::Limits;

/// Filled up to `burst`, one more after each `refill`.
struct Bucket {
    level: f64,
    since: Instant,
}

impl Bucket {
    fn full(burst: u32, now: Instant) -> Self {
        Self { level: f64::from(burst), since: now }
    }

    /// Takes one if there is one.
    fn take(&mut self, burst: u32, refill: Duration, now: Instant) -> bool {
        let grown = now.duration_since(self.since).as_secs_f64() / refill.as_secs_f64();
        self.level = (self.level + grown).min(f64::from(burst));
        self.since = now;
        let enough = self.level >= 1.0;
        if enough {
            self.level -= 1.0;
        }
        enough
    }
}

/// Which limit a call ran into.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Over {
    Throughput,
    Pair,
}

/// What went through a number lately.
pub(crate) struct Traffic {
    number: Bucket,
    pairs: HashMap<String, Bucket>,
}

impl Traffic {
    pub(crate) fn new(limits: &Limits, now: Instant) -> Self {
        Self { number: Bucket::full(limits.throughput, now), pairs: HashMap::new() }
    }

    /// One message to the customer called `to`.
    pub(crate) fn send(&mut self, to: &str, limits: &Limits, now: Instant) -> Result<(), Over> {
        if !self.pass(limits, now) {
            return Err(Over::Throughput);
        }
        let full = || Bucket::full(limits.pair_burst, now);
        let pair = self.pairs.entry(to.to_owned()).or_insert_with(full);
        match pair.take(limits.pair_burst, limits.pair_refill, now) {
            true => Ok(()),
            false => Err(Over::Pair),
        }
    }

    /// One message either way; false if the number carries too many.
    pub(crate) fn pass(&mut self, limits: &Limits, now: Instant) -> bool {
        let refill = Duration::from_secs(1) / limits.throughput.max(1);
        self.number.take(limits.throughput, refill, now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forty_five_go_to_one_customer_at_once_and_then_one_every_six_seconds() {
        let (limits, now) = (Limits::default(), Instant::now());
        let mut traffic = Traffic::new(&limits, now);
        for _ in 0..45 {
            assert_eq!(traffic.send("a", &limits, now), Ok(()));
        }
        assert_eq!(traffic.send("a", &limits, now), Err(Over::Pair));
        assert_eq!(traffic.send("b", &limits, now), Ok(()));
        let later = now + Duration::from_secs(6);
        assert_eq!(traffic.send("a", &limits, later), Ok(()));
        assert_eq!(traffic.send("a", &limits, later), Err(Over::Pair));
    }

    #[test]
    fn eighty_go_through_a_number_in_a_second_both_ways_together() {
        let (limits, now) = (Limits::default(), Instant::now());
        let mut traffic = Traffic::new(&limits, now);
        for _ in 0..40 {
            assert!(traffic.pass(&limits, now));
        }
        for customer in 0..40 {
            assert_eq!(traffic.send(&customer.to_string(), &limits, now), Ok(()));
        }
        assert_eq!(traffic.send("one more", &limits, now), Err(Over::Throughput));
        let later = now + Duration::from_secs(1);
        assert_eq!(traffic.send("one more", &limits, later), Ok(()));
    }
}
