//! The live hub: numbers what happened, after it was saved, and hands it to everyone who watches.
//!
//! One task gives the order. A frame is serialised and framed once, and the same bytes are written
//! straight into every viewer's socket: no page's own task wakes for it. Whoever does not see every
//! ticket gets the same words in a stream of their own (`viewers`). A viewer who is too slow
//! loses frames, is told so, and reads the page's state again: memory stays bounded. Presence and
//! typing are not here yet.

mod crowd;
mod line;
mod ring;
mod shown;
mod task;
mod viewers;
pub mod warden;

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Weak};
use std::time::Duration;

use app::live::Frame;
use axum::body::Bytes;
use desk::board::Update;
use desk::ids::{PersonId, TicketNumber};
use desk::permissions::{Actor, Sight};
use tokio::net::tcp::OwnedWriteHalf;
use tokio::sync::{Notify, mpsc};
use tokio_tungstenite::tungstenite::protocol::frame;
use tokio_tungstenite::tungstenite::protocol::frame::coding::{Data, OpCode};

use crowd::Crowd;
pub use line::{Answers, Line};
use ring::Ring;
use task::Task;
use viewers::{Book, Stream, Turn};

use crate::clock::WallClock;

/// How often everyone hears that the line is alive.
const BEAT: Duration = Duration::from_secs(15);
/// Frames remembered for those who come back.
const REMEMBERED: usize = 10_000;
const REMEMBERED_BYTES: usize = 16 << 20;

enum Command {
    Publish(Vec<Update>),
    LookAgain,
    Join {
        place: Place,
        line: Weak<Line>,
        person: PersonId,
    },
    /// Somebody sees something else from now on.
    Turn {
        person: PersonId,
    },
    /// Somebody may watch no more.
    Dismiss {
        person: PersonId,
    },
    Beat,
}

/// Where a page says that it stands in its stream.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Place {
    pub epoch: Option<String>,
    pub since: Option<u64>,
}

/// The hub's handle. Cloning shares it.
#[derive(Clone)]
pub struct Hub {
    commands: mpsc::UnboundedSender<Command>,
    epoch: Arc<str>,
    seq: Arc<AtomicU64>,
    viewers: Book,
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
        let (seq, viewers) = (Arc::new(AtomicU64::new(0)), Book::default());
        let (epoch, build): (Arc<str>, Arc<str>) = (epoch.into(), build.into());
        // There from the start, and not only once somebody comes.
        metrics::gauge!("bustia_viewers").increment(0);
        let task = Task {
            epoch: epoch.clone(),
            build,
            clock,
            seq: seq.clone(),
            viewers: viewers.clone(),
            ring: Ring::new(REMEMBERED, REMEMBERED_BYTES),
            crowd: Crowd::gather(),
        };
        tokio::spawn(task.run(inbox));
        Self { commands, epoch, seq, viewers, wakes }
    }

    /// Where somebody's stream stands who sees that: everything up to here is in a state that is read
    /// afterwards.
    pub fn position(&self, person: &PersonId, sight: Sight) -> (String, u64) {
        self.sees(person, sight);
        match self.viewers.open().stream(person) {
            Some(stream) => (own_epoch(&self.epoch, stream), stream.seq),
            None => (self.epoch.to_string(), self.seq.load(Ordering::Acquire)),
        }
    }

    /// From now on somebody sees that; their open pages load again what they show if it is something else
    /// than before.
    pub fn sees(&self, person: &PersonId, sight: Sight) {
        let turn = self.viewers.open().sees(person, sight);
        if turn == Turn::Other {
            // The task ends only with the last handle, so somebody is there to take it.
            let _ = self.commands.send(Command::Turn { person: person.clone() });
        }
    }

    /// Hangs up on every page of somebody who may not watch any more.
    pub fn dismiss(&self, person: &PersonId) {
        self.viewers.open().forget(person);
        // The same.
        let _ = self.commands.send(Command::Dismiss { person: person.clone() });
    }

    /// Everybody whose rights matter here.
    pub fn people(&self) -> Vec<PersonId> {
        self.viewers.open().people()
    }

    /// Tells everyone now what time it is.
    pub fn beat(&self) {
        // The task ends only with the last handle, so somebody is there to take it.
        let _ = self.commands.send(Command::Beat);
    }

    /// Joins the stream of somebody who sees that, after `place`, if that is one in their stream. All of it
    /// is written to `socket` by itself, for as long as somebody holds the line.
    pub fn join(
        &self,
        socket: OwnedWriteHalf,
        place: Place,
        person: &PersonId,
        sight: Sight,
    ) -> Arc<Line> {
        self.sees(person, sight);
        let seat = self.viewers.seat(person.clone());
        let line = Arc::new(Line::new(socket, encode(&Frame::Resync)).of(seat));
        let (person, joins) = (person.clone(), Arc::downgrade(&line));
        // The task ends only with the last handle, so somebody is there to take it.
        let _ = self.commands.send(Command::Join { place, line: joins, person });
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

    fn was_looked_at(&self, by: &Actor, ticket: TicketNumber) {
        if let Actor::Person { id, .. } = by {
            tracing::info!(person = %id, %ticket, "somebody looked at a ticket that is shared with them");
        }
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

/// What somebody's own stream is called.
fn own_epoch(epoch: &str, stream: &Stream) -> String {
    format!("{epoch}-{}", stream.run)
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
