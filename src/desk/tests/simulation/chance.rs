//! Chance that comes out the same for the same seed: SplitMix64, after Sebastiano Vigna.

use chrono::TimeDelta;

pub(super) struct Chance(u64);

impl Chance {
    pub(super) fn of(seed: u64) -> Self {
        Self(seed)
    }

    pub(super) fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0 to `most` - 1.
    pub(super) fn below(&mut self, most: usize) -> usize {
        (self.draw() % most as u64) as usize
    }

    /// True that often in a thousand.
    pub(super) fn once(&mut self, in_a_thousand: u64) -> bool {
        self.draw() % 1_000 < in_a_thousand
    }

    pub(super) fn one_of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }

    /// From the one to the other, to the millisecond; short spans are likelier than long ones.
    pub(super) fn wait(&mut self, least: TimeDelta, most: TimeDelta) -> TimeDelta {
        let part = self.draw() % 1_000_000;
        let span = (most - least).num_milliseconds() as u64;
        least + TimeDelta::milliseconds((span * (part * part / 1_000_000) / 1_000_000) as i64)
    }

    /// From the one to the other, to the millisecond, all equally likely.
    pub(super) fn within(&mut self, least: TimeDelta, most: TimeDelta) -> TimeDelta {
        let span = (most - least).num_milliseconds() as u64;
        least + TimeDelta::milliseconds((self.draw() % (span + 1)) as i64)
    }
}
