//! Contacts that are one customer: one of them stands for all, the others are a part of it.
//!
//! A part keeps its tickets, its aliases and what was noted of it, and is looked at no more: whoever is
//! found as one is looked at as the one that stands for them. So an undo has little to bring back, which
//! is what the one that stands for all had learned from the part. One that holds others is not merged
//! further, so a part is never more than one step away.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Alias, Contact, Noted, Saved, Wish};
use crate::ids::ContactId;
use crate::permissions::Author;

/// How a contact stands to others.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Family {
    /// Who stands for it, if it is a part.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part_of: Option<ContactId>,
    /// What is a part of it, in the order in which it came.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Part>,
    /// Who was called by the same once without being it for sure (ID-3).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub doubted: Vec<ContactId>,
}

/// A contact that became a part of another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    pub contact: ContactId,
    /// What it was called then.
    pub name: String,
    pub by: Author,
    pub at: DateTime<Utc>,
    /// What was known of the other before, as far as the part told something else.
    before: Known,
    /// What the other knew right after.
    after: Known,
}

/// What a merge may change.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Known {
    name: Option<String>,
    phone: Option<String>,
    user_id: Option<String>,
    parent_id: Option<String>,
    username: Option<String>,
    wish: Option<Wish>,
    saved: Option<Saved>,
    noted: Noted,
}

impl Contact {
    /// Whom to look at in its place.
    pub fn stands_for_it(&self) -> &ContactId {
        self.family.part_of.as_ref().unwrap_or(&self.id)
    }

    /// All contacts that are this customer, if it stands for them.
    pub fn kin(&self) -> impl Iterator<Item = &ContactId> {
        std::iter::once(&self.id).chain(self.family.parts.iter().map(|part| &part.contact))
    }

    /// Whether nothing speaks against their being one: neither is known to be called otherwise than the
    /// other.
    pub fn may_be(&self, other: &Contact) -> bool {
        let fits = |one: &Option<String>, other: &Option<String>| {
            one.is_none() || other.is_none() || one == other
        };
        fits(&self.phone, &other.phone) && fits(&self.user_id, &other.user_id)
    }

    /// Whether `other` can become a part of it, which leaves both as they are if it can't.
    pub fn takes(&self, other: &Contact) -> bool {
        let free = |contact: &Contact| contact.family.part_of.is_none();
        self.id != other.id && free(self) && free(other) && other.family.parts.is_empty()
    }

    /// Takes `other` in. What it knows better stays; the rest comes from the part.
    pub fn take_in(&mut self, other: &mut Contact, by: Author, at: DateTime<Utc>) {
        let before = self.known();
        let lacks = |mine: &mut Option<String>, theirs: &Option<String>| {
            if mine.is_none() {
                mine.clone_from(theirs);
            }
        };
        lacks(&mut self.name, &other.name);
        lacks(&mut self.phone, &other.phone);
        lacks(&mut self.user_id, &other.user_id);
        lacks(&mut self.parent_id, &other.parent_id);
        lacks(&mut self.username, &other.username);
        if let Some(wish) = other.wish {
            self.wishes(wish);
        }
        if let Some(saved) = other.saved.clone() {
            self.is_saved(saved);
        }
        self.set_noted(self.noted().with(other.noted()));
        let (name, after) = (other.shown_name(), self.known());
        other.family.part_of = Some(self.id.clone());
        self.family.doubted.retain(|doubted| *doubted != other.id);
        let contact = other.id.clone();
        self.family.parts.push(Part { contact, name, by, at, before, after });
    }

    /// Lets `other` go again: what is still as the merge left it becomes what it was, and so does what
    /// only the other is called by.
    pub fn let_go(&mut self, other: &mut Contact) {
        let Some(place) = self.family.parts.iter().position(|part| part.contact == other.id) else {
            return;
        };
        let Part { before, after, .. } = self.family.parts.remove(place);
        other.family.part_of = None;
        let theirs = other.aliases();
        back(&mut self.name, before.name, &after.name);
        back(&mut self.username, before.username, &after.username);
        back(&mut self.wish, before.wish, &after.wish);
        back(&mut self.saved, before.saved, &after.saved);
        let called = [
            (&mut self.phone, before.phone, after.phone, Alias::Phone as fn(String) -> Alias),
            (&mut self.user_id, before.user_id, after.user_id, Alias::UserId),
            (&mut self.parent_id, before.parent_id, after.parent_id, Alias::Parent),
        ];
        for (mine, before, after, alias) in called {
            let is_theirs = mine.clone().is_some_and(|mine| theirs.contains(&alias(mine)));
            if *mine == after || is_theirs {
                *mine = before;
            }
        }
        self.set_noted(self.noted().without(&before.noted, &after.noted));
    }

    fn known(&self) -> Known {
        Known {
            name: self.name.clone(),
            phone: self.phone.clone(),
            user_id: self.user_id.clone(),
            parent_id: self.parent_id.clone(),
            username: self.username.clone(),
            wish: self.wish,
            saved: self.saved.clone(),
            noted: self.noted(),
        }
    }
}

/// What was, if it is still as it was right after.
fn back<T: PartialEq>(mine: &mut Option<T>, before: Option<T>, after: &Option<T>) {
    if mine == after {
        *mine = before;
    }
}

/// Who stands for the contact of that id, if both are among `contacts`.
pub fn whole<'a>(contacts: &'a [Contact], id: &ContactId) -> Option<&'a Contact> {
    let found = |id: &ContactId| contacts.iter().find(|contact| contact.id == *id);
    found(found(id)?.stands_for_it())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contact(id: &str, phone: Option<&str>, user_id: Option<&str>) -> Contact {
        Contact {
            name: Some(format!("Customer {id}")),
            phone: phone.map(str::to_owned),
            user_id: user_id.map(str::to_owned),
            ..Contact::new(id.into(), DateTime::UNIX_EPOCH)
        }
    }

    fn nuria() -> Author {
        Author::Person { id: "nuria".into() }
    }

    #[test]
    fn a_merge_and_its_undo_leave_both_as_they_were() {
        let mut one = contact("a", Some("34600"), None);
        one.tags = ["vip".into()].into();
        let mut other = contact("b", None, Some("ES.1"));
        other.tags = ["old".into()].into();
        other.attributes = [("crm".into(), "17".into())].into();
        let (one_before, other_before) = (one.clone(), other.clone());
        one.take_in(&mut other, nuria(), DateTime::UNIX_EPOCH);
        assert_eq!(one.user_id.as_deref(), Some("ES.1"));
        assert_eq!(one.tags, ["old".into(), "vip".into()].into());
        assert_eq!(other.stands_for_it(), &one.id);
        one.let_go(&mut other);
        assert_eq!((one, other), (one_before, other_before));
    }

    #[test]
    fn what_was_noted_since_the_merge_stays_after_the_undo() {
        let (mut one, mut other) = (contact("a", Some("34600"), None), contact("b", None, None));
        other.attributes = [("crm".into(), "17".into()), ("plan".into(), "gold".into())].into();
        one.take_in(&mut other, nuria(), DateTime::UNIX_EPOCH);
        one.attributes.insert("crm".into(), "18".into());
        one.tags.insert("new".into());
        one.language = Some("ca".into());
        one.let_go(&mut other);
        assert_eq!(one.attributes, [("crm".into(), "18".into())].into());
        assert_eq!(one.tags, ["new".into()].into());
        assert_eq!(one.language.as_deref(), Some("ca"));
    }

    #[test]
    fn what_only_the_part_is_called_by_goes_with_it() {
        let mut one = contact("a", Some("34600"), None);
        let mut other = contact("b", Some("34611"), None);
        one.take_in(&mut other, nuria(), DateTime::UNIX_EPOCH);
        one.learn(None, &[Alias::Phone("34611".into())]);
        one.let_go(&mut other);
        assert_eq!(one.phone.as_deref(), Some("34600"));
    }

    #[test]
    fn one_is_the_other_unless_something_speaks_against_it() {
        let table = [
            ((Some("1"), None), (None, Some("a")), true),
            ((Some("1"), Some("a")), (None, Some("a")), true),
            ((Some("1"), Some("a")), (Some("1"), None), true),
            ((Some("1"), Some("a")), (None, Some("b")), false),
            ((Some("1"), None), (Some("2"), Some("a")), false),
        ];
        for ((phone, user_id), (other_phone, other_id), expected) in table {
            let one = contact("a", phone, user_id);
            let other = contact("b", other_phone, other_id);
            assert_eq!(one.may_be(&other), expected, "{phone:?} {user_id:?}");
            assert_eq!(other.may_be(&one), expected, "{phone:?} {user_id:?}");
        }
    }

    #[test]
    fn neither_a_part_nor_one_that_holds_others_is_merged_further() {
        let [mut a, mut b, mut c, d] = ["a", "b", "c", "d"].map(|id| contact(id, None, None));
        assert!(!a.takes(&a.clone()));
        a.take_in(&mut b, nuria(), DateTime::UNIX_EPOCH);
        assert!(!d.takes(&a) && !d.takes(&b) && !b.takes(&d) && a.takes(&d));
        a.take_in(&mut c, nuria(), DateTime::UNIX_EPOCH);
        assert_eq!(a.kin().count(), 3);
    }
}
