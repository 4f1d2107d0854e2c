//! Who watches, and what each of them sees. Whoever sees everything shares one stream; everybody else has a
//! stream of their own, which counts what they see and nothing else: no gap in its numbers tells that anything
//! happened elsewhere.
//!
//! A stream begins anew, under another name, as soon as its person sees something else than before. Pages take
//! that for another run of the server and load again all that they show.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use desk::ids::PersonId;
use desk::permissions::Sight;

use super::shown::{Shown, View};

/// The stream of somebody who does not see everything.
#[derive(Debug, Clone)]
pub(super) struct Stream {
    /// Which of all such streams it is.
    pub(super) run: u64,
    /// How much happened in it.
    pub(super) seq: u64,
    pub(super) sight: Sight,
}

/// What became of somebody's stream.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Turn {
    /// It goes on.
    Same,
    /// They see something else from now on.
    Other,
}

#[derive(Debug, Default)]
pub(super) struct Viewers {
    streams: HashMap<PersonId, Stream>,
    /// How many pages each person has open.
    pages: HashMap<PersonId, usize>,
    runs: u64,
}

impl Viewers {
    /// Takes down what somebody sees now.
    pub(super) fn sees(&mut self, person: &PersonId, sight: Sight) -> Turn {
        match (self.streams.get(person), sight == Sight::Everything) {
            (None, true) => return Turn::Same,
            (Some(stream), false) if stream.sight == sight => return Turn::Same,
            (Some(_), true) => _ = self.streams.remove(person),
            (_, false) => {
                self.runs += 1;
                let stream = Stream { run: self.runs, seq: 0, sight };
                self.streams.insert(person.clone(), stream);
            }
        }
        Turn::Other
    }

    /// Somebody's own stream; none if they share that of all.
    pub(super) fn stream(&self, person: &PersonId) -> Option<&Stream> {
        self.streams.get(person)
    }

    pub(super) fn streams(&self) -> impl Iterator<Item = (&PersonId, &Stream)> {
        self.streams.iter()
    }

    /// Counts what happened in each stream where anything did, and says what it is there. A share counts with
    /// the commit that says so; what the stream is called changes with it, so that nobody goes on from a
    /// place before by what they see after.
    pub(super) fn happens(&mut self, shown: &Shown) -> Vec<(PersonId, View, u64)> {
        let Viewers { streams, runs, .. } = self;
        let mut told = vec![];
        for (person, stream) in streams {
            let view = match shown.share(person) {
                None => shown.view(&stream.sight),
                Some(is_shared) => {
                    let was = stream.sight.clone();
                    stream.sight.share(shown.ticket(), is_shared);
                    *runs += 1;
                    stream.run = *runs;
                    shown.view_between(&was, &stream.sight)
                }
            };
            if view != View::Nothing {
                stream.seq += 1;
                told.push((person.clone(), view, stream.seq));
            }
        }
        told
    }

    pub(super) fn watches(&self, person: &PersonId) -> bool {
        self.pages.contains_key(person)
    }

    /// Everybody who has a page open, or whose stream is known.
    pub(super) fn people(&self) -> Vec<PersonId> {
        let others = self.streams.keys().filter(|person| !self.watches(person));
        self.pages.keys().chain(others).cloned().collect()
    }

    pub(super) fn forget(&mut self, person: &PersonId) {
        self.streams.remove(person);
    }
}

/// The same, for all who ask.
#[derive(Debug, Clone, Default)]
pub(super) struct Book(Arc<Mutex<Viewers>>);

impl Book {
    pub(super) fn open(&self) -> MutexGuard<'_, Viewers> {
        // Each of its methods leaves it whole.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A page of that person, for as long as the seat is kept.
    pub(super) fn seat(&self, person: PersonId) -> Seat {
        *self.open().pages.entry(person.clone()).or_default() += 1;
        Seat { book: self.clone(), person }
    }
}

/// Somebody's page.
#[derive(Debug)]
pub(super) struct Seat {
    book: Book,
    person: PersonId,
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut viewers = self.book.open();
        if let Some(pages) = viewers.pages.get_mut(&self.person) {
            *pages -= 1;
            if *pages == 0 {
                viewers.pages.remove(&self.person);
            }
        }
    }
}
