//! The live stream as a page sees it: what happened, to whoever listens, and how the line stands.
//!
//! After a gap the listeners are told to load their state again, so that a page always equals a
//! freshly loaded one. The socket itself is in `platform`.

mod asking;
pub mod frame;
pub mod pause;
pub mod recent;
pub mod told;
pub mod track;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use desk::ticket::Ticket;
use leptos::prelude::*;

pub(crate) use asking::Asking;
pub use frame::Frame;
use recent::Recent;
pub use told::{Tick, Told};
use track::{Step, Track};

use crate::platform;
use crate::start::Start;
use crate::time::{Clock, clock};

/// How the line to the server stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Connection {
    /// Not tried yet.
    Starting,
    Live,
    /// Nothing heard for so many seconds.
    Behind(u64),
    Reconnecting,
    /// The browser itself says that there is no network.
    Offline,
}

/// What a listener is told.
#[derive(Debug, Clone)]
pub enum News {
    Update(Told),
    /// A ticket as our own action left it.
    Ticket(Ticket),
    /// Something may have been missed: load everything again.
    Resync,
}

type Listener = Arc<dyn Fn(&News) + Send + Sync>;

/// The stream of this page. Copied freely; one socket behind it.
#[derive(Clone, Copy)]
pub struct Live {
    pub connection: RwSignal<Connection>,
    /// The server runs another build than the one that made this page.
    pub outdated: RwSignal<bool>,
    clock: Clock,
    track: StoredValue<Track>,
    recent: StoredValue<Recent>,
    listeners: StoredValue<Vec<(u64, Listener)>>,
}

impl Live {
    /// Makes the stream of this page, and connects it once the page is alive and somebody is in.
    pub fn provide(start: &Start) {
        let live = Live {
            connection: RwSignal::new(Connection::Starting),
            outdated: RwSignal::new(false),
            clock: clock(),
            track: StoredValue::new(Track::default()),
            recent: StoredValue::new(Recent::default()),
            listeners: StoredValue::new(Vec::new()),
        };
        provide_context(live);
        if start.me.is_some() {
            let start = start.clone();
            Effect::new(move || platform::connect(live, &start));
        }
    }

    /// Hears all news until the current owner is cleaned up. While the server renders there is no
    /// news, and a page's parts are made and cleaned up on several threads: two of them here at once
    /// would find the list locked, which Leptos takes for gone.
    pub fn listen(self, listener: impl Fn(&News) + Send + Sync + 'static) {
        if !platform::IS_LIVE {
            return;
        }
        let id = self.listeners.with_value(|all| all.last().map_or(0, |(id, _)| id + 1));
        self.listeners.update_value(|all| all.push((id, Arc::new(listener))));
        on_cleanup(move || {
            self.listeners.try_update_value(|all| all.retain(|(known, _)| *known != id));
        });
    }

    /// Tells the whole page what our own action did, ahead of the stream.
    pub fn tell(self, ticket: Ticket) {
        self.spread(&News::Ticket(ticket));
    }

    /// A mark to replay from: see [`Live::since`].
    pub fn mark(self) -> u64 {
        self.recent.with_value(Recent::mark)
    }

    /// What came after `mark`, for an answer that was on its way meanwhile; `None` if that was too
    /// much to remember.
    pub fn since(self, mark: u64) -> Option<Vec<Told>> {
        self.recent.with_value(|recent| recent.since(mark))
    }

    /// Sets the point to resume from.
    pub fn begin(self, start: &Start) {
        self.track.set_value(Track::new(&start.position, &start.build));
    }

    /// The query of the next connection.
    pub fn resume_query(self) -> String {
        self.track.with_value(Track::resume_query)
    }

    /// Takes in one text frame. A frame that this build can't read is a reason to load again.
    pub fn hear(self, text: &str) {
        self.connection.set(Connection::Live);
        match platform::read(text) {
            Ok(frame) => self.take(frame),
            Err(_) => self.spread(&News::Resync),
        }
    }

    fn take(self, frame: Frame) {
        let step = self.track.try_update_value(|track| track.step(&frame)).unwrap_or(Step::Nothing);
        if let Frame::Hello { build, .. } = &frame {
            self.outdated.set(self.track.with_value(|track| track.is_other_build(build)));
        }
        if let Frame::Hello { now, .. } | Frame::Beat { now, .. } = &frame {
            self.clock.set(*now);
        }
        match (step, frame) {
            (Step::Take, Frame::Update { update, .. }) => self.pass_on(*update),
            (Step::Resync, _) => self.spread(&News::Resync),
            _ => {}
        }
    }

    fn pass_on(self, told: Told) {
        self.recent.update_value(|recent| recent.push(told.clone()));
        self.spread(&News::Update(told));
    }

    fn spread(self, news: &News) {
        // A listener may add or remove listeners: none is called under the lock.
        for (_, listener) in self.listeners.get_value() {
            listener(news);
        }
    }
}

/// The stream of this page.
pub fn live() -> Option<Live> {
    use_context::<Live>()
}

/// Ends a socket of its own when its page goes away.
#[derive(Clone, Default)]
pub struct Watcher(Arc<AtomicBool>);

impl Watcher {
    pub fn end(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    pub fn is_over(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_is_being_rendered_keeps_no_listeners() {
        Owner::new().with(|| {
            Live::provide(&Start::default());
            let live = live().expect("just provided");
            live.listen(|_| {});
            assert!(live.listeners.with_value(Vec::is_empty));
        });
    }
}
