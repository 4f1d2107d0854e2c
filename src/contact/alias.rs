//! What WhatsApp calls a customer by.

use serde::{Deserialize, Serialize};

/// One way of calling a customer. Kept exactly as received: never normalised.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", content = "value", rename_all = "snake_case")]
pub enum Alias {
    /// Digits with country code and no `+` (`wa_id`).
    Phone(String),
    /// A business-scoped user id such as `ES.1349…`.
    UserId(String),
    /// The same for all portfolios of one business, such as `ES.ENT.1181…`.
    Parent(String),
    /// The name that they took on WhatsApp. Nobody is found by it: whoever gives one up leaves it for
    /// anybody to take.
    Username(String),
}

impl Alias {
    /// Whether whoever it was seen with is found by it.
    pub fn finds(&self) -> bool {
        !matches!(self, Alias::Username(_))
    }
}
