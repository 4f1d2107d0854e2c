//! The small parts that every screen shares.

mod any;
mod avatar;
mod icon;
mod notice;
#[cfg(test)]
pub(crate) mod samples;
mod sla_clock;
mod stamp;
mod ticks;

pub use any::Any;
pub use avatar::Avatar;
pub use icon::Icon;
pub use notice::{Nothing, Trouble};
pub use sla_clock::SlaClock;
pub use stamp::{Age, Hour, WindowClock};
pub use ticks::Ticks;
