//! Which frames were seen: finds gaps and repetitions by the sequence number. Pure.

use super::frame::Frame;
use crate::start::Position;

/// What a frame asks of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Nothing,
    /// Pass the update on.
    Take,
    /// Something was missed.
    Resync,
}

/// Where this page stands in the stream.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Track {
    epoch: String,
    /// The last number seen; `None` after a resync, when the next one is taken as it comes.
    seq: Option<u64>,
    build: String,
    /// The page was told to load again since the last hello, and nothing came after it.
    loading: bool,
}

impl Track {
    pub fn new(position: &Position, build: &str) -> Self {
        Self {
            epoch: position.epoch.clone(),
            seq: Some(position.seq),
            build: build.to_owned(),
            loading: false,
        }
    }

    /// `epoch=…&since=…`. An epoch is made of letters, digits and dashes.
    pub fn resume_query(&self) -> String {
        format!("epoch={}&since={}", self.epoch, self.seq.unwrap_or(0))
    }

    pub fn is_other_build(&self, build: &str) -> bool {
        !self.build.is_empty() && self.build != build
    }

    /// Takes note of `frame` and says what to do about it.
    pub fn step(&mut self, frame: &Frame) -> Step {
        match frame {
            Frame::Hello { epoch, seq, .. } => self.hello(epoch, *seq),
            Frame::Update { seq, .. } => self.update(*seq),
            Frame::Beat { seq, .. } => self.beat(*seq),
            Frame::Resync if std::mem::take(&mut self.loading) => Step::Nothing,
            Frame::Resync => {
                self.seq = None;
                Step::Resync
            }
        }
    }

    fn hello(&mut self, epoch: &str, seq: u64) -> Step {
        self.loading = false;
        if self.epoch == epoch {
            return Step::Nothing;
        }
        // Another process counts anew. Its own resync may follow and says nothing more.
        self.epoch = epoch.to_owned();
        self.seq = Some(seq);
        self.loading = true;
        Step::Resync
    }

    fn update(&mut self, seq: u64) -> Step {
        self.loading = false;
        let step = match self.seq {
            Some(last) if seq <= last => return Step::Nothing,
            Some(last) if seq > last + 1 => Step::Resync,
            _ => Step::Take,
        };
        self.seq = Some(seq);
        step
    }

    fn beat(&mut self, seq: u64) -> Step {
        self.loading = false;
        match self.seq {
            Some(last) if seq <= last => Step::Nothing,
            None => {
                self.seq = Some(seq);
                Step::Nothing
            }
            Some(_) => {
                self.seq = Some(seq);
                Step::Resync
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;
    use crate::ui::samples;

    fn track() -> Track {
        Track::new(&Position { epoch: "e1".into(), seq: 10 }, "b1")
    }

    fn hello(epoch: &str, seq: u64) -> Frame {
        Frame::Hello { epoch: epoch.into(), seq, build: "b1".into(), now: DateTime::UNIX_EPOCH }
    }

    fn beat(seq: u64) -> Frame {
        Frame::Beat { seq, now: DateTime::UNIX_EPOCH }
    }

    fn update(seq: u64) -> Frame {
        Frame::Update { seq, update: Box::new(samples::told(1, seq)) }
    }

    #[test]
    fn consecutive_updates_are_taken_and_repeated_ones_are_not() {
        let mut track = track();
        assert_eq!(track.step(&hello("e1", 12)), Step::Nothing);
        assert_eq!(track.step(&update(11)), Step::Take);
        assert_eq!(track.step(&update(12)), Step::Take);
        assert_eq!(track.step(&update(12)), Step::Nothing);
        assert_eq!(track.resume_query(), "epoch=e1&since=12");
    }

    #[test]
    fn a_jump_asks_for_the_whole_state_once() {
        let mut track = track();
        assert_eq!(track.step(&update(13)), Step::Resync);
        assert_eq!(track.step(&update(14)), Step::Take);
    }

    #[test]
    fn a_beat_ahead_of_us_betrays_a_silent_gap() {
        let mut track = track();
        assert_eq!(track.step(&beat(10)), Step::Nothing);
        assert_eq!(track.step(&beat(11)), Step::Resync);
        assert_eq!(track.step(&beat(11)), Step::Nothing);
    }

    #[test]
    fn another_process_means_loading_again_once_even_if_it_says_so_twice() {
        let mut track = track();
        assert_eq!(track.step(&hello("e2", 3)), Step::Resync);
        assert_eq!(track.step(&Frame::Resync), Step::Nothing);
        assert_eq!(track.step(&update(4)), Step::Take);
        assert_eq!(track.step(&Frame::Resync), Step::Resync);
    }

    #[test]
    fn after_a_resync_the_next_number_is_taken_as_it_comes() {
        let mut track = track();
        assert_eq!(track.step(&Frame::Resync), Step::Resync);
        assert_eq!(track.step(&update(90)), Step::Take);
        assert_eq!(track.step(&update(92)), Step::Resync);
    }

    #[test]
    fn a_new_build_is_noticed() {
        assert!(track().is_other_build("b2"));
        assert!(!track().is_other_build("b1"));
    }
}
