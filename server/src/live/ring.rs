//! The last frames, for those who lost the line for a moment.

use std::collections::VecDeque;

use axum::extract::ws::Utf8Bytes;

pub(super) struct Ring {
    frames: VecDeque<(u64, Utf8Bytes)>,
    most: usize,
}

impl Ring {
    pub(super) fn new(most: usize) -> Self {
        Self { frames: VecDeque::new(), most }
    }

    pub(super) fn push(&mut self, seq: u64, frame: Utf8Bytes) {
        if self.frames.len() == self.most {
            self.frames.pop_front();
        }
        self.frames.push_back((seq, frame));
    }

    /// Everything after `since`, or `None` if some of it is forgotten or has not happened.
    pub(super) fn after(&self, since: u64, newest: u64) -> Option<Vec<Utf8Bytes>> {
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
        let mut ring = Ring::new(3);
        for seq in 1..=pushed {
            ring.push(seq, seq.to_string().into());
        }
        ring
    }

    fn after(ring: &Ring, since: u64, newest: u64) -> Option<String> {
        let frames = ring.after(since, newest)?;
        Some(frames.iter().map(|frame| frame.as_str()).collect::<Vec<_>>().join(","))
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
    fn a_place_in_the_future_is_no_place() {
        assert_eq!(after(&ring(5), 6, 5), None);
    }

    #[test]
    fn before_anything_happened_nothing_was_missed() {
        assert_eq!(after(&ring(0), 0, 0).as_deref(), Some(""));
    }
}
