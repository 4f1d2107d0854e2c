//! The API suite: the whole product, asked as Meta, programs and browsers ask it, and killed as
//! machines kill it. What a person sees in a real browser is tested in `end2end`.

mod harness;

mod accounts;
mod alarms;
mod attacks;
mod commands;
mod corpus;
mod customers;
mod durability;
mod enclosing;
mod health;
mod identity;
mod kill;
mod live;
mod media;
mod numbers;
mod pages;
mod practice;
mod presence;
mod ratings;
mod replies;
mod rights;
mod rulebook;
mod settings;
mod templates;
mod tickets;
mod webhook;
