//! Tickets sorted by who owns them and where they stand, so that a list looks at no others.

use std::collections::BTreeSet;

use crate::ids::{PersonId, TicketNumber};
use crate::ports::{Filter, OwnerFilter};
use crate::quick::HashMap;
use crate::ticket::{Status, Ticket};

/// One owner's tickets in one status, or those that nobody owns.
type Shelf = (Option<PersonId>, Status);

#[derive(Debug, Default)]
pub(super) struct Shelves(HashMap<Shelf, BTreeSet<TicketNumber>>);

impl Shelves {
    /// The ticket stands where it belongs now, and no more where it was.
    pub(super) fn move_to(&mut self, ticket: &Ticket, before: Option<&Ticket>) {
        if before.is_some_and(|it| (&it.owner, it.status) == (&ticket.owner, ticket.status)) {
            return;
        }
        if let Some(shelf) = before.and_then(|before| self.0.get_mut(&shelf(before))) {
            shelf.remove(&ticket.number);
        }
        self.0.entry(shelf(ticket)).or_default().insert(ticket.number);
    }

    /// The tickets that `filter` lets through, shelf by shelf.
    pub(super) fn matching<'a>(
        &'a self,
        filter: &'a Filter,
    ) -> impl Iterator<Item = TicketNumber> + 'a {
        let shelves = self.0.iter().filter(|((owner, status), _)| {
            filter.status.is_none_or(|wanted| wanted == *status)
                && owns(filter.owner.as_ref(), owner)
        });
        shelves.flat_map(|(_, numbers)| numbers.iter().copied())
    }

    /// Every unsettled ticket that has an owner, by number.
    pub(super) fn owned(&self) -> Vec<(TicketNumber, PersonId, Status)> {
        let mut owned = vec![];
        for ((owner, status), numbers) in &self.0 {
            if let Some(owner) = owner.as_ref().filter(|_| *status != Status::Resolved) {
                owned.extend(numbers.iter().map(|number| (*number, owner.clone(), *status)));
            }
        }
        owned.sort_by_key(|(number, _, _)| *number);
        owned
    }
}

fn shelf(ticket: &Ticket) -> Shelf {
    (ticket.owner.clone(), ticket.status)
}

fn owns(wanted: Option<&OwnerFilter>, owner: &Option<PersonId>) -> bool {
    match wanted {
        None => true,
        Some(OwnerFilter::Nobody) => owner.is_none(),
        Some(OwnerFilter::Person(id)) => owner.as_ref() == Some(id),
    }
}
