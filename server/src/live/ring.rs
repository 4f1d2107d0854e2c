//! The last frames, for those who lost the line for a moment. Bounded in number and in bytes: a
//! customer's message may be long.

use std::collections::VecDeque;

use axum::body::Bytes;

pub(super) struct Ring {
    frames: VecDeque<(u64, Bytes)>,
    most: usize,
    /// Bytes of all frames, and how many there may be.
    bytes: usize,
    most_bytes: usize,
}

impl Ring {
    pub(super) fn new(most: usize, most_bytes: usize) -> Self {
        Self { frames: VecDeque::new(), most, bytes: 0, most_bytes }
    }

    pub(super) fn push(&mut self, seq: u64, frame: Bytes) {
        self.bytes += frame.len();
        self.frames.push_back((seq, frame));
        // The newest stays whatever its size: there is no other way to tell of it.
        while self.frames.len() > 1
            && (self.frames.len() > self.most || self.bytes > self.most_bytes)
        {
            self.bytes -= self.frames.pop_front().map_or(0, |(_, frame)| frame.len());
        }
    }

    /// Everything after `since`, or `None` if some of it is forgotten or has not happened.
    pub(super) fn after(&self, since: u64, newest: u64) -> Option<Vec<Bytes>> {
        let oldest = self.frames.front().map_or(newest + 1, |(seq, _)| *seq);
        if since > newest || since + 1 < oldest {
            return None;
        }
        let missed = self.frames.iter().filter(|(seq, _)| *seq > since);
        Some(missed.map(|(_, frame)| frame.clone()).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(pushed: u64) -> Ring {
        let mut ring = Ring::new(3, 1_000);
        for seq in 1..=pushed {
            ring.push(seq, seq.to_string().into());
        }
        ring
    }

    fn after(ring: &Ring, since: u64, newest: u64) -> Option<String> {
        let frames = ring.after(since, newest)?;
        let words = frames.iter().map(|frame| str::from_utf8(frame).expect("words"));
        Some(words.collect::<Vec<_>>().join(","))
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
            ring.push(seq, "x".repeat(size).into());
        }
        assert_eq!(after(&ring, 1, 4).as_deref(), Some("xxxx,xxxx,x"));
        assert_eq!(after(&ring, 0, 4), None);
        ring.push(5, "x".repeat(50).into());
        assert_eq!(after(&ring, 4, 5).map(|frames| frames.len()), Some(50));
        assert_eq!(after(&ring, 3, 5), None);
        ring.push(6, "x".into());
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
