//! A business number. Its secrets stay in the store and the channel; a desk never sees them.

use serde::{Deserialize, Serialize};

use crate::ids::NumberId;

/// A number that customers write to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Number {
    /// Meta's `phone_number_id`.
    pub id: NumberId,
    /// The WhatsApp Business Account that it belongs to.
    pub account: String,
    /// As people dial it, with `+` and country code.
    pub display: String,
}
