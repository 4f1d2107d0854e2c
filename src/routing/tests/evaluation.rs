//! Which rules run, in which order, and what the trace says of each.

use super::*;

fn reasons(outcome: &Outcome) -> Vec<(&str, &Verdict)> {
    outcome.trace.lines.iter().map(|line| (line.rule.id.0.as_str(), &line.verdict)).collect()
}

fn skipped(reason: Reason) -> Verdict {
    Verdict::Skipped { reason }
}

#[test]
fn all_rules_that_hold_run_in_order_and_first_runs_only_one() {
    // RULE-5.
    let rules = [rule("a", says("x")), rule("b", says("y")), rule("c", says("y"))];
    assert_eq!(tags(&run(&rules, Mode::All, &message("x y"))), ["a", "b", "c"]);
    assert_eq!(tags(&run(&rules, Mode::All, &message("y"))), ["b", "c"]);
    assert_eq!(tags(&run(&rules, Mode::First, &message("x y"))), ["a"]);
    let outcome = run(&rules, Mode::First, &message("y"));
    assert_eq!(tags(&outcome), ["b"]);
    let stopped = skipped(Reason::StoppedBy { rule: "b".into() });
    assert_eq!(reasons(&outcome)[2], ("c", &stopped));
}

#[test]
fn a_rule_that_stops_ends_the_list_only_when_it_held() {
    let stops = Rule { stop: true, ..rule("a", says("x")) };
    let last = Rule {
        then: vec![Action::AddTag { tag: "b".into() }, Action::Stop],
        ..rule("b", says("y"))
    };
    let rules = [stops, last, rule("c", Condition::Always)];
    assert_eq!(tags(&run(&rules, Mode::All, &message("x y"))), ["a"]);
    assert_eq!(tags(&run(&rules, Mode::All, &message("y"))), ["b"]);
    assert_eq!(tags(&run(&rules, Mode::All, &message("z"))), ["c"]);
}

#[test]
fn a_rule_may_do_something_else_when_its_condition_fails() {
    let either = Rule {
        otherwise: vec![Action::AddTag { tag: "not a".into() }],
        stop: true,
        ..rule("a", says("x"))
    };
    let rules = [either, rule("b", Condition::Always)];
    let outcome = run(&rules, Mode::First, &message("y"));
    // The other branch is no match: the list goes on.
    assert_eq!(tags(&outcome), ["not a", "b"]);
    let Verdict::Otherwise { tests } = &outcome.trace.lines[0].verdict else { panic!("otherwise") };
    assert_eq!((tests[0].actual.clone(), tests[0].held), (Actual::Text("y".into()), false));
}

#[test]
fn a_stop_in_the_other_branch_ends_the_list() {
    let otherwise = vec![Action::Stop];
    let rules = [Rule { otherwise, ..rule("a", says("x")) }, rule("b", Condition::Always)];
    assert!(run(&rules, Mode::All, &message("y")).effects.is_empty());
    assert_eq!(tags(&run(&rules, Mode::All, &message("x"))), ["a", "b"]);
}

#[test]
fn a_trace_says_of_each_rule_why_it_ran_or_did_not() {
    // RULE-7.
    let off = Rule { on: false, ..rule("off", Condition::Always) };
    let elsewhere = Rule { when: vec![Trigger::Resolved], ..rule("elsewhere", Condition::Always) };
    let rules = [off, elsewhere, rule("fails", says("x")), rule("runs", says("y"))];
    let outcome = run(&rules, Mode::All, &message("y"));
    let tested = |word: &str, held| {
        let (field, operator) = (Field::MessageText, Operator::Contains);
        let asked = Asked { place: "condition".into(), field, operator, expected: text(word) };
        Tested { asked: asked.into(), actual: Actual::Text("y".into()), held }
    };
    let expected = [
        ("off", skipped(Reason::SwitchedOff)),
        ("fails", skipped(Reason::ConditionFalse { tests: vec![tested("x", false)] })),
        ("runs", Verdict::Ran { tests: vec![tested("y", true)] }),
    ];
    let expected: Vec<_> = expected.iter().map(|(id, verdict)| (*id, verdict)).collect();
    assert_eq!(reasons(&outcome), expected);
    let ran = &outcome.trace.lines[2].rule;
    assert_eq!((ran.name.as_str(), ran.version), ("Rule runs", 3));
    assert_eq!(outcome.effects[0].by, *ran);
}

#[test]
fn rules_hear_warnings_breaches_and_closing_windows() {
    // RULE-3: no message is there, and a rule without a test of it runs.
    let happenings = [
        Trigger::SlaWarning { percent: Some(80) },
        Trigger::SlaBreached,
        Trigger::WindowClosing { minutes: 120 },
        Trigger::CustomerSilent { working_minutes: 60 },
        Trigger::AgentAvailable,
        Trigger::TimeOfDay { minute: 540 },
    ];
    for happening in happenings {
        let when = vec![happening.clone()];
        let rules = compiled(&[Rule { when, ..rule("a", Condition::Always) }]);
        let mut guard = Guard::with(MostMessages::default());
        let outcome = evaluate(&rules, Mode::All, &happening, &Facts::default(), &mut guard);
        assert_eq!(tags(&outcome), ["a"], "{happening:?}");
        let outcome =
            evaluate(&rules, Mode::All, &Trigger::Resolved, &Facts::default(), &mut guard);
        assert_eq!(outcome, Outcome::default(), "{happening:?}");
    }
}

#[test]
fn no_rule_sees_what_an_earlier_one_wants() {
    // RULE-1: nothing is performed while rules are evaluated.
    let tagged = test(Field::Tags, Operator::Contains, text("a"));
    let rules = [rule("a", Condition::Always), rule("b", tagged)];
    assert_eq!(tags(&run(&rules, Mode::All, &message("x"))), ["a"]);
}
