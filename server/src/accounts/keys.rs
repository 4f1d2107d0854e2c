//! Keys of programs: made and shown once, known again by their hash, worth nothing after their end.
//!
//! When one was last used is written down once a minute at most: a write with each call would cost more
//! than many a call.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use desk::ids::PersonId;
use desk::permissions::Role;
use store::{KnownKey, Store};

use super::{Refused, digest, secret};
use crate::clock;

/// How exactly it is known when a key was last used.
const NOTED: Duration = Duration::from_secs(60);
/// The longest name of a key, in characters.
const LONGEST_NAME: usize = 80;

/// Makes a key for a program; the answer is the only time that it is seen whole.
pub async fn add_key(
    store: &Store,
    name: &str,
    role: Role,
    by: Option<PersonId>,
    ends: Option<DateTime<Utc>>,
) -> Result<String, Refused> {
    let name: String = name.trim().chars().filter(|letter| !letter.is_control()).collect();
    if name.is_empty() {
        return Err(Refused::NoName);
    }
    if name.chars().count() > LONGEST_NAME {
        return Err(Refused::LongName);
    }
    let key = format!("bustia_{}", secret());
    let made = Some(clock::now());
    let known = KnownKey { name, role, made, by, ends, used: None };
    store.add_key(&known, &digest(&key)).await?;
    Ok(key)
}

/// When each key was last written down as used, by name.
#[derive(Default)]
pub struct KeyUses(Mutex<HashMap<String, Instant>>);

impl KeyUses {
    /// The key, if it is one of ours and its end is not past.
    pub async fn recognise(
        &self,
        store: &Store,
        key: &str,
    ) -> Result<Option<KnownKey>, store::Error> {
        let (found, now) = (store.key(&digest(key)).await?, clock::now());
        let good = found.filter(|known| known.ends.is_none_or(|ends| ends > now));
        if let Some(known) = &good
            && self.is_due(&known.name, Instant::now())
        {
            store.key_was_used(&known.name, now).await?;
        }
        Ok(good)
    }

    /// Whether a use is to be written down; it counts as written then.
    fn is_due(&self, name: &str, now: Instant) -> bool {
        let mut noted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let due = noted.get(name).is_none_or(|last| now.duration_since(*last) >= NOTED);
        if due {
            noted.insert(name.to_owned(), now);
        }
        due
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_use_is_written_down_once_a_minute_for_each_key() {
        let (uses, now) = (KeyUses::default(), Instant::now());
        assert!(uses.is_due("crm", now));
        assert!(!uses.is_due("crm", now));
        assert!(uses.is_due("shop", now), "another key's");
        assert!(!uses.is_due("crm", now + NOTED - Duration::from_millis(1)));
        assert!(uses.is_due("crm", now + NOTED));
        assert!(!uses.is_due("crm", now + NOTED));
    }
}
