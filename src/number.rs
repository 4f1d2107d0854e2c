//! A business number. Its secrets stay in the store and the channel; a desk never sees them.

use chrono::{DateTime, TimeDelta, Utc};
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
    #[serde(default)]
    pub reopening: Reopening,
}

/// What becomes of a customer's new message when their last ticket at the number is resolved. It
/// counts for what wants an answer only: a goodbye joins the resolved ticket under any policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Reopening {
    /// It reopens the ticket, however old.
    Reopen,
    /// It opens a new ticket.
    NewTicket,
    /// It reopens the ticket until so many days have passed since the resolution, then opens a new
    /// one.
    NewAfter { days: u16 },
}

impl Default for Reopening {
    fn default() -> Self {
        Reopening::NewAfter { days: 7 }
    }
}

impl Reopening {
    /// Whether a message at `now` still belongs to a ticket resolved at `resolved_at`.
    pub fn reopens(self, resolved_at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
        match self {
            Reopening::Reopen => true,
            Reopening::NewTicket => false,
            Reopening::NewAfter { days } => now < resolved_at + TimeDelta::days(days.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_reopens_until_its_last_second() {
        let resolved_at = DateTime::UNIX_EPOCH;
        let (at_once, century) = (TimeDelta::zero(), TimeDelta::days(36_500));
        let week = TimeDelta::days(7);
        for (policy, after, expected) in [
            (Reopening::Reopen, century, true),
            (Reopening::NewTicket, at_once, false),
            (Reopening::NewAfter { days: 0 }, at_once, false),
            (Reopening::default(), week - TimeDelta::seconds(1), true),
            (Reopening::default(), week, false),
            (Reopening::NewAfter { days: u16::MAX }, century, true),
        ] {
            let reopens = policy.reopens(resolved_at, resolved_at + after);
            assert_eq!(reopens, expected, "{policy:?} after {after}");
        }
    }

    #[test]
    fn a_number_saved_before_there_were_policies_reopens_for_a_week() {
        let saved = r#"{"id":"1065","account":"9","display":"+34600"}"#;
        let number: Number = serde_json::from_str(saved).expect("it still reads");
        assert_eq!(number.reopening, Reopening::NewAfter { days: 7 });
        let policy = serde_json::to_string(&number.reopening).expect("a policy serialises");
        assert_eq!(policy, r#"{"kind":"new_after","days":7}"#);
    }
}
