//! WhatsApp's pace, kept by us so that Meta need not refuse.

use std::collections::HashMap;
use std::time::Instant;

use desk::contact::Alias;
use desk::ids::NumberId;

/// Messages a second for one number, and how many may go at once.
const NUMBER: Rate = Rate { a_second: 80.0, burst: 80.0 };
/// The same for one customer.
const CUSTOMER: Rate = Rate { a_second: 1.0 / 6.0, burst: 45.0 };
/// Buckets beyond this many are looked through for full ones, which say nothing.
const MANY: usize = 10_000;

struct Rate {
    a_second: f64,
    burst: f64,
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

/// Token buckets by number and by customer.
#[derive(Default)]
pub(super) struct Pace {
    numbers: HashMap<NumberId, Bucket>,
    customers: HashMap<Vec<Alias>, Bucket>,
}

impl Pace {
    /// Takes the place of one message if there is one now.
    pub(super) fn allows(&mut self, number: &NumberId, to: &[Alias], now: Instant) -> bool {
        if self.customers.len() > MANY {
            self.customers.retain(|_, bucket| {
                bucket.refill(&CUSTOMER, now);
                bucket.left < CUSTOMER.burst
            });
        }
        let full = |rate: &Rate| Bucket { left: rate.burst, at: now };
        let number = self.numbers.entry(number.clone()).or_insert_with(|| full(&NUMBER));
        let customer = self.customers.entry(to.to_vec()).or_insert_with(|| full(&CUSTOMER));
        number.refill(&NUMBER, now);
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
