//! Groups in groups, and which of their tests a trace shows.

use super::*;

fn a() -> Condition {
    says("a")
}

fn b() -> Condition {
    says("b")
}

fn c() -> Condition {
    says("c")
}

#[test]
fn groups_hold_by_all_any_or_none() {
    use Condition::{All, Always, Any, None};
    let table = [
        ("all", All(vec![a(), b()]), "ab", true),
        ("not all", All(vec![a(), b()]), "a", false),
        ("any", Any(vec![a(), b()]), "b", true),
        ("not any", Any(vec![a(), b()]), "x", false),
        ("none", None(vec![a(), b()]), "x", true),
        ("not none", None(vec![a(), b()]), "b", false),
        ("any inside all", All(vec![a(), Any(vec![b(), c()])]), "ac", true),
        ("any inside all fails", All(vec![a(), Any(vec![b(), c()])]), "ax", false),
        ("none inside any", Any(vec![a(), None(vec![b(), c()])]), "x", true),
        ("none inside none", None(vec![None(vec![a()]), b()]), "a", true),
        ("all inside none", None(vec![All(vec![a(), b()])]), "a", true),
        ("always", Always, "x", true),
        ("always inside none", None(vec![Always]), "x", false),
    ];
    for (name, condition, text, held) in table {
        assert_eq!(ask(condition, &message(text)).0, held, "{name}");
    }
}

#[test]
fn a_trace_shows_the_tests_that_decided() {
    // RULE-7. The place of each test shown, with whether it held.
    use Condition::{All, Any, None};
    let table = [
        ("all held", All(vec![a(), b()]), "ab", vec![("all[0]", true), ("all[1]", true)]),
        ("the first that failed", All(vec![a(), b(), c()]), "a", vec![("all[1]", false)]),
        ("the first that held", Any(vec![a(), b(), c()]), "bc", vec![("any[1]", true)]),
        ("none of any", Any(vec![a(), b()]), "x", vec![("any[0]", false), ("any[1]", false)]),
        ("one of none", None(vec![a(), b()]), "b", vec![("none[1]", true)]),
        ("none of none", None(vec![a(), b()]), "x", vec![("none[0]", false), ("none[1]", false)]),
        (
            "deeper",
            All(vec![a(), Any(vec![b(), None(vec![c()])])]),
            "ac",
            vec![("all[1].any[0]", false), ("all[1].any[1].none[0]", true)],
        ),
    ];
    for (name, condition, text, shown) in table {
        let (_, tests) = ask(condition, &message(text));
        let seen: Vec<_> =
            tests.iter().map(|test| (test.asked.place.as_str(), test.held)).collect();
        let places: Vec<_> =
            shown.iter().map(|(place, held)| (format!("condition.{place}"), *held)).collect();
        let places: Vec<_> = places.iter().map(|(place, held)| (place.as_str(), *held)).collect();
        assert_eq!(seen, places, "{name}");
    }
}

#[test]
fn a_trace_is_bounded() {
    let long = "à".repeat(200);
    let many: Vec<String> = (0..30).map(|n| format!("tag {n}")).collect();
    let facts = Facts { tags: many.iter().map(String::as_str).collect(), ..message(&long) };
    let value = Some(Value::Texts(vec!["x".repeat(200); 30]));
    let tests = vec![test(Field::MessageText, Operator::Contains, value); 30];
    let (_, shown) = ask(Condition::Any(tests), &facts);
    assert_eq!(shown.len(), 10);
    let cut = format!("{}…", "à".repeat(79));
    assert_eq!(shown[0].actual, Actual::Text(cut));
    let Some(Value::Texts(expected)) = &shown[0].asked.expected else { panic!("texts") };
    assert_eq!((expected.len(), expected[0].chars().count()), (10, 80));
    let (_, shown) = ask(test(Field::Tags, Operator::IsNotSet, None), &facts);
    assert!(matches!(&shown[0].actual, Actual::Tags(tags) if tags.len() == 10));
}

#[test]
fn a_rule_tried_by_hand_shows_all_its_tests() {
    let condition = Condition::All(vec![a(), Condition::Any(vec![b(), c()])]);
    let rule = Compiled::new(&rule("r", condition)).expect("a rule");
    let tests = rule.every_test(&message("c"));
    assert_eq!(tests.iter().map(|test| test.held).collect::<Vec<_>>(), [false, false, true]);
    assert!(rule.asks(&Field::MessageText));
    assert!(!rule.asks(&Field::Language));
}
