//! All who watch, and the task that writes to them: to each page in order, while the hub numbers
//! what comes next. It is one task: with two of them no frame arrived measurably sooner.

use std::mem;
use std::sync::Weak;

use axum::body::Bytes;
use tokio::sync::mpsc;
use tokio::task::yield_now;

use super::line::{Line, TOGETHER};

/// After so many pages, about a millisecond, other tasks have a turn.
const BREATH: usize = 64;

enum Word {
    Frame(Bytes),
    /// Somebody joins; what they hear first.
    Join(Weak<Line>, Vec<Bytes>),
}

/// The hub's end. The task ends with it.
pub(super) struct Crowd(mpsc::UnboundedSender<Word>);

impl Crowd {
    pub(super) fn gather() -> Self {
        let (words, heard) = mpsc::unbounded_channel();
        tokio::spawn(tell(heard));
        Self(words)
    }

    pub(super) fn show(&self, frame: Bytes) {
        self.hear(Word::Frame(frame));
    }

    pub(super) fn join(&self, line: Weak<Line>, first: Vec<Bytes>) {
        self.hear(Word::Join(line, first));
    }

    fn hear(&self, word: Word) {
        // The task ends only with this end, so somebody is there to take it.
        let _ = self.0.send(word);
    }
}

/// Frames that came while others were written go out together: the further this is behind, the
/// cheaper a frame gets, and so it catches up.
async fn tell(mut words: mpsc::UnboundedReceiver<Word>) {
    let (mut lines, mut heard, mut frames) = (vec![], vec![], vec![]);
    while words.recv_many(&mut heard, TOGETHER).await > 0 {
        for word in heard.drain(..) {
            match word {
                Word::Frame(frame) => frames.push(frame),
                Word::Join(line, first) => {
                    show(&mut lines, mem::take(&mut frames)).await;
                    if let Some(page) = line.upgrade() {
                        page.offer(&first);
                        lines.push(line);
                    }
                }
            }
        }
        show(&mut lines, mem::take(&mut frames)).await;
    }
}

/// Writes to everyone; forgets those who left.
async fn show(lines: &mut Vec<Weak<Line>>, frames: Vec<Bytes>) {
    if frames.is_empty() {
        return;
    }
    for some in lines.chunks(BREATH) {
        for line in some.iter().filter_map(Weak::upgrade) {
            // Whether it still works is for the page's own task to see, which ends then.
            line.offer(&frames);
        }
        yield_now().await;
    }
    lines.retain(|line| line.strong_count() > 0);
}
