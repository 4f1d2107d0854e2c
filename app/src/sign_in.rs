//! The door: signing in, the links by which people come in for the first time, showing again who one is; and
//! the pages of who may come in and by what. Plain HTML that is never brought to life.
//!
//! Plain forms that the server answers with a redirect; what came of one comes back as a word in the
//! address and is worded here. What can be shown only once the server gives with the page.

mod account;
mod doors;
mod keys;
mod member;
mod parts;
mod two_step;

use chrono::{DateTime, Utc};
use desk::permissions::Role;
use desk::person::Person;
use leptos::prelude::*;

pub(crate) use account::AccountPage;
pub(crate) use doors::{InvitationPage, ProvePage, SecondStepPage, SetUpPage, SignInPage};
pub(crate) use parts::{moment, outcome};

use crate::settings::{Returned, framed};
use crate::start::language;

/// Where one's own account is …
pub const ACCOUNT: &str = "/account";
/// … one's second step …
pub const TWO_STEP: &str = "/account/two-step";
/// … and the keys of programs.
pub const KEYS: &str = "/settings/keys";

/// The address of the page of somebody's role and access.
pub fn member_path(id: &str) -> String {
    format!("/settings/people/{id}/access")
}

/// What one of these pages shows. Given by the server for one request.
#[derive(Debug, Clone)]
pub enum Access {
    /// The page of a link that may still work.
    Invitation(Option<Invited>),
    SecondStep,
    Prove(Proving),
    Account(Account),
    TwoStep(TwoStep),
    Keys(Keys),
    Member(Member),
}

/// Whoever came by an invitation's link.
#[derive(Debug, Clone)]
pub struct Invited {
    pub token: String,
    pub name: String,
    pub email: String,
}

/// By what somebody can show again who they are.
#[derive(Debug, Clone)]
pub struct Proving {
    pub back: String,
    pub password: bool,
    pub code: bool,
}

/// One's own account.
#[derive(Debug, Clone)]
pub struct Account {
    pub me: Person,
    pub has_password: bool,
    pub two_step: bool,
    pub sittings: Vec<Sitting>,
}

/// A session that is open.
#[derive(Debug, Clone)]
pub struct Sitting {
    /// What it is ended by.
    pub mark: String,
    /// `Firefox, Linux`; empty if nobody knows.
    pub device: String,
    pub address: String,
    pub since: DateTime<Utc>,
    pub seen: DateTime<Utc>,
    /// Whether it is the reader's at hand.
    pub current: bool,
}

/// One's second step.
#[derive(Debug, Clone)]
pub struct TwoStep {
    /// Whether one's role has to have it.
    pub required: bool,
    /// If it is on, how many recovery codes are left; else what it can be set up by.
    pub is: Result<u64, SetUp>,
    /// Recovery codes that were just made.
    pub codes: Vec<String>,
}

/// A secret for a telephone.
#[derive(Debug, Clone)]
pub struct SetUp {
    pub secret: String,
    /// Its QR code: how many squares wide it is, and the dark ones as the path of an SVG.
    pub width: usize,
    pub dark: String,
}

/// The keys of programs.
#[derive(Debug, Clone)]
pub struct Keys {
    pub keys: Vec<Key>,
    /// A key that was just made, with its name.
    pub made: Option<(String, String)>,
    pub returned: Option<Returned>,
    pub now: DateTime<Utc>,
}

#[derive(Debug, Clone)]
pub struct Key {
    pub name: String,
    pub role: Role,
    pub made: Option<DateTime<Utc>>,
    /// What people call whoever made it.
    pub by: Option<String>,
    pub ends: Option<DateTime<Utc>>,
    pub used: Option<DateTime<Utc>>,
}

/// Why a key was not made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyTrouble {
    NoName,
    LongName,
    NameTaken,
    EndPast,
}

/// Somebody of the team, to whoever may give roles.
#[derive(Debug, Clone)]
pub struct Member {
    pub person: Person,
    pub two_step: bool,
    pub sittings: Vec<Sitting>,
}

/// The page at hand, of those that stand among the settings.
pub(crate) fn among_settings(access: &Access) -> Option<AnyView> {
    let t = language();
    match access {
        Access::Keys(keys) => Some(framed(KEYS, t.keys(), "keys", keys::view(keys, t))),
        Access::Member(member) => {
            let inside = member::view(member, t);
            Some(framed("/settings/people", &member.person.name, "people", inside))
        }
        _ => None,
    }
}
