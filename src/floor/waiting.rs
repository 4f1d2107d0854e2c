//! The tickets that wait for an owner, and which of them somebody could have now.
//!
//! They are kept in mind once they are first asked for: a desk that gives nothing away pays nothing.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use super::Floor;
use crate::assignment::{Candidate, Demand, Line, Turn, finds_somebody, is_eligible, may_take};
use crate::ids::{PersonId, TicketNumber};
use crate::person::Person;
use crate::quick::HashMap;
use crate::ticket::Ticket;

impl Floor {
    /// Whether all tickets that wait are in mind.
    pub fn is_lined_up(&self) -> bool {
        self.queue.is_some() && self.is_whole
    }

    /// From now on what happens to tickets is followed; those that wait already are to be brought.
    pub fn begin_line(&mut self) {
        self.queue.get_or_insert_default();
    }

    /// Those that wait were brought, all of them.
    pub fn end_line(&mut self) {
        self.is_whole = true;
    }

    /// Something may have been saved that was not told here: those that wait are to be brought again.
    pub fn doubt_line(&mut self) {
        self.is_whole = false;
        self.stirred = true;
    }

    /// Takes in tickets as the store has them, unless a later revision of one is in line.
    pub fn line_up(&mut self, tickets: &[Ticket]) {
        if let Some(queue) = &mut self.queue {
            tickets.iter().for_each(|ticket| queue.put(ticket));
        }
    }

    pub(super) fn has_in_line(&self, number: TicketNumber) -> bool {
        self.queue.as_ref().is_some_and(|queue| queue.has(number))
    }

    /// Whether the ticket of that turn waits, as far as is known.
    pub fn waits(&self, turn: &Turn) -> bool {
        self.queue.as_ref().is_some_and(|queue| queue.holds(turn))
    }

    /// The first ticket after `last` that its team's strategy gives to somebody, unless a rule left it
    /// to be taken.
    pub fn next_to_give(
        &self,
        last: Option<Turn>,
        people: &[Person],
        now: DateTime<Utc>,
    ) -> Option<Turn> {
        let queue = self.queue.as_ref().filter(|queue| !queue.is_empty())?;
        // Whoever can't have any ticket is not asked once for each line.
        let crew: Vec<Candidate> = self.free_crew(people, now).collect();
        if crew.is_empty() {
            return None;
        }
        let settings = &self.book.rulebook().assignment;
        let mut known = HashMap::default();
        queue.next(last, |line: &Line| {
            let Demand { team, skills, .. } = &line.demand;
            let team = team.as_ref().and_then(|team| self.book.team(team));
            let Some(team) = team.filter(|_| !line.to_be_taken) else { return false };
            let finds = || finds_somebody(&line.demand, &crew, team.strategy, now, settings);
            match team.strategy.leaves_tickets_waiting() {
                true => finds(),
                // Whoever had their customers before, others can have them as well.
                false => *known.entry((&team.id, skills)).or_insert_with(finds),
            }
        })
    }

    /// The first `most` tickets that one of `freed` could have.
    pub fn waiting_for(
        &self,
        freed: &BTreeSet<PersonId>,
        people: &[Person],
        now: DateTime<Utc>,
        most: usize,
    ) -> Vec<Turn> {
        let Some(queue) = &self.queue else { return vec![] };
        let settings = &self.book.rulebook().assignment;
        let freed = people.iter().filter(|one| freed.contains(&one.id));
        let crew: Vec<Candidate> = freed.map(|one| self.one(one, now)).collect();
        let can =
            |line: &Line| crew.iter().any(|one| is_eligible(&line.demand, one, now, settings));
        let next = |last: &Turn| queue.next(Some(*last), can);
        std::iter::successors(queue.next(None, can), next).take(most).collect()
    }

    /// The first ticket after `last` that `person` may take themselves.
    pub fn next_to_take(
        &self,
        last: Option<Turn>,
        person: &Person,
        now: DateTime<Utc>,
    ) -> Option<Turn> {
        let who = self.one(person, now);
        self.queue.as_ref()?.next(last, |line| may_take(&line.demand, &who))
    }
}
