//! The pages of practice mode that are plain forms, never brought to life: all that a phone can do, and what
//! the simulated network does. What the forms mean is the server's business.

mod hand;
mod network;

use std::collections::BTreeSet;

use leptos::prelude::*;

pub(super) use hand::HandPage;
pub(super) use network::NetworkPage;

use crate::practice::{Bubble, Customer};

/// The address of the page of one phone, and of its form …
pub const PHONE: &str = "/practice/phone";
/// … of a file that it sends …
pub const FILE: &str = "/practice/file";
/// … of the page of the network …
pub const NETWORK: &str = "/practice/network";
/// … and of customers who come by themselves.
pub const SCENE: &str = "/practice/scene";

/// What one of these pages shows. Given by the server for one request.
#[derive(Debug, Clone)]
pub enum Workshop {
    Phone(Box<Hand>),
    Network(Network),
}

/// A phone and what is to be done with it.
#[derive(Debug, Clone)]
pub struct Hand {
    pub customer: Customer,
    /// The bubble that is meant.
    pub about: Option<Bubble>,
    /// Whether what was asked last could not be done.
    pub failed: bool,
    /// The script that sends files.
    pub script: String,
}

/// How the network behaves.
#[derive(Debug, Clone, Default)]
pub struct Network {
    /// The words of what is switched on; see [`SWITCHES`].
    pub on: BTreeSet<String>,
    pub saved: bool,
    /// The scene that goes on, and how many customers are not through.
    pub scene: Option<(String, u64)>,
}

/// What can be switched on by itself, by the names of the fields.
pub const SWITCHES: [&str; 9] = [
    "duplicate",
    "shuffle",
    "reverse",
    "late",
    "lose",
    "batch",
    "conversations",
    "token",
    "allowed",
];
/// What goes wrong with a call that sends, how messages fail afterwards, and by what customers are named: one
/// of each, or none of the first two.
pub const FAULTS: [&str; 7] =
    ["error_after", "error_before", "drop_after", "drop_before", "slow", "rate", "pair"];
pub const FAILURES: [&str; 4] = ["131047", "131026", "131049", "131053"];
pub const IDENTITIES: [&str; 3] = ["both", "phone", "user_id"];

/// A field that goes with the form and is not seen.
fn hidden(name: &'static str, value: &str) -> AnyView {
    let value = value.to_owned();
    view! { <input type="hidden" name=name value=value/> }.into_any()
}
