//! Words that close a conversation: a customer who says no more than "Perfecte, moltes gràcies! 😊"
//! asks for nothing, so their resolved ticket stays resolved (IN-7).
//!
//! In doubt a text does not close: a ticket reopened in vain costs less than a customer unheard.
//! The whole text must be closing phrases, in any language and order; greetings, laughter and an
//! "and" may stand between them. Whatever has a question mark or a sad face asks. A bare "yes" or
//! "no" answers something, and "good night" in half of the languages greets: they don't close.
//!
//! Reopening is not decided here, nor is what the thread shows.

mod fold;
mod phrases;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::message::Content;
pub use phrases::built_in;

/// The longest phrase that a team may add, in words.
pub const LONGEST_PHRASE: usize = 8;

/// Whether the built-in words close `text`.
pub fn closes(text: &str) -> bool {
    ClosingWords::default().close(text)
}

/// What closes for one team: the built-in words without those removed, and those added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ClosingWords {
    /// Switched off, nothing closes.
    pub on: bool,
    /// Phrases as people write them; what is here closes even if it was also removed.
    pub added: BTreeSet<String>,
    /// Built-in phrases that don't close here.
    pub removed: BTreeSet<String>,
}

impl Default for ClosingWords {
    fn default() -> Self {
        Self { on: true, added: BTreeSet::new(), removed: BTreeSet::new() }
    }
}

impl ClosingWords {
    /// Whether a customer's message closes. A reaction does, whichever it is, and so does a text or
    /// the new text of an edited one. Nothing else: nobody knows what a sticker or a picture shows
    /// without looking, and a tapped button answers what we asked.
    pub fn closes(&self, content: &Content) -> bool {
        match content {
            Content::Reaction { .. } => self.on,
            Content::Text { body } | Content::Edit { text: Some(body), .. } => self.close(body),
            _ => false,
        }
    }

    /// Whether these words close `text`.
    pub fn close(&self, text: &str) -> bool {
        self.on && !fold::asks(text) && self.known().make_up(&fold::words(text))
    }

    /// What is wrong with the added phrases: none of those named could ever close.
    pub fn problems(&self) -> Vec<PhraseProblem> {
        let problem = |phrase: &String| {
            let why = match fold::words(phrase).len() {
                _ if fold::asks(phrase) => WhyNot::Asks,
                0 => WhyNot::Empty,
                1..=LONGEST_PHRASE => return None,
                _ => WhyNot::TooLong,
            };
            Some(PhraseProblem { phrase: phrase.clone(), why })
        };
        self.added.iter().filter_map(problem).collect()
    }

    fn known(&self) -> Known {
        let folded = |phrases: &BTreeSet<String>| {
            phrases.iter().map(|phrase| fold::words(phrase).join(" ")).collect()
        };
        Known { added: folded(&self.added), removed: folded(&self.removed) }
    }
}

/// An added phrase that can't close.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize, Deserialize)]
#[error("the phrase \"{phrase}\" can't close: {why}")]
pub struct PhraseProblem {
    /// The phrase as it was entered.
    pub phrase: String,
    pub why: WhyNot,
}

/// Why a phrase can't close.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WhyNot {
    #[error("it has neither a letter nor an emoji")]
    Empty,
    #[error("it has a question mark or a sad face")]
    Asks,
    #[error("it has more than eight words")]
    TooLong,
}

/// What a phrase does in a closing text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    /// It may stand beside, but closes nothing.
    Beside,
    Closing,
}

/// A team's phrases, folded.
struct Known {
    added: BTreeSet<String>,
    removed: BTreeSet<String>,
}

impl Known {
    fn part(&self, phrase: &str) -> Option<Part> {
        if self.added.contains(phrase) {
            return Some(Part::Closing);
        }
        let part = phrases::DICTIONARY.get(phrase).copied();
        part.filter(|_| !self.removed.contains(phrase))
    }

    /// Whether known phrases, at least one of them closing, make up `words` without a gap.
    fn make_up(&self, words: &[String]) -> bool {
        // Where a chain of phrases from the beginning has come to, and the most it held.
        let mut reached = BTreeMap::from([(0, Part::Beside)]);
        while let Some((start, held)) = reached.pop_first() {
            let rest = words.get(start..).unwrap_or_default();
            if rest.is_empty() {
                return held == Part::Closing;
            }
            for length in 1..=rest.len().min(LONGEST_PHRASE) {
                let phrase = rest.iter().take(length).map(String::as_str).collect::<Vec<_>>();
                if let Some(part) = self.part(&phrase.join(" ")) {
                    let most = reached.entry(start + length).or_insert(held);
                    *most = held.max(part).max(*most);
                }
            }
        }
        false
    }
}
