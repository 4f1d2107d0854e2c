//! The live hub: numbers what happened, after it was saved, and hands it to everyone who watches.
//!
//! One task gives the order. A frame is serialised and framed once, and the same bytes are written
//! straight into every viewer's socket: no page's own task wakes for it. A viewer who is too slow
//! loses frames, is told so, and reads the page's state again: memory stays bounded. Presence and
//! typing are not here yet.

mod crowd;
mod line;
mod ring;

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Weak};
use std::time::Duration;

use app::live::Frame;
use axum::body::Bytes;
use desk::board::Update;
use tokio::net::tcp::OwnedWriteHalf;
use tokio::sync::{Notify, mpsc};
use tokio_tungstenite::tungstenite::protocol::frame;
use tokio_tungstenite::tungstenite::protocol::frame::coding::{Data, OpCode};

use crowd::Crowd;
use line::QUEUE;
pub use line::{Answers, Line};
use ring::Ring;

use crate::clock::WallClock;

/// How often everyone hears that the line is alive.
const BEAT: Duration = Duration::from_secs(15);
/// Frames remembered for those who come back.
const REMEMBERED: usize = 10_000;
const REMEMBERED_BYTES: usize = 16 << 20;

enum Command {
    Publish(Vec<Update>),
    LookAgain,
    Join { since: Option<u64>, line: Weak<Line> },
    Beat,
}

/// The hub's handle. Cloning shares it.
#[derive(Clone)]
pub struct Hub {
    commands: mpsc::UnboundedSender<Command>,
    epoch: Arc<str>,
    seq: Arc<AtomicU64>,
    wakes: Wakes,
}

/// Those who sleep until there is something to do.
#[derive(Clone, Default)]
pub struct Wakes {
    pub outbox: Arc<Notify>,
    pub calls: Arc<Notify>,
    pub fetches: Arc<Notify>,
}

impl Hub {
    /// Starts the hub's task; it ends when the last handle is dropped. `epoch` names this run of
    /// the server, `build` this version of the browser's code.
    pub fn start(epoch: &str, build: &str, clock: WallClock, wakes: Wakes) -> Self {
        let (commands, inbox) = mpsc::unbounded_channel();
        let seq = Arc::new(AtomicU64::new(0));
        let (epoch, build): (Arc<str>, Arc<str>) = (epoch.into(), build.into());
        // There from the start, and not only once somebody comes.
        metrics::gauge!("bustia_viewers").increment(0);
        let task = Task {
            epoch: epoch.clone(),
            build,
            clock,
            seq: seq.clone(),
            ring: Ring::new(REMEMBERED, REMEMBERED_BYTES),
            crowd: Crowd::gather(),
        };
        tokio::spawn(task.run(inbox));
        Self { commands, epoch, seq, wakes }
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

    /// Joins the stream after `since`, if that was a place in this run's stream. All of it is
    /// written to `socket` by itself, for as long as somebody holds the line.
    pub fn join(
        &self,
        socket: OwnedWriteHalf,
        epoch: Option<&str>,
        since: Option<u64>,
    ) -> Arc<Line> {
        let since = since.filter(|_| epoch == Some(&*self.epoch));
        let line = Arc::new(Line::new(socket, encode(&Frame::Resync)));
        // The task ends only with the last handle, so somebody is there to take it.
        let _ = self.commands.send(Command::Join { since, line: Arc::downgrade(&line) });
        line
    }
}

impl desk::ports::Live for Hub {
    fn publish(&self, updates: Vec<Update>) {
        // As when somebody joins, the task is there.
        let _ = self.commands.send(Command::Publish(updates));
    }

    fn look_again(&self) {
        // The same.
        let _ = self.commands.send(Command::LookAgain);
    }

    fn outbox_has_work(&self) {
        self.wakes.outbox.notify_one();
    }

    fn calls_have_work(&self) {
        self.wakes.calls.notify_one();
    }

    fn fetches_have_work(&self) {
        self.wakes.fetches.notify_one();
    }
}

struct Task {
    epoch: Arc<str>,
    build: Arc<str>,
    clock: WallClock,
    seq: Arc<AtomicU64>,
    ring: Ring,
    crowd: Crowd,
}

impl Task {
    async fn run(mut self, mut inbox: mpsc::UnboundedReceiver<Command>) {
        let mut beat = tokio::time::interval(BEAT);
        loop {
            tokio::select! {
                command = inbox.recv() => match command {
                    Some(Command::Publish(updates)) => self.publish(updates),
                    // Rare: all that a page shows is asked for anew.
                    Some(Command::LookAgain) => self.crowd.show(encode(&Frame::Resync)),
                    Some(Command::Join { since, line }) => self.join(since, line),
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
            let frame = encode(&Frame::Update { seq, update: Box::new(app::server::told(update)) });
            self.ring.push(seq, frame.clone());
            self.seq.store(seq, Ordering::Release);
            self.crowd.show(frame);
        }
    }

    /// Tells everyone that the line is alive, and what time it is.
    fn beat(&self) {
        let seq = self.seq.load(Ordering::Relaxed);
        self.crowd.show(encode(&Frame::Beat { seq, now: self.clock.now() }));
    }

    fn join(&self, since: Option<u64>, line: Weak<Line>) {
        let seq = self.seq.load(Ordering::Relaxed);
        let (epoch, build) = (self.epoch.to_string(), self.build.to_string());
        let hello = Frame::Hello { epoch, seq, build, now: self.clock.now() };
        let mut first = vec![encode(&hello)];
        match since.and_then(|since| self.ring.after(since, seq)) {
            Some(missed) if missed.len() < QUEUE => first.extend(missed),
            _ => first.push(encode(&Frame::Resync)),
        }
        self.crowd.join(line, first);
    }
}

fn encode(frame: &Frame) -> Bytes {
    // Frames hold no map with odd keys and no foreign type: they always serialise.
    text(serde_json::to_vec(frame).unwrap_or_default())
}

/// As it goes over every line: a server masks nothing, so the bytes are the same for everyone.
fn text(words: Vec<u8>) -> Bytes {
    let text = frame::Frame::message(words, OpCode::Data(Data::Text), true);
    let mut bytes = Vec::with_capacity(text.len());
    // A vector takes all that is written to it.
    let _ = text.format(&mut bytes);
    bytes.into()
}

#[cfg(test)]
mod tests;
