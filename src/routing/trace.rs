//! Why rules ran or didn't (RULE-7), kept with the ticket.
//!
//! Compact on purpose. Rules that don't listen to what happened leave no line. A line shows the
//! tests that decided, at most [`MOST_SHOWN`] of them: of a group where all must hold, the first
//! that failed. Texts are cut at [`LONGEST_SHOWN`] characters and lists at [`MOST_SHOWN`] entries.
//! What a rule says is shared with the rule, so that a line costs little more than what was seen.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::condition::{Operator, Value};
use super::field::Field;
use crate::ids::RuleId;

/// The longest text in a trace, in characters.
pub const LONGEST_SHOWN: usize = 80;
/// The most tests of a line, and the most entries of a list in it.
pub const MOST_SHOWN: usize = 10;

/// A rule as it was when it was considered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleRef {
    pub id: RuleId,
    pub name: String,
    pub version: u32,
}

/// A line for each rule that listens to what happened, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trace {
    pub lines: Vec<Line>,
}

/// What became of one rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    pub rule: Arc<RuleRef>,
    pub verdict: Verdict,
    /// Actions that were not let through although the rule ran.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub withheld: Vec<Withheld>,
}

/// Whether it ran.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Verdict {
    /// The condition held, by these tests.
    Ran {
        tests: Vec<Tested>,
    },
    /// It didn't, by these tests, and the rule has actions for that.
    Otherwise {
        tests: Vec<Tested>,
    },
    Skipped {
        reason: Reason,
    },
}

/// Why a rule did nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Reason {
    SwitchedOff,
    /// The condition didn't hold, by these tests.
    ConditionFalse {
        tests: Vec<Tested>,
    },
    /// Loop guard: it ran on this ticket before in the same cascade (RULE-6).
    RanBefore,
    /// Loop guard: rules that start rules that start rules, this many times over.
    TooDeep {
        deepest: u32,
    },
    /// An earlier rule ended the list.
    StoppedBy {
        rule: RuleId,
    },
}

/// An action that was not let through.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withheld {
    /// Such as `then[1]`.
    pub place: String,
    /// The most automatic messages that a ticket may have in 24 hours.
    pub most_messages: u32,
}

/// One test and what it saw.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tested {
    pub asked: Arc<Asked>,
    pub actual: Actual,
    pub held: bool,
}

/// A test as a trace shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// Such as `condition.all[1].any[0]`.
    pub place: String,
    pub field: Field,
    pub operator: Operator,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected: Option<Value>,
}

/// The value that was seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Actual {
    Text(String),
    Tags(Vec<String>),
    Number(i64),
    Truth(bool),
    /// Known to be nothing: no owner, no words.
    Empty,
    /// Could not be told.
    Absent(Absence),
}

/// Why a fact could not be told. A test of it doesn't hold, whatever its operator (RULE-2: the
/// trace says so).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Absence {
    /// What happened was not a message.
    NoMessage,
    /// What happened was not a change of a value.
    NoChange,
    /// Where the customer lives is not known.
    NoZone,
    /// The ticket's team has no calendar, or the ticket no team.
    NoCalendar,
    /// The text is not a number.
    NotANumber,
    /// It was so long ago, and nobody kept it: on a trial alone.
    NotKept,
}

impl Actual {
    pub(super) fn text(text: &str) -> Self {
        Actual::Text(short(text))
    }

    pub(super) fn tags(tags: &[&str]) -> Self {
        Actual::Tags(tags.iter().take(MOST_SHOWN).map(|tag| short(tag)).collect())
    }
}

/// The same, cut for a trace.
pub(super) fn short_value(value: &Value) -> Value {
    match value {
        Value::Text(text) => Value::Text(short(text)),
        Value::Texts(texts) => {
            Value::Texts(texts.iter().take(MOST_SHOWN).map(|text| short(text)).collect())
        }
        value => value.clone(),
    }
}

/// At most [`LONGEST_SHOWN`] characters, the last of them a "…" if more was there.
pub(super) fn short(text: &str) -> String {
    match text.char_indices().nth(LONGEST_SHOWN) {
        None => text.to_owned(),
        Some(_) => text.chars().take(LONGEST_SHOWN - 1).chain(['…']).collect(),
    }
}
