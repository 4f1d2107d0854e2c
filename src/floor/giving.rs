//! When each person last got a ticket, for a round robin and whoever has equally little to do.
//!
//! That is kept in mind only. After a start it is guessed from what the store tells of every ticket
//! that is to be settled, which is whose it is: tickets are given about in the order in which they
//! begin, so that whoever owns a newer one got it later. Whoever settled all that they had is first,
//! as somebody new is.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};

use super::Floor;
use crate::assignment::next_instant;
use crate::ids::{PersonId, TicketNumber};

impl Floor {
    /// Somebody got a ticket at `at`. No two got one at the same instant.
    pub(super) fn gave(&mut self, person: &PersonId, at: DateTime<Utc>) {
        let at = next_instant(self.last_given_at, at);
        self.last_given_at = Some(at);
        self.colleagues.entry(person.clone()).or_default().given_at = Some(at);
    }

    /// The desk starts at `at`: what everybody owns was given before.
    pub(super) fn recall_giving(&mut self, at: DateTime<Utc>) {
        let mut newest: BTreeMap<&PersonId, TicketNumber> = BTreeMap::new();
        for (number, (owner, _)) in &self.owned {
            let known = newest.entry(owner).or_insert(*number);
            *known = (*known).max(*number);
        }
        let mut order: Vec<(TicketNumber, PersonId)> =
            newest.into_iter().map(|(owner, number)| (number, owner.clone())).collect();
        order.sort();
        for (before, (_, owner)) in (1..=order.len() as i64).rev().zip(order) {
            self.gave(&owner, at - TimeDelta::microseconds(before));
        }
    }
}
