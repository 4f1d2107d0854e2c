//! Our business numbers: how each is, and connecting one step by step. Plain HTML that is never brought
//! to life. What is known of a number and what Meta says is given by the server; secrets are not, but for
//! the verify token while Meta needs to be told it.

mod connect;
pub mod face;
pub mod greeting;
mod list;
mod page;
mod word;

use chrono::{DateTime, Utc};
use desk::ids::NumberId;
use desk::number::{Health, Number, Opener, ProfilePart};
use desk::silence::Finding;
use leptos::prelude::*;

use face::Filled;
use greeting::Greetings;
pub use word::{Word, last_word};

use crate::settings::framed;
use crate::start::language;

/// Where the list is.
pub const LIST: &str = "/settings/numbers";
/// Where another one is connected.
pub const NEW: &str = "/settings/numbers/new";

/// The address of a number's page.
pub fn path(number: &NumberId) -> String {
    format!("{LIST}/{number}")
}

/// Where what customers see of a number is changed.
pub fn profile_path(number: &NumberId) -> String {
    format!("{LIST}/{number}/profile")
}

/// Where what it offers to begin with is.
pub fn openers_path(number: &NumberId) -> String {
    format!("{LIST}/{number}/openers")
}

/// Where what it says by itself is.
pub fn replies_path(number: &NumberId) -> String {
    format!("{LIST}/{number}/replies")
}

/// All that a page of the numbers shows. Given by the server for one request.
#[derive(Debug, Clone)]
pub struct Registry {
    pub now: DateTime<Utc>,
    /// Since when WhatsApp is silent for improbably long.
    pub silent_since: Option<DateTime<Utc>>,
    /// Whether it is practice mode, which connects nothing.
    pub practice: bool,
    pub sheet: Sheet,
}

/// Which page it is.
#[derive(Debug, Clone)]
pub enum Sheet {
    List(Vec<Entry>),
    Connect(Draft),
    Number(Box<Dossier>),
    Profile(Filled<ProfilePart>),
    Openers(Filled<Opener>),
    Replies(Box<Greetings>),
}

/// A number and how it is.
#[derive(Debug, Clone)]
pub struct Entry {
    pub number: Number,
    pub health: Health,
    /// What is wrong, when WhatsApp is silent.
    pub finding: Option<Finding>,
}

/// The form by which a number is connected, without its secrets.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    pub number: String,
    pub account: String,
    pub app: String,
    /// Whether the server still has the secrets that were sent before.
    pub has_secret: bool,
    pub has_token: bool,
    pub objections: Vec<Objection>,
}

/// The page of one number.
#[derive(Debug, Clone)]
pub struct Dossier {
    pub entry: Entry,
    /// Where Meta brings webhooks.
    pub callback: String,
    /// What Meta repeats when it verifies that; only while it has not.
    pub verify_token: Option<String>,
    /// What came of what was asked last.
    pub said: Option<Said>,
    /// Why Meta can't be asked how the number is.
    pub trouble: Option<Said>,
}

/// A field of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    Number,
    Account,
    App,
    AppSecret,
    Token,
}

/// What is wrong with what was filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Objection {
    pub field: Field,
    pub why: Why,
}

/// Why it can't be taken; texts are Meta's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    Missing,
    NotDigits,
    Unreached,
    UnknownApp(String),
    BadToken,
    AnotherAppsToken,
    NoPermission(String),
    UnknownNumber(String),
    UnknownAccount(String),
    NotOfAccount,
}

/// What came of a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    Connected,
    CodeSent,
    Verified,
    Registered,
    Subscribed,
    /// What customers see of the number is as it was filled in.
    Shown,
    /// What was typed is no code or no PIN.
    NotSixDigits,
    Unreached,
    Refused {
        code: i64,
        words: String,
    },
}

/// The page at hand.
pub(crate) fn page(registry: &Registry) -> AnyView {
    let t = language();
    let (title, inside) = match &registry.sheet {
        Sheet::List(entries) => (t.business_numbers().to_owned(), list::view(registry, entries, t)),
        Sheet::Connect(draft) => {
            (t.connect_a_number().to_owned(), connect::view(registry, draft, t))
        }
        Sheet::Number(dossier) => {
            (dossier.entry.number.display.clone(), page::view(registry, dossier, t))
        }
        Sheet::Profile(filled) => (t.profile_title().to_owned(), face::profile(filled, t)),
        Sheet::Replies(greetings) => (t.replies_title().to_owned(), greeting::view(greetings, t)),
        Sheet::Openers(filled) => (t.openers_title().to_owned(), face::openers(filled, t)),
    };
    framed(LIST, &title, "numbers", inside)
}
