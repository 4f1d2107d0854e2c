//! What the server offers for the practice phone.

use async_trait::async_trait;
use chrono::serde::ts_microseconds;
use chrono::{DateTime, Utc};
use desk::message::Progress;
use serde::{Deserialize, Serialize};

/// A simulated customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Customer {
    pub id: String,
    pub name: String,
    /// As people write it, `+` first.
    pub phone_shown: String,
    pub last_line: Option<String>,
    /// Messages of the business that this customer has not opened.
    pub unread: u32,
    /// Whether the phone is off.
    pub is_silent: bool,
    /// Whether the business is typing to them.
    pub typing: bool,
}

/// One message on a customer's phone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bubble {
    pub id: String,
    /// The customer's own, as seen from the phone.
    pub mine: bool,
    pub text: String,
    #[serde(with = "ts_microseconds")]
    pub at: DateTime<Utc>,
    /// How far the customer's message got, where the phone knows.
    pub ticks: Option<Progress>,
    /// What the business offers to tap.
    pub choices: Vec<Choice>,
    /// The words of what it answers, or reacts to.
    pub quotes: Option<String>,
    /// The customer's.
    pub reaction: Option<String>,
    pub is_edited: bool,
    pub is_deleted: bool,
    pub file: Option<Enclosed>,
}

/// A file that the business sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enclosed {
    pub src: String,
    /// `image`, `video`, `audio`, `document` or `sticker`.
    pub kind: String,
    pub name: String,
}

/// Something that a customer may tap.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    pub id: String,
    pub title: String,
}

/// Every simulated customer's phone.
#[async_trait]
pub trait Phone: Send + Sync {
    /// Everyone, in a stable order.
    async fn customers(&self) -> Vec<Customer>;

    /// One customer's messages, oldest first; empty for an unknown one.
    async fn thread(&self, id: &str) -> Vec<Bubble>;

    /// Writes to the business as this customer, whom a click on an ad brought if `by_ad`. An error
    /// means that it was not sent.
    async fn write(&self, id: &str, text: &str, by_ad: bool) -> Result<(), ()>;

    /// Sends a file to the business: a picture, or a voice note if `voice`. An error means that it was
    /// not sent.
    async fn send_file(&self, id: &str, voice: bool) -> Result<(), ()>;

    /// Taps what the business offered by that id. An error means that it did not.
    async fn tap(&self, id: &str, choice: &str) -> Result<(), ()>;

    /// The customer looks at the thread: the business's messages become read.
    async fn open(&self, id: &str);
}
