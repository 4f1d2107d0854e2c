//! Everything that keeps a rulebook from being laid down, each with the part that it concerns.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Part, Rulebook, Wrong};
use crate::ids::{PersonId, RuleId};
use crate::routing::{Action, Mistake};
use crate::template::{Catalogue, Template};
use crate::{assignment, closing, number, routing, sla, team};

/// One thing that is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Objection {
    pub part: Part,
    pub matter: Matter,
}

/// What is wrong: a slip, or a problem that a part found with itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Matter {
    Slip(Wrong),
    Team(team::Problem),
    Policy(sla::Problem),
    Rule(routing::Problem),
    Assignment(assignment::Problem),
    Closing(closing::PhraseProblem),
    Reopening(number::BadDays),
}

impl Rulebook {
    /// Every objection, in the order of the parts; `people` are those of the team. Calendars are
    /// judged where they are drawn up: a whole one has no problem of its own.
    pub fn objections(&self, people: &BTreeSet<PersonId>) -> Vec<Objection> {
        let slips = self.slips(people).into_iter();
        let slips =
            slips.map(|slip| Objection { part: slip.part, matter: Matter::Slip(slip.wrong) });
        let mut objections: Vec<Objection> = slips.collect();
        for team in &self.teams {
            let part = || Part::Team(team.id.clone());
            add(&mut objections, part, team.problems(), Matter::Team);
        }
        for profile in &self.profiles {
            let part = || Part::Profile(profile.person.clone());
            add(&mut objections, part, profile.problems(), Matter::Team);
        }
        for role in &self.roles {
            let part = || Part::Role(role.id.clone());
            add(&mut objections, part, role.problems(), Matter::Team);
        }
        for policy in &self.policies {
            let part = || Part::Policy(policy.id.clone());
            add(&mut objections, part, policy.problems(), Matter::Policy);
        }
        for refused in self.rules.compile().err().unwrap_or_default() {
            let part = || Part::Rule(refused.rule.clone());
            add(&mut objections, part, refused.problems, Matter::Rule);
        }
        add(&mut objections, || Part::Assignment, self.assignment.problems(), Matter::Assignment);
        add(&mut objections, || Part::Closing, self.closing.problems(), Matter::Closing);
        for (number, policy) in &self.reopening {
            let problems = policy.problem().into_iter().collect();
            add(&mut objections, || Part::Reopening(number.clone()), problems, Matter::Reopening);
        }
        objections
    }
}

impl Rulebook {
    /// Each template that rules send: which rule, the place in it, and the action.
    pub(crate) fn templates(&self) -> impl Iterator<Item = (&RuleId, String, &Action)> {
        self.rules.rules.iter().flat_map(|rule| {
            let then = rule.then.iter().enumerate().map(|(at, one)| (format!("then[{at}]"), one));
            let otherwise = rule.otherwise.iter().enumerate();
            let otherwise = otherwise.map(|(at, one)| (format!("otherwise[{at}]"), one));
            let sends = |action: &Action| matches!(action, Action::SendTemplate { .. });
            let all = then.chain(otherwise).filter(move |(_, action)| sends(action));
            all.map(|(place, action)| (&rule.id, place, action))
        })
    }

    /// The rules that fill a template which is known otherwise than it has gaps. One that is not known
    /// may be approved by the time it is sent.
    pub fn misfilled(&self, known: &Catalogue) -> Vec<Objection> {
        let misfilled = self.templates().filter_map(|(rule, place, action)| {
            let Action::SendTemplate { name, language, parameters } = action else { return None };
            let mut gaps = known.called(name, language).map(Template::wanted).peekable();
            let wanted = *gaps.peek()?;
            let fits = gaps.any(|gaps| gaps == parameters.len());
            let mistake = Mistake::OtherGaps { wanted };
            let problem = routing::Problem { place: format!("{place}.parameters"), mistake };
            let part = Part::Rule(rule.clone());
            (!fits).then_some(Objection { part, matter: Matter::Rule(problem) })
        });
        misfilled.collect()
    }
}

fn add<P>(
    objections: &mut Vec<Objection>,
    part: impl Fn() -> Part,
    problems: Vec<P>,
    matter: impl Fn(P) -> Matter,
) {
    let found = problems.into_iter().map(|problem| (part(), matter(problem)));
    objections.extend(found.map(|(part, matter)| Objection { part, matter }));
}
