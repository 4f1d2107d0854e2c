//! Guessing a password gets slower with each wrong guess, for the account and for the network it
//! comes from; nobody is ever locked out for good.
//!
//! A guess is counted before it is looked at: a thousand made side by side are a thousand. From a
//! network that an account came in from before, only the guesses made there count: strangers who
//! guess elsewhere keep nobody out of their usual place. All of this is in memory, so after a
//! restart everybody is new; and where too much is to be remembered, the oldest is forgotten.

use std::collections::HashMap;
use std::hash::Hash;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Wrong guesses at one account that cost nothing …
const FREE: u32 = 5;
/// … and from one network, behind which a whole office may sit.
const FREE_FROM: u32 = 20;
/// The longest pause.
const LONGEST: Duration = Duration::from_secs(300);
/// After so long without a guess, all is forgotten.
const FORGET: Duration = Duration::from_secs(3600);
/// How many accounts and networks are remembered at most, and how many usual places.
const MOST: usize = 10_000;
/// What is remembered of a name: no e-mail address is longer.
const LONGEST_NAME: usize = 254;

/// What is guessed at, or from where.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Key {
    /// From anywhere that is not one of its usual places.
    Account(String),
    /// From one of them.
    Usual(Place),
    Network(String),
}

/// An account and a network that it came in from.
type Place = (String, String);

struct Guesses {
    wrong: u32,
    last: Instant,
}

/// Remembers wrong guesses, in memory only.
#[derive(Default)]
pub struct Throttle {
    known: Mutex<Known>,
}

#[derive(Default)]
struct Known {
    guesses: HashMap<Key, Guesses>,
    /// Where accounts came in from, and when they last did.
    usual: HashMap<Place, Instant>,
}

impl Throttle {
    /// Whether `address` may guess at `account` at `now`. If so, the guess counts as wrong until
    /// [`Throttle::right`] says otherwise.
    pub fn guess(&self, account: &str, address: &str, now: Instant) -> bool {
        let mut known = self.lock();
        let keys = known.keys(account, address);
        let open = |key: &Key| known.guesses.get(key).is_none_or(|guess| guess.are_over(key, now));
        if !keys.iter().all(open) {
            return false;
        }
        for key in keys {
            make_room(&mut known.guesses, &key, |guess| guess.last);
            known.guesses.entry(key).or_insert(Guesses { wrong: 0, last: now }).count(now);
        }
        true
    }

    /// The guess was right: the wrong ones that it counted among are forgotten, the network's others
    /// are not, and this is one of the account's usual places from now on.
    pub fn right(&self, account: &str, address: &str, now: Instant) {
        let mut known = self.lock();
        let [guessed, network] = known.keys(account, address);
        known.guesses.remove(&guessed);
        if let Some(guess) = known.guesses.get_mut(&network) {
            guess.wrong = guess.wrong.saturating_sub(1);
        }
        let place = place(account, address);
        make_room(&mut known.usual, &place, |last| *last);
        known.usual.insert(place, now);
    }

    fn lock(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Known {
    /// What a guess counts for.
    fn keys(&self, account: &str, address: &str) -> [Key; 2] {
        let place = place(account, address);
        let network = Key::Network(place.1.clone());
        match self.usual.contains_key(&place) {
            true => [Key::Usual(place), network],
            false => [Key::Account(place.0), network],
        }
    }
}

impl Guesses {
    /// Whether the pause after the last one has passed.
    fn are_over(&self, key: &Key, now: Instant) -> bool {
        let free = if matches!(key, Key::Network(_)) { FREE_FROM } else { FREE };
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

/// Forgets the oldest if `key` would be one too many.
fn make_room<K: Hash + Eq + Clone, V>(
    map: &mut HashMap<K, V>,
    key: &K,
    last: impl Fn(&V) -> Instant,
) {
    if map.len() < MOST || map.contains_key(key) {
        return;
    }
    let oldest = map.iter().min_by_key(|(_, value)| last(value)).map(|(key, _)| key.clone());
    if let Some(oldest) = oldest {
        map.remove(&oldest);
    }
}

fn place(account: &str, address: &str) -> Place {
    let account = account.trim().to_lowercase().chars().take(LONGEST_NAME).collect();
    (account, network(address))
}

/// Of an IPv6 address the first 64 bits: the rest is its owner's to choose. What is no address
/// counts as it stands.
fn network(address: &str) -> String {
    let with_port = || address.parse::<SocketAddr>().map(|address| address.ip());
    let bare = address.trim_start_matches('[').trim_end_matches(']');
    match bare.parse::<IpAddr>().or_else(|_| with_port()).map(|address| address.to_canonical()) {
        Ok(IpAddr::V6(address)) => {
            let prefix = u128::from(address) >> 64 << 64;
            format!("{}/64", Ipv6Addr::from(prefix))
        }
        Ok(IpAddr::V4(address)) => address.to_string(),
        Err(_) => address.chars().take(LONGEST_NAME).collect(),
    }
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
            throttle.right("nuria", "1.2.3.4", now);
        }
    }

    #[test]
    fn strangers_who_guess_elsewhere_keep_nobody_out_of_their_usual_place() {
        let (throttle, now) = (Throttle::default(), Instant::now());
        assert!(throttle.guess("nuria", "192.0.2.1", now));
        throttle.right("nuria", "192.0.2.1", now);
        assert_eq!(guesses(&throttle, "nuria", now), 5, "a stranger's");
        assert!(!throttle.guess("nuria", "198.51.100.1", now), "another stranger waits too");
        assert!(throttle.guess(" Nuria ", "192.0.2.1", now), "she does not");
        let more = (0..50).filter(|_| throttle.guess("nuria", "192.0.2.1", now)).count();
        assert_eq!(more, 4, "and who guesses at her place waits as well");
        assert!(throttle.guess("jordi", "192.0.2.1", now), "it is not jordi's usual place");
    }

    #[test]
    fn a_right_guess_elsewhere_does_not_pardon_the_strangers() {
        let (throttle, now) = (Throttle::default(), Instant::now());
        throttle.right("nuria", "192.0.2.1", now);
        assert_eq!(guesses(&throttle, "nuria", now), 5);
        assert!(throttle.guess("nuria", "192.0.2.1", now));
        throttle.right("nuria", "192.0.2.1", now);
        assert_eq!(guesses(&throttle, "nuria", now), 0);
    }

    #[test]
    fn one_who_has_many_addresses_is_still_one() {
        for (address, expected) in [
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
            ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
            ("[2001:db8:1:2::9]:443", "2001:db8:1:2::/64"),
            ("[2001:db8:1:2::9]", "2001:db8:1:2::/64"),
            ("2001:db8:1:3::9", "2001:db8:1:3::/64"),
            ("::ffff:192.0.2.1", "192.0.2.1"),
            ("192.0.2.1:443", "192.0.2.1"),
            ("unknown", "unknown"),
        ] {
            assert_eq!(network(address), expected, "{address}");
        }
    }

    #[test]
    fn a_flood_of_names_makes_nobody_free_to_guess() {
        let (throttle, now) = (Throttle::default(), Instant::now());
        for n in 0..MOST / 2 + 10 {
            throttle.guess(&format!("n{n}"), &format!("a{n}"), now);
        }
        let later = now + Duration::from_secs(1);
        assert_eq!(guesses(&throttle, "nuria", later), 5);
        assert!(throttle.lock().guesses.len() <= MOST);
    }

    #[test]
    fn after_an_hour_all_is_forgotten() {
        let (throttle, now) = (Throttle::default(), Instant::now());
        assert_eq!(guesses(&throttle, "nuria", now), 5);
        assert_eq!(guesses(&throttle, "nuria", now + FORGET), 5);
    }
}
