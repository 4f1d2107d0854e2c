//! Where a customer is and what time it is there, as far as a number or a user id tells.
//!
//! A guess by numbering plans, never by asking anybody: a country, and the zone that is likeliest.
//! The guess takes a number at its word; a customer who moved or travels with it is put right by
//! hand ([`crate::contact::Contact::zone`]). Satellites, international toll-free numbers and what
//! else belongs to no country have no region.

mod areas;
mod codes;
mod place;
mod quiet;
#[cfg(test)]
mod tests;

use std::fmt;

use chrono::{DateTime, NaiveDateTime, Timelike, Utc};
use serde::{Deserialize, Serialize};

use place::Place;
pub use quiet::{Quiet, QuietProblem};

use crate::zone::Zone;

/// A country by its two letters (ISO 3166 alpha-2), such as `AD`. `XK` is Kosovo, as in most
/// software: ISO has no letters for it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Country(String);

impl Country {
    /// The country of these two letters, in either case; `None` if they can't be a country's.
    pub fn named(letters: &str) -> Option<Self> {
        let two = letters.len() == 2 && letters.bytes().all(|byte| byte.is_ascii_alphabetic());
        two.then(|| Self(letters.to_ascii_uppercase()))
    }

    /// The two letters, in capitals.
    pub fn code(&self) -> &str {
        &self.0
    }

    /// Every zone of the country, likeliest first; none if it has no telephones of its own. One
    /// zone stands for all that show the same clock today.
    pub fn zones(&self) -> Vec<Zone> {
        Place::of_country(&self.0).map_or_else(Vec::new, |place| place.zones())
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Where a customer is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Region {
    /// `None` if all that is known is a zone set by hand.
    pub country: Option<Country>,
    pub zone: Zone,
    /// Whether no other zone is left open. A mobile of Spain may ring in Madrid or in Las Palmas,
    /// and a code of Florida in either of its zones: they are not sure.
    pub sure: bool,
}

impl Region {
    /// The region of a number in international digits, with or without `+`; `None` if it begins
    /// with no country's code.
    pub fn of_phone(phone: &str) -> Option<Self> {
        Place::of_phone(phone)?.region()
    }

    /// The region of a business-scoped user id, which begins with the country: `ES.1349…` (Meta,
    /// "Business-scoped user IDs").
    pub fn of_user_id(id: &str) -> Option<Self> {
        let (country, _) = id.split_once('.')?;
        Place::of_country(country)?.region()
    }

    /// What the customer's clock shows at `at`.
    pub fn local_time(&self, at: DateTime<Utc>) -> NaiveDateTime {
        self.zone.wall(at)
    }

    /// How many minutes it is ahead of Greenwich's.
    pub fn minutes_ahead(&self, at: DateTime<Utc>) -> i32 {
        (self.local_time(at) - at.naive_utc()).num_minutes() as i32
    }

    /// The hour on it, 0 to 23.
    pub fn local_hour(&self, at: DateTime<Utc>) -> u32 {
        self.local_time(at).hour()
    }
}

/// The zones that a number leaves open, likeliest first; none if it begins with no country's code.
pub fn zones_of_phone(phone: &str) -> Vec<Zone> {
    Place::of_phone(phone).map_or_else(Vec::new, |place| place.zones())
}
