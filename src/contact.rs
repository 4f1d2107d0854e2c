//! A customer: an internal id with aliases, none of which is required.
//!
//! Since 2026 WhatsApp may withhold the phone number and send only a business-scoped user id
//! (Meta, "Business-scoped user IDs"), so a contact is found by any alias it was seen with.
//! Merging two contacts that turn out to be one is not here yet.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::ids::ContactId;

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
}

impl Contact {
    /// A contact that nobody has seen before.
    pub fn new(id: ContactId, created_at: DateTime<Utc>) -> Self {
        Self { id, name: None, phone: None, user_id: None, created_at }
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
}
