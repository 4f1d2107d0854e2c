//! What is wrong with a template, or with what fills it, and where.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flaw {
    /// The gap, by its key, or the part of a new template: `name`, `language`, `header`, `body`, `footer`,
    /// `button.0`, `sample.body.1`.
    pub at: String,
    pub why: Why,
}

impl Flaw {
    pub(super) fn at(at: impl Into<String>, why: Why) -> Self {
        Self { at: at.into(), why }
    }
}

/// Why it can't be taken. The text here is for programs; people read it in their language.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Why {
    #[error("is missing")]
    Missing,
    #[error("is no part of this template")]
    NoSuchGap,
    #[error("holds a line break or a tab")]
    SeveralLines,
    #[error("holds more than four spaces in a row")]
    ManySpaces,
    #[error("is longer than {most} characters")]
    TooLong { most: usize },
    #[error("is no address that begins with https://")]
    NoLink,
    #[error("is no number between -{most} and {most}")]
    NoDegree { most: u16 },
    /// Small letters, digits and underscores.
    #[error("is no name of a template")]
    NoName,
    #[error("is no code of a language")]
    NoLanguage,
    #[error("is there already in this language")]
    Taken,
    #[error("begins or ends with a gap")]
    GapAtAnEdge,
    #[error("has two gaps with nothing between them")]
    GapsTouch,
    #[error("has gaps that are not numbered from 1 on")]
    NotNumbered,
    #[error("has gaps with numbers and gaps with names")]
    NumbersAndNames,
    #[error("has a gap with a name that is not of small letters, digits and underscores")]
    BadGapName,
    #[error("has more than {most} gaps")]
    TooManyGaps { most: usize },
    #[error("has a gap anywhere but at its end")]
    GapWithin,
    #[error("is one more than {most}")]
    TooMany { most: usize },
    #[error("is no telephone number")]
    NoPhone,
}
