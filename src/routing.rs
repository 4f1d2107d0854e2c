//! Rules of routing and automation: what happened and the facts in, effects and a trace out.
//!
//! [`evaluate()`] performs nothing (RULE-1): the use cases carry the effects out after the ticket
//! is saved. A rule that can't be evaluated doesn't get this far: [`Compiled::new`] refuses it with
//! the place of every mistake (RULE-2).
//!
//! Whether the teams, people and policies that a rule names exist is the rulebook's to check. Rules
//! are tried on past tickets by `automation`. Costs are not looked at.

mod action;
mod compile;
mod condition;
mod evaluate;
mod facts;
mod field;
mod fill;
mod fold;
mod follow_up;
mod guard;
pub mod language;
mod node;
mod opening;
mod probe;
mod problem;
#[cfg(test)]
mod tests;
mod timer;
mod trace;
mod trigger;
mod wall;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

pub use action::{Action, Audience, Effect, Strategy};
pub use compile::{Compiled, DEEPEST, MOST_ACTIONS, MOST_TESTS, MOST_TRIGGERS};
pub use condition::{Condition, Operator, Test, Value};
pub use evaluate::{Outcome, evaluate};
pub use facts::{Before, Customer, Facts, Said, Sla, SlaClock, SlaState, Starter};
pub use field::{Field, Kind};
pub use fill::{Variable, Variables, fill};
pub(crate) use follow_up::{Peace, asks};
pub use guard::{Guard, MostMessages};
pub use opening::Tongue;
pub use probe::{LARGEST_PATTERN, LONGEST_PATTERN, LONGEST_VALUE, MOST_VALUES};
pub use problem::{Mistake, Problem, Shape};
pub use timer::{Moments, Timer};
pub use trace::{Absence, Actual, Asked, Line, Reason, RuleRef, Tested, Trace, Verdict, Withheld};
pub use trace::{LONGEST_SHOWN, MOST_SHOWN};
pub use trigger::Trigger;

use crate::ids::RuleId;

/// The most rules that a desk keeps: each leaves at most one line in a trace.
pub const MOST_RULES: usize = 500;

/// What a team wants done by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    pub id: RuleId,
    pub name: String,
    /// From 1, one more with every change.
    pub version: u32,
    /// Switched on. A rule that doesn't say is off.
    #[serde(default)]
    pub on: bool,
    /// Any of these starts it.
    pub when: Vec<Trigger>,
    #[serde(default)]
    pub condition: Condition,
    /// Done in order when the condition holds.
    #[serde(default)]
    pub then: Vec<Action>,
    /// Done in order when it doesn't.
    #[serde(default)]
    pub otherwise: Vec<Action>,
    /// No later rule is considered once the condition held.
    #[serde(default)]
    pub stop: bool,
}

impl Rule {
    /// Whether the customer may get a message from it that nobody wrote.
    pub fn writes(&self) -> bool {
        self.then.iter().chain(&self.otherwise).any(Action::is_automatic_message)
    }
}

/// How far a list of rules goes (RULE-5).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// Every rule whose condition holds.
    #[default]
    All,
    /// Only the first whose condition holds.
    First,
}

/// The rules of a desk, in the order in which they are considered.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rules {
    #[serde(default)]
    pub mode: Mode,
    pub rules: Vec<Rule>,
}

/// A rule that can't be saved, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    pub rule: RuleId,
    pub problems: Vec<Problem>,
}

impl Rules {
    /// All of them ready to evaluate, or every rule that is not. Rules that are switched off have
    /// to be right as well: somebody will switch them on.
    pub fn compile(&self) -> Result<Vec<Compiled>, Vec<Refused>> {
        let (mut ready, mut refused) = (Vec::new(), Vec::new());
        let mut ids = BTreeSet::new();
        for (place, rule) in self.rules.iter().enumerate() {
            let mut problems = Vec::new();
            if place >= MOST_RULES {
                problems.push(Problem::at("rules", Mistake::TooMany { most: MOST_RULES }));
            }
            if !ids.insert(&rule.id) {
                problems.push(Problem::at("id", Mistake::Twice));
            }
            match Compiled::new(rule) {
                Ok(compiled) => ready.push(compiled),
                Err(more) => problems.extend(more),
            }
            if !problems.is_empty() {
                refused.push(Refused { rule: rule.id.clone(), problems });
            }
        }
        if refused.is_empty() { Ok(ready) } else { Err(refused) }
    }
}
