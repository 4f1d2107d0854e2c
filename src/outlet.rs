//! A number's way out: how fast it may send, whether it must not, and what waits in front of it.
//!
//! A number that Meta lets send nothing is stopped: its messages stay queued, in order, until a try
//! succeeds or somebody says so. When it is tried is the outbox's business.

use chrono::serde::ts_microseconds;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::ids::NumberId;
use crate::message::Trouble;

/// Messages a second that Meta takes from a number unless it says otherwise (Meta, "Throughput").
pub const RATE: u32 = 80;
/// The most that Meta takes from any.
pub const HIGHEST_RATE: u32 = 1_000;

/// What was settled for a number; where nothing was, it sends at the usual rate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outlet {
    pub number: NumberId,
    /// Messages a second, if somebody set it.
    pub rate: Option<u32>,
    pub stop: Option<Stop>,
}

/// Why a number sends nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stop {
    pub trouble: Trouble,
    /// Meta's code; 0 if there was none.
    pub code: i64,
    /// Meta's own words.
    pub reason: String,
    #[serde(with = "ts_microseconds")]
    pub since: DateTime<Utc>,
}

/// What the outbox holds for a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    pub number: NumberId,
    /// Messages that can be sent.
    pub queued: u64,
    /// Messages whose call began and has no outcome yet.
    pub begun: u64,
    /// Messages that may or may not have been sent: a person decides.
    pub unconfirmed: u64,
    /// When the oldest that can be sent was written.
    pub oldest: Option<DateTime<Utc>>,
}

impl Waiting {
    pub fn none(number: NumberId) -> Self {
        Self { number, queued: 0, begun: 0, unconfirmed: 0, oldest: None }
    }
}
