//! Tickets of those who turned out to be one: whoever answers them answers one customer, so what is open at
//! a number becomes one ticket.

use std::collections::BTreeSet;

use super::Batch;
use crate::ids::{ContactId, NumberId, TicketNumber};
use crate::ticket::{Command, Ticket};

impl Batch {
    /// Merges what is open of that customer at each number into the newest of it.
    pub(super) fn join_tickets(&mut self, whole: &ContactId) {
        let kin: BTreeSet<ContactId> = self.contacts[whole].kin().cloned().collect();
        let theirs = self.latest.iter().filter(|((_, whose), _)| kin.contains(whose));
        let mut open: BTreeSet<(NumberId, TicketNumber)> = BTreeSet::new();
        for ((number, _), latest) in theirs {
            let goes_on = self.tickets.get(latest).map(|ticket| ticket.goes_on_in());
            let ticket = goes_on.and_then(|goes_on| self.tickets.get(&goes_on));
            if let Some(ticket) = ticket.filter(|ticket| ticket.is_unsettled()) {
                open.insert((number.clone(), ticket.number));
            }
        }
        let open: Vec<_> = open.into_iter().collect();
        for pair in open.windows(2) {
            let [(number, older), (same, newer)] = pair else { continue };
            if number == same {
                self.join(*older, *newer);
            }
        }
    }

    /// One that holds others is not merged further: then the other is. Where both do, both stay open.
    fn join(&mut self, older: TicketNumber, newer: TicketNumber) {
        let holds_none = |number| self.tickets.get(number).is_some_and(|it| it.absorbed.is_empty());
        let (ticket, into) = match (holds_none(&older), holds_none(&newer)) {
            (true, _) => (older, newer),
            (false, true) => (newer, older),
            (false, false) => return,
        };
        let (Some(held), Some(holder)) = (self.tickets.get(&ticket), self.tickets.get(&into))
        else {
            return;
        };
        // Each looks at the other as at one of the same contact, which they are now.
        let as_held = Ticket { contact: holder.contact.clone(), ..held.clone() };
        let as_holder = Ticket { contact: held.contact.clone(), ..holder.clone() };
        self.command(ticket, Command::Merge { into: Box::new(as_holder) });
        self.command(into, Command::Absorb { ticket: Box::new(as_held) });
    }
}
