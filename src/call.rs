//! A call to another program, as a rule wants one made: which it is, and how it may fail.
//!
//! Whoever makes it keeps it away from the desk's own network. When it is made again after a failure
//! is the desk's decision (`src/desk/call.rs`).

use std::fmt;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::ids::TicketNumber;
use crate::permissions::Author;

/// Calls that rules may have made for a ticket in 24 hours.
pub const MOST_CALLS: u32 = 100;

/// Which call: the revision of its ticket at which a rule wanted it. The same on each try.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CallId {
    pub ticket: TicketNumber,
    pub rev: u64,
}

impl fmt::Display for CallId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.ticket, self.rev)
    }
}

/// A call that has still to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    pub id: CallId,
    pub url: String,
    /// The rule that wants it, and since when.
    pub by: Author,
    pub at: DateTime<Utc>,
    /// How often it was tried in vain.
    pub tries: u32,
    pub due: DateTime<Utc>,
}

/// Why the program was not told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unheard {
    /// Its address is none of the public internet: nobody is called there.
    NotPublic,
    /// It was not reached, or did not answer in time.
    NoAnswer,
    /// It answered that it did not take the call, by a status of HTTP.
    Answered { status: u16 },
}

impl Unheard {
    /// Whether the same call would fail once more.
    pub fn is_final(self) -> bool {
        match self {
            Unheard::NotPublic => true,
            Unheard::NoAnswer => false,
            // Too slow, too early, too often: another time may do.
            Unheard::Answered { status } => {
                (400..500).contains(&status) && !matches!(status, 408 | 425 | 429)
            }
        }
    }
}

/// The host of a web address that a rule may have. What comes behind it may hold secrets, and is for
/// no screen and no log.
pub fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    authority.split(':').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_an_address_only_the_host_is_shown() {
        for (url, shown) in [
            ("https://hooks.example.org/T0/secret", "hooks.example.org"),
            ("HTTP://example.org:8080", "example.org"),
            ("https://example.org?token=secret", "example.org"),
            ("https://203.0.113.7:8443/#a", "203.0.113.7"),
            ("example.org", "example.org"),
        ] {
            assert_eq!(host(url), shown, "{url}");
        }
    }

    #[test]
    fn what_would_fail_once_more_is_not_tried_again() {
        let answered = |status| Unheard::Answered { status };
        for (why, is_final) in [
            (Unheard::NotPublic, true),
            (Unheard::NoAnswer, false),
            (answered(302), false),
            (answered(400), true),
            (answered(401), true),
            (answered(404), true),
            (answered(408), false),
            (answered(410), true),
            (answered(425), false),
            (answered(429), false),
            (answered(499), true),
            (answered(500), false),
            (answered(503), false),
        ] {
            assert_eq!(why.is_final(), is_final, "{why:?}");
        }
    }
}
