//! Rules of routing and automation.

pub mod language;
