//! A business number, and what becomes of what is written to it after the resolution. Its secrets stay
//! in the store and the channel; a desk never sees them. What a team chose for which number is in the
//! rulebook.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::ids::NumberId;

mod health;
mod openers;
mod profile;

pub use health::{
    About, AccountStanding, Concern, Event, Health, Limit, MOST_EVENTS, NameStatus, News, PinNews,
    Quality, Standing, Throughput, Told, Verification,
};
pub use openers::{Command, Opener, Openers};
pub use profile::{Flaw, Profile, ProfilePart, Vertical};

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

/// The most days that a resolved ticket may be told to wait: ten years. Whoever wants more wants
/// [`Reopening::Reopen`].
pub const MOST_DAYS: u16 = 3_650;

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

    /// What is wrong with it: no day at all would be [`Reopening::NewTicket`] under another name.
    pub fn problem(self) -> Option<BadDays> {
        match self {
            Reopening::NewAfter { days } if !(1..=MOST_DAYS).contains(&days) => {
                Some(BadDays { days })
            }
            _ => None,
        }
    }
}

/// So many days make no sense.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error, Serialize, Deserialize)]
#[error("{days} days are not between 1 and {MOST_DAYS}")]
pub struct BadDays {
    pub days: u16,
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
    fn days_are_at_least_one_and_ten_years_at_most() {
        for (policy, wrong) in [
            (Reopening::Reopen, false),
            (Reopening::NewTicket, false),
            (Reopening::NewAfter { days: 0 }, true),
            (Reopening::NewAfter { days: 1 }, false),
            (Reopening::default(), false),
            (Reopening::NewAfter { days: MOST_DAYS }, false),
            (Reopening::NewAfter { days: MOST_DAYS + 1 }, true),
        ] {
            assert_eq!(policy.problem().is_some(), wrong, "{policy:?}");
        }
    }
}
