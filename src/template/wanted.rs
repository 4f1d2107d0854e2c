//! A template that somebody wants to send: what leaves, or why it stays.
//!
//! What Meta would refuse is refused here, and said with the part that it is about (TPL-1). What a
//! template costs is said beforehand and keeps nobody from sending it.

use super::{Flaw, Status, Template, Values};
use crate::message::Content;

/// Which template, and what fills its gaps.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    pub name: String,
    pub language: String,
    pub values: Values,
}

/// Why a template does not leave.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unsendable {
    #[error("no template of that name and language is known for the ticket's number")]
    Unknown,
    #[error("the template is not approved: it is {}", .0.word())]
    NotApproved(Status),
    /// By Meta's word.
    #[error("the template has a part that can't be filled in here: {0}")]
    Strange(String),
    #[error("the customer wants no marketing")]
    OptedOut,
    #[error("{}", listed(.0))]
    Unfilled(Vec<Flaw>),
}

fn listed(flaws: &[Flaw]) -> String {
    let each = flaws.iter().map(|flaw| format!("{} {}", flaw.at, flaw.why));
    each.collect::<Vec<_>>().join("; ")
}

impl Wanted {
    /// What leaves to that customer as `template`, the one that is wanted.
    pub fn filled(
        &self,
        template: Option<&Template>,
        opted_out: bool,
    ) -> Result<Content, Unsendable> {
        let template = template.ok_or(Unsendable::Unknown)?;
        if let Some(part) = &template.strange {
            return Err(Unsendable::Strange(part.clone()));
        }
        if !template.may_leave() {
            return Err(Unsendable::NotApproved(template.status));
        }
        if opted_out && template.is_marketing() {
            return Err(Unsendable::OptedOut);
        }
        let filled = template.fill(&self.values).map_err(Unsendable::Unfilled)?;
        Ok(template.content(filled))
    }

    /// Whether that is what `content` says.
    pub(crate) fn is(&self, content: &Content) -> bool {
        let Content::Template { name, language, letter: Some(letter), .. } = content else {
            return false;
        };
        let trimmed = self.values.iter().map(|(key, text)| (key.clone(), text.trim().to_owned()));
        let given: Values = trimmed.filter(|(_, text)| !text.is_empty()).collect();
        *name == self.name
            && *language == self.language.replace('-', "_")
            && letter.open().is_some_and(|letter| letter.values() == given)
    }
}
