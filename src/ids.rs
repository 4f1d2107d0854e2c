//! The names of things. Made outside this crate, which has no randomness; compared and carried here.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The running number of a ticket, from 1, never used twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct TicketNumber(pub u64);

impl fmt::Display for TicketNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub struct $name(pub String);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }
    };
}

text_id! {
    /// A message of ours or of a customer. An inbound id is derived from the number and Meta's own
    /// id, so that the same message delivered twice has the same id.
    MessageId
}
text_id! {
    /// A contact, named after the first message that it sent.
    ContactId
}
text_id! {
    /// A person of the team.
    PersonId
}
text_id! {
    /// A business number, by Meta's `phone_number_id`.
    NumberId
}
text_id! {
    /// A team, such as billing.
    TeamId
}
text_id! {
    /// A calendar of opening hours or of a shift.
    CalendarId
}
text_id! {
    /// An SLA policy.
    PolicyId
}
text_id! {
    /// A role that the team invented.
    RoleId
}
text_id! {
    /// A rule of routing or automation.
    RuleId
}
