//! A customer: an internal id with aliases, none of which is required.
//!
//! Since 2026 WhatsApp may withhold the phone number and send only a business-scoped user id
//! (Meta, "Business-scoped user IDs"), so a contact is found by any alias it was seen with.
//! Merging two contacts that turn out to be one is not here yet.
//!
//! What the team notes by hand ([`Noted`]: zone, language, attributes, tags, opting out) is never
//! overwritten by what a message says.

mod noted;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

pub use noted::Noted;

use crate::ids::ContactId;
use crate::region::Region;
use crate::zone::Zone;

/// What WhatsApp calls a customer by. Kept exactly as received: never normalised.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", content = "value", rename_all = "snake_case")]
pub enum Alias {
    /// Digits with country code and no `+` (`wa_id`).
    Phone(String),
    /// A business-scoped user id such as `ES.1349…`.
    UserId(String),
}

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
            }
        }
        *self != before
    }

    /// Every alias that finds this contact today.
    pub fn aliases(&self) -> Vec<Alias> {
        let phone = self.phone.clone().map(Alias::Phone);
        let user_id = self.user_id.clone().map(Alias::UserId);
        phone.into_iter().chain(user_id).collect()
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

    /// What to call the customer on a list that anyone may see: the name, else a masked number.
    pub fn shown_name(&self) -> String {
        match (&self.name, &self.phone) {
            (Some(name), _) => name.clone(),
            (None, Some(phone)) => masked(phone),
            (None, None) => "WhatsApp".to_owned(),
        }
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
fn masked(digits: &str) -> String {
    let shown: Vec<char> = digits.chars().collect();
    let head: String = shown.iter().take(2).collect();
    let tail: String = shown[shown.len().saturating_sub(3)..].iter().collect();
    format!("+{head} ··· {tail}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::region::Country;

    const BUENOS_AIRES: &str = "America/Argentina/Buenos_Aires";

    fn contact() -> Contact {
        Contact::new("c".into(), DateTime::UNIX_EPOCH)
    }

    #[test]
    fn a_name_of_spaces_is_not_learned() {
        let mut contact = contact();
        assert!(!contact.learn(Some("  "), &[]));
        assert_eq!(contact.name, None);
    }

    #[test]
    fn learning_the_same_again_changes_nothing() {
        let mut contact = contact();
        let aliases = [Alias::Phone("34600111222".into()), Alias::UserId("ES.1".into())];
        assert!(contact.learn(Some("Núria"), &aliases));
        assert!(!contact.learn(Some("Núria"), &aliases));
        assert_eq!(contact.aliases(), aliases);
    }

    #[test]
    fn a_contact_without_a_name_shows_a_masked_number() {
        let mut contact = contact();
        contact.learn(None, &[Alias::Phone("34600111222".into())]);
        assert_eq!(contact.shown_name(), "+34 ··· 222");
        assert_eq!(contact.shown_phone().as_deref(), Some("+34600111222"));
    }

    #[test]
    fn an_empty_phone_is_masked_without_panicking() {
        let mut contact = contact();
        contact.learn(None, &[Alias::Phone(String::new())]);
        assert_eq!(contact.shown_name(), "+ ··· ");
    }

    #[test]
    fn the_region_is_what_was_set_by_hand_else_the_numbers_else_the_user_ids() {
        let zone = |name| Zone::named(name).expect("a zone of the database");
        let (number, id) = (Some("541123456789"), Some("ES.1"));
        let by_hand = Some("Atlantic/Canary");
        let table = [
            ("nothing known", None, None, None, None),
            ("a user id", None, id, None, Some(("Europe/Madrid", Some("ES"), false))),
            ("a number too", number, id, None, Some((BUENOS_AIRES, Some("AR"), true))),
            ("of no country", Some("870123"), id, None, Some(("Europe/Madrid", Some("ES"), false))),
            ("set by hand", number, id, by_hand, Some(("Atlantic/Canary", Some("AR"), true))),
            ("only by hand", None, None, by_hand, Some(("Atlantic/Canary", None, true))),
        ];
        for (case, phone, user_id, by_hand, expected) in table {
            let contact = Contact {
                phone: phone.map(str::to_owned),
                user_id: user_id.map(str::to_owned),
                zone: by_hand.map(zone),
                ..contact()
            };
            let expected = expected.map(|(name, country, sure)| Region {
                country: country.and_then(Country::named),
                zone: zone(name),
                sure,
            });
            assert_eq!(contact.region(), expected, "{case}");
        }
    }

    #[test]
    fn a_contact_saved_by_an_older_version_is_read() {
        let json = r#"{"id":"c","name":null,"phone":null,"user_id":null,
            "created_at":"1970-01-01T00:00:00Z"}"#;
        assert_eq!(serde_json::from_str::<Contact>(json).expect("it parses"), contact());
    }

    #[test]
    fn what_was_noted_by_hand_survives_what_a_message_says() {
        let mut noted = Contact {
            zone: Zone::named("Atlantic/Canary"),
            language: Some("ca".into()),
            attributes: [("crm".into(), "17".into())].into(),
            tags: ["vip".into()].into(),
            opted_out: true,
            ..contact()
        };
        let before = noted.clone();
        assert!(noted.learn(Some("Núria"), &[Alias::Phone("34600111222".into())]));
        let learned = Contact { name: noted.name.clone(), phone: noted.phone.clone(), ..before };
        assert_eq!(noted, learned);
    }
}
