//! A WhatsApp that needs no Meta: a local Cloud API with customers who write, read and go silent.
//!
//! For practice mode, tests and benchmarks. It speaks Meta's JSON on both sides, so it depends on
//! nothing of the desk, and the desk can't tell it from the real service. All of it lives in memory.
//! Left out so far: groups, calls. How far the number is set up,
//! [`Setup`] says; what customers see of it, [`Face`].
//!
//! - A [`Simulator`] answers Graph calls on `127.0.0.1` and posts signed webhooks to one callback.
//! - A **customer** has a phone with one **thread** of **bubbles**: what was said with the business.
//! - An account has templates: some there are from the start, new ones are looked at ([`Review`]).
//! - A [`Scene`] lets scripted customers come by themselves.
//! - A [`Fault`] spoils the next calls; [`Mischief`] makes the network as untidy as the real one.

mod settings;
mod simulator;
mod customers;
mod gestures;
mod things;
mod phone;
mod progress;
mod graph;
mod limits;
mod media;
mod fault;
mod mischief;
mod webhook;
mod line;
mod wamid;
mod wa_id;
mod scenes;
pub mod samples;
pub mod seed;

pub use fault::Fault;
pub use graph::{Face, Review, Sent, Setup};
pub use media::Attachment;
pub use mischief::{Identity, Mischief};
pub use phone::{Bubble, Choice, Customer, Enclosed, Marks, Offer, Past, Shown, Ticks};
pub use scenes::{Playing, Scene};
pub use settings::{APP_ID, Limits, Pauses, Settings, tries_of_a_week};
pub use simulator::Simulator;
