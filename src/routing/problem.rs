//! What is wrong with a rule and where: a closed list, worded by the language layer.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::condition::Operator;
use super::field::Field;

/// One mistake and its place: a path such as `condition.all[1].any[0]` or `then[2].text`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    pub place: String,
    #[serde(flatten)]
    pub mistake: Mistake,
}

impl Problem {
    pub(super) fn at(place: impl Into<String>, mistake: Mistake) -> Self {
        Self { place: place.into(), mistake }
    }
}

/// A mistake. Its text here is for programs and logs; people read it in their language.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Mistake {
    #[error("nothing is written here")]
    Blank,
    #[error("longer than {most} characters")]
    TooLong { most: usize },
    #[error("more than {most} of them")]
    TooMany { most: usize },
    #[error("groups inside groups more than {most} deep")]
    TooDeep { most: usize },
    #[error("not between {least} and {most}")]
    OutOfRange { least: i64, most: i64 },
    #[error("the same id twice")]
    Twice,
    /// The rule listens to nothing.
    #[error("nothing starts this rule")]
    NoTrigger,
    #[error("this rule does nothing")]
    NoAction,
    #[error("an empty group")]
    EmptyGroup,
    #[error("{field:?} can't be compared by {operator:?}")]
    WrongOperator { field: Field, operator: Operator },
    #[error("the value has to be {wanted:?}")]
    WrongValue { wanted: Shape },
    #[error("{word:?} is not known here")]
    UnknownWord { word: String },
    #[error("the range ends before it begins")]
    Backwards,
    /// Nothing is less than the least or more than the most.
    #[error("this never holds")]
    NeverHolds,
    /// `detail` is in the words of the engine, in English.
    #[error("not a regular expression: {detail}")]
    BadPattern { detail: String },
    #[error("the regular expression takes too much memory")]
    PatternTooLarge,
    #[error("there is no variable {name:?}")]
    UnknownVariable { name: String },
    #[error("a brace that is never closed")]
    OpenBrace,
    /// Only http and https, with a host and without a password.
    #[error("not a web address")]
    BadAddress,
    /// Small letters, digits and underscores (Cloud API reference, message templates).
    #[error("not the name of a template")]
    BadTemplate,
    /// As in `ca` or `pt_BR` (Cloud API reference, supported languages).
    #[error("not the code of a language")]
    BadLanguage,
    /// `wanted` is how many the template has.
    #[error("the template has {wanted} gaps to fill")]
    OtherGaps { wanted: usize },
    /// A snoozed ticket needs a time to wake: the action for it is to snooze.
    #[error("a ticket is snoozed for a time")]
    NeedsATime,
    #[error("nothing after a stop is ever done")]
    StopIsNotLast,
    /// A ticket isn't escalated to the person who has it.
    #[error("an escalation goes to somebody else")]
    EscalatesToOwner,
}

impl Mistake {
    /// Nothing, or [`Mistake::OutOfRange`].
    pub(super) fn unless_within(value: u32, least: u32, most: u32) -> Option<Mistake> {
        let out = !(least..=most).contains(&value);
        out.then_some(Mistake::OutOfRange { least: least.into(), most: most.into() })
    }
}

/// What a value has to look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// None at all.
    Nothing,
    Text,
    /// A list of texts.
    Texts,
    /// A text, or a list of them.
    TextOrTexts,
    Number,
    Range,
    Truth,
}
