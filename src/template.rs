//! Templates: messages whose words Meta approved beforehand, which may leave while the window is closed.
//! What one looks like, the gaps that a person fills in, and what is wrong with what they filled in or with
//! a new one that they drew up.
//!
//! How Meta writes one down is the server's business. Parts that need more than words, such as a flow or a
//! catalogue, are not filled in here: a template with one of them is shown and never sent ([`strange`]).
//!
//! [`strange`]: Template::strange

mod catalogue;
mod draft;
mod fill;
mod flaw;
mod gap;
mod suggest;
#[cfg(test)]
mod tests;
mod text;
mod wanted;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

pub use catalogue::Catalogue;
pub use draft::{
    LONGEST_BUTTON, LONGEST_CODE, LONGEST_FOOTER, LONGEST_NAME, MOST_BUTTONS, is_language, is_name,
};
pub use fill::{Filled, LONGEST_BODY, LONGEST_HEADER, Letter, Part};
pub use flaw::{Flaw, Why};
pub use gap::{Gap, Kind, Place};
pub use suggest::Facts;
pub use wanted::{Unsendable, Wanted};

use crate::message::Content;
use crate::number::Quality;
use crate::sealed::Sealed;
use crate::window::Category;

/// What fills gaps, by the key of each ([`Gap::key`]).
pub type Values = std::collections::BTreeMap<String, String>;

/// How far Meta is with a template. Only an approved one is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    Approved,
    /// Meta looks at it.
    Pending,
    Rejected,
    /// For some hours, since customers did not like it.
    Paused,
    /// For good, since they went on not liking it.
    Disabled,
    InAppeal,
    /// There are more than Meta lets an account have.
    LimitExceeded,
    PendingDeletion,
    Deleted,
    Archived,
    /// A word of Meta's that this version does not know.
    Unknown,
}

impl Status {
    pub const ALL: [Status; 11] = [
        Status::Approved,
        Status::Pending,
        Status::Rejected,
        Status::Paused,
        Status::Disabled,
        Status::InAppeal,
        Status::LimitExceeded,
        Status::PendingDeletion,
        Status::Deleted,
        Status::Archived,
        Status::Unknown,
    ];

    /// The word used in the API.
    pub fn word(self) -> &'static str {
        match self {
            Status::Approved => "approved",
            Status::Pending => "pending",
            Status::Rejected => "rejected",
            Status::Paused => "paused",
            Status::Disabled => "disabled",
            Status::InAppeal => "in_appeal",
            Status::LimitExceeded => "limit_exceeded",
            Status::PendingDeletion => "pending_deletion",
            Status::Deleted => "deleted",
            Status::Archived => "archived",
            Status::Unknown => "unknown",
        }
    }
}

/// What stands above the words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Header {
    Text(String),
    Image,
    Video,
    Document,
    Location,
}

/// What the customer may tap below the words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Button {
    QuickReply {
        title: String,
    },
    /// Opens an address, which may end in a gap.
    Url {
        title: String,
        url: String,
    },
    Phone {
        title: String,
        phone: String,
    },
    /// Copies a code, which is filled in each time; `example` is what Meta was shown.
    CopyCode {
        example: String,
    },
    /// A kind that is not filled in here, by Meta's word.
    Other {
        title: String,
        kind: String,
    },
}

impl Button {
    /// What it says; nothing where WhatsApp words it.
    pub fn title(&self) -> &str {
        match self {
            Button::QuickReply { title }
            | Button::Url { title, .. }
            | Button::Phone { title, .. }
            | Button::Other { title, .. } => title,
            Button::CopyCode { .. } => "",
        }
    }
}

/// A template of an account, in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Template {
    /// Meta's id.
    pub id: String,
    pub name: String,
    /// As Meta writes it, such as `ca` or `pt_BR`.
    pub language: String,
    pub category: Category,
    pub status: Status,
    pub quality: Quality,
    /// Why Meta refused or stopped it, in its words.
    #[serde(default)]
    pub reason: Option<String>,
    #[serde(default)]
    pub header: Option<Header>,
    pub body: String,
    #[serde(default)]
    pub footer: Option<String>,
    #[serde(default)]
    pub buttons: Vec<Button>,
    /// Meta's word for a part that is not filled in here.
    #[serde(default)]
    pub strange: Option<String>,
    /// Since when Meta's word on the status holds.
    pub at: DateTime<Utc>,
}

/// What Meta tells of a template, unasked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum News {
    Status {
        status: Status,
        reason: Option<String>,
    },
    Quality(Quality),
    Category(Category),
    /// Its words are others: they have to be asked for.
    Rewritten,
}

impl Template {
    /// Whether it is that one. Meta writes `en-US` in webhooks where it says `en_US` elsewhere.
    pub fn is(&self, name: &str, language: &str) -> bool {
        self.name == name && self.language == language.replace('-', "_")
    }

    /// Whether Meta lets it be sent, and it can be filled in here.
    pub fn may_leave(&self) -> bool {
        self.status == Status::Approved && self.strange.is_none()
    }

    /// Whether it may not be sent to a customer who opted out.
    pub fn is_marketing(&self) -> bool {
        self.category == Category::Marketing
    }

    /// What leaves, once it is filled in.
    pub fn content(&self, filled: Filled) -> Content {
        let Filled { words, parameters, letter } = filled;
        Content::Template {
            name: self.name.clone(),
            language: self.language.clone(),
            parameters,
            words: Some(words),
            letter: Some(Sealed::new(&letter)),
        }
    }

    /// By what lists are ordered.
    pub fn place(&self) -> (&str, &str) {
        (&self.name, &self.language)
    }

    /// Takes in what Meta told at `at`; true if anything changed. Meta counts in seconds, and brings old
    /// news again: a status of before is none.
    pub fn hear(&mut self, news: News, at: DateTime<Utc>) -> bool {
        let before = self.clone();
        match news {
            News::Status { .. } if at.timestamp() < self.at.timestamp() => {}
            News::Status { status, reason } => {
                (self.status, self.reason) = (status, reason);
                self.at = self.at.max(at);
            }
            News::Quality(quality) => self.quality = quality,
            News::Category(category) => self.category = category,
            News::Rewritten => {}
        }
        *self != before
    }
}
