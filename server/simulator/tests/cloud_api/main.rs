//! The simulator as the business meets it: Graph calls on one side, webhooks on the other.

mod callback;
mod business;
mod corpus;
mod face;
mod files;
mod gestures;
mod interactive;
mod mischief;
mod phones;
mod scenes;
mod refusals;
mod sayings;
mod sending;
mod setup;
mod templates;
mod webhooks;
