//! The answer, as it is kept in the ticket's history and told in words (ASG-4).
//!
//! Every assignment keeps everybody, so that it is written in few words: of what the history of a busy
//! desk takes up on disk, half are assignments.

use serde::{Deserialize, Serialize, Serializer};

use super::{Load, Strategy};
use crate::ids::PersonId;
use crate::presence::State;

/// Who gets a ticket, why, and who else was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chosen: Option<PersonId>,
    pub why: Why,
    pub strategy: Strategy,
    /// The eligible ones in the order of the strategy, then the others by id.
    pub candidates: Vec<Considered>,
}

/// The reason of the result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// They had the customer's last ticket.
    PreviousOwner,
    OnlyOneEligible,
    /// Nobody eligible has less to do for their capacity.
    LeastLoaded,
    /// They went longest without a new ticket; with the strategy least loaded, among those who have
    /// equally little to do.
    LongestWithout,
    /// Nothing but their ids told the first ones apart.
    AllEqual,
    /// Nobody is chosen: the ticket waits until somebody takes it.
    WaitsToBeTaken,
    NobodyEligible,
    /// It was taken from its owner, who is gone while the customer waits (ASG-7).
    OwnerGone,
}

/// One candidate as it stood when the choice was made.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Considered {
    pub person: PersonId,
    /// Before this ticket.
    pub load: Load,
    pub capacity: u32,
    /// Everything that speaks against them; nothing if they are eligible.
    #[serde(default)]
    pub against: Vec<Excluded>,
}

/// As a list, which is read as well as an object.
impl Serialize for Considered {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { person, load, capacity, against } = self;
        match against.is_empty() {
            true => (person, load, capacity).serialize(serializer),
            false => (person, load, capacity, against).serialize(serializer),
        }
    }
}

impl Considered {
    pub fn is_eligible(&self) -> bool {
        self.against.is_empty()
    }
}

/// A reason why somebody can't get a ticket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Excluded {
    /// Their permissions hide the ticket.
    DoesNotSee,
    NotInTeam,
    /// They had this ticket and let their time pass.
    HadItBefore,
    LacksSkill {
        skill: String,
    },
    LacksLanguage {
        language: String,
    },
    /// Their role doesn't answer customers.
    MayNotReply,
    /// No tickets are assigned to them at all.
    DoesNotAccept,
    OffShift,
    /// Whole minutes, rounded down.
    ShiftEndsSoon {
        minutes: u32,
    },
    NotAvailable {
        state: State,
    },
    AtCapacity {
        load: Load,
        capacity: u32,
    },
}
