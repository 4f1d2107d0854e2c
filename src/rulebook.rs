//! The rulebook: everything that a team has laid down about how it works.
//!
//! Calendars, teams, people's profiles, SLA policies, rules, quiet hours, and what becomes of a message
//! after the resolution. Each part judges itself where it is written; what one part says of another
//! is judged here ([`Slip`]). A [`Book`] is a rulebook made ready to be asked, once per change.
//!
//! Who may change it is not decided here, nor where its versions are kept.

mod again;
mod book;
mod difference;
mod greeting;
mod objection;
mod receipts;
mod replaced;
mod roles;
mod sight;
mod slip;
#[cfg(test)]
mod tests;
mod worker;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

pub use book::Book;
pub use difference::{Difference, Turn};
pub use greeting::Occasion;
pub use objection::{Matter, Objection};
pub use receipts::Receipts;
pub use replaced::Replaced;
pub use slip::{Named, Part, Slip, Wrong};
pub use worker::{Shift, Worker};

use crate::assignment;
use crate::calendar::Calendar;
use crate::closing::ClosingWords;
use crate::ids::{CalendarId, NumberId, PolicyId, TeamId};
use crate::number::Reopening;
use crate::permissions::{Author, Invented};
use crate::region::Quiet;
use crate::routing::{MostMessages, Rule, Rules};
use crate::sla::Policy;
use crate::team::{Profile, Team};
use crate::zone::Zone;

/// What a team has laid down. An empty one lets every ticket wait for somebody to take it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Rulebook {
    /// Where the desk's own clock hangs: for rules that name a time of day.
    pub zone: Zone,
    pub calendars: Vec<Calendar>,
    /// When the desk is at work: for tickets of no team, and of a team without a calendar.
    pub calendar: Option<CalendarId>,
    pub teams: Vec<Team>,
    pub profiles: Vec<Profile>,
    /// In order: the first that fits a ticket is its policy.
    pub policies: Vec<Policy>,
    pub rules: Rules,
    pub closing: ClosingWords,
    /// What a message after the resolution does, by the number that it was written to. A number that
    /// isn't here has the default; one that isn't the desk's may yet become it.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub reopening: BTreeMap<NumberId, Reopening>,
    /// When customers get no message that answers nothing, by their own clock.
    pub quiet: Quiet,
    pub messages: MostMessages,
    /// What customers see of the team's work.
    pub receipts: Receipts,
    pub assignment: assignment::Settings,
    /// Whether colleagues see each other's tickets that are of no team.
    #[serde(skip_serializing_if = "Clone::clone")]
    pub together: bool,
    /// Those that the team invented.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<Invented>,
}

/// A version of the rulebook, and who laid it down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edition {
    /// From 1, without a gap.
    pub version: u32,
    pub at: DateTime<Utc>,
    pub by: Author,
    pub rulebook: Rulebook,
}

/// What is known of an edition beside its book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imprint {
    pub version: u32,
    pub at: DateTime<Utc>,
    pub by: Author,
}

impl Edition {
    pub fn imprint(&self) -> Imprint {
        Imprint { version: self.version, at: self.at, by: self.by.clone() }
    }
}

impl Default for Rulebook {
    fn default() -> Self {
        Self {
            zone: Zone::utc(),
            calendars: vec![],
            calendar: None,
            teams: vec![],
            profiles: vec![],
            policies: vec![],
            rules: Rules::default(),
            closing: ClosingWords::default(),
            reopening: BTreeMap::new(),
            quiet: Quiet::default(),
            messages: MostMessages::default(),
            receipts: Receipts::default(),
            assignment: assignment::Settings::default(),
            together: true,
            roles: vec![],
        }
    }
}

impl Rulebook {
    pub fn calendar(&self, id: &CalendarId) -> Option<&Calendar> {
        self.calendars.iter().find(|calendar| calendar.id == *id)
    }

    pub fn team(&self, id: &TeamId) -> Option<&Team> {
        self.teams.iter().find(|team| team.id == *id)
    }

    pub fn policy(&self, id: &PolicyId) -> Option<&Policy> {
        self.policies.iter().find(|policy| policy.id == *id)
    }

    pub fn reopening(&self, number: &NumberId) -> Reopening {
        self.reopening.get(number).copied().unwrap_or_default()
    }

    /// The same with `rule`: in the place of the one with its id, or after all others.
    pub fn with_rule(mut self, rule: Rule) -> Self {
        match self.rules.rules.iter_mut().find(|known| known.id == rule.id) {
            Some(known) => *known = rule,
            None => self.rules.rules.push(rule),
        }
        self
    }
}
