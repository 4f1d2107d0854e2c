//! The last frames, for those who lost the line for a moment. Bounded in number and in bytes: a
//! customer's message may be long.

use std::collections::VecDeque;

pub(super) struct Ring<T> {
    frames: VecDeque<(u64, usize, T)>,
    most: usize,
    /// Bytes of all frames, and how many there may be.
    bytes: usize,
    most_bytes: usize,
}

impl<T> Ring<T> {
    pub(super) fn new(most: usize, most_bytes: usize) -> Self {
        Self { frames: VecDeque::new(), most, bytes: 0, most_bytes }
    }

    /// `size` is how many bytes it takes.
    pub(super) fn push(&mut self, seq: u64, frame: T, size: usize) {
        self.bytes += size;
        self.frames.push_back((seq, size, frame));
        // The newest stays whatever its size: there is no other way to tell of it.
        while self.frames.len() > 1
            && (self.frames.len() > self.most || self.bytes > self.most_bytes)
        {
            self.bytes -= self.frames.pop_front().map_or(0, |(_, size, _)| size);
        }
    }

    /// Everything after `since`, or `None` if some of it is forgotten or has not happened.
    pub(super) fn after(&self, since: u64, newest: u64) -> Option<impl Iterator<Item = (u64, &T)>> {
        let oldest = self.frames.front().map_or(newest + 1, |(seq, ..)| *seq);
        if since > newest || since + 1 < oldest {
            return None;
        }
        let missed = self.frames.iter().filter(move |(seq, ..)| *seq > since);
        Some(missed.map(|(seq, _, frame)| (*seq, frame)))
    }

    /// All that is remembered, the newest first.
    pub(super) fn newest(&self) -> impl Iterator<Item = &T> {
        self.frames.iter().rev().map(|(_, _, frame)| frame)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(pushed: u64) -> Ring<String> {
        let mut ring = Ring::new(3, 1_000);
        for seq in 1..=pushed {
            let frame = seq.to_string();
            let size = frame.len();
            ring.push(seq, frame, size);
        }
        ring
    }

    fn after(ring: &Ring<String>, since: u64, newest: u64) -> Option<String> {
        let frames = ring.after(since, newest)?;
        Some(frames.map(|(_, frame)| frame.as_str()).collect::<Vec<_>>().join(","))
    }

    #[test]
    fn what_was_missed_comes_back_in_order_and_what_is_forgotten_does_not() {
        let ring = ring(5);
        assert_eq!(after(&ring, 5, 5).as_deref(), Some(""));
        assert_eq!(after(&ring, 3, 5).as_deref(), Some("4,5"));
        assert_eq!(after(&ring, 2, 5).as_deref(), Some("3,4,5"));
        assert_eq!(after(&ring, 1, 5), None);
    }

    #[test]
    fn large_frames_are_forgotten_sooner_and_the_newest_never() {
        let mut ring = Ring::new(100, 10);
        for (seq, size) in [(1, 4), (2, 4), (3, 4), (4, 1)] {
            ring.push(seq, "x".repeat(size), size);
        }
        assert_eq!(after(&ring, 1, 4).as_deref(), Some("xxxx,xxxx,x"));
        assert_eq!(after(&ring, 0, 4), None);
        ring.push(5, "x".repeat(50), 50);
        assert_eq!(after(&ring, 4, 5).map(|frames| frames.len()), Some(50));
        assert_eq!(after(&ring, 3, 5), None);
        ring.push(6, "x".to_owned(), 1);
        assert_eq!((after(&ring, 5, 6).as_deref(), ring.bytes), (Some("x"), 1));
    }

    #[test]
    fn a_place_in_the_future_is_no_place() {
        assert_eq!(after(&ring(5), 6, 5), None);
    }

    #[test]
    fn before_anything_happened_nothing_was_missed() {
        assert_eq!(after(&ring(0), 0, 0).as_deref(), Some(""));
    }
}
