//! The state of the board: [`desk::board::Board`] keeps it true, one signal per card shows it, one
//! order per column says where it stands.

use std::collections::HashMap;

use desk::board::Board;
use desk::ids::{PersonId, TicketNumber};
use desk::person::Person;
use desk::ports::Counts;
use desk::ticket::{Status, Ticket};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::calls::{self, RESOLVED, Sheet};
use crate::live::{Live, News};
use crate::platform;
use crate::problem::Problem;

/// The board of this page, alive.
#[derive(Clone, Copy)]
pub(super) struct Columns {
    orders: StoredValue<[RwSignal<Vec<TicketNumber>>; 4]>,
    pub(super) counts: RwSignal<Counts>,
    pub(super) trouble: RwSignal<Option<Problem>>,
    board: StoredValue<Board>,
    cards: StoredValue<HashMap<TicketNumber, ArcRwSignal<Ticket>>>,
    team: StoredValue<Vec<Person>>,
    reloading: StoredValue<bool>,
}

impl Columns {
    /// The board as it was read at `mark` of the stream, then brought up to now and kept true.
    pub(super) fn new(sheet: Sheet, mark: u64, live: Live) -> Self {
        let columns = Columns {
            orders: StoredValue::new(std::array::from_fn(|_| RwSignal::new(Vec::new()))),
            counts: RwSignal::new(Counts::default()),
            trouble: RwSignal::new(None),
            board: StoredValue::new(Board::default()),
            cards: StoredValue::new(HashMap::new()),
            team: StoredValue::new(Vec::new()),
            reloading: StoredValue::new(false),
        };
        columns.fill(sheet, mark, live);
        live.listen(move |news| match news {
            News::Update(update) => columns.know(&update.ticket, update.is_first(), live),
            News::Ticket(ticket) => columns.know(ticket, false, live),
            News::Resync => columns.load_again(live),
        });
        columns
    }

    /// The cards of one column, in order.
    pub(super) fn order(self, status: Status) -> RwSignal<Vec<TicketNumber>> {
        self.orders.with_value(|orders| orders[status as usize])
    }

    pub(super) fn card(self, number: TicketNumber) -> Option<ArcRwSignal<Ticket>> {
        self.cards.with_value(|cards| cards.get(&number).cloned())
    }

    /// The name of a person of the team.
    pub(super) fn name(self, id: &PersonId) -> Option<String> {
        self.team.with_value(|team| team.iter().find(|p| p.id == *id).map(|p| p.name.clone()))
    }

    pub(super) fn count(self, status: Status) -> u64 {
        self.counts.with(|counts| *count(&mut counts.clone(), status))
    }

    /// Takes in how a ticket stands now: its card, its columns, their counts.
    fn know(self, ticket: &Ticket, first: bool, live: Live) {
        let before = self.board.with_value(|board| board.ticket(ticket.number).cloned());
        if before.as_ref().is_some_and(|before| before.rev >= ticket.rev) {
            return;
        }
        match &before {
            Some(before) => self.counts.update(|counts| {
                let left = count(counts, before.status);
                *left = left.saturating_sub(1);
                *count(counts, ticket.status) += 1;
            }),
            None if first => self.counts.update(|counts| *count(counts, ticket.status) += 1),
            // Nobody here knows where it was counted: a long resolved one, most likely.
            None => self.load_again(live),
        }
        platform::travel(".board .card", || {
            self.put(ticket);
            let was = before.map(|before| before.status);
            for status in
                [Some(ticket.status), was.filter(|was| *was != ticket.status)].into_iter().flatten()
            {
                self.sort(status);
            }
        });
    }

    fn put(self, ticket: &Ticket) {
        self.board.update_value(|board| _ = board.put(ticket));
        match self.card(ticket.number) {
            Some(card) => card.set(ticket.clone()),
            None => self.cards.update_value(|cards| {
                cards.insert(ticket.number, ArcRwSignal::new(ticket.clone()));
            }),
        }
    }

    fn sort(self, status: Status) {
        let sorted = self.board.with_value(|board| sorted(board, status));
        let order = self.order(status);
        if order.with_untracked(|order| *order != sorted) {
            order.set(sorted);
        }
    }

    fn load_again(self, live: Live) {
        if self.reloading.get_value() {
            return;
        }
        self.reloading.set_value(true);
        spawn_local(async move {
            let mark = live.mark();
            let sheet = calls::read_board().await;
            if self.reloading.try_set_value(false).is_some() {
                return;
            }
            match sheet {
                Ok(sheet) => self.fill(sheet, mark, live),
                Err(problem) => self.trouble.set(Some(problem)),
            }
        });
    }

    fn fill(self, sheet: Sheet, mark: u64, live: Live) {
        self.team.set_value(sheet.team);
        self.counts.set(sheet.counts);
        self.trouble.set(None);
        self.board.set_value(Board::default());
        for ticket in &sheet.tickets {
            self.put(ticket);
        }
        for status in Status::ALL {
            self.sort(status);
        }
        match live.since(mark) {
            Some(missed) => {
                missed.iter().for_each(|update| self.know(&update.ticket, update.is_first(), live))
            }
            None => self.load_again(live),
        }
    }
}

/// A column's cards: by urgency and waiting time, the resolved by when they were settled.
fn sorted(board: &Board, status: Status) -> Vec<TicketNumber> {
    let mut column = board.column(status);
    if status == Status::Resolved {
        column.sort_by_key(|ticket| std::cmp::Reverse((ticket.resolved_at, ticket.number)));
        column.truncate(RESOLVED);
    }
    column.into_iter().map(|ticket| ticket.number).collect()
}

fn count(counts: &mut Counts, status: Status) -> &mut u64 {
    match status {
        Status::Open => &mut counts.open,
        Status::Waiting => &mut counts.waiting,
        Status::Snoozed => &mut counts.snoozed,
        Status::Resolved => &mut counts.resolved,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::samples;
    use chrono::Duration;

    #[test]
    fn the_resolved_stand_newest_first_and_only_the_last_of_them() {
        let resolved = |number: u64| Ticket {
            status: Status::Resolved,
            resolved_at: Some(samples::morning() + Duration::minutes(number as i64)),
            ..samples::ticket(number, 1, 0)
        };
        let board = Board::of((1..=30).map(resolved));
        let column = sorted(&board, Status::Resolved);
        assert_eq!(column.len(), RESOLVED);
        assert_eq!(column.first(), Some(&TicketNumber(30)));
    }

    #[test]
    fn who_waits_longest_stands_first() {
        let board = Board::of([samples::ticket(1, 1, 5), samples::ticket(2, 1, 50)]);
        assert_eq!(sorted(&board, Status::Open), [TicketNumber(2), TicketNumber(1)]);
    }
}
