//! A customer: an internal id with aliases, none of which is required.
//!
//! Since 2026 WhatsApp may withhold the phone number and send only a business-scoped user id
//! (Meta, "Business-scoped user IDs"), so a contact is found by any alias it was seen with (ID-1). Two
//! that turn out to be one become a [`Family`].
//!
//! What the team notes by hand ([`Noted`]: zone, language, attributes, tags, opting out) is never
//! overwritten by what a message says.

mod alias;
mod kin;
mod news;
mod noted;
#[cfg(test)]
mod tests;
mod wish;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

pub use alias::Alias;
pub use kin::{Family, Part, whole};
pub use news::CustomerNews;
pub use noted::Noted;
pub use wish::{Saved, Wish};

use crate::ids::ContactId;
use crate::region::Region;
use crate::zone::Zone;

/// A customer of the desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    pub id: ContactId,
    /// The profile name the customer chose, as last seen.
    pub name: Option<String>,
    /// Digits without `+`, as last seen.
    pub phone: Option<String>,
    /// The business-scoped user id, as last seen.
    pub user_id: Option<String>,
    /// The id that all portfolios of the business share, as last seen.
    #[serde(default)]
    pub parent_id: Option<String>,
    /// The name that they took on WhatsApp, as last seen.
    #[serde(default)]
    pub username: Option<String>,
    /// When they last went to another number or id: what was said before calls them by an old one.
    #[serde(default)]
    pub moved_at: Option<DateTime<Utc>>,
    /// Whether they told WhatsApp that they want no marketing.
    #[serde(default)]
    pub wish: Option<Wish>,
    /// What the team saved them under in the Business app.
    #[serde(default)]
    pub saved: Option<Saved>,
    #[serde(default)]
    pub family: Family,
    pub created_at: DateTime<Utc>,
    /// Where the customer is, if somebody knows better than the number.
    #[serde(default)]
    pub zone: Option<Zone>,
    /// The language to write in, as a BCP 47 tag such as `ca` or `pt-BR`.
    #[serde(default)]
    pub language: Option<String>,
    /// What else is known, by name, such as the customer's number in another system.
    #[serde(default)]
    pub attributes: BTreeMap<String, String>,
    #[serde(default)]
    pub tags: BTreeSet<String>,
    /// Wants no message that answers nothing: no campaign, no nudge, no rating.
    #[serde(default)]
    pub opted_out: bool,
}

impl Contact {
    /// A contact that nobody has seen before.
    pub fn new(id: ContactId, created_at: DateTime<Utc>) -> Self {
        Self {
            id,
            name: None,
            phone: None,
            user_id: None,
            parent_id: None,
            username: None,
            moved_at: None,
            wish: None,
            saved: None,
            family: Family::default(),
            created_at,
            zone: None,
            language: None,
            attributes: BTreeMap::new(),
            tags: BTreeSet::new(),
            opted_out: false,
        }
    }

    /// Takes over what a message says of its sender; true if anything changed.
    pub fn learn(&mut self, name: Option<&str>, aliases: &[Alias]) -> bool {
        let before = self.clone();
        if let Some(name) = name.filter(|name| !name.trim().is_empty()) {
            self.name = Some(name.to_owned());
        }
        for alias in aliases {
            match alias {
                Alias::Phone(phone) => self.phone = Some(phone.clone()),
                Alias::UserId(id) => self.user_id = Some(id.clone()),
                Alias::Parent(id) => self.parent_id = Some(id.clone()),
                Alias::Username(name) => self.username = Some(name.clone()),
            }
        }
        *self != before
    }

    /// The same of what was said at `at`: what they left since does not come back.
    pub fn hear(&mut self, name: Option<&str>, aliases: &[Alias], at: DateTime<Utc>) -> bool {
        match self.moved_at.is_none_or(|moved| moved <= at) {
            true => self.learn(name, aliases),
            false => self.recall(name, aliases),
        }
    }

    /// The same of what they were called once: it takes the place of nothing.
    pub fn recall(&mut self, name: Option<&str>, aliases: &[Alias]) -> bool {
        let lacking: Vec<Alias> = aliases.iter().filter(|one| self.lacks(one)).cloned().collect();
        self.learn(name, &lacking)
    }

    /// From `at` on WhatsApp calls them by these; true if it is news.
    pub fn moves(&mut self, to: &[Alias], at: DateTime<Utc>) -> bool {
        let news = self.hear(None, to, at);
        self.moved_at = self.moved_at.max(Some(at));
        news
    }

    fn lacks(&self, alias: &Alias) -> bool {
        let known = match alias {
            Alias::Phone(_) => &self.phone,
            Alias::UserId(_) => &self.user_id,
            Alias::Parent(_) => &self.parent_id,
            Alias::Username(_) => &self.username,
        };
        known.is_none()
    }

    /// Every alias that finds this contact today.
    pub fn aliases(&self) -> Vec<Alias> {
        let phone = self.phone.clone().map(Alias::Phone);
        let user_id = self.user_id.clone().map(Alias::UserId);
        let parent_id = self.parent_id.clone().map(Alias::Parent);
        phone.into_iter().chain(user_id).chain(parent_id).collect()
    }

    /// Where the customer is: the zone set by hand, else what the number tells, else the user id.
    pub fn region(&self) -> Option<Region> {
        let by_id = || self.user_id.as_deref().and_then(Region::of_user_id);
        let guess = self.phone.as_deref().and_then(Region::of_phone).or_else(by_id);
        match &self.zone {
            None => guess,
            Some(zone) => {
                let country = guess.and_then(|region| region.country);
                Some(Region { country, zone: zone.clone(), sure: true })
            }
        }
    }

    /// What to call the customer on a list that anyone may see: what we saved them under, else the name
    /// that they chose, else a masked number.
    pub fn shown_name(&self) -> String {
        let saved = self.saved.as_ref().and_then(|saved| saved.name.clone());
        let named = saved.or_else(|| self.name.clone()).or_else(|| self.shown_username());
        named.or_else(|| self.masked_phone()).unwrap_or_else(|| "WhatsApp".to_owned())
    }

    /// The name that they took on WhatsApp as people write it, `@` first.
    pub fn shown_username(&self) -> Option<String> {
        self.username.as_ref().map(|name| format!("@{name}"))
    }

    /// What people look for them by, in small letters: every name that they go by.
    pub fn names(&self) -> String {
        let saved = self.saved.as_ref().and_then(|saved| saved.name.clone());
        let all = saved.into_iter().chain(self.name.clone()).chain(self.shown_username());
        all.collect::<Vec<_>>().join("\n").to_lowercase()
    }

    /// The number as people write it, `+` first.
    pub fn shown_phone(&self) -> Option<String> {
        self.phone.as_ref().map(|digits| format!("+{digits}"))
    }

    /// The number for those who may not see it whole.
    pub fn masked_phone(&self) -> Option<String> {
        self.phone.as_deref().map(masked)
    }
}

/// `+34 ··· 678`: enough to tell two customers apart, not enough to call.
pub(crate) fn masked(digits: &str) -> String {
    let shown: Vec<char> = digits.chars().collect();
    let head: String = shown.iter().take(2).collect();
    let tail: String = shown[shown.len().saturating_sub(3)..].iter().collect();
    format!("+{head} ··· {tail}")
}
