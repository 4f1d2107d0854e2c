//! The small parts that every screen shares.

mod avatar;
mod icon;
mod notice;
mod part;
#[cfg(test)]
pub(crate) mod samples;
mod sla_clock;
mod stamp;
mod ticks;

pub use avatar::Avatar;
pub use icon::Icon;
pub use notice::{Nothing, Trouble};
pub use part::{IntoPart, Part};
pub use sla_clock::SlaClock;
pub use stamp::{Age, Hour, WindowClock};
pub use ticks::Ticks;
