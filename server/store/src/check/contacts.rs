//! Contacts, and the aliases that find them. What a contact was called by in earlier times is in its
//! aliases alone, so that nothing can be held against an alias that it no longer uses.

use std::collections::{BTreeMap, HashSet};

use desk::contact::{Alias, Family};
use desk::ids::ContactId;
use surrealdb::types::{RecordId, SurrealValue};

use super::Violation;
use crate::json::from_json;
use crate::{Error, ids};

/// A contact, as far as finding it goes.
#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
pub(super) struct CalledRow {
    id: RecordId,
    phone: Option<String>,
    user_id: Option<String>,
    family: Option<String>,
}

pub(super) const CALLED: &str = "SELECT id, phone, user_id, family FROM contact";

impl CalledRow {
    pub(super) fn read(self) -> Result<(ContactId, Called), Error> {
        let family = self.family.map(|family| from_json("contact", &family)).transpose()?;
        let (phone, user_id) = (self.phone, self.user_id);
        let called = Called { phone, user_id, family: family.unwrap_or_default(), is_found: false };
        Ok((ContactId(ids::text(self.id)?), called))
    }
}

/// What a contact is called by today, and whether any alias finds it.
pub(super) struct Called {
    phone: Option<String>,
    user_id: Option<String>,
    family: Family,
    is_found: bool,
}

#[derive(Default)]
pub(super) struct Contacts {
    called: BTreeMap<ContactId, Called>,
    /// Phones that find the contact who has them today.
    phones: HashSet<String>,
    /// User ids that find anybody.
    user_ids: HashSet<String>,
}

impl Contacts {
    pub(super) fn meet(&mut self, contact: ContactId, called: Called) {
        self.called.insert(contact, called);
    }

    pub(super) fn knows(&self, contact: &ContactId) -> bool {
        self.called.contains_key(contact)
    }

    /// What is wrong with an alias that finds `contact`. No contact ever forgets that it has a phone or
    /// a user id, though it may have another one by now.
    pub(super) fn alias(&mut self, alias: Alias, contact: ContactId) -> Option<Violation> {
        let Some(called) = self.called.get_mut(&contact) else {
            return Some(Violation::StrayAlias { contact });
        };
        called.is_found = true;
        let whole = called.family.part_of.clone();
        let has_one = match alias {
            Alias::Phone(phone) => {
                let has_one = called.phone.is_some();
                let is_theirs = |called: &Called| called.phone.as_ref() == Some(&phone);
                // What finds a part is theirs who stand for it.
                let whole = whole.and_then(|whole| self.called.get(&whole));
                let own = self.called.get(&contact);
                if whole.is_some_and(is_theirs) || own.is_some_and(is_theirs) {
                    self.phones.insert(phone);
                }
                has_one
            }
            // Nobody is held to it: it is known of few.
            Alias::Parent(_) | Alias::Username(_) => true,
            Alias::UserId(id) => {
                self.user_ids.insert(id);
                called.user_id.is_some()
            }
        };
        (!has_one).then_some(Violation::NotItsAlias { contact })
    }

    /// Who is not found by what they are called by, once all aliases are known. A user id may find
    /// somebody else: it did before, and who writes is found by the phone first.
    pub(super) fn not_found(&self) -> Vec<Violation> {
        let finds = |called: &Called| {
            called.is_found
                && called.phone.as_ref().is_none_or(|phone| self.phones.contains(phone))
                && called.user_id.as_ref().is_none_or(|id| self.user_ids.contains(id))
        };
        let lost = self.called.iter().filter(|(_, called)| !finds(called));
        lost.map(|(contact, _)| Violation::NotByAlias { contact: contact.clone() }).collect()
    }
}
