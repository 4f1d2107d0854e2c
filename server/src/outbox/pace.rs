//! WhatsApp's pace, kept by us so that Meta need not refuse.

use std::collections::HashMap;
use std::time::Instant;

use desk::contact::Alias;
use desk::ids::NumberId;
use desk::outlet::RATE;

/// Messages a second for one customer, and how many may go at once. A number may send as much at once
/// as in a second.
const CUSTOMER: Rate = Rate { a_second: 1.0 / 6.0, burst: 45.0 };
/// Buckets beyond this many are looked through for full ones, which say nothing.
const MANY: usize = 10_000;

struct Rate {
    a_second: f64,
    burst: f64,
}

impl Rate {
    fn of_number(a_second: u32) -> Self {
        let a_second = f64::from(a_second.max(1));
        Self { a_second, burst: a_second }
    }
}

/// What is left of a rate, and since when.
struct Bucket {
    left: f64,
    at: Instant,
}

impl Bucket {
    fn refill(&mut self, rate: &Rate, now: Instant) {
        let gained = now.saturating_duration_since(self.at).as_secs_f64() * rate.a_second;
        self.left = (self.left + gained).min(rate.burst);
        self.at = now;
    }
}

/// Token buckets by number, and by number and customer.
#[derive(Default)]
pub(super) struct Pace {
    numbers: HashMap<NumberId, Bucket>,
    customers: HashMap<(NumberId, Vec<Alias>), Bucket>,
    /// Of the numbers that have one of their own.
    rates: HashMap<NumberId, u32>,
}

impl Pace {
    /// How many messages a second each of these numbers may send; others keep the usual rate.
    pub(super) fn set_rates(&mut self, rates: HashMap<NumberId, u32>) {
        self.rates = rates;
    }

    /// Takes the place of one message if there is one now.
    pub(super) fn allows(&mut self, number: &NumberId, to: &[Alias], now: Instant) -> bool {
        if self.customers.len() > MANY {
            self.customers.retain(|_, bucket| {
                bucket.refill(&CUSTOMER, now);
                bucket.left < CUSTOMER.burst
            });
        }
        let full = |rate: &Rate| Bucket { left: rate.burst, at: now };
        let rate = Rate::of_number(self.rates.get(number).copied().unwrap_or(RATE));
        let pair = (number.clone(), to.to_vec());
        let customer = self.customers.entry(pair).or_insert_with(|| full(&CUSTOMER));
        let number = self.numbers.entry(number.clone()).or_insert_with(|| full(&rate));
        number.refill(&rate, now);
        customer.refill(&CUSTOMER, now);
        let allowed = number.left >= 1.0 && customer.left >= 1.0;
        if allowed {
            number.left -= 1.0;
            customer.left -= 1.0;
        }
        allowed
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn customer(name: usize) -> Vec<Alias> {
        vec![Alias::Phone(name.to_string())]
    }

    #[test]
    fn a_customer_gets_a_burst_and_then_one_in_six_seconds() {
        let (mut pace, now) = (Pace::default(), Instant::now());
        let sent = (0..60).filter(|_| pace.allows(&"1".into(), &customer(1), now)).count();
        assert_eq!(sent, 45);
        assert!(!pace.allows(&"1".into(), &customer(1), now + Duration::from_millis(5900)));
        assert!(pace.allows(&"1".into(), &customer(1), now + Duration::from_millis(6100)));
    }

    #[test]
    fn a_number_sends_as_fast_as_somebody_set_and_slows_down_at_once() {
        let (mut pace, now) = (Pace::default(), Instant::now());
        let sent = |pace: &mut Pace, names: std::ops::Range<usize>, at| {
            names.filter(|name| pace.allows(&"1".into(), &customer(*name), at)).count()
        };
        pace.set_rates([("1".into(), 1_000)].into());
        assert_eq!(sent(&mut pace, 0..2_000, now), 1_000);
        pace.set_rates([("1".into(), 20)].into());
        assert_eq!(sent(&mut pace, 2_000..3_000, now + Duration::from_secs(9)), 20);
        assert_eq!(sent(&mut pace, 3_000..4_000, now + Duration::from_millis(9_500)), 10);
    }

    #[test]
    fn a_customer_of_two_numbers_is_two_pairs() {
        let (mut pace, now) = (Pace::default(), Instant::now());
        for number in ["1", "2"] {
            let sent = (0..60).filter(|_| pace.allows(&number.into(), &customer(1), now)).count();
            assert_eq!(sent, 45, "{number}");
        }
    }

    #[test]
    fn a_number_sends_eighty_a_second_to_all_customers_together() {
        let (mut pace, now) = (Pace::default(), Instant::now());
        let sent = (0..200).filter(|name| pace.allows(&"1".into(), &customer(*name), now)).count();
        assert_eq!(sent, 80);
        assert!(pace.allows(&"2".into(), &customer(300), now));
        let later = now + Duration::from_millis(500);
        let sent =
            (200..400).filter(|name| pace.allows(&"1".into(), &customer(*name), later)).count();
        assert_eq!(sent, 40);
    }
}
