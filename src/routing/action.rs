//! What a rule may want done: a closed list. Wanted only; the use cases perform it.

mod check;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub(super) use check::unwritten;

use super::trace::RuleRef;
use crate::ids::{PersonId, PolicyId, TeamId};
use crate::ticket::{Priority, Status};

/// One thing to do. Texts may have gaps ([`fill`](super::fill())).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Action {
    AssignTeam {
        team: TeamId,
    },
    AssignPerson {
        person: PersonId,
    },
    /// Let the assigner choose among the ticket's team.
    AssignBy {
        strategy: Strategy,
    },
    /// Take the ticket from its owner.
    Unassign,
    SetPriority {
        priority: Priority,
    },
    /// Any but snoozed, which needs a time: see [`Action::Snooze`].
    SetStatus {
        status: Status,
    },
    AddTag {
        tag: String,
    },
    RemoveTag {
        tag: String,
    },
    /// A custom field; without a value it is cleared.
    SetField {
        field: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        value: Option<String>,
    },
    /// An SLA policy.
    SetPolicy {
        policy: PolicyId,
    },
    /// From now on the ticket goes by itself only to somebody who knows this.
    RequireSkill {
        skill: String,
    },
    /// An automatic message.
    SendText {
        text: String,
    },
    /// An automatic message that may leave outside the window.
    SendTemplate {
        name: String,
        language: String,
        #[serde(default)]
        parameters: Vec<String>,
    },
    /// An automatic message that asks how it went: in this text, or without one in words of ours.
    AskRating {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
    },
    Escalate {
        to: Audience,
    },
    Notify {
        who: Audience,
        text: String,
    },
    /// Put the ticket aside.
    Snooze {
        working_minutes: u32,
    },
    /// A note in the thread that only the team sees.
    Note {
        text: String,
    },
    /// Tell a program. The caller keeps it away from the desk's own network.
    CallWebhook {
        url: String,
    },
    /// Consider no later rule. Always the last.
    Stop,
}

impl Action {
    /// Whether the customer gets a message from it that nobody wrote.
    pub fn is_automatic_message(&self) -> bool {
        matches!(
            self,
            Action::SendText { .. } | Action::SendTemplate { .. } | Action::AskRating { .. }
        )
    }
}

/// How the assigner chooses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Strategy {
    /// Whoever has waited longest for a ticket.
    RoundRobin,
    /// Whoever has the least to do for what they can take.
    LeastLoaded,
    /// Whoever answered this customer last.
    Sticky,
    /// Nobody: the ticket waits for somebody to take it, until they do or somebody gives it to another
    /// team. If it has an owner, it is theirs.
    Queue,
}

/// Who is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Audience {
    People {
        people: Vec<PersonId>,
    },
    /// Whoever owns the ticket.
    Owner,
    Supervisors,
    /// A team; without one, the ticket's own.
    Team {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        team: Option<TeamId>,
    },
}

/// An action and the rule that wants it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Effect {
    pub by: Arc<RuleRef>,
    pub action: Action,
}
