//! A ticket that its owner neither opens nor answers goes on to the next one, and after some moves
//! its supervisors are told (ASG-8).

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use super::{Cascade, hand_out};
use crate::assignment::{Fate, Offer};
use crate::permissions::{Author, Role};
use crate::rulebook::Book;
use crate::ticket::{Change, Status, Ticket};

/// When it goes on if nothing more happens; none if it doesn't.
pub(super) fn moves_at(book: &Book, ticket: &Ticket) -> Option<DateTime<Utc>> {
    match fate(book, ticket) {
        Fate::MovesAt(at) => Some(at),
        Fate::Stays | Fate::SupervisorTold => None,
    }
}

/// What becomes of a ticket whose customer waits.
fn fate(book: &Book, ticket: &Ticket) -> Fate {
    let waits = ticket.status == Status::Open && ticket.unanswered_since.is_some();
    let offered = &ticket.memory.offered;
    let team = ticket.team.as_ref().and_then(|team| book.team(team));
    let (Some(team), Some((_, since)), true) = (team, offered.to(), waits) else {
        return Fate::Stays;
    };
    let offer = Offer {
        owned_since: *since,
        // Whoever opens or answers it has taken it on, and it is no offer any more.
        opened_at: None,
        answered_at: None,
        answer_within: team.answer_within,
        moves: u32::try_from(offered.had_it().len()).unwrap_or(u32::MAX),
    };
    offer.fate(book.hours_of(ticket))
}

impl Cascade<'_, '_> {
    /// Moves the ticket on if its time has come. If nobody else can get it, it stays.
    pub(super) fn move_on(&mut self) {
        let book = self.scene.book;
        if moves_at(book, self.ticket).is_some_and(|at| at <= self.scene.now) {
            let offered = &self.ticket.memory.offered;
            let mut had_it: BTreeSet<_> = offered.had_it().clone();
            had_it.extend(offered.to().map(|(owner, _)| owner.clone()));
            let moved = hand_out::next_after(self.scene, self.ticket, had_it);
            self.take(moved.into_iter().collect(), &Author::Clock);
        }
        if fate(book, self.ticket) == Fate::SupervisorTold && !self.ticket.memory.offered.was_told()
        {
            let supervisors = self.scene.people.iter().filter(|one| one.role == Role::Supervisor);
            let people: Vec<_> = supervisors.map(|one| one.id.clone()).collect();
            if !people.is_empty() {
                self.take(vec![Change::Rang { people, text: String::new() }], &Author::Clock);
            }
        }
    }
}
