//! The screens of Bústia: rendered on the server, then alive in the browser.
//!
//! One folder per feature holds its page, its parts and its server functions, which are thin doors
//! to use cases of `desk`. Build with feature `ssr` (server) or `hydrate` (browser). No database,
//! no rule and no clock lives here.
//!
//! What differs between server and browser stands in [`server`], `platform` and nowhere else.

// Views are types inside types; the compiler's default is made for smaller ones.
#![recursion_limit = "512"]

mod alerts;
mod board;
#[cfg(feature = "hydrate")]
pub mod browser;
#[cfg(feature = "ssr")]
pub mod customer;
mod frame;
mod inbox;
mod language;
pub mod live;
#[cfg(feature = "ssr")]
pub mod numbers;
#[cfg(feature = "hydrate")]
#[path = "platform/browser.rs"]
mod platform;
#[cfg(not(feature = "hydrate"))]
#[path = "platform/server.rs"]
mod platform;
pub mod practice;
mod problem;
mod routes;
#[cfg(feature = "ssr")]
pub mod server;
#[cfg(feature = "ssr")]
pub mod sign_in;
#[cfg(feature = "ssr")]
pub mod settings;
mod start;
mod time;
mod ui;
mod wire;

pub use language::Language;
pub use problem::Problem;
pub use routes::{Area, DeskApp, PracticeApp};
pub use start::{Position, Start};
