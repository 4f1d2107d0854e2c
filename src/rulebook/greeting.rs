//! What a number says by itself to whoever writes to it: the first time, and while nobody is there. Both
//! are rules like any other; here is how such a rule begins, and which rules do it. What becomes of one is
//! the team's.

use super::Rulebook;
use crate::ids::{NumberId, RuleId};
use crate::routing::{Action, Condition, Field, Operator, Rule, Test, Trigger, Value};

/// When a number says something by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Occasion {
    /// A customer writes to the number for the first time.
    First,
    /// A customer writes while nobody is there.
    Closed,
}

impl Occasion {
    pub const ALL: [Occasion; 2] = [Occasion::First, Occasion::Closed];

    pub fn word(self) -> &'static str {
        match self {
            Occasion::First => "first",
            Occasion::Closed => "closed",
        }
    }

    /// A rule that says `text` then.
    pub fn rule(self, number: &NumberId, name: String, text: String) -> Rule {
        let mut tests = vec![at(number), self.mark()];
        let when = match self {
            Occasion::First => {
                tests.push(is(Field::StartedBy, Value::Text("customer".to_owned())));
                Trigger::TicketOpened
            }
            Occasion::Closed => {
                tests.push(not_told_yet());
                Trigger::MessageIn
            }
        };
        Rule {
            id: RuleId(format!("{}-{number}", self.word())),
            name,
            version: 1,
            on: true,
            when: vec![when],
            condition: Condition::All(tests),
            then: vec![Action::SendText { text }],
            otherwise: vec![],
            stop: false,
        }
    }

    /// What no rule for it does without.
    fn mark(self) -> Condition {
        match self {
            Occasion::First => is(Field::FirstToNumber, Value::Truth(true)),
            Occasion::Closed => is(Field::InHours, Value::Truth(false)),
        }
    }
}

impl Rulebook {
    /// The rules that say something then at that number alone.
    pub fn greetings(&self, number: &NumberId, occasion: Occasion) -> Vec<&Rule> {
        let (here, mark) = (at(number), occasion.mark());
        let greets = |rule: &&Rule| match &rule.condition {
            Condition::All(tests) => {
                rule.writes() && tests.contains(&here) && tests.contains(&mark)
            }
            _ => false,
        };
        self.rules.rules.iter().filter(greets).collect()
    }
}

fn at(number: &NumberId) -> Condition {
    is(Field::Channel, Value::Text(number.0.clone()))
}

/// Once a day; whoever was just welcomed is told besides.
fn not_told_yet() -> Condition {
    Condition::Any(vec![
        is(Field::AutomaticMessages, Value::Number(0)),
        Condition::All(vec![
            is(Field::FirstToNumber, Value::Truth(true)),
            is(Field::UnansweredCount, Value::Number(1)),
            is(Field::AutomaticMessages, Value::Number(1)),
        ]),
    ])
}

fn is(field: Field, value: Value) -> Condition {
    let operator = Operator::Equals;
    Condition::Test(Test { field, operator, value: Some(value), exact: false })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_found_by_its_number_and_its_occasion() {
        let number = NumberId::from("106");
        let rule = |occasion: Occasion| occasion.rule(&number, "r".into(), "Hola".into());
        for occasion in Occasion::ALL {
            let silent = Rule { then: vec![], ..rule(occasion) };
            let anywhere = Rule { condition: occasion.mark(), ..rule(occasion) };
            let off = Rule { on: false, name: "another".into(), ..rule(occasion) };
            for (rule, found) in
                [(rule(occasion), true), (off, true), (silent, false), (anywhere, false)]
            {
                let book = Rulebook::default().with_rule(rule);
                assert_eq!(book.greetings(&number, occasion).len(), usize::from(found));
                assert!(book.greetings(&"107".into(), occasion).is_empty());
                let others = Occasion::ALL.into_iter().filter(|other| *other != occasion);
                for other in others {
                    assert!(book.greetings(&number, other).is_empty());
                }
            }
        }
    }

    #[test]
    fn a_rule_as_it_begins_can_be_laid_down() {
        for occasion in Occasion::ALL {
            let rule = occasion.rule(&"106".into(), "r".into(), "Hola".into());
            let book = Rulebook::default().with_rule(rule);
            assert!(book.rules.compile().is_ok(), "{occasion:?}");
        }
    }
}
