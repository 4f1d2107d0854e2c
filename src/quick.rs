//! Maps that are asked very often, by keys that nobody outside chooses: the numbers of tickets and the
//! ids of the team. The standard library's hash withstands keys that are chosen to collide, which takes
//! several times as long as these need.

use std::collections;
use std::hash::{BuildHasherDefault, Hasher};

pub(crate) type HashMap<K, V> = collections::HashMap<K, V, BuildHasherDefault<Quick>>;
#[cfg(any(test, feature = "fakes"))]
pub(crate) type HashSet<K> = collections::HashSet<K, BuildHasherDefault<Quick>>;

/// Multiplies word by word, and folds the high half of each product into the low one ("foldhash").
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Quick(u64);

/// Of the golden ratio.
const ODD: u64 = 0x9e37_79b9_7f4a_7c15;

impl Quick {
    fn mix(&mut self, word: u64) {
        let product = u128::from(self.0 ^ word) * u128::from(ODD);
        self.0 = (product as u64) ^ ((product >> 64) as u64).wrapping_add(ODD);
    }
}

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        words.iter().for_each(|word| self.mix(u64::from_le_bytes(*word)));
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        self.mix(u64::from_le_bytes(last));
    }

    fn write_u8(&mut self, number: u8) {
        self.mix(number.into());
    }

    fn write_u64(&mut self, number: u64) {
        self.mix(number);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{PersonId, TicketNumber};

    /// How many of so many keys share one of 4,096 places with another.
    fn crowded<K: std::hash::Hash>(keys: impl Iterator<Item = K>) -> usize {
        let mut places: HashMap<u64, usize> = HashMap::default();
        for key in keys {
            let mut hasher = Quick::default();
            key.hash(&mut hasher);
            *places.entry(hasher.finish() % 4096).or_default() += 1;
        }
        places.into_values().filter(|count| *count > 1).sum()
    }

    #[test]
    fn numbers_in_a_row_and_ids_that_differ_in_a_letter_lie_apart() {
        // By chance it would be some 220 of a thousand.
        assert!(crowded((0..1_000).map(TicketNumber)) < 300);
        assert!(crowded((0..1_000).map(|id| PersonId(format!("agent-{id:03}")))) < 300);
    }
}
