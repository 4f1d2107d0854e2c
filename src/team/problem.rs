//! What is wrong with an entered team or profile, and where: closed lists, worded by the language
//! layer.

use serde::{Deserialize, Serialize};

/// One mistake and its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    pub place: Place,
    pub mistake: Mistake,
}

/// Where the mistake is, on the form of a team or of a profile. Lines count from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Place {
    Name,
    Version,
    /// The list of members as a whole.
    Members,
    Member {
        index: usize,
    },
    AnswerWithin,
    OffersQueue,
    /// The list of skills as a whole.
    Skills,
    /// One skill, in alphabetical order.
    Skill {
        index: usize,
    },
    /// The list of languages as a whole.
    Languages,
    /// One language, in alphabetical order.
    Language {
        index: usize,
    },
    Capacity,
}

/// What is wrong there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mistake {
    /// Nothing stands where something must.
    Missing,
    /// A text of too many characters, or more minutes than [`super::LONGEST_ANSWER`].
    TooLong,
    /// A list of too many entries, or a capacity beyond [`super::HIGHEST_CAPACITY`].
    TooMany,
    /// A version, time or capacity of nothing.
    Zero,
    /// The same stands further up.
    Twice,
    /// Not a language tag such as `ca` or `pt-BR` (RFC 5646).
    NotALanguage,
    /// Tickets wait to be taken, and nobody may take one.
    OutOfReach,
}

/// What is wrong with a text that must be there and fit `longest` characters.
pub(crate) fn of_text(text: &str, longest: usize) -> Option<Mistake> {
    if text.trim().is_empty() {
        Some(Mistake::Missing)
    } else if text.chars().count() > longest {
        Some(Mistake::TooLong)
    } else {
        None
    }
}
