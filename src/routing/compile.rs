//! From a rule as it is saved to one that can be evaluated, or to everything that is wrong with it.

use std::sync::Arc;

use super::Rule;
use super::action::{self, Action};
use super::condition::Condition;
use super::facts::{Facts, Reader};
use super::field::Field;
use super::node::Node;
use super::probe::Probe;
use super::problem::{Mistake, Problem};
use super::trace::{RuleRef, Tested};
use super::trigger::Trigger;

/// Groups inside groups: a test that stands alone is at depth 0.
pub const DEEPEST: usize = 8;
/// The most tests of a rule.
pub const MOST_TESTS: usize = 100;
pub const MOST_TRIGGERS: usize = 20;
/// The most actions of each branch.
pub const MOST_ACTIONS: usize = 20;

const LONGEST_NAME: usize = 100;

/// A rule that can be evaluated. There is none with a mistake in it (RULE-2).
#[derive(Debug, Clone)]
pub struct Compiled {
    pub(super) by: Arc<RuleRef>,
    pub(super) on: bool,
    when: Vec<Trigger>,
    pub(super) condition: Node,
    pub(super) then: Vec<Action>,
    pub(super) otherwise: Vec<Action>,
    pub(super) stop: bool,
}

impl Compiled {
    /// The rule made ready, or every mistake in it with its place.
    pub fn new(rule: &Rule) -> Result<Self, Vec<Problem>> {
        let mut problems = Vec::new();
        if let Some(mistake) = action::unwritten(&rule.name, LONGEST_NAME) {
            problems.push(Problem::at("name", mistake));
        }
        triggers(&rule.when, &mut problems);
        let mut conditions = Conditions { tests: 0, problems: &mut problems };
        let condition = conditions.read(&rule.condition, "condition", 0);
        if rule.then.is_empty() && rule.otherwise.is_empty() {
            problems.push(Problem::at("then", Mistake::NoAction));
        }
        actions(&rule.then, "then", &mut problems);
        actions(&rule.otherwise, "otherwise", &mut problems);
        if !problems.is_empty() {
            return Err(problems);
        }
        let (id, name, version) = (rule.id.clone(), rule.name.clone(), rule.version);
        Ok(Self {
            by: Arc::new(RuleRef { id, name, version }),
            on: rule.on,
            when: rule.when.clone(),
            condition,
            then: rule.then.clone(),
            otherwise: rule.otherwise.clone(),
            stop: rule.stop,
        })
    }

    pub fn rule(&self) -> &RuleRef {
        &self.by
    }

    pub fn is_on(&self) -> bool {
        self.on
    }

    /// What it listens to.
    pub fn triggers(&self) -> &[Trigger] {
        &self.when
    }

    /// Whether `happening` starts it.
    pub fn hears(&self, happening: &Trigger) -> bool {
        self.when.iter().any(|trigger| trigger.hears(happening))
    }

    /// Whether the customer may get a message from it that nobody wrote.
    pub fn writes(&self) -> bool {
        self.then.iter().chain(&self.otherwise).any(Action::is_automatic_message)
    }

    /// Whether it asks about `field`: a fact that is dear to find out, such as the language of a
    /// message, is wanted only if some rule does.
    pub fn asks(&self, field: &Field) -> bool {
        let mut asks = false;
        self.condition.each(&mut |probe| asks |= probe.field() == field);
        asks
    }

    /// Every test of it against `facts`, decisive or not.
    pub fn every_test(&self, facts: &Facts<'_>) -> Vec<Tested> {
        let reader = Reader::of(facts);
        let mut tests = Vec::new();
        self.condition.each(&mut |probe| tests.push(probe.tested(&reader)));
        tests
    }
}

fn triggers(when: &[Trigger], problems: &mut Vec<Problem>) {
    match when.len() {
        0 => problems.push(Problem::at("when", Mistake::NoTrigger)),
        1..=MOST_TRIGGERS => {}
        _ => problems.push(Problem::at("when", Mistake::TooMany { most: MOST_TRIGGERS })),
    }
    let mistakes = when.iter().take(MOST_TRIGGERS).map(Trigger::mistake).enumerate();
    problems.extend(
        mistakes
            .filter_map(|(place, mistake)| Some(Problem::at(format!("when[{place}]"), mistake?))),
    );
}

fn actions(actions: &[Action], branch: &str, problems: &mut Vec<Problem>) {
    if actions.len() > MOST_ACTIONS {
        problems.push(Problem::at(branch, Mistake::TooMany { most: MOST_ACTIONS }));
    }
    for (place, action) in actions.iter().enumerate().take(MOST_ACTIONS) {
        let place = format!("{branch}[{place}]");
        problems.extend(action.mistakes().into_iter().map(|(part, mistake)| {
            let dot = if part.is_empty() { "" } else { "." };
            Problem::at(format!("{place}{dot}{part}"), mistake)
        }));
    }
    let before_last = actions.split_last().map_or(&[][..], |(_, before)| before);
    if let Some(place) = before_last.iter().position(|action| *action == Action::Stop) {
        problems.push(Problem::at(format!("{branch}[{place}]"), Mistake::StopIsNotLast));
    }
}

/// Reads conditions, taking down what is wrong and going on.
struct Conditions<'p> {
    tests: usize,
    problems: &'p mut Vec<Problem>,
}

impl Conditions<'_> {
    /// The node of `condition`. Where there is a mistake some node stands in: with a problem taken
    /// down, nobody will ever evaluate it.
    fn read(&mut self, condition: &Condition, place: &str, depth: usize) -> Node {
        match condition {
            Condition::Always => Node::Always,
            Condition::All(group) => Node::All(self.group(group, place, "all", depth)),
            Condition::Any(group) => Node::Any(self.group(group, place, "any", depth)),
            Condition::None(group) => Node::None(self.group(group, place, "none", depth)),
            Condition::Test(test) => {
                self.tests += 1;
                if self.tests > MOST_TESTS {
                    return self.wrong(place, Mistake::TooMany { most: MOST_TESTS });
                }
                match Probe::new(place, test) {
                    Ok(probe) => Node::Test(probe),
                    Err(mistake) => self.wrong(place, mistake),
                }
            }
        }
    }

    fn group(&mut self, group: &[Condition], place: &str, name: &str, depth: usize) -> Vec<Node> {
        let mistake = match group.len() {
            0 => Some(Mistake::EmptyGroup),
            _ if depth >= DEEPEST => Some(Mistake::TooDeep { most: DEEPEST }),
            1..=MOST_TESTS => None,
            _ => Some(Mistake::TooMany { most: MOST_TESTS }),
        };
        if let Some(mistake) = mistake {
            return vec![self.wrong(place, mistake)];
        }
        let read =
            |(at, condition)| self.read(condition, &format!("{place}.{name}[{at}]"), depth + 1);
        group.iter().enumerate().map(read).collect()
    }

    fn wrong(&mut self, place: &str, mistake: Mistake) -> Node {
        self.problems.push(Problem::at(place, mistake));
        Node::Always
    }
}
