//! What customers see of the team's work on their phone: that their messages were read, and that
//! somebody is typing.

use serde::{Deserialize, Serialize};

/// Both are on until somebody switches them off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Receipts {
    /// Blue ticks, once somebody of the team looked.
    pub read: bool,
    /// That an answer is being written. Meta shows this only of messages that it also shows as read, so
    /// without `read` there is none of it.
    pub typing: bool,
}

impl Default for Receipts {
    fn default() -> Self {
        Self { read: true, typing: true }
    }
}
