//! Replies: queued, sent once whatever happens on the way, and followed to the customer's eyes.

mod besides;
mod crashes;
mod doubts;
mod misbehaving;
mod sending;
mod stopped;
mod whims;
