//! Tickets that wait for an owner, in the order in which they are served (ASG-5).
//!
//! What presses most comes first; of equals whatever has waited longest; then the number. Tickets that
//! go to the same people stand in one line, so that a line that nobody is free for costs one look
//! however long it is, and holds up no other.
//!
//! Who is free is not known here: whoever asks for the next ticket says which lines are served.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound::{Excluded, Unbounded};
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::Demand;
use crate::ids::TicketNumber;
use crate::quick::HashMap;
use crate::ticket::{Priority, Status, Ticket};

/// What of a ticket decides whom it goes to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Line {
    /// What its tickets ask of whoever gets them.
    pub demand: Demand,
    /// Whoever takes them gets them, and nobody else.
    pub to_be_taken: bool,
}

impl Line {
    fn of(ticket: &Ticket) -> Self {
        let demand = Demand {
            team: ticket.team.clone(),
            skills: ticket.memory.skills.clone(),
            previous_owner: ticket.previous_owner.clone(),
            ..Demand::default()
        };
        Self { demand, to_be_taken: ticket.memory.to_be_taken }
    }

    /// Whether `ticket` stands in it.
    fn is_of(&self, ticket: &Ticket) -> bool {
        let Demand { team, skills, previous_owner, .. } = &self.demand;
        (team, skills, previous_owner)
            == (&ticket.team, &ticket.memory.skills, &ticket.previous_owner)
            && self.to_be_taken == ticket.memory.to_be_taken
    }
}

/// When it is a ticket's turn: the least is served first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Turn {
    priority: Reverse<Priority>,
    since: DateTime<Utc>,
    pub number: TicketNumber,
}

impl Turn {
    fn of(ticket: &Ticket) -> Self {
        let since = ticket.unanswered_since.unwrap_or(ticket.created_at);
        Self { priority: Reverse(ticket.priority), since, number: ticket.number }
    }
}

/// Where a ticket stands, as of a revision of it.
#[derive(Debug)]
struct Place {
    line: Arc<Line>,
    turn: Turn,
    rev: u64,
}

/// All that wait.
#[derive(Debug, Default)]
pub struct Queue {
    lines: BTreeMap<Arc<Line>, BTreeSet<Turn>>,
    places: HashMap<TicketNumber, Place>,
}

impl Queue {
    /// Takes in how a ticket stands, unless a later revision of it is in line. Of those that are not,
    /// nothing is remembered: a ticket as it was before it left comes in again.
    pub fn put(&mut self, ticket: &Ticket) {
        let waits = ticket.owner.is_none() && ticket.status == Status::Open;
        if let Some(place) = self.places.get_mut(&ticket.number) {
            if place.rev > ticket.rev {
                return;
            }
            // Most of what happens to it leaves it where it is.
            if waits && place.turn == Turn::of(ticket) && place.line.is_of(ticket) {
                place.rev = ticket.rev;
                return;
            }
            self.take_out(ticket.number);
        }
        if !waits {
            return;
        }
        let line = Line::of(ticket);
        let known = self.lines.get_key_value(&line).map(|(known, _)| known.clone());
        let (line, turn) = (known.unwrap_or_else(|| Arc::new(line)), Turn::of(ticket));
        self.lines.entry(line.clone()).or_default().insert(turn);
        self.places.insert(ticket.number, Place { line, turn, rev: ticket.rev });
    }

    fn take_out(&mut self, number: TicketNumber) {
        let Some(Place { line, turn, .. }) = self.places.remove(&number) else { return };
        let Some(turns) = self.lines.get_mut(&line) else { return };
        turns.remove(&turn);
        if turns.is_empty() {
            self.lines.remove(&line);
        }
    }

    /// The first after `last` of the lines that are served.
    pub fn next<'q>(
        &'q self,
        last: Option<Turn>,
        mut is_served: impl FnMut(&'q Line) -> bool,
    ) -> Option<Turn> {
        let first = |turns: &BTreeSet<Turn>| match &last {
            Some(last) => turns.range((Excluded(last), Unbounded)).next().copied(),
            None => turns.first().copied(),
        };
        let lines = self.lines.iter();
        let mut firsts: Vec<(Turn, &Line)> =
            lines.filter_map(|(line, turns)| Some((first(turns)?, &**line))).collect();
        firsts.sort_unstable();
        firsts.into_iter().find(|(_, line)| is_served(line)).map(|(turn, _)| turn)
    }

    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    pub fn has(&self, number: TicketNumber) -> bool {
        self.places.contains_key(&number)
    }

    /// Whether the ticket of that turn waits still.
    pub fn holds(&self, turn: &Turn) -> bool {
        self.places.get(&turn.number).is_some_and(|place| place.turn == *turn)
    }
}
