//! Which ticket a message belongs to. A customer's tickets are those of all contacts that they are.

use super::Batch;
use crate::ids::{ContactId, NumberId, TicketNumber};
use crate::inbound::Arrival;
use crate::permissions::Author;
use crate::ticket::Change;
use crate::window::Entry;

impl Batch {
    /// The ticket of that customer that it joins; else it opens one, in the name of `by`.
    pub(super) fn ticket_for(
        &mut self,
        arrival: &Arrival,
        closing: bool,
        contact: ContactId,
        by: Author,
        next: impl FnOnce() -> TicketNumber,
    ) -> TicketNumber {
        if let Some(number) = self.meant(arrival, &contact) {
            return number;
        }
        let newest = self.newest(&arrival.number, &contact);
        if let Some(number) = newest.and_then(|newest| self.continues(newest, arrival, closing)) {
            return number;
        }
        let conversation = (arrival.number.clone(), contact.clone());
        let follows = self.latest.get(&conversation).copied();
        let (number, customer) = (next(), self.contacts[&contact].shown_name());
        let channel = arrival.number.clone();
        let before = newest.and_then(|before| self.tickets.get(&before));
        let previous_owner = before.and_then(|before| before.owner.clone());
        let holder = before.and_then(|before| self.tickets.get(&before.goes_on_in()));
        let memories = before.into_iter().chain(holder).map(|ticket| &ticket.memory);
        let asked_at = memories.clone().filter_map(|memory| memory.rating.asked_at).max();
        let entry = Entry::after(memories.map(|memory| &memory.entry), self.asked.now);
        let change =
            Change::Opened { channel, contact, customer, follows, previous_owner, asked_at, entry };
        self.begin(number, change, &by);
        self.latest.insert(conversation, number);
        number
    }

    /// The customer's ticket at that number where they would go on: one that is not settled, else the
    /// newest. What was said before the desk came goes on only if somebody took it up again.
    fn newest(&self, number: &NumberId, contact: &ContactId) -> Option<TicketNumber> {
        let is_open = |number: &TicketNumber| {
            let goes_on = self.tickets.get(number).map(|ticket| ticket.goes_on_in());
            goes_on.and_then(|it| self.tickets.get(&it)).is_some_and(|it| it.is_unsettled())
        };
        let kin = || self.contacts[contact].kin().map(|one| (number.clone(), one.clone()));
        let latest = kin().filter_map(|it| self.latest.get(&it));
        let dug = kin().filter_map(|it| self.dug.get(&it)).filter(|number| is_open(number));
        latest.chain(dug).copied().max_by_key(|number| (is_open(number), *number))
    }

    /// The ticket that `arrival` names, or the one that holds it, if that is one of this customer at
    /// this number.
    fn meant(&self, arrival: &Arrival, contact: &ContactId) -> Option<TicketNumber> {
        let named = self.tickets.get(&crate::desk::receive::named(&arrival.content)?)?;
        let ticket = self.tickets.get(&named.goes_on_in())?;
        let is_kin = self.contacts[contact].kin().any(|one| *one == ticket.contact);
        let theirs = ticket.channel == arrival.number && is_kin;
        theirs.then_some(ticket.number)
    }

    /// The ticket that `arrival` still belongs to: `newest`, or the one that holds it. What wants no
    /// answer joins it however long it is resolved: nothing is to be done about it.
    fn continues(
        &self,
        newest: TicketNumber,
        arrival: &Arrival,
        closing: bool,
    ) -> Option<TicketNumber> {
        let ticket = self.tickets.get(&self.tickets.get(&newest)?.goes_on_in())?;
        let policy = self.asked.reopening(&arrival.number);
        let reopens = ticket.resolved_at.is_none_or(|at| policy.reopens(at, self.asked.now));
        let content = &arrival.content;
        let explains = || ticket.explained(content, arrival.sent_at).is_some();
        let late = || ticket.was_answered(arrival.sent_at);
        let wants = || content.asks_for_an_answer() && !closing && !explains() && !late();
        (reopens || !wants()).then_some(ticket.number)
    }
}
