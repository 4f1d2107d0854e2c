//! What is asked beforehand: about each agent, and about the ticket.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::Load;
use crate::ids::{PersonId, TeamId};
use crate::presence::State;

/// The plain facts of one agent at this moment. A list of candidates holds each person once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    pub person: PersonId,
    /// Their role lets them answer customers.
    pub may_reply: bool,
    /// Tickets are assigned to them at all ([`crate::team::Profile::accepts`]).
    pub accepts: bool,
    pub teams: Arc<BTreeSet<TeamId>>,
    pub on_shift: bool,
    /// When the shift that they are on ends; `None` if it never does.
    pub shift_ends: Option<DateTime<Utc>>,
    pub availability: State,
    pub load: Load,
    /// How much they can have at once, in tickets that wait for us.
    pub capacity: u32,
    pub skills: Arc<BTreeSet<String>>,
    pub languages: Arc<BTreeSet<String>>,
    /// When they last got a ticket; `None` if they never did.
    pub last_assigned_at: Option<DateTime<Utc>>,
}

/// What a ticket needs.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Demand {
    /// Every one of them is needed.
    pub skills: BTreeSet<String>,
    /// Every one of them is needed.
    pub languages: BTreeSet<String>,
    /// Only its members are asked; without one, everybody.
    pub team: Option<TeamId>,
    /// Who had the customer's last ticket.
    pub previous_owner: Option<PersonId>,
    /// Who had this ticket and neither opened nor answered it in time (ASG-8).
    pub had_it: BTreeSet<PersonId>,
    /// Whose permissions hide this ticket. It is said here and not of a candidate, so that the same
    /// candidates serve a whole queue.
    pub hidden_from: BTreeSet<PersonId>,
}
