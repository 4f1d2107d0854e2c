//! What people noted about a customer, apart from what messages tell. Neither ever touches the other.
//! Who may note what is not here.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::Contact;
use crate::ticket::same_tag;
use crate::zone::Zone;

/// Everything that people noted about one customer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noted {
    pub zone: Option<Zone>,
    pub language: Option<String>,
    pub attributes: BTreeMap<String, String>,
    pub tags: BTreeSet<String>,
    pub opted_out: bool,
}

impl Noted {
    /// All of it, and of `other` what it does not say itself.
    pub fn with(self, other: Noted) -> Noted {
        let mut attributes = other.attributes;
        attributes.extend(self.attributes);
        let mut tags = self.tags;
        let news = other.tags.into_iter();
        let news: Vec<String> =
            news.filter(|tag| !tags.iter().any(|known| same_tag(known, tag))).collect();
        tags.extend(news);
        Noted {
            zone: self.zone.or(other.zone),
            language: self.language.or(other.language),
            attributes,
            tags,
            opted_out: self.opted_out || other.opted_out,
        }
    }

    /// The same once what came between `before` and `after`, and still is as it was then, is taken
    /// back.
    pub fn without(mut self, before: &Noted, after: &Noted) -> Noted {
        if self.zone == after.zone {
            self.zone.clone_from(&before.zone);
        }
        if self.language == after.language {
            self.language.clone_from(&before.language);
        }
        if self.opted_out == after.opted_out {
            self.opted_out = before.opted_out;
        }
        self.tags.retain(|tag| before.tags.contains(tag) || !after.tags.contains(tag));
        self.attributes.retain(|name, value| {
            before.attributes.contains_key(name) || after.attributes.get(name) != Some(value)
        });
        self
    }
}

impl Contact {
    pub fn noted(&self) -> Noted {
        Noted {
            zone: self.zone.clone(),
            language: self.language.clone(),
            attributes: self.attributes.clone(),
            tags: self.tags.clone(),
            opted_out: self.opted_out,
        }
    }

    /// Puts `noted` in the place of all that was noted before.
    pub fn set_noted(&mut self, noted: Noted) {
        let Noted { zone, language, attributes, tags, opted_out } = noted;
        (self.zone, self.language, self.opted_out) = (zone, language, opted_out);
        (self.attributes, self.tags) = (attributes, tags);
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;
    use crate::contact::Alias;

    #[test]
    fn what_is_noted_replaces_all_that_was_and_nothing_that_a_message_told() {
        let mut contact = Contact::new("c".into(), DateTime::UNIX_EPOCH);
        contact.learn(Some("Núria"), &[Alias::Phone("34600111222".into())]);
        contact.tags.insert("old".into());
        let noted = Noted {
            zone: Zone::named("Atlantic/Canary"),
            language: Some("ca".into()),
            attributes: [("crm".into(), "17".into())].into(),
            tags: ["vip".into()].into(),
            opted_out: true,
        };
        contact.set_noted(noted.clone());
        assert_eq!(contact.noted(), noted);
        assert_eq!(contact.name.as_deref(), Some("Núria"));
        assert_eq!(contact.shown_phone().as_deref(), Some("+34600111222"));
    }
}
