//! Whether a message is free or charged (Meta, "Pricing", since 1 July 2025): COST-1 as far as one
//! message goes. Rates by country and what a month has cost are not here.
//!
//! Meta charges on delivery. A message that is sent in the last seconds and delivered after them
//! may be charged where this said free.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::Window;

/// The category that Meta gave a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Category {
    Marketing,
    Utility,
    Authentication,
}

impl Category {
    pub const ALL: [Category; 3] =
        [Category::Marketing, Category::Utility, Category::Authentication];

    /// The word used in the API and in the store.
    pub fn word(self) -> &'static str {
        match self {
            Category::Marketing => "marketing",
            Category::Utility => "utility",
            Category::Authentication => "authentication",
        }
    }

    /// The category of that word, if there is one.
    pub fn named(word: &str) -> Option<Category> {
        Category::ALL.into_iter().find(|category| category.word() == word)
    }
}

/// What somebody is about to send.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sending {
    /// Words, a file, buttons: anything but a template.
    FreeText,
    Template {
        category: Category,
    },
}

/// What it would cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Cost {
    Free,
    /// At Meta's rate for this category in the customer's country.
    Charged {
        category: Category,
    },
}

/// What the next message may be, and whether it is charged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CostClass {
    /// Anything, and a reply is free.
    Free,
    /// Only a template, which a free entry makes free.
    FreeTemplate,
    /// Only a template, at Meta's rate.
    PaidTemplate,
}

impl CostClass {
    pub const ALL: [CostClass; 3] =
        [CostClass::Free, CostClass::FreeTemplate, CostClass::PaidTemplate];

    /// The word used in rules and in the API.
    pub fn word(self) -> &'static str {
        match self {
            CostClass::Free => "free",
            CostClass::FreeTemplate => "free_template",
            CostClass::PaidTemplate => "paid_template",
        }
    }
}

impl Window {
    /// What sending it at `now` would cost; `None` if WhatsApp would not take it then.
    pub fn cost_of(&self, sending: Sending, now: DateTime<Utc>) -> Option<Cost> {
        let open = self.at(now).takes_any_reply();
        let entry = self.has_free_entry(now);
        match sending {
            Sending::FreeText if open => Some(Cost::Free),
            Sending::FreeText => None,
            Sending::Template { .. } if entry => Some(Cost::Free),
            Sending::Template { category: Category::Utility } if open => Some(Cost::Free),
            Sending::Template { category } => Some(Cost::Charged { category }),
        }
    }

    /// What the next message may be at `now`, and whether it is charged.
    pub fn cost_class(&self, now: DateTime<Utc>) -> CostClass {
        // Of all templates those for marketing are the last to be free.
        let template = Sending::Template { category: Category::Marketing };
        match (self.cost_of(Sending::FreeText, now), self.cost_of(template, now)) {
            (Some(_), _) => CostClass::Free,
            (None, Some(Cost::Free)) => CostClass::FreeTemplate,
            (None, _) => CostClass::PaidTemplate,
        }
    }
}
