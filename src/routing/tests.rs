//! What the tests of rules share: a rulebook's words, short.

mod actions;
mod evaluation;
mod fields;
mod groups;
mod loops;
mod operators;
mod problems;
mod properties;
mod stored;

use chrono::{DateTime, Days, TimeDelta, Timelike, Utc};

use super::*;
use crate::calendar::Hours;

pub(super) fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("a time")
}

/// Open from 9 to 17, UTC, every day of the week.
pub(super) struct Office;

impl Office {
    /// The working time of the day that `at` is in.
    fn day(at: DateTime<Utc>) -> (DateTime<Utc>, DateTime<Utc>) {
        let hour = |hour| at.date_naive().and_hms_opt(hour, 0, 0).expect("an hour").and_utc();
        (hour(9), hour(17))
    }

    fn tomorrow(at: DateTime<Utc>) -> DateTime<Utc> {
        Self::day(at.checked_add_days(Days::new(1)).expect("a day")).0
    }
}

impl Hours for Office {
    fn between(&self, from: DateTime<Utc>, until: DateTime<Utc>) -> TimeDelta {
        let mut at = from;
        let mut sum = TimeDelta::zero();
        while at < until {
            let (opens, closes) = Self::day(at);
            sum += (closes.min(until) - opens.max(at)).max(TimeDelta::zero());
            at = Self::tomorrow(at);
        }
        sum
    }

    fn after(&self, from: DateTime<Utc>, working: TimeDelta) -> Option<DateTime<Utc>> {
        let (mut at, mut left) = (from, working);
        while left > TimeDelta::zero() {
            at = self.next_opening(at)?;
            let today = left.min(Self::day(at).1 - at);
            at += today;
            left -= today;
        }
        Some(at)
    }

    fn is_open(&self, at: DateTime<Utc>) -> bool {
        (9..17).contains(&at.hour())
    }

    fn next_opening(&self, at: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let (opens, closes) = Self::day(at);
        Some(if at < closes { at.max(opens) } else { Self::tomorrow(at) })
    }
}

fn text(text: &str) -> Option<Value> {
    Some(Value::Text(text.to_owned()))
}

fn texts(texts: &[&str]) -> Option<Value> {
    Some(Value::Texts(texts.iter().map(|text| (*text).to_owned()).collect()))
}

fn number(number: i64) -> Option<Value> {
    Some(Value::Number(number))
}

fn range(from: i64, to: i64) -> Option<Value> {
    Some(Value::Range { from, to })
}

fn truth(truth: bool) -> Option<Value> {
    Some(Value::Truth(truth))
}

fn test(field: Field, operator: Operator, value: Option<Value>) -> Condition {
    Condition::Test(Test { field, operator, value, exact: false })
}

/// A test of the message's words.
fn says(word: &str) -> Condition {
    test(Field::MessageText, Operator::Contains, text(word))
}

/// A rule that listens to messages and adds a tag called as itself.
fn rule(id: &str, condition: Condition) -> Rule {
    Rule {
        id: id.into(),
        name: format!("Rule {id}"),
        version: 3,
        on: true,
        when: vec![Trigger::MessageIn],
        condition,
        then: vec![Action::AddTag { tag: id.to_owned() }],
        otherwise: vec![],
        stop: false,
    }
}

fn compiled(rules: &[Rule]) -> Vec<Compiled> {
    rules.iter().map(|rule| Compiled::new(rule).expect("a rule without mistakes")).collect()
}

/// What a customer wrote, on an ordinary ticket.
fn message(text: &str) -> Facts<'_> {
    let message = Some(Said { text: Some(text), kind: "text", language: None });
    Facts { ticket: crate::ids::TicketNumber(7), message, ..Facts::default() }
}

/// `rules` on a message, each with a guard that has seen nothing.
fn run(rules: &[Rule], mode: Mode, facts: &Facts<'_>) -> Outcome {
    evaluate(
        &compiled(rules),
        mode,
        &Trigger::MessageIn,
        facts,
        &mut Guard::with(MostMessages::default()),
    )
}

/// Whether `condition` holds, with what its tests saw.
fn ask(condition: Condition, facts: &Facts<'_>) -> (bool, Vec<Tested>) {
    let outcome = run(&[rule("r", condition)], Mode::All, facts);
    let held = !outcome.effects.is_empty();
    let verdict = outcome.trace.lines.into_iter().next().expect("a line").verdict;
    match verdict {
        Verdict::Ran { tests } | Verdict::Skipped { reason: Reason::ConditionFalse { tests } } => {
            (held, tests)
        }
        other => panic!("{other:?}"),
    }
}

/// The tags that the rules add: those of the rules that ran, in order.
fn tags(outcome: &Outcome) -> Vec<&str> {
    outcome
        .effects
        .iter()
        .filter_map(|effect| match &effect.action {
            Action::AddTag { tag } => Some(tag.as_str()),
            _ => None,
        })
        .collect()
}
