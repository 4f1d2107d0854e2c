//! What a page knows from its first byte: who looks, in which language, and where the live stream
//! stood when the page was rendered. Tickets are not here: each page asks for its own.

use chrono::serde::ts_microseconds;
use chrono::{DateTime, Utc};
use desk::permissions::{Actor, Permission};
use desk::person::Person;
use desk::presence::Said;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::alerts::Pile;
use crate::language::Language;

/// A point in the live stream: which process numbers it, and the last number given out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    pub epoch: String,
    pub seq: u64,
}

/// The start of a page, the same on the server and in the browser.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Start {
    pub language: Language,
    pub me: Option<Person>,
    /// What they may, as [`Actor::held`] says it.
    pub held: u32,
    /// Taken before the page's queries, so that nothing that happens after them is missed.
    pub position: Position,
    /// The server's build; another one means that this page is out of date.
    pub build: String,
    /// Whether pages load another build at once, as whoever works on Bústia likes it.
    pub eager: bool,
    /// Whether customers are simulated.
    pub practice: bool,
    /// What the reader last said of themselves.
    pub said: Said,
    /// What can't wait.
    pub alerts: Pile,
    #[serde(with = "ts_microseconds")]
    pub now: DateTime<Utc>,
    /// The reader's zone as the browser last told it, in minutes east of Greenwich.
    pub offset: i32,
}

impl Default for Start {
    fn default() -> Self {
        Self {
            language: Language::default(),
            me: None,
            held: 0,
            position: Position::default(),
            build: String::new(),
            eager: false,
            practice: false,
            said: Said::default(),
            alerts: Pile::default(),
            now: DateTime::UNIX_EPOCH,
            offset: 0,
        }
    }
}

impl Start {
    /// Whether the reader holds `permission`: for what a page offers; the desk decides again.
    pub fn may(&self, permission: Permission) -> bool {
        Actor::holds(self.held, permission)
    }
}

/// The start of this page. A page without one is a stranger's.
pub fn start() -> Start {
    use_context::<Start>().unwrap_or_default()
}

/// The language of this page.
pub fn language() -> Language {
    use_context::<Language>().unwrap_or_default()
}
