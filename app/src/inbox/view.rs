//! The views of the inbox, and how many tickets each one counts. Pure.

use desk::ids::PersonId;
use desk::ports::Counts;
use desk::ticket::{Status, Ticket};
use serde::{Deserialize, Serialize};

/// One way to look at the inbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum View {
    Open,
    Mine,
    Unassigned,
    Waiting,
    Snoozed,
    Resolved,
}

impl View {
    pub(crate) const ALL: [View; 6] =
        [View::Open, View::Mine, View::Unassigned, View::Waiting, View::Snoozed, View::Resolved];

    /// The word in the address.
    pub(crate) fn word(self) -> &'static str {
        match self {
            View::Open => "open",
            View::Mine => "mine",
            View::Unassigned => "unassigned",
            View::Waiting => "waiting",
            View::Snoozed => "snoozed",
            View::Resolved => "resolved",
        }
    }

    /// The view of that word; the open tickets for any other.
    pub(crate) fn named(word: &str) -> View {
        View::ALL.into_iter().find(|view| view.word() == word).unwrap_or(View::Open)
    }

    pub(crate) fn status(self) -> Status {
        match self {
            View::Open | View::Mine | View::Unassigned => Status::Open,
            View::Waiting => Status::Waiting,
            View::Snoozed => Status::Snoozed,
            View::Resolved => Status::Resolved,
        }
    }

    /// Whether `ticket` stands in this view: the same answer as the server's filter gives.
    pub(crate) fn holds(self, me: Option<&PersonId>, ticket: &Ticket) -> bool {
        let owner = match self {
            View::Mine => me.is_none() || ticket.owner.as_ref() == me,
            View::Unassigned => ticket.owner.is_none(),
            _ => true,
        };
        owner && ticket.status == self.status()
    }
}

/// How many tickets each view counts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Tally {
    pub(crate) all: Counts,
    /// Open and mine, open and nobody's.
    pub(crate) mine: u64,
    pub(crate) unassigned: u64,
}

impl Tally {
    pub(crate) fn of(&self, view: View) -> u64 {
        match view {
            View::Open => self.all.open,
            View::Mine => self.mine,
            View::Unassigned => self.unassigned,
            View::Waiting => self.all.waiting,
            View::Snoozed => self.all.snoozed,
            View::Resolved => self.all.resolved,
        }
    }

    fn slot(&mut self, view: View) -> &mut u64 {
        match view {
            View::Open => &mut self.all.open,
            View::Mine => &mut self.mine,
            View::Unassigned => &mut self.unassigned,
            View::Waiting => &mut self.all.waiting,
            View::Snoozed => &mut self.all.snoozed,
            View::Resolved => &mut self.all.resolved,
        }
    }

    /// Moves one ticket from where it was counted (nowhere, if it is new) to where it is now.
    pub(crate) fn shift(&mut self, me: Option<&PersonId>, before: Option<&Ticket>, after: &Ticket) {
        for view in View::ALL {
            let slot = self.slot(view);
            if before.is_some_and(|before| view.holds(me, before)) {
                *slot = slot.saturating_sub(1);
            }
            if view.holds(me, after) {
                *slot += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::samples;

    #[test]
    fn every_view_is_found_by_its_word_and_a_stranger_is_the_open_one() {
        for view in View::ALL {
            assert_eq!(View::named(view.word()), view);
        }
        assert_eq!(View::named("../etc"), View::Open);
    }

    #[test]
    fn assigning_a_ticket_to_me_moves_it_from_unassigned_to_mine() {
        let me: PersonId = "ada".into();
        let before = samples::ticket(1, 1, 0);
        let after = Ticket { owner: Some(me.clone()), ..before.clone() };
        let mut tally = Tally::default();
        tally.shift(Some(&me), None, &before);
        assert_eq!((tally.all.open, tally.unassigned, tally.mine), (1, 1, 0));
        tally.shift(Some(&me), Some(&before), &after);
        assert_eq!((tally.all.open, tally.unassigned, tally.mine), (1, 0, 1));
    }

    #[test]
    fn a_resolved_ticket_of_mine_is_counted_as_resolved_only() {
        let me: PersonId = "ada".into();
        let ticket = Ticket {
            owner: Some(me.clone()),
            status: Status::Resolved,
            ..samples::ticket(1, 1, 0)
        };
        let held: Vec<View> =
            View::ALL.into_iter().filter(|view| view.holds(Some(&me), &ticket)).collect();
        assert_eq!(held, [View::Resolved]);
    }
}
