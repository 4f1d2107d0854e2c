//! Rules against facts. Pure and total: the same rules, facts and guard give the same outcome.

use serde::{Deserialize, Serialize};

use super::Mode;
use super::action::{Action, Effect};
use super::compile::Compiled;
use super::facts::{Facts, Reader};
use super::guard::Guard;
use super::trace::{Line, Reason, Trace, Verdict, Withheld};
use super::trigger::Trigger;
use crate::ids::RuleId;

/// What the rules want done, in order, and why.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    pub effects: Vec<Effect>,
    pub trace: Trace,
}

/// Considers `rules` in order, since `happening` came about on the ticket of `facts`.
///
/// Every rule sees the facts as they were: no rule sees the effects of an earlier one. What ends
/// the list is the first rule whose condition holds ([`Mode::First`]), a rule that stops whose
/// condition holds, and a [`Action::Stop`] in the branch that was taken. A rule that the guard held
/// back ends it just the same, or else a rule further down would run in its place.
pub fn evaluate(
    rules: &[Compiled],
    mode: Mode,
    happening: &Trigger,
    facts: &Facts<'_>,
    guard: &mut Guard,
) -> Outcome {
    let reader = Reader::of(facts);
    let mut outcome = Outcome::default();
    let mut ended_by: Option<&RuleId> = None;
    for rule in rules.iter().filter(|rule| rule.hears(happening)) {
        let reason = if !rule.on {
            Some(Reason::SwitchedOff)
        } else if let Some(rule) = ended_by {
            Some(Reason::StoppedBy { rule: rule.clone() })
        } else {
            guard.too_deep().map(|deepest| Reason::TooDeep { deepest })
        };
        if let Some(reason) = reason {
            outcome.skip(rule, reason);
            continue;
        }
        let held = rule.condition.holds(&reader);
        if outcome.consider(rule, held, facts, &reader, guard) && rule.ends(held, mode) {
            ended_by = Some(&rule.by.id);
        }
    }
    outcome
}

impl Compiled {
    fn branch(&self, held: bool) -> &[Action] {
        if held { &self.then } else { &self.otherwise }
    }

    fn ends(&self, held: bool, mode: Mode) -> bool {
        held && (self.stop || mode == Mode::First)
            || self.branch(held).last() == Some(&Action::Stop)
    }
}

impl Outcome {
    /// Whether `guard` kept a rule, or a message of one, from what it wanted. That a rule runs once
    /// for several things that happened together keeps it from nothing.
    pub fn was_held_back(&self, guard: &Guard) -> bool {
        self.trace.lines.iter().any(|line| {
            let held = match &line.verdict {
                Verdict::Skipped { reason: Reason::TooDeep { .. } } => true,
                Verdict::Skipped { reason: Reason::RanBefore } => guard.is_deep(),
                _ => false,
            };
            held || !line.withheld.is_empty()
        })
    }

    fn skip(&mut self, rule: &Compiled, reason: Reason) {
        let verdict = Verdict::Skipped { reason };
        self.trace.lines.push(Line { rule: rule.by.clone(), verdict, withheld: vec![] });
    }

    /// Takes the branch of `rule`, now that its condition `held` or not; false if it has none.
    fn consider(
        &mut self,
        rule: &Compiled,
        held: bool,
        facts: &Facts<'_>,
        reader: &Reader<'_>,
        guard: &mut Guard,
    ) -> bool {
        if !held && rule.otherwise.is_empty() {
            let tests = rule.condition.explain(reader, held);
            self.skip(rule, Reason::ConditionFalse { tests });
            return false;
        }
        if !guard.admits(facts.ticket, &rule.by.id) {
            self.skip(rule, Reason::RanBefore);
            return true;
        }
        let tests = rule.condition.explain(reader, held);
        let verdict = if held { Verdict::Ran { tests } } else { Verdict::Otherwise { tests } };
        let withheld = self.want(rule, held, facts, guard);
        self.trace.lines.push(Line { rule: rule.by.clone(), verdict, withheld });
        true
    }

    /// Adds the effects of a branch, but for the messages that would be too many.
    fn want(
        &mut self,
        rule: &Compiled,
        held: bool,
        facts: &Facts<'_>,
        guard: &mut Guard,
    ) -> Vec<Withheld> {
        let branch = if held { "then" } else { "otherwise" };
        let mut withheld = Vec::new();
        for (place, action) in rule.branch(held).iter().enumerate() {
            if *action == Action::Stop {
                continue;
            }
            if action.is_automatic_message()
                && let Err(most_messages) = guard.send(facts.ticket, facts.automatic_messages)
            {
                withheld.push(Withheld { place: format!("{branch}[{place}]"), most_messages });
                continue;
            }
            self.effects.push(Effect { by: rule.by.clone(), action: action.clone() });
        }
        withheld
    }
}
