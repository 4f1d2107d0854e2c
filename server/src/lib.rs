//! Bústia's server: everything that touches the world. The rules are in `desk`, the memory in
//! `store`, the screens in `app`.

pub mod accounts;
mod calls;
mod clock;
pub mod command;
pub mod config;
mod connecting;
pub mod control;
mod folder;
pub mod http;
pub mod intake;
pub mod journal;
mod live;
mod looks;
mod media;
mod numbers;
mod oidc;
mod outbox;
mod practice;
pub mod product;
mod reach;
mod serving;
mod sweeper;
mod templates;
mod vigil;
pub mod whatsapp;
