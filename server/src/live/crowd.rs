//! All who watch, and the task that writes to them: to each page in order, while the hub numbers
//! what comes next. It is one task: with two of them no frame arrived measurably sooner.
//!
//! Whoever sees everything hears the same frames; whoever does not, those of their own stream.

use std::collections::HashMap;
use std::mem;
use std::sync::Weak;

use axum::body::Bytes;
use desk::ids::PersonId;
use tokio::sync::mpsc;
use tokio::task::yield_now;

use super::line::{Line, TOGETHER};

/// After so many pages, about a millisecond, other tasks have a turn.
const BREATH: usize = 64;

enum Word {
    Frame(Bytes),
    /// A frame of somebody's own stream.
    Tell(PersonId, Bytes),
    /// Somebody joins, with a stream of their own or without; what they hear first.
    Join(Weak<Line>, PersonId, bool, Vec<Bytes>),
    /// Somebody's pages change to a stream of their own, to another, or to that of all; what they hear
    /// first of it.
    Turn(PersonId, bool, Vec<Bytes>),
    /// Somebody's pages hear nothing any more.
    Dismiss(PersonId),
}

/// The hub's end. The task ends with it.
pub(super) struct Crowd(mpsc::UnboundedSender<Word>);

impl Crowd {
    pub(super) fn gather() -> Self {
        let (words, heard) = mpsc::unbounded_channel();
        tokio::spawn(tell(heard));
        Self(words)
    }

    /// To all who see everything.
    pub(super) fn show(&self, frame: Bytes) {
        self.hear(Word::Frame(frame));
    }

    /// To somebody who does not.
    pub(super) fn tell(&self, person: PersonId, frame: Bytes) {
        self.hear(Word::Tell(person, frame));
    }

    pub(super) fn join(&self, line: Weak<Line>, person: PersonId, apart: bool, first: Vec<Bytes>) {
        self.hear(Word::Join(line, person, apart, first));
    }

    pub(super) fn turn(&self, person: PersonId, apart: bool, first: Vec<Bytes>) {
        self.hear(Word::Turn(person, apart, first));
    }

    pub(super) fn dismiss(&self, person: PersonId) {
        self.hear(Word::Dismiss(person));
    }

    fn hear(&self, word: Word) {
        // The task ends only with this end, so somebody is there to take it.
        let _ = self.0.send(word);
    }
}

/// A page, and whose it is.
type Page = (PersonId, Weak<Line>);

#[derive(Default)]
struct Pages {
    /// Of those who see everything.
    all: Vec<Page>,
    /// Of everybody else.
    apart: HashMap<PersonId, Vec<Weak<Line>>>,
}

/// Frames that came while others were written go out together: the further this is behind, the
/// cheaper a frame gets, and so it catches up.
async fn tell(mut words: mpsc::UnboundedReceiver<Word>) {
    let (mut pages, mut heard, mut frames) = (Pages::default(), vec![], vec![]);
    while words.recv_many(&mut heard, TOGETHER).await > 0 {
        for word in heard.drain(..) {
            match word {
                Word::Frame(frame) => frames.push(frame),
                Word::Tell(person, frame) => pages.tell(&person, &[frame]),
                other => {
                    show(&mut pages.all, mem::take(&mut frames)).await;
                    pages.change(other);
                }
            }
        }
        show(&mut pages.all, mem::take(&mut frames)).await;
    }
}

impl Pages {
    /// Writes to one person's pages; forgets those that were left.
    fn tell(&mut self, person: &PersonId, frames: &[Bytes]) {
        let Some(lines) = self.apart.get_mut(person) else { return };
        lines.retain(|line| line.upgrade().inspect(|line| _ = line.offer(frames)).is_some());
        if lines.is_empty() {
            self.apart.remove(person);
        }
    }

    fn change(&mut self, word: Word) {
        match word {
            Word::Join(line, person, apart, first) => {
                if let Some(page) = line.upgrade() {
                    page.offer(&first);
                    self.seat(person, line, apart);
                }
            }
            Word::Turn(person, apart, first) => {
                for line in self.take(&person) {
                    if let Some(page) = line.upgrade() {
                        page.offer(&first);
                        self.seat(person.clone(), line, apart);
                    }
                }
            }
            Word::Dismiss(person) => {
                self.take(&person).iter().filter_map(Weak::upgrade).for_each(|page| page.hang_up());
            }
            Word::Frame(_) | Word::Tell(..) => {}
        }
    }

    fn seat(&mut self, person: PersonId, line: Weak<Line>, apart: bool) {
        match apart {
            true => self.apart.entry(person).or_default().push(line),
            false => self.all.push((person, line)),
        }
    }

    /// Takes somebody's pages out, wherever they are.
    fn take(&mut self, person: &PersonId) -> Vec<Weak<Line>> {
        let theirs = self.all.extract_if(.., |(whose, _)| whose == person).map(|(_, line)| line);
        let mut lines: Vec<_> = theirs.collect();
        lines.extend(self.apart.remove(person).unwrap_or_default());
        lines
    }
}

/// Writes to everyone; forgets those who left.
async fn show(pages: &mut Vec<Page>, frames: Vec<Bytes>) {
    if frames.is_empty() {
        return;
    }
    for some in pages.chunks(BREATH) {
        for line in some.iter().filter_map(|(_, line)| line.upgrade()) {
            // Whether it still works is for the page's own task to see, which ends then.
            line.offer(&frames);
        }
        yield_now().await;
    }
    pages.retain(|(_, line)| line.strong_count() > 0);
}
