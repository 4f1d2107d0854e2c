//! What a simulator must be told: the number, how long things take, what Meta lets through.

use std::time::Duration;

/// Meta's id of the app that every simulated business has.
pub const APP_ID: &str = "345678901234567";

/// One business number and where its webhooks go. Holds secrets: has no `Debug`.
#[derive(Clone)]
pub struct Settings {
    /// Meta's id of the number, digits.
    pub phone_number_id: String,
    /// Meta's id of the WhatsApp Business Account, digits.
    pub waba_id: String,
    /// As people dial it, with `+` and country code.
    pub display_number: String,
    pub access_token: String,
    /// Signs the webhooks.
    pub app_secret: String,
    /// The address that webhooks are posted to at first.
    pub callback: String,
    /// Whether customers' phones deliver and read by themselves. Otherwise a message stays at
    /// `sent` until the phone is opened.
    pub automatic: bool,
    pub pauses: Pauses,
    pub limits: Limits,
}

/// How long things take.
#[derive(Debug, Clone)]
pub struct Pauses {
    /// From accepting a message to `sent`, or to `failed`.
    pub sent: Duration,
    /// From `sent` to `delivered`, on an automatic phone.
    pub delivered: Duration,
    /// From `delivered` to `read`, on an automatic phone; `None` reads only when opened.
    pub read: Option<Duration>,
    /// How long the callback may take to answer. Meta does not publish its own bound.
    pub answer: Duration,
    /// The pauses before each further try of a webhook that was not answered with 200. Meta tries
    /// for seven days, less and less often; see [`tries_of_a_week`].
    pub retries: Vec<Duration>,
}

impl Default for Pauses {
    fn default() -> Self {
        Self {
            sent: Duration::from_millis(150),
            delivered: Duration::from_millis(700),
            read: Some(Duration::from_secs(5)),
            answer: Duration::from_secs(5),
            retries: tries_of_a_week(Duration::from_secs(20)),
        }
    }
}

impl Pauses {
    /// No waiting, except for a callback that does not answer: for tests.
    pub fn none() -> Self {
        Self {
            sent: Duration::ZERO,
            delivered: Duration::ZERO,
            read: Some(Duration::ZERO),
            answer: Duration::from_secs(5),
            retries: [0, 5, 10, 20, 40, 80, 160, 320].map(Duration::from_millis).to_vec(),
        }
    }
}

/// The pauses before each further try over seven days, less and less often, where a day lasts so long.
/// Meta tells that it is so and not when.
pub fn tries_of_a_week(day: Duration) -> Vec<Duration> {
    /// Seven days together.
    const MINUTES: [u32; 12] = [0, 1, 4, 10, 30, 75, 180, 360, 780, 1440, 2880, 4320];
    MINUTES.map(|minutes| day * minutes / (24 * 60)).to_vec()
}

/// Meta's limits (Cloud API, "Throughput" and "About the platform").
#[derive(Debug, Clone)]
pub struct Limits {
    /// Messages a second through the number, both ways together.
    pub throughput: u32,
    /// Messages to one customer that may go at once …
    pub pair_burst: u32,
    /// … and how long it takes until one more may.
    pub pair_refill: Duration,
    /// How long after a customer's last message anything but a template may be sent.
    pub window: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            throughput: 80,
            pair_burst: 45,
            pair_refill: Duration::from_secs(6),
            window: Duration::from_secs(24 * 3600),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn further_tries_get_rarer_and_end_after_seven_days_however_short() {
        for day in [Duration::from_secs(24 * 3600), Duration::from_millis(1440)] {
            let tries = tries_of_a_week(day);
            assert_eq!(tries.iter().sum::<Duration>(), day * 7);
            assert!(tries.is_sorted());
        }
    }
}
