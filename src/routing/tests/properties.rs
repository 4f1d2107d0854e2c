//! Any rules, any facts, any texts.

use proptest::prelude::*;
use proptest::strategy::Strategy;

use super::*;
use crate::ticket::{Priority, Status};

fn field() -> impl Strategy<Value = Field> {
    prop_oneof![
        4 => Just(Field::MessageText),
        2 => Just(Field::Status),
        2 => Just(Field::Priority),
        2 => Just(Field::Tags),
        2 => Just(Field::UnansweredCount),
        1 => Just(Field::CustomerHour),
        1 => Just(Field::InHours),
        1 => Just(Field::Owner),
        1 => "[a-z ]{0,4}".prop_map(Field::CustomField),
        1 => "[a-z ]{0,4}".prop_map(Field::ContactAttribute),
    ]
}

fn value() -> impl Strategy<Value = Option<Value>> {
    prop_oneof![
        Just(None),
        any::<bool>().prop_map(|truth| Some(Value::Truth(truth))),
        any::<i64>().prop_map(|number| Some(Value::Number(number))),
        (-2i64..30).prop_map(|number| Some(Value::Number(number))),
        any::<String>().prop_map(|text| Some(Value::Text(text))),
        "[a-c.*]{0,3}|high|open".prop_map(|text| Some(Value::Text(text))),
        prop::collection::vec("[a-c]{0,2}|high|open", 0..4)
            .prop_map(|texts| Some(Value::Texts(texts))),
        (-2i64..30, -2i64..30).prop_map(|(from, to)| Some(Value::Range { from, to })),
    ]
}

fn any_test() -> impl Strategy<Value = Condition> {
    (field(), 0..Operator::ALL.len(), value(), any::<bool>()).prop_map(
        |(field, operator, value, exact)| {
            Condition::Test(super::Test { field, operator: Operator::ALL[operator], value, exact })
        },
    )
}

/// A test without mistakes, of a fact that is there, empty or absent.
fn right_test() -> impl Strategy<Value = Condition> {
    use Operator::*;
    let of_texts = [Contains, ContainsNone, StartsWith, HasWord, Equals, IsNot, Matches];
    prop_oneof![
        4 => (0..of_texts.len(), "[a-cA-C]{1,2}", any::<bool>()).prop_map(move |(n, word, exact)| {
            let (field, operator) = (Field::MessageText, of_texts[n]);
            Condition::Test(super::Test { field, operator, value: text(&word), exact })
        }),
        1 => (0usize..3, -1i64..4).prop_map(|(n, count)| {
            test(Field::UnansweredCount, [Less, More, Equals][n], number(count))
        }),
        1 => "[a-c]".prop_map(|tag| test(Field::Tags, Contains, text(&tag))),
        1 => (0usize..2).prop_map(|n| test(Field::Owner, [IsSet, IsNotSet][n], None)),
        1 => Just(test(Field::PreviousValue, IsNot, text("open"))),
    ]
}

/// Groups in groups of `tests`; an empty one is a mistake.
fn groups(
    tests: impl Strategy<Value = Condition> + 'static,
    fewest: usize,
) -> impl Strategy<Value = Condition> {
    let leaf = prop_oneof![9 => tests, 1 => Just(Condition::Always)];
    leaf.prop_recursive(3, 12, 3, move |inner| {
        let group = prop::collection::vec(inner, fewest..4);
        (0..3, group).prop_map(|(kind, group)| match kind {
            0 => Condition::All(group),
            1 => Condition::Any(group),
            _ => Condition::None(group),
        })
    })
}

fn right_condition() -> impl Strategy<Value = Condition> {
    groups(right_test(), 1)
}

fn audience() -> impl Strategy<Value = Audience> {
    prop_oneof![
        prop::collection::vec("[a-z]{0,3}", 0..3).prop_map(|people| Audience::People {
            people: people.iter().map(|person| person.as_str().into()).collect()
        }),
        Just(Audience::Owner),
        Just(Audience::Supervisors),
        Just(Audience::Team { team: None }),
        "[a-z]{0,3}".prop_map(|team| Audience::Team { team: Some(team.as_str().into()) }),
    ]
}

fn action() -> impl Strategy<Value = Action> {
    let word = || any::<String>();
    let strategies = [
        super::Strategy::RoundRobin,
        super::Strategy::LeastLoaded,
        super::Strategy::Sticky,
        super::Strategy::Queue,
    ];
    prop_oneof![
        word().prop_map(|team| Action::AssignTeam { team: team.as_str().into() }),
        word().prop_map(|person| Action::AssignPerson { person: person.as_str().into() }),
        (0usize..4).prop_map(move |n| Action::AssignBy { strategy: strategies[n] }),
        Just(Action::Unassign),
        (0usize..4).prop_map(|n| Action::SetPriority { priority: Priority::ALL[n] }),
        (0usize..4).prop_map(|n| Action::SetStatus { status: Status::ALL[n] }),
        word().prop_map(|tag| Action::AddTag { tag }),
        (word(), prop::option::of(word()))
            .prop_map(|(field, value)| Action::SetField { field, value }),
        word().prop_map(|policy| Action::SetPolicy { policy: policy.as_str().into() }),
        word().prop_map(|text| Action::SendText { text }),
        (word(), word(), prop::collection::vec(word(), 0..3)).prop_map(
            |(name, language, parameters)| Action::SendTemplate { name, language, parameters }
        ),
        Just(Action::AskRating { text: None }),
        audience().prop_map(|to| Action::Escalate { to }),
        (audience(), word()).prop_map(|(who, text)| Action::Notify { who, text }),
        any::<u32>().prop_map(|working_minutes| Action::Snooze { working_minutes }),
        word().prop_map(|url| Action::CallWebhook { url }),
        Just(Action::Stop),
    ]
}

fn trigger() -> impl Strategy<Value = Trigger> {
    prop_oneof![
        4 => Just(Trigger::MessageIn),
        1 => Just(Trigger::OpenedByUs),
        1 => prop::option::of(any::<String>()).prop_map(|tag| Trigger::TagAdded { tag }),
        1 => prop::option::of(any::<u8>()).prop_map(|percent| Trigger::SlaWarning { percent }),
        1 => any::<u32>().prop_map(|minutes| Trigger::WindowClosing { minutes }),
        1 => any::<u32>().prop_map(|working_minutes| Trigger::CustomerSilent { working_minutes }),
        1 => any::<u32>().prop_map(|minute| Trigger::TimeOfDay { minute }),
    ]
}

fn any_rule() -> impl Strategy<Value = Rule> {
    (
        any::<String>(),
        any::<u32>(),
        prop::collection::vec(trigger(), 0..4),
        groups(any_test(), 0),
        (prop::collection::vec(action(), 0..4), prop::collection::vec(action(), 0..2)),
        (any::<bool>(), any::<bool>()),
    )
        .prop_map(|(name, version, when, condition, (then, otherwise), (on, stop))| Rule {
            id: name.as_str().into(),
            name,
            version,
            on,
            when,
            condition,
            then,
            otherwise,
            stop,
        })
}

/// Rules without mistakes, each with an id of its own.
fn right_rules() -> impl Strategy<Value = Vec<Compiled>> {
    let parts = (right_condition(), any::<bool>(), any::<bool>(), any::<bool>());
    prop::collection::vec(parts, 0..6).prop_map(|parts| {
        let rule =
            |(place, (condition, on, stop, rates)): (usize, (Condition, bool, bool, bool))| {
                let mut rule = Rule { on, stop, ..rule(&place.to_string(), condition) };
                rule.otherwise.extend(rates.then_some(Action::AskRating { text: None }));
                rule
            };
        compiled(&parts.into_iter().enumerate().map(rule).collect::<Vec<_>>())
    })
}

fn holds(condition: Condition, facts: &Facts<'_>) -> bool {
    let rule = Compiled::new(&rule("r", condition)).expect("a rule without mistakes");
    rule.condition.holds(&facts::Reader::of(facts))
}

proptest! {
    #[test]
    fn any_rule_is_written_and_read_back_the_same(rule in any_rule()) {
        let json = serde_json::to_string(&rule).expect("written");
        prop_assert_eq!(serde_json::from_str::<Rule>(&json).expect("read"), rule);
    }

    #[test]
    fn any_rule_is_made_ready_or_refused_with_places(rule in any_rule()) {
        if let Err(problems) = Compiled::new(&rule) {
            prop_assert!(!problems.is_empty());
            let parts = ["name", "when", "condition", "then", "otherwise"];
            for Problem { place, .. } in problems {
                prop_assert!(parts.iter().any(|part| place.starts_with(part)), "{}", place);
            }
        }
    }

    #[test]
    fn any_rules_on_any_text_end_and_end_the_same(
        rules in right_rules(),
        text in "[a-cA-Cà ]{0,6}",
        first in any::<bool>(),
    ) {
        let mode = if first { Mode::First } else { Mode::All };
        let facts = Facts { tags: vec!["a", "b"], ..message(&text) };
        let happening = Trigger::MessageIn;
        let outcome = |guard: &mut Guard| evaluate(&rules, mode, &happening, &facts, guard);
        let once = outcome(&mut Guard::with(MostMessages::default()));
        let mut guard = Guard::with(MostMessages::default());
        prop_assert_eq!(&outcome(&mut guard), &once);
        // Each rule leaves one line, and in the same cascade nothing happens twice.
        prop_assert_eq!(once.trace.lines.len(), rules.len());
        prop_assert!(outcome(&mut guard).effects.is_empty());
        if first {
            let ran = |line: &&Line| matches!(line.verdict, Verdict::Ran { .. });
            prop_assert!(once.trace.lines.iter().filter(ran).count() <= 1);
        }
    }

    #[test]
    fn effects_keep_the_order_of_rules_and_come_from_rules_that_ran(
        rules in right_rules(),
        text in "[a-cA-Cà ]{0,6}",
    ) {
        let facts = message(&text);
        let mut guard = Guard::with(MostMessages::default());
        let outcome = evaluate(&rules, Mode::All, &Trigger::MessageIn, &facts, &mut guard);
        let ran: Vec<_> = (outcome.trace.lines.iter())
            .filter(|line| !matches!(line.verdict, Verdict::Skipped { .. }))
            .filter(|line| line.withheld.is_empty())
            .map(|line| &line.rule)
            .collect();
        prop_assert_eq!(outcome.effects.iter().map(|effect| &effect.by).collect::<Vec<_>>(), ran);
    }

    #[test]
    fn groups_are_each_others_opposites(
        group in prop::collection::vec(right_condition(), 1..5),
        text in "[a-cA-Cà ]{0,6}",
    ) {
        let facts = message(&text);
        let any = holds(Condition::Any(group.clone()), &facts);
        prop_assert_eq!(holds(Condition::None(group.clone()), &facts), !any);
        let denied = group.iter().map(|one| Condition::None(vec![one.clone()])).collect();
        let all = holds(Condition::All(group), &facts);
        prop_assert_eq!(holds(Condition::Any(denied), &facts), !all);
    }

    #[test]
    fn what_a_trace_shows_is_what_was_seen(
        condition in right_condition(),
        text in "[a-cA-Cà ]{0,6}",
    ) {
        let rule = Compiled::new(&rule("r", condition)).expect("a rule without mistakes");
        let facts = message(&text);
        let all = rule.every_test(&facts);
        let reader = facts::Reader::of(&facts);
        for shown in rule.condition.explain(&reader, rule.condition.holds(&reader)) {
            prop_assert!(all.contains(&shown), "{:?}", shown);
        }
    }

    #[test]
    fn no_text_makes_a_check_of_texts_panic(text in any::<String>(), word in any::<String>()) {
        use Operator::*;
        for operator in [Contains, ContainsNone, StartsWith, HasWord, Equals, IsNot, Matches] {
            let condition = test(Field::MessageText, operator, super::text(&word));
            if let Ok(rule) = Compiled::new(&rule("r", condition)) {
                rule.every_test(&message(&text));
            }
        }
    }
}
