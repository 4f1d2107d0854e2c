//! The hands that a ticket was put into without anybody's doing, until one of them takes it on
//! (ASG-8): by opening it, by answering, or because somebody decided about it.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Change, Event};
use crate::ids::PersonId;
use crate::permissions::Author;

/// Folded from the ticket's events.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Offered {
    /// Who has it now, and since when.
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<(PersonId, DateTime<Utc>)>,
    /// Who had it before and let their time pass.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    had_it: BTreeSet<PersonId>,
    /// Somebody was told that nobody takes it on.
    told: bool,
}

impl Offered {
    pub(super) fn apply(&mut self, event: &Event) {
        match &event.change {
            Change::Assigned { owner: Some(owner), why: Some(_) } if event.by.is_automatic() => {
                let before = self.to.replace((owner.clone(), event.at));
                self.had_it.extend(before.map(|(before, _)| before).filter(|one| one != owner));
            }
            Change::Assigned { .. } | Change::Resolved => *self = Self::default(),
            Change::Replied { message } if !message.author.is_automatic() => {
                *self = Self::default();
            }
            Change::Seen if self.is_to(&event.by) => *self = Self::default(),
            Change::Rang { .. } if event.by == Author::Clock => self.told = true,
            _ => {}
        }
    }

    /// Whose it is since when, as long as they did not take it on.
    pub fn to(&self) -> Option<&(PersonId, DateTime<Utc>)> {
        self.to.as_ref()
    }

    pub fn had_it(&self) -> &BTreeSet<PersonId> {
        &self.had_it
    }

    pub fn was_told(&self) -> bool {
        self.told
    }

    /// Whether it waits for `author` to take it on.
    pub fn is_to(&self, author: &Author) -> bool {
        let Author::Person { id } = author else { return false };
        self.to.as_ref().is_some_and(|(to, _)| to == id)
    }
}
