//! RULE-6: rules don't run in circles, customers aren't pestered, and the trace says so.

use super::*;
use crate::ids::TicketNumber;

fn sends(id: &str, count: usize) -> Rule {
    let then = (0..count).map(|n| Action::SendText { text: format!("{id} {n}") }).collect();
    Rule { then, ..rule(id, Condition::Always) }
}

fn evaluate_on(rules: &[Compiled], mode: Mode, facts: &Facts<'_>, guard: &mut Guard) -> Outcome {
    evaluate(rules, mode, &Trigger::MessageIn, facts, guard)
}

#[test]
fn a_rule_runs_once_on_a_ticket_in_a_cascade() {
    let rules = compiled(&[rule("a", Condition::Always), rule("b", says("again"))]);
    let mut guard = Guard::with(MostMessages::default());
    assert_eq!(tags(&evaluate_on(&rules, Mode::All, &message("x"), &mut guard)), ["a"]);
    guard.deeper();
    let again = evaluate_on(&rules, Mode::All, &message("again"), &mut guard);
    assert_eq!(tags(&again), ["b"]);
    assert_eq!(again.trace.lines[0].verdict, Verdict::Skipped { reason: Reason::RanBefore });
    let other = Facts { ticket: TicketNumber(8), ..message("x") };
    assert_eq!(tags(&evaluate_on(&rules, Mode::All, &other, &mut guard)), ["a"]);
    assert_eq!(
        tags(&evaluate_on(
            &rules,
            Mode::All,
            &message("x"),
            &mut Guard::with(MostMessages::default())
        )),
        ["a"]
    );
}

#[test]
fn a_rule_that_was_held_back_still_ends_the_list() {
    let rules = compiled(&[rule("a", Condition::Always), rule("b", Condition::Always)]);
    let mut guard = Guard::with(MostMessages::default());
    assert_eq!(tags(&evaluate_on(&rules, Mode::First, &message("x"), &mut guard)), ["a"]);
    let again = evaluate_on(&rules, Mode::First, &message("x"), &mut guard);
    assert!(again.effects.is_empty(), "b does not run in place of a");
    let stopped = Reason::StoppedBy { rule: "a".into() };
    assert_eq!(again.trace.lines[1].verdict, Verdict::Skipped { reason: stopped });
}

#[test]
fn rules_start_rules_only_so_many_times_over() {
    let mut guard = Guard::with(MostMessages::default());
    for depth in 0..=5 {
        let rules = compiled(&[rule(&depth.to_string(), Condition::Always)]);
        let outcome = evaluate_on(&rules, Mode::All, &message("x"), &mut guard);
        assert_eq!(outcome.effects.len(), 1, "{depth}");
        guard.deeper();
    }
    let rules = compiled(&[rule("6", Condition::Always)]);
    let outcome = evaluate_on(&rules, Mode::All, &message("x"), &mut guard);
    assert!(outcome.effects.is_empty());
    let too_deep = Verdict::Skipped { reason: Reason::TooDeep { deepest: 5 } };
    assert_eq!(outcome.trace.lines[0].verdict, too_deep);
}

#[test]
fn messages_beyond_the_limit_are_withheld_and_the_rest_is_done() {
    let mut wants = sends("a", 3);
    wants.then.push(Action::AskRating { text: None });
    wants.then.push(Action::AddTag { tag: "asked".into() });
    let rules = compiled(&[wants]);
    let facts = Facts { automatic_messages: 3, ..message("x") };
    let outcome = evaluate_on(&rules, Mode::All, &facts, &mut Guard::with(MostMessages::default()));
    assert_eq!(outcome.effects.len(), 3);
    assert_eq!(tags(&outcome), ["asked"]);
    let withheld =
        ["then[2]", "then[3]"].map(|place| Withheld { place: place.into(), most_messages: 5 });
    assert_eq!(outcome.trace.lines[0].withheld, withheld);
    assert!(matches!(outcome.trace.lines[0].verdict, Verdict::Ran { .. }));
}

#[test]
fn the_limit_holds_over_a_whole_cascade_and_for_each_ticket() {
    let rules = compiled(&[sends("a", 2), sends("b", 2)]);
    let mut guard = Guard::with(MostMessages::try_from(3).expect("three are few"));
    assert_eq!(evaluate_on(&rules, Mode::All, &message("x"), &mut guard).effects.len(), 3);
    guard.deeper();
    let more = compiled(&[sends("c", 1)]);
    assert!(evaluate_on(&more, Mode::All, &message("x"), &mut guard).effects.is_empty());
    let other = Facts { ticket: TicketNumber(8), ..message("x") };
    assert_eq!(evaluate_on(&more, Mode::All, &other, &mut guard).effects.len(), 1);
}
