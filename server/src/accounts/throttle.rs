//! Guessing a password gets slower with each wrong guess, for the account and for the network it
//! comes from; nobody is ever locked out for good.
//!
//! A guess is counted before it is looked at: a thousand made side by side are a thousand. From a
//! network that an account came in from before, only the guesses made there count: strangers who
//! guess elsewhere keep nobody out of their usual place. Who comes from a new one waits for strangers
//! only if many of them guess at the account, and then not for long. All of this is in memory: after a restart the
//! wrong guesses are forgotten, and the usual places are those where people are in. Where too much is
//! to be remembered, the oldest is forgotten.

use std::collections::HashMap;
use std::hash::Hash;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Wrong guesses at one account from one network that cost nothing …
const FREE: u32 = 5;
/// … from one network at whatever account, since a whole office may sit behind it …
const FREE_FROM: u32 = 20;
/// … and at one account from all places that are not usual to it.
const FREE_AT: u32 = 50;
/// The longest pause …
const LONGEST: Duration = Duration::from_secs(300);
/// … and the longest that strangers can bring upon others.
const LONGEST_AT: Duration = Duration::from_secs(60);
/// After so long without a guess, all is forgotten.
const FORGET: Duration = Duration::from_secs(3600);
/// How many accounts and networks are remembered at most, and how many usual places.
const MOST: usize = 10_000;
/// What is remembered of a name: no e-mail address is longer.
const LONGEST_NAME: usize = 254;

/// What is guessed at, or from where.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Key {
    /// From anywhere that is not one of its usual places …
    Account(String),
    /// … from one such place …
    Strange(Place),
    /// … and from one of the usual ones.
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

    /// The guess was right: the wrong ones at the account from there are forgotten, the network's others
    /// and those of strangers are not, and this is one of the account's usual places from now on.
    pub fn right(&self, account: &str, address: &str, now: Instant) {
        let mut known = self.lock();
        for key in known.keys(account, address) {
            if matches!(key, Key::Strange(_) | Key::Usual(_)) {
                known.guesses.remove(&key);
            } else if let Some(guess) = known.guesses.get_mut(&key) {
                guess.wrong = guess.wrong.saturating_sub(1);
            }
        }
        drop(known);
        self.comes_from(account, address, now);
    }

    /// The account is known to come in from there: this is one of its usual places.
    pub fn comes_from(&self, account: &str, address: &str, now: Instant) {
        let place = place(account, address);
        let mut known = self.lock();
        make_room(&mut known.usual, &place, |last| *last);
        known.usual.insert(place, now);
    }

    fn lock(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Known {
    /// What a guess counts for.
    fn keys(&self, account: &str, address: &str) -> Vec<Key> {
        let place = place(account, address);
        let (account, network) = (Key::Account(place.0.clone()), Key::Network(place.1.clone()));
        match self.usual.contains_key(&place) {
            true => vec![Key::Usual(place), network],
            false => vec![Key::Strange(place), account, network],
        }
    }
}

impl Guesses {
    /// Whether the pause after the last one has passed.
    fn are_over(&self, key: &Key, now: Instant) -> bool {
        let (free, longest) = match key {
            Key::Strange(_) | Key::Usual(_) => (FREE, LONGEST),
            Key::Network(_) => (FREE_FROM, LONGEST),
            Key::Account(_) => (FREE_AT, LONGEST_AT),
        };
        now.duration_since(self.last) >= pause(self.wrong, free).min(longest)
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
mod tests;
