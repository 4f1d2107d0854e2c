//! What a rule would have done on tickets of the past (RULE-8). Nothing comes of it, and nobody is told.
//!
//! A ticket is gone through again, event by event, as if the rule had held since it began, in place of
//! itself as it was then: what it did back then is left out, and what it would have done is put in.
//! Whenever something happened that it listens to, it sees the facts as they were at that moment.
//!
//! Decided here:
//! - Moments that it waits for are reckoned from the history, by the opening hours and the quiet hours of
//!   today: nobody waited for them then. The shares at which a policy warns are those that were told.
//! - What is noted of the customer, and all else that is laid down, counts as it is today.
//! - Who was there then, and had how much to do, is not kept. Whom a ticket would have been given to is
//!   not told; from then on its owner is not known, until the history says who got it. Nor is an SLA
//!   clock known whose policy is another by now, or would have been. What hangs on such a fact is told as
//!   unknown, and a rule that listens to somebody becoming free hears nothing of it.
//! - Of a long history only the last part is tried, and the rest recalled for its facts.
//! - What else would have followed, by other rules, clocks and the assignment, is not gone into; what
//!   people, customers and other rules did stays as it was, also where they would have had no reason to.

mod past;
mod told;

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{DateTime, Utc};

pub(crate) use past::{LATELY, Past};
pub use told::{Came, Deed, Hearing, Ruling, Tried};

use crate::person::Person;
use crate::routing::{Compiled, Refused, Rule, RuleRef, Trigger};
use crate::rulebook::{Book, Rulebook};
use crate::template::Catalogue;

/// The most tickets of a trial.
pub const MOST_TRIED: usize = 200;
/// If a rule would have written to more customers than these on the tickets of a trial, whoever lays it
/// down is asked whether that is meant.
pub const MANY_CUSTOMERS: u64 = 20;

/// The rule that is tried, switched on, and everything besides tickets that it looks at.
pub struct Stage {
    book: Book,
    rule: RuleRef,
    people: Arc<[Person]>,
    templates: Arc<Catalogue>,
    now: DateTime<Utc>,
}

/// What came of a trial.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trial {
    pub rule: RuleRef,
    /// How many tickets were gone through …
    pub looked_at: u64,
    /// … of some of which only the last part was tried …
    pub cut: u64,
    /// … and how many were not, because too much happened to them.
    pub passed_over: u64,
    /// It listens to somebody becoming free, of which no history tells.
    pub hears_of_free: bool,
    /// The tickets to which something happened that it listens to.
    pub tickets: Vec<Tried>,
}

impl Stage {
    /// `rule` in its place in `rulebook`; otherwise the rules that can't be evaluated.
    pub fn set(
        rulebook: &Rulebook,
        rule: Rule,
        people: Arc<[Person]>,
        now: DateTime<Utc>,
    ) -> Result<Self, Vec<Refused>> {
        let (id, name, version) = (rule.id.clone(), rule.name.clone(), rule.version);
        let rulebook = rulebook.clone().with_rule(Rule { on: true, ..rule });
        // As if it had held since ever.
        let book = Book::open(rulebook, DateTime::<Utc>::MIN_UTC, now)?.waiting_only_for(&id);
        let templates = Arc::default();
        Ok(Self { book, rule: RuleRef { id, name, version }, people, templates, now })
    }

    /// The same with the templates that are known.
    pub fn with_templates(self, templates: Arc<Catalogue>) -> Self {
        Self { templates, ..self }
    }

    /// A trial that has looked at nothing yet.
    pub fn begin(&self) -> Trial {
        Trial {
            rule: self.rule.clone(),
            looked_at: 0,
            cut: 0,
            passed_over: 0,
            hears_of_free: self.hears(&Trigger::AgentAvailable),
            tickets: vec![],
        }
    }

    fn compiled(&self) -> Option<&Compiled> {
        self.book.rules().iter().find(|rule| rule.rule().id == self.rule.id)
    }

    fn hears(&self, happening: &Trigger) -> bool {
        self.compiled().is_some_and(|rule| rule.hears(happening))
    }
}

impl Trial {
    /// Takes down what came of the next ticket.
    pub(crate) fn take(&mut self, tried: Tried) {
        self.looked_at += 1;
        self.cut += u64::from(tried.cut);
        if tried.heard > 0 {
            self.tickets.push(tried);
        }
    }

    /// Takes down that a ticket was not gone through.
    pub(crate) fn pass_over(&mut self) {
        self.passed_over += 1;
    }

    /// On how many tickets it would have done something.
    pub fn acted_on(&self) -> u64 {
        self.tickets.iter().filter(|tried| tried.acted > 0).count() as u64
    }

    /// How many customers it would have written to.
    pub fn messaged(&self) -> u64 {
        let wrote = self.tickets.iter().filter(|tried| tried.messages > 0);
        wrote.map(|tried| &tried.contact).collect::<BTreeSet<_>>().len() as u64
    }

    /// Whether whoever lays it down is asked first.
    pub fn asks(&self) -> bool {
        self.messaged() > MANY_CUSTOMERS
    }
}
