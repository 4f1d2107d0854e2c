//! What a desk needs from the world, for tests: kept in memory, told by hand, written down.
//!
//! [`MemoryStore`] keeps every promise of [`Store`](crate::ports::Store) but the one of surviving.

mod agenda;
mod calls;
mod channel;
mod clock;
mod commit;
mod editions;
mod fetches;
mod gestures;
mod live;
mod memory;
mod notes;
mod outlets;
mod page;
mod shares;
mod shelves;
mod standing;
mod store;
mod strays;
mod templates;

pub use channel::RecordingChannel;
pub use clock::FixedClock;
pub use live::RecordingLive;
pub use store::MemoryStore;
