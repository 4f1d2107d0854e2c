//! What a change of priority, policy or calendar makes of the clocks, and what it must not unmake.

use super::ClockKind::{FirstResponse, NextResponse, TotalResolution};
use super::*;

/// One hour if it presses, four if not.
fn by_priority() -> Policy {
    let mut changing = policy([240, 30, 0, 0]);
    changing.targets.urgent = *policy([60, 15, 0, 0]).targets.of(Priority::Normal);
    changing
}

#[test]
fn a_change_of_priority_reckons_every_clock_again_from_the_same_start() {
    // SLA-9
    let record = Story::opened().record();
    let policy = by_priority();
    let due = |priority| {
        let clocks = clocks(&record, &policy, priority, &Always, at(30));
        let clock = clocks.first_response.expect("a target");
        (minute(clock.started), clock.state.due().map(minute))
    };
    assert_eq!(due(Priority::Normal), (0, Some(240)));
    assert_eq!(due(Priority::Urgent), (0, Some(60)));
}

#[test]
fn a_policy_that_comes_later_measures_from_creation() {
    // SLA-3, SLA-9
    let mut record = Story::opened().record();
    let late = policy([60, 0, 0, 0]);
    record.applied(&late.applied(Priority::Normal), at(100));
    let clocks = clocks(&record, &late, Priority::Normal, &Always, at(100));
    assert_eq!(shown(clocks.first_response.as_ref()), Shown::Late(60, 40));
}

#[test]
fn the_old_target_stays_in_the_log() {
    // SLA-9
    let policy = by_priority();
    let mut record = Story::opened().record();
    for (priority, minute) in [(Priority::Normal, 0), (Priority::Normal, 5), (Priority::Urgent, 9)]
    {
        record.applied(&policy.applied(priority), at(minute));
    }
    let log = record.terms().iter().map(|terms| {
        let target = terms.applied.targets.first_response.expect("a target");
        (minute(terms.since), target.minutes)
    });
    assert_eq!(log.collect::<Vec<_>>(), [(0, 240), (9, 60)]);
    assert!(record.is_under(&policy.applied(Priority::Urgent)));
    assert!(!record.is_under(&policy.applied(Priority::Normal)));
}

#[test]
fn a_breach_stays_with_the_policy_under_which_it_happened() {
    // SLA-10
    let strict = policy([60, 0, 0, 0]);
    let mild = Policy { id: "m".into(), name: "Mild".into(), version: 4, ..policy([480, 0, 0, 0]) };
    let without = Policy { id: "w".into(), ..policy([0, 0, 480, 0]) };
    let mut record = Story::opened().record();
    record.applied(&strict.applied(Priority::Normal), at(0));
    for each in fired(&record, &strict, Priority::Normal, &Always, at(70)) {
        record.note(&each);
    }
    record.applied(&mild.applied(Priority::Normal), at(80));
    for (policy, expected) in [
        (&mild, Shown::Running(480, 90)),
        (&without, Shown::Absent),
        (&strict, Shown::Late(60, 30)),
    ] {
        let clocks = clocks(&record, policy, Priority::Normal, &Always, at(90));
        assert_eq!(shown(clocks.first_response.as_ref()), expected);
        let breach = clocks.breached_under(FirstResponse).expect("never hidden");
        assert_eq!((&*breach.name, breach.version, minute(breach.at)), ("Everyone", 1, 60));
    }
    assert_eq!(fired(&record, &mild, Priority::Normal, &Always, at(500)), [], "told once");
}

#[test]
fn what_ended_before_a_policy_held_fires_nothing_and_yet_shows_how_it_did() {
    let strict = policy([60, 0, 0, 0]);
    let mut record = Story::opened().answers(90).record();
    record.applied(&policy([480, 0, 0, 0]).applied(Priority::Normal), at(0));
    record.applied(&strict.applied(Priority::Normal), at(100));
    let clocks = clocks(&record, &strict, Priority::Normal, &Always, at(110));
    let expected = Shown::MetLate(60, 90, 30);
    assert_eq!(shown(clocks.first_response.as_ref()), expected);
    assert_eq!(fired(&record, &strict, Priority::Normal, &Always, at(110)), []);
    assert_eq!(next_deadline(&record, &strict, Priority::Normal, &Always), None);
}

#[test]
fn a_correction_shows_the_old_and_the_new_deadline() {
    // SLA-16
    let record = Story::opened().answers(10).asks(70).record();
    let policy = policy([30, 60, 0, 240]);
    let stand = |hours: &dyn crate::calendar::Hours| {
        clocks(&record, &policy, Priority::Normal, hours, at(80))
    };
    let (old, new) = (stand(&Always), stand(&hours::EverySecondHour));
    let corrections = recomputed(&old, &new);
    let shown: Vec<_> = corrections
        .iter()
        .map(|each| (each.clock, each.old_due.map(minute), each.new_due.map(minute)))
        .collect();
    assert_eq!(
        shown,
        [(NextResponse, Some(130), Some(190)), (TotalResolution, Some(300), Some(550)),]
    );
    assert_eq!(recomputed(&old, &old), []);
}
