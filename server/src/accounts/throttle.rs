//! Guessing a password gets slower with each wrong guess, for the account and for the address it
//! comes from; nobody is ever locked out for good.
//!
//! A guess is counted before it is looked at: a thousand made side by side are a thousand.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Wrong guesses at one account that cost nothing …
const FREE: u32 = 5;
/// … and from one address, behind which a whole office may sit.
const FREE_FROM: u32 = 20;
/// The longest pause.
const LONGEST: Duration = Duration::from_secs(300);
/// After so long without a guess, all is forgotten.
const FORGET: Duration = Duration::from_secs(3600);
/// How many accounts and addresses are remembered at most.
const MOST: usize = 10_000;
/// What is remembered of a name: no e-mail address is longer.
const LONGEST_NAME: usize = 254;

/// What is guessed at, or from where.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Key {
    Account(String),
    Address(String),
}

struct Guesses {
    wrong: u32,
    last: Instant,
}

/// Remembers wrong guesses, in memory only.
#[derive(Default)]
pub struct Throttle {
    guesses: Mutex<HashMap<Key, Guesses>>,
}

impl Throttle {
    /// Whether `address` may guess at `account` at `now`. If so, the guess counts as wrong until
    /// [`Throttle::right`] says otherwise.
    pub fn guess(&self, account: &str, address: &str, now: Instant) -> bool {
        let mut guesses = self.lock();
        if guesses.len() >= MOST {
            guesses.retain(|_, guess| now.duration_since(guess.last) < FORGET);
        }
        let keys = keys(account, address);
        let open = |key: &Key| guesses.get(key).is_none_or(|guess| guess.are_over(key, now));
        if !keys.iter().all(open) {
            return false;
        }
        for key in keys {
            if guesses.len() < MOST || guesses.contains_key(&key) {
                guesses.entry(key).or_insert(Guesses { wrong: 0, last: now }).count(now);
            }
        }
        true
    }

    /// The guess was right: the account's wrong ones are forgotten, the address's others are not.
    pub fn right(&self, account: &str, address: &str) {
        let [account, address] = keys(account, address);
        let mut guesses = self.lock();
        guesses.remove(&account);
        if let Some(guess) = guesses.get_mut(&address) {
            guess.wrong = guess.wrong.saturating_sub(1);
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Key, Guesses>> {
        self.guesses.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Guesses {
    /// Whether the pause after the last one has passed.
    fn are_over(&self, key: &Key, now: Instant) -> bool {
        let free = if matches!(key, Key::Account(_)) { FREE } else { FREE_FROM };
        now.duration_since(self.last) >= pause(self.wrong, free)
    }

    fn count(&mut self, now: Instant) {
        if now.duration_since(self.last) >= FORGET {
            self.wrong = 0;
        }
        self.wrong = self.wrong.saturating_add(1);
        self.last = now;
    }
}

fn keys(account: &str, address: &str) -> [Key; 2] {
    let account = account.trim().to_lowercase().chars().take(LONGEST_NAME).collect();
    [Key::Account(account), Key::Address(address.chars().take(LONGEST_NAME).collect())]
}

fn pause(wrong: u32, free: u32) -> Duration {
    if wrong < free {
        return Duration::ZERO;
    }
    Duration::from_secs(1 << (wrong - free).min(9)).min(LONGEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Guesses as often as the throttle allows at once.
    fn guesses(throttle: &Throttle, account: &str, now: Instant) -> usize {
        (0..50).filter(|_| throttle.guess(account, "1.2.3.4", now)).count()
    }

    #[test]
    fn the_sixth_guess_waits_and_the_wait_grows_but_ends() {
        let (throttle, mut now) = (Throttle::default(), Instant::now());
        assert_eq!(guesses(&throttle, "nuria", now), 5);
        assert_eq!(guesses(&throttle, " NURIA ", now), 0, "it is the same account");
        assert!(throttle.guess("jordi", "1.2.3.4", now));
        for seconds in [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300] {
            let soon = now + Duration::from_secs(seconds) - Duration::from_millis(1);
            assert!(!throttle.guess("nuria", "1.2.3.4", soon), "{seconds}");
            now += Duration::from_secs(seconds);
            assert!(throttle.guess("nuria", "1.2.3.4", now), "{seconds}");
        }
    }

    #[test]
    fn one_address_that_guesses_at_everybody_waits_too_and_others_do_not() {
        let (throttle, now) = (Throttle::default(), Instant::now());
        let names: Vec<String> = (0..30).map(|n| format!("n{n}")).collect();
        let allowed = names.iter().filter(|name| throttle.guess(name, "1.2.3.4", now)).count();
        assert_eq!(allowed, 20);
        assert!(throttle.guess("n29", "5.6.7.8", now));
    }

    #[test]
    fn a_right_guess_forgets_the_accounts_wrong_ones() {
        let (throttle, now) = (Throttle::default(), Instant::now());
        for _ in 0..40 {
            assert!(throttle.guess("nuria", "1.2.3.4", now), "whoever is right never waits");
            throttle.right("nuria", "1.2.3.4");
        }
    }

    #[test]
    fn after_an_hour_all_is_forgotten() {
        let (throttle, now) = (Throttle::default(), Instant::now());
        assert_eq!(guesses(&throttle, "nuria", now), 5);
        assert_eq!(guesses(&throttle, "nuria", now + FORGET), 5);
    }
}
