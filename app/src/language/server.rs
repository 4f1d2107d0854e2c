//! What only the server says: whole pages of plain HTML, what happened and why, and what is worded for
//! screens before it leaves. No browser loads any of it.

pub(super) mod access;
pub(super) mod connecting;
pub(super) mod customer;
pub(crate) mod events;
pub(super) mod explaining;
pub(super) mod face;
pub(super) mod health;
pub(super) mod objections;
pub(super) mod refusals;
pub(super) mod rules;
pub(super) mod settings;
pub(super) mod thread;
