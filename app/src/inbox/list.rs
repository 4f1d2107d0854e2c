//! The state of the list column: known tickets by number, and which of them stand in the view.
//!
//! Each row has a signal of its own, so that news about one ticket touches one row. The order is a
//! second signal. Tickets that left the view stay known, since counting needs where they were.

use std::collections::HashMap;

use desk::ids::{PersonId, TicketNumber};
use desk::person::Person;
use desk::ports::Page;
use desk::ticket::Ticket;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::calls::{self, Listing};
use super::view::{Tally, View};
use crate::live::{Live, News};
use crate::platform;
use crate::problem::Problem;

/// Counting again waits this long, so that a burst costs one query.
const RECOUNT: u64 = 2_000;

/// One view of the inbox, alive.
#[derive(Clone, Copy)]
pub(crate) struct List {
    pub(crate) view: View,
    pub(crate) order: RwSignal<Vec<TicketNumber>>,
    /// Leads to older tickets, if there are any.
    pub(crate) next: RwSignal<Option<String>>,
    pub(crate) tally: RwSignal<Tally>,
    pub(crate) trouble: RwSignal<Option<Problem>>,
    pub(crate) team: StoredValue<Vec<Person>>,
    me: StoredValue<Option<PersonId>>,
    rows: StoredValue<HashMap<TicketNumber, ArcRwSignal<Ticket>>>,
    recounting: StoredValue<bool>,
}

impl List {
    /// The list as it was read at `mark` of the stream, then brought up to now and kept true.
    pub(crate) fn new(
        view: View,
        me: Option<PersonId>,
        listing: Listing,
        mark: u64,
        live: Live,
    ) -> Self {
        let list = List {
            view,
            order: RwSignal::new(Vec::new()),
            next: RwSignal::new(None),
            tally: RwSignal::new(Tally::default()),
            trouble: RwSignal::new(None),
            team: StoredValue::new(Vec::new()),
            me: StoredValue::new(me),
            rows: StoredValue::new(HashMap::new()),
            recounting: StoredValue::new(false),
        };
        list.fill(listing, mark, live);
        list.listen(live);
        list
    }

    /// The ticket's own signal.
    pub(crate) fn row(self, number: TicketNumber) -> Option<ArcRwSignal<Ticket>> {
        self.rows.with_value(|rows| rows.get(&number).cloned())
    }

    /// The name of a person of the team.
    pub(crate) fn name(self, id: &PersonId) -> Option<String> {
        self.team.with_value(|team| team.iter().find(|p| p.id == *id).map(|p| p.name.clone()))
    }

    /// The next stretch of older tickets.
    pub(crate) async fn load_more(self) {
        let Some(cursor) = self.next.get_untracked() else { return };
        match calls::more(self.view, cursor).await {
            Ok(page) => self.append(page.items.into_iter().map(|card| card.ticket), page.next),
            Err(problem) => self.trouble.set(Some(problem)),
        }
    }

    fn listen(self, live: Live) {
        live.listen(move |news| match news {
            News::Update(update) => self.fold(&update.ticket, update.is_first()),
            News::Ticket(ticket) => self.fold(ticket, false),
            News::Resync => spawn_local(self.load_again(live)),
        });
    }

    /// Shows exactly what a fresh page would, as far down as was loaded.
    async fn load_again(self, live: Live) {
        let mark = live.mark();
        let shown = self.order.with_untracked(Vec::len).max(calls::STRETCH);
        match calls::read_list(self.view, shown).await {
            Ok(listing) => self.fill(listing, mark, live),
            Err(problem) => self.trouble.set(Some(problem)),
        }
    }

    fn fill(self, listing: Listing, mark: u64, live: Live) {
        let Listing { cards: Page { items, next }, tally, team } = listing;
        self.team.set_value(team);
        self.tally.set(tally);
        self.trouble.set(None);
        // Rows on screen keep their signals; of the others nobody knows how they stand by now.
        self.rows.update_value(|rows| {
            rows.retain(|number, _| items.iter().any(|card| card.ticket.number == *number));
        });
        self.order.set(Vec::new());
        self.append(items.into_iter().map(|card| card.ticket), next);
        match live.since(mark) {
            Some(missed) => {
                missed.iter().for_each(|update| self.fold(&update.ticket, update.is_first()));
            }
            None => spawn_local(self.load_again(live)),
        }
    }

    fn append(self, tickets: impl Iterator<Item = Ticket>, next: Option<String>) {
        let mut order = self.order.get_untracked();
        for ticket in tickets {
            self.know(&ticket);
            self.place(&mut order, ticket.number, false);
        }
        self.order.set(order);
        self.next.set(next);
    }

    /// Takes news in: the row, its place, the counts.
    fn fold(self, ticket: &Ticket, opened: bool) {
        let before = self.row(ticket.number).map(|row| row.get_untracked());
        if before.as_ref().is_some_and(|before| before.rev >= ticket.rev) {
            return;
        }
        if before.is_some() || opened {
            let me = self.me.get_value();
            self.tally.update(|tally| tally.shift(me.as_ref(), before.as_ref(), ticket));
        } else {
            self.count_again();
        }
        self.know(ticket);
        let open_end = self.next.with_untracked(Option::is_some);
        let mut order = self.order.get_untracked();
        if self.place(&mut order, ticket.number, open_end) {
            platform::travel(".list .row", || self.order.set(order));
        }
    }

    /// Makes `ticket` known as it stands now.
    fn know(self, ticket: &Ticket) {
        match self.row(ticket.number) {
            Some(row) if row.with_untracked(|known| known.rev >= ticket.rev) => {}
            Some(row) => row.set(ticket.clone()),
            None => self.rows.update_value(|rows| {
                rows.insert(ticket.number, ArcRwSignal::new(ticket.clone()));
            }),
        }
    }

    /// Puts a known ticket where it belongs; true if that changed the order.
    fn place(self, order: &mut Vec<TicketNumber>, number: TicketNumber, open_end: bool) -> bool {
        let Some(row) = self.row(number) else { return false };
        let held =
            self.me.with_value(|me| row.with_untracked(|row| self.view.holds(me.as_ref(), row)));
        place(order, number, held, open_end, |number| {
            self.row(number).map(|row| row.with_untracked(|row| (row.last_message_at, row.number)))
        })
    }

    /// Asks for the counts soon: a ticket changed of which nobody here knows where it was.
    fn count_again(self) {
        if self.recounting.get_value() {
            return;
        }
        self.recounting.set_value(true);
        platform::after(RECOUNT, move || {
            spawn_local(async move {
                self.recounting.try_set_value(false);
                if let Ok(tally) = calls::recount().await {
                    self.tally.try_set(tally);
                }
            });
        });
    }
}

/// Puts `number` where `key` says, newest first, or takes it out; true if the order changed.
///
/// While older tickets are still to be loaded (`open_end`) nothing is put below the last one: it
/// will come with its own stretch.
fn place<K: Ord>(
    order: &mut Vec<TicketNumber>,
    number: TicketNumber,
    held: bool,
    open_end: bool,
    key: impl Fn(TicketNumber) -> K,
) -> bool {
    let was = order.iter().position(|known| *known == number);
    if let Some(was) = was {
        order.remove(was);
    }
    if !held {
        return was.is_some();
    }
    let mine = key(number);
    let at = order.partition_point(|known| key(*known) > mine);
    if at == order.len() && open_end && was.is_none() {
        return false;
    }
    order.insert(at, number);
    was != Some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(order: &[TicketNumber]) -> Vec<u64> {
        order.iter().map(|number| number.0).collect()
    }

    /// Ages by number: the bigger the key, the newer.
    fn key(number: TicketNumber) -> u64 {
        [0, 10, 20, 30, 40, 25][number.0 as usize]
    }

    #[test]
    fn a_ticket_is_put_by_its_newest_message() {
        let mut order = vec![];
        for number in [2, 1, 3] {
            assert!(place(&mut order, TicketNumber(number), true, false, key));
        }
        assert_eq!(numbers(&order), [3, 2, 1]);
        assert!(place(&mut order, TicketNumber(5), true, false, key));
        assert_eq!(numbers(&order), [3, 5, 2, 1]);
    }

    #[test]
    fn what_leaves_the_view_leaves_the_list_and_what_was_not_there_changes_nothing() {
        let mut order = vec![TicketNumber(3), TicketNumber(1)];
        assert!(place(&mut order, TicketNumber(3), false, false, key));
        assert!(!place(&mut order, TicketNumber(4), false, false, key));
        assert_eq!(numbers(&order), [1]);
    }

    #[test]
    fn a_ticket_that_stays_in_place_is_no_change() {
        let mut order = vec![TicketNumber(3), TicketNumber(1)];
        assert!(!place(&mut order, TicketNumber(3), true, false, key));
    }

    #[test]
    fn an_old_ticket_waits_for_its_stretch() {
        let mut order = vec![TicketNumber(4), TicketNumber(3)];
        assert!(!place(&mut order, TicketNumber(1), true, true, key));
        assert!(place(&mut order, TicketNumber(1), true, false, key));
        assert_eq!(numbers(&order), [4, 3, 1]);
    }
}
