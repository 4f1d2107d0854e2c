//! Tickets over the REST API.

mod actions;
mod contact;
mod described;
mod description;
mod idempotency;
mod kinds;
mod lists;
mod mistakes;
mod sayings;
mod shapes;
mod taking;
