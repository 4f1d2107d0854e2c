//! The WhatsApp channel: what Meta posts to us and what we call at Meta.
//!
//! Meta's JSON stays in here.

pub mod accounts;
pub mod client;
pub(crate) mod media;
pub mod news;
pub mod payload;
pub mod secrets;
pub mod signature;
pub mod webhook;

pub use secrets::Secrets;
