//! The live hub: numbers what happened, after it was saved, and hands it to everyone who watches.
//!
//! One task gives the order. A frame is serialised once, not per viewer. A viewer who is too slow
//! loses frames, is told so, and reads the page's state again: memory stays bounded. Presence and
//! typing are not here yet.

mod ring;
mod viewer;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use app::live::Frame;
use axum::extract::ws::Utf8Bytes;
use desk::board::Update;
use tokio::sync::{Notify, mpsc, oneshot};

use ring::Ring;
pub use viewer::{Joined, Viewer};

use crate::clock::WallClock;

/// How often everyone hears that the line is alive.
const BEAT: Duration = Duration::from_secs(15);
/// Frames remembered for those who come back.
const REMEMBERED: usize = 10_000;
const REMEMBERED_BYTES: usize = 16 << 20;
/// Frames that wait for one viewer at most.
const QUEUE: usize = 1024;

enum Command {
    Publish(Vec<Update>),
    Join { since: Option<u64>, joined: oneshot::Sender<Joined> },
    Beat,
}

/// The hub's handle. Cloning shares it.
#[derive(Clone)]
pub struct Hub {
    commands: mpsc::UnboundedSender<Command>,
    epoch: Arc<str>,
    seq: Arc<AtomicU64>,
    outbox: Arc<Notify>,
}

impl Hub {
    /// Starts the hub's task; it ends when the last handle is dropped. `epoch` names this run of
    /// the server, `build` this version of the browser's code.
    pub fn start(epoch: &str, build: &str, clock: WallClock, outbox: Arc<Notify>) -> Self {
        let (commands, inbox) = mpsc::unbounded_channel();
        let seq = Arc::new(AtomicU64::new(0));
        let (epoch, build): (Arc<str>, Arc<str>) = (epoch.into(), build.into());
        let task = Task {
            epoch: epoch.clone(),
            build,
            clock,
            seq: seq.clone(),
            ring: Ring::new(REMEMBERED, REMEMBERED_BYTES),
            viewers: vec![],
        };
        tokio::spawn(task.run(inbox));
        Self { commands, epoch, seq, outbox }
    }

    /// Where the stream stands: everything up to here is in a state that is read afterwards.
    pub fn position(&self) -> (String, u64) {
        (self.epoch.to_string(), self.seq.load(Ordering::Acquire))
    }

    /// Tells everyone now what time it is.
    pub fn beat(&self) {
        // The task ends only with the last handle, so somebody is there to take it.
        let _ = self.commands.send(Command::Beat);
    }

    /// Joins the stream after `since`, if that was a place in this run's stream.
    pub async fn join(&self, epoch: Option<&str>, since: Option<u64>) -> Option<Joined> {
        let since = since.filter(|_| epoch == Some(&*self.epoch));
        let (joined, answer) = oneshot::channel();
        self.commands.send(Command::Join { since, joined }).ok()?;
        answer.await.ok()
    }
}

impl desk::ports::Live for Hub {
    fn publish(&self, updates: Vec<Update>) {
        // The task ends only with the last handle, so somebody is there to take it.
        let _ = self.commands.send(Command::Publish(updates));
    }

    fn outbox_has_work(&self) {
        self.outbox.notify_one();
    }
}

struct Task {
    epoch: Arc<str>,
    build: Arc<str>,
    clock: WallClock,
    seq: Arc<AtomicU64>,
    ring: Ring,
    viewers: Vec<Viewer>,
}

impl Task {
    async fn run(mut self, mut inbox: mpsc::UnboundedReceiver<Command>) {
        let mut beat = tokio::time::interval(BEAT);
        loop {
            tokio::select! {
                command = inbox.recv() => match command {
                    Some(Command::Publish(updates)) => self.publish(updates),
                    Some(Command::Join { since, joined }) => self.join(since, joined),
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
            let frame = encode(&Frame::Update { seq, update: Box::new(update) });
            self.ring.push(seq, frame.clone());
            self.seq.store(seq, Ordering::Release);
            self.show(&frame);
        }
    }

    /// Tells everyone that the line is alive, and what time it is.
    fn beat(&mut self) {
        let seq = self.seq.load(Ordering::Relaxed);
        self.show(&encode(&Frame::Beat { seq, now: self.clock.now() }));
    }

    /// Hands a frame to everyone; forgets those who left.
    fn show(&mut self, frame: &Utf8Bytes) {
        self.viewers.retain(|viewer| viewer.offer(frame.clone()));
        metrics::gauge!("bustia_viewers").set(self.viewers.len() as f64);
    }

    fn join(&mut self, since: Option<u64>, joined: oneshot::Sender<Joined>) {
        let seq = self.seq.load(Ordering::Relaxed);
        let (epoch, build) = (self.epoch.to_string(), self.build.to_string());
        let hello = Frame::Hello { epoch, seq, build, now: self.clock.now() };
        let mut first = vec![encode(&hello)];
        match since.and_then(|since| self.ring.after(since, seq)) {
            Some(missed) if missed.len() < QUEUE => first.extend(missed),
            _ => first.push(encode(&Frame::Resync)),
        }
        let (viewer, stream) = viewer::pair(QUEUE, encode(&Frame::Resync));
        if joined.send(Joined { first, stream }).is_ok() {
            self.viewers.push(viewer);
        }
    }
}

fn encode(frame: &Frame) -> Utf8Bytes {
    // Frames hold no map with odd keys and no foreign type: they always serialise.
    serde_json::to_string(frame).unwrap_or_default().into()
}

#[cfg(test)]
mod tests;
