//! Who sees what, of all that the floor has in mind: the book in force, and what is shared with whom.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};

use super::Floor;
use crate::ids::{PersonId, TicketNumber};
use crate::permissions::{Role, Sight};
use crate::ports::Share;
use crate::quick::HashMap;
use crate::ticket::{Change, Event};

/// Until when each ticket is shared with somebody; without a moment, for good.
pub(super) type Shared = HashMap<PersonId, BTreeMap<TicketNumber, Option<DateTime<Utc>>>>;

impl Floor {
    /// Takes in what is shared, as the store knows it when the desk starts.
    pub fn begin_shares(&mut self, shares: Vec<Share>) {
        self.shared.clear();
        for Share { person, ticket, until } in shares {
            self.shared.entry(person).or_default().insert(ticket, until);
        }
    }

    pub(super) fn fold_shares(&mut self, event: &Event) {
        match &event.change {
            Change::Shared { person, until } => {
                self.shared.entry(person.clone()).or_default().insert(event.ticket, *until);
            }
            Change::Unshared { person } => {
                self.shared.entry(person.clone()).or_default().remove(&event.ticket);
            }
            _ => {}
        }
    }

    /// What somebody of that role sees at that moment.
    pub fn sight(&self, person: &PersonId, role: Role, now: DateTime<Utc>) -> Sight {
        self.book.sight(person, role, || {
            let shared = self.shared.get(person).into_iter().flatten();
            let goes_on =
                |(_, until): &(_, &Option<DateTime<Utc>>)| until.is_none_or(|end| now < end);
            shared.filter(goes_on).map(|(ticket, _)| *ticket).collect::<BTreeSet<_>>()
        })
    }
}
