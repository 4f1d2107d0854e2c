//! Which tickets somebody sees. What they do not see does not exist for them: it is on no list, in no count
//! and in no live frame, and who asks for it by number is told that there is none.
//!
//! Pure: what a team lays down comes out of the rulebook ([`crate::rulebook::Book::sight`]), and what was
//! shared with somebody out of the tickets ([`crate::floor::Floor::sight`]).

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::ids::{PersonId, TeamId, TicketNumber};
use crate::ticket::Ticket;

/// Which tickets a role reaches, beside those that are shared with somebody.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Scope {
    /// Every ticket.
    pub all: bool,
    /// Those that somebody of this role owns.
    pub own: bool,
    /// Those that nobody owns and that are of no team.
    pub unassigned: bool,
    /// What waits for their teams and, where those work together, what their colleagues own.
    pub team: bool,
}

impl Scope {
    pub const ALL: Scope = Scope { all: true, own: true, unassigned: true, team: true };
    /// What is theirs, or could be.
    pub const NEAR: Scope = Scope { all: false, ..Scope::ALL };
    /// Only what is shared with them.
    pub const SHARED: Scope = Scope { all: false, own: false, unassigned: false, team: false };
}

/// Tickets that are alike for everybody but their owner: of one team, or of none, that somebody owns, or
/// nobody.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lane {
    pub team: Option<TeamId>,
    pub owned: bool,
}

impl Lane {
    pub fn of(owner: Option<&PersonId>, team: Option<&TeamId>) -> Self {
        Self { team: team.cloned(), owned: owner.is_some() }
    }
}

/// Whose a ticket is: all of it that decides who sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whose {
    pub ticket: TicketNumber,
    pub owner: Option<PersonId>,
    pub team: Option<TeamId>,
}

impl Whose {
    pub fn of(ticket: &Ticket) -> Self {
        let Ticket { number, owner, team, .. } = ticket;
        Self { ticket: *number, owner: owner.clone(), team: team.clone() }
    }
}

/// Which tickets somebody sees at this moment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Sight {
    #[default]
    Everything,
    Some(Box<Part>),
}

/// All that somebody sees who does not see everything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Part {
    /// Whose own tickets are among it.
    pub own: Option<PersonId>,
    pub lanes: BTreeSet<Lane>,
    /// What is shared with them now.
    pub shared: BTreeSet<TicketNumber>,
}

impl Sight {
    pub fn part(&self) -> Option<&Part> {
        match self {
            Sight::Everything => None,
            Sight::Some(part) => Some(part),
        }
    }

    /// The same with that ticket shared, or without.
    pub fn share(&mut self, ticket: TicketNumber, is_shared: bool) {
        if let Sight::Some(part) = self {
            match is_shared {
                true => _ = part.shared.insert(ticket),
                false => _ = part.shared.remove(&ticket),
            }
        }
    }

    /// Whether a ticket is among it that is `whose`.
    pub fn sees(&self, whose: &Whose) -> bool {
        self.part().is_none_or(|part| {
            part.shared.contains(&whose.ticket)
                || part.reaches(whose.owner.as_ref(), whose.team.as_ref())
        })
    }

    pub fn sees_ticket(&self, ticket: &Ticket) -> bool {
        // Most people of most desks see everything: nothing is copied for them.
        self.part().is_none() || self.sees(&Whose::of(ticket))
    }
}

impl Part {
    /// Whether every ticket is among it that is that owner's and that team's, shared or not.
    pub fn reaches(&self, owner: Option<&PersonId>, team: Option<&TeamId>) -> bool {
        self.is_own(owner) || self.lanes.contains(&Lane::of(owner, team))
    }

    pub fn is_own(&self, owner: Option<&PersonId>) -> bool {
        owner.is_some() && owner == self.own.as_ref()
    }
}
