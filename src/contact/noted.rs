//! What people noted about a customer, apart from what messages tell. Neither ever touches the other.
//! Who may note what is not here.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::Contact;
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
