//! Latencies kept one by one and sorted at the end: exact, and small enough at our counts.

use std::time::Duration;

/// The latencies of one run.
#[derive(Debug, Default, Clone)]
pub struct Latencies(Vec<Duration>);

impl Latencies {
    pub fn push(&mut self, latency: Duration) {
        self.0.push(latency);
    }

    pub fn extend(&mut self, others: Latencies) {
        self.0.extend(others.0);
    }

    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// The smallest latency that at least `share` (0 to 1) of all do not exceed, in milliseconds;
    /// not a number when there is none.
    pub fn quantile(&self, share: f64) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_unstable();
        let rank = (share * sorted.len() as f64).ceil() as usize;
        match sorted.get(rank.clamp(1, sorted.len().max(1)) - 1) {
            Some(latency) => latency.as_secs_f64() * 1e3,
            None => f64::NAN,
        }
    }

    pub fn p50(&self) -> f64 {
        self.quantile(0.50)
    }

    pub fn p95(&self) -> f64 {
        self.quantile(0.95)
    }

    pub fn p99(&self) -> f64 {
        self.quantile(0.99)
    }

    pub fn max(&self) -> f64 {
        self.quantile(1.0)
    }
}

impl FromIterator<Duration> for Latencies {
    fn from_iter<I: IntoIterator<Item = Duration>>(latencies: I) -> Self {
        Self(latencies.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(milliseconds: impl IntoIterator<Item = u64>) -> Latencies {
        milliseconds.into_iter().map(Duration::from_millis).collect()
    }

    #[test]
    fn a_quantile_is_a_latency_that_was_measured() {
        let latencies = of((1..=100).rev());
        assert_eq!(latencies.p50(), 50.0);
        assert_eq!(latencies.p95(), 95.0);
        assert_eq!(latencies.p99(), 99.0);
        assert_eq!(latencies.max(), 100.0);
    }

    #[test]
    fn few_latencies_have_quantiles_too_and_none_have_none() {
        assert_eq!(of([7]).p99(), 7.0);
        assert_eq!(of([1, 9]).p50(), 1.0);
        assert_eq!(of([1, 9]).p99(), 9.0);
        assert!(of([]).p50().is_nan());
    }
}
