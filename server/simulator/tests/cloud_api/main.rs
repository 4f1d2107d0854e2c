//! The simulator as the business meets it: Graph calls on one side, webhooks on the other.

mod callback;
mod business;
mod files;
mod interactive;
mod phones;
mod refusals;
mod sending;
mod setup;
mod webhooks;
