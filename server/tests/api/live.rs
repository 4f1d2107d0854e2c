//! The websocket `/live`: who may listen, what they hear, and what nobody can do to it.

mod hostile;
mod joining;
mod stream;
mod upgrading;
