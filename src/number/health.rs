//! How a number is: what Meta said of it when asked, what its webhooks told since, and what somebody
//! should do about it. Each fact has its own time and the latest holds, so it does not matter in which
//! order or how often things are told.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

mod concern;
mod events;
#[cfg(test)]
mod tests;

pub use concern::Concern;
pub use events::{About, Event, MOST_EVENTS};

/// A fact and when it was told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told<T> {
    pub value: T,
    pub at: DateTime<Utc>,
}

/// What customers think of what they get from the number, by Meta's word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Quality {
    Green,
    Yellow,
    Red,
    /// Too little was sent to tell.
    Unknown,
}

/// How many customers may be written to first within a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Limit {
    To(u32),
    Unlimited,
}

/// How many messages a second the number takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Throughput {
    Standard,
    High,
}

/// What became of the name that customers shall see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NameStatus {
    Approved,
    InReview,
    Declined,
    Expired,
    /// None was asked for.
    Missing,
}

/// Whether a code proved that the number is the business'.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verification {
    Verified,
    NotVerified,
    Expired,
}

/// Whether the number works.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    Connected,
    /// It is not registered, or not any more.
    NotRegistered,
    Flagged,
    Restricted,
    RateLimited,
    Banned,
    /// It went to another account, or is gone.
    Gone,
}

/// What is the matter with the account that numbers belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccountStanding {
    Fine,
    /// It broke a rule of Meta's and is warned.
    Violation,
    Restricted,
    Disabled,
    Rejected,
    /// It was deleted, or taken away from the app.
    Gone,
}

/// What was done to the PIN of two-step verification.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PinNews {
    Changed,
    ResetAsked,
    Reset,
}

/// One thing that is told of a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum News {
    Quality(Quality),
    Limit(Limit),
    Throughput(Throughput),
    /// The name that customers see.
    Name(String),
    NameStatus(NameStatus),
    Verification(Verification),
    Standing(Standing),
    Account(AccountStanding),
    /// In Meta's words; none once it is over.
    Alert(Option<String>),
    Pin(PinNews),
    /// Whether two-step verification is on.
    HasPin(bool),
    /// Whether the app gets the account's webhooks.
    Subscribed(bool),
}

/// All that is known of how a number is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Health {
    pub quality: Option<Told<Quality>>,
    pub limit: Option<Told<Limit>>,
    pub throughput: Option<Told<Throughput>>,
    pub name: Option<Told<String>>,
    pub name_status: Option<Told<NameStatus>>,
    pub verification: Option<Told<Verification>>,
    pub standing: Option<Told<Standing>>,
    pub account: Option<Told<AccountStanding>>,
    pub alert: Option<Told<Option<String>>>,
    pub pin: Option<Told<PinNews>>,
    pub has_pin: Option<Told<bool>>,
    pub subscribed: Option<Told<bool>>,
    /// When Meta last answered what it was asked of the number.
    pub asked_at: Option<DateTime<Utc>>,
    /// When Meta found our webhook address by the number's verify token.
    pub verified_at: Option<DateTime<Utc>>,
    /// When a webhook last came for the number.
    pub heard_at: Option<DateTime<Utc>>,
    /// What Meta told, oldest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<Event>,
}

impl Health {
    /// Takes in what was told at that time.
    pub fn hear(&mut self, news: News, at: DateTime<Utc>) {
        match news {
            News::Quality(value) => put(&mut self.quality, value, at),
            News::Limit(value) => put(&mut self.limit, value, at),
            News::Throughput(value) => put(&mut self.throughput, value, at),
            News::Name(value) => put(&mut self.name, value, at),
            News::NameStatus(value) => put(&mut self.name_status, value, at),
            News::Verification(value) => put(&mut self.verification, value, at),
            News::Standing(value) => put(&mut self.standing, value, at),
            News::Account(value) => put(&mut self.account, value, at),
            News::Alert(value) => put(&mut self.alert, value, at),
            News::Pin(value) => put(&mut self.pin, value, at),
            News::HasPin(value) => put(&mut self.has_pin, value, at),
            News::Subscribed(value) => put(&mut self.subscribed, value, at),
        }
    }

    /// A webhook came for the number.
    pub fn heard(&mut self, at: DateTime<Utc>) {
        self.heard_at = self.heard_at.max(Some(at));
    }

    /// Meta found our address.
    pub fn verified(&mut self, at: DateTime<Utc>) {
        self.verified_at = self.verified_at.max(Some(at));
    }

    /// Whether anything of Meta's ever reached our address for the number.
    pub fn is_reached(&self) -> bool {
        self.verified_at.is_some() || self.heard_at.is_some()
    }
}

/// The latest holds.
fn put<T>(slot: &mut Option<Told<T>>, value: T, at: DateTime<Utc>) {
    if slot.as_ref().is_none_or(|known| known.at <= at) {
        *slot = Some(Told { value, at });
    }
}
