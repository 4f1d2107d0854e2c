//! The hub's one task: it numbers what happened, remembers it for a while, and says who hears what.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Weak};

use app::live::Frame;
use axum::body::Bytes;
use desk::board::Update;
use desk::ids::PersonId;
use tokio::sync::mpsc;

use super::crowd::Crowd;
use super::line::{Line, QUEUE};
use super::ring::Ring;
use super::shown::{Shown, View};
use super::viewers::{Book, Stream};
use super::{BEAT, Command, Place, encode, own_epoch};
use crate::clock::WallClock;

pub(super) struct Task {
    pub(super) epoch: Arc<str>,
    pub(super) build: Arc<str>,
    pub(super) clock: WallClock,
    pub(super) seq: Arc<AtomicU64>,
    pub(super) viewers: Book,
    pub(super) ring: Ring<Shown>,
    pub(super) crowd: Crowd,
}

impl Task {
    pub(super) async fn run(mut self, mut inbox: mpsc::UnboundedReceiver<Command>) {
        let mut beat = tokio::time::interval(BEAT);
        loop {
            tokio::select! {
                command = inbox.recv() => match command {
                    Some(Command::Publish(updates)) => self.publish(updates),
                    // Rare: all that a page shows is asked for anew.
                    Some(Command::LookAgain) => self.look_again(),
                    Some(Command::Join { place, line, person }) => self.join(&place, line, person),
                    Some(Command::Turn { person }) => self.turn(person),
                    Some(Command::Dismiss { person }) => self.crowd.dismiss(person),
                    Some(Command::Beat) => self.beat(),
                    None => return,
                },
                _ = beat.tick() => self.beat(),
            }
        }
    }

    fn publish(&mut self, updates: Vec<Update>) {
        for update in updates {
            let seq = self.seq.load(Ordering::Relaxed) + 1;
            let shown = Shown::of(update);
            let (frame, size) = (shown.frame(seq), shown.len());
            self.ring.push(seq, shown.clone(), size);
            self.seq.store(seq, Ordering::Release);
            self.crowd.show(frame);
            self.publish_apart(&shown);
        }
    }

    /// To everybody who has a stream of their own, what of it is theirs to see.
    fn publish_apart(&self, shown: &Shown) {
        let mut viewers = self.viewers.open();
        for (person, view, seq) in viewers.happens(shown) {
            if viewers.watches(&person)
                && let Some(frame) = shown.frame_of(view, seq)
            {
                self.crowd.tell(person, frame);
            }
        }
    }

    /// Has everyone load again what they show.
    fn look_again(&self) {
        let resync = encode(&Frame::Resync);
        self.crowd.show(resync.clone());
        for (person, _) in self.viewers.open().streams() {
            self.crowd.tell(person.clone(), resync.clone());
        }
    }

    /// Tells everyone that the line is alive, and what time it is.
    fn beat(&self) {
        let (seq, now) = (self.seq.load(Ordering::Relaxed), self.clock.now());
        self.crowd.show(encode(&Frame::Beat { seq, now }));
        for (person, stream) in self.viewers.open().streams() {
            self.crowd.tell(person.clone(), encode(&Frame::Beat { seq: stream.seq, now }));
        }
    }

    /// Somebody's pages hear of another stream.
    fn turn(&self, person: PersonId) {
        let stream = self.viewers.open().stream(&person).cloned();
        // The second, so that what takes a ticket away right after is not taken for a part of the first.
        let first = vec![self.hello(stream.as_ref()), encode(&Frame::Resync)];
        self.crowd.turn(person, stream.is_some(), first);
    }

    fn hello(&self, stream: Option<&Stream>) -> Bytes {
        let (epoch, seq) = match stream {
            Some(stream) => (own_epoch(&self.epoch, stream), stream.seq),
            None => (self.epoch.to_string(), self.seq.load(Ordering::Relaxed)),
        };
        let (build, now) = (self.build.to_string(), self.clock.now());
        encode(&Frame::Hello { epoch, seq, build, now })
    }

    fn join(&self, place: &Place, line: Weak<Line>, person: PersonId) {
        let stream = self.viewers.open().stream(&person).cloned();
        let mut first = vec![self.hello(stream.as_ref())];
        let missed = match &stream {
            Some(stream) => self.missed_apart(place, stream),
            None => self.missed(place),
        };
        match missed {
            Some(missed) if missed.len() < QUEUE => first.extend(missed),
            _ => first.push(encode(&Frame::Resync)),
        }
        self.crowd.join(line, person, stream.is_some(), first);
    }

    fn missed(&self, place: &Place) -> Option<Vec<Bytes>> {
        let since = place.since.filter(|_| place.epoch.as_deref() == Some(&*self.epoch))?;
        let missed = self.ring.after(since, self.seq.load(Ordering::Relaxed))?;
        Some(missed.map(|(seq, shown)| shown.frame(seq)).collect())
    }

    /// What somebody missed in a stream of their own: as many as its numbers say of the last that they see.
    /// If one of them took a ticket away, all is to be loaded again.
    fn missed_apart(&self, place: &Place, stream: &Stream) -> Option<Vec<Bytes>> {
        let own = own_epoch(&self.epoch, stream);
        let since = place.since.filter(|_| place.epoch.as_deref() == Some(own.as_str()))?;
        let mut frames = vec![];
        let mut seq = stream.seq;
        let mut newest = self.ring.newest();
        while seq > since {
            let shown = newest.next()?;
            match shown.view(&stream.sight) {
                View::Whole => frames.push(shown.frame(seq)),
                View::Gone => return None,
                View::Nothing => continue,
            }
            seq -= 1;
        }
        frames.reverse();
        (since <= stream.seq).then_some(frames)
    }
}
