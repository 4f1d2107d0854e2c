//! Warnings and breaches: each once, in order, at its time, also after a long pause of the process.

use super::ClockKind::{FirstResolution, FirstResponse, NextResponse, TotalResolution};
use super::Mark::{Breach, Warning};
use super::*;
use crate::calendar::Hours;

/// What fires at minute `now`, taken down in `record` at once: (clock, mark, minute of the start).
fn tick(
    record: &mut Record,
    policy: &Policy,
    hours: &dyn Hours,
    now: i64,
) -> Vec<(ClockKind, Mark, i64)> {
    let told = fired(record, policy, Priority::Normal, hours, at(now));
    let told = told.into_iter().map(|each| {
        record.note(&each);
        match each {
            Fired::Warned(each) => (each.clock, Warning(each.percent), minute(each.started)),
            Fired::Breached(each) => (each.clock, Breach, minute(each.started)),
        }
    });
    told.collect()
}

fn deadline(record: &Record, policy: &Policy) -> Option<(i64, ClockKind, Mark)> {
    let next = next_deadline(record, policy, Priority::Normal, &Always);
    next.map(|(at, clock, mark)| (minute(at), clock, mark))
}

#[test]
fn warnings_fire_at_parts_of_the_working_time_and_then_the_breach_each_once() {
    // SLA-13
    let mut record = Story::opened().record();
    let policy = policy([100, 0, 0, 0]);
    // Open from minute 60 to 120 and from 180 to 240.
    let marks = [
        (60, None),
        (109, None),
        (110, Some(Warning(50))),
        (111, None),
        (199, None),
        (200, Some(Warning(80))),
        (215, Some(Warning(95))),
        (219, None),
        (220, Some(Breach)),
        (900, None),
    ];
    for (now, expected) in marks {
        let fired = tick(&mut record, &policy, &hours::EverySecondHour, now);
        let expected: Vec<_> = expected.map(|mark| (FirstResponse, mark, 0)).into_iter().collect();
        assert_eq!(fired, expected, "minute {now}");
    }
}

#[test]
fn after_a_long_pause_of_the_process_everything_fires_once_and_in_order() {
    // SLA-13
    let mut record = Story::opened().record();
    let policy = policy([100, 0, 160, 0]);
    let fired = tick(&mut record, &policy, &Always, 150);
    assert_eq!(
        fired,
        [
            (FirstResponse, Warning(50), 0),
            (FirstResponse, Warning(80), 0),
            (FirstResolution, Warning(50), 0),
            (FirstResponse, Warning(95), 0),
            (FirstResponse, Breach, 0),
            (FirstResolution, Warning(80), 0),
        ]
    );
    assert_eq!(tick(&mut record, &policy, &Always, 151), []);
}

#[test]
fn the_next_deadline_is_the_very_instant_at_which_something_fires() {
    // SLA-17
    let policy = policy([60, 30, 100, 0]);
    let mut record = Story::opened().record();
    let mut seen = vec![];
    while let Some((due, clock, mark)) = next_deadline(&record, &policy, Priority::Normal, &Always)
    {
        let before = due - TimeDelta::milliseconds(1);
        assert_eq!(fired(&record, &policy, Priority::Normal, &Always, before), []);
        let told = tick(&mut record, &policy, &Always, minute(due));
        assert_eq!(told.first(), Some(&(clock, mark, 0)));
        seen.push((minute(due), clock, mark));
    }
    assert_eq!(
        seen,
        [
            (30, FirstResponse, Warning(50)),
            (48, FirstResponse, Warning(80)),
            (50, FirstResolution, Warning(50)),
            (57, FirstResponse, Warning(95)),
            (60, FirstResponse, Breach),
            (80, FirstResolution, Warning(80)),
            (95, FirstResolution, Warning(95)),
            (100, FirstResolution, Breach),
        ]
    );
}

#[test]
fn what_was_met_or_paused_meanwhile_is_not_warned_of() {
    let policy = policy([100, 0, 200, 0]);
    let mut record = Story::opened().answers(90).record();
    assert_eq!(tick(&mut record, &policy, &Always, 120), []);
    assert_eq!(deadline(&record, &policy), None);
    // When a clock goes on, half of its time is still to be told of.
    let policy = super::policy([0, 0, 200, 0]);
    let mut record = Story::opened().answers(110).record();
    assert_eq!(tick(&mut record, &policy, &Always, 120), []);
    let mut record = Story::opened().answers(110).asks(130).record();
    assert_eq!(deadline(&record, &policy), Some((100, FirstResolution, Warning(50))));
    assert_eq!(tick(&mut record, &policy, &Always, 130), [(FirstResolution, Warning(50), 0)]);
    assert_eq!(deadline(&record, &policy), Some((180, FirstResolution, Warning(80))));
}

#[test]
fn a_breach_that_nobody_saw_fires_even_after_the_answer() {
    let policy = policy([60, 30, 100, 100]);
    let late = Story::opened().answers(70).asks(80).answers(120);
    let mut record = late.record();
    assert_eq!(deadline(&record, &policy), Some((60, FirstResponse, Breach)));
    assert_eq!(
        tick(&mut record, &policy, &Always, 130),
        [
            (FirstResponse, Breach, 0),
            (NextResponse, Breach, 80),
            (FirstResolution, Breach, 0),
            (TotalResolution, Breach, 0),
        ]
    );
    assert_eq!(tick(&mut record, &policy, &Always, 900), []);
    let in_time = Story::opened().answers(59).asks(80).answers(109);
    assert_eq!(tick(&mut in_time.record(), &policy, &Always, 900), []);
    let settled = Story::opened().resolves(70);
    assert_eq!(tick(&mut settled.record(), &policy, &Always, 90), [(FirstResponse, Breach, 0)]);
}

#[test]
fn every_next_response_is_a_clock_of_its_own() {
    // SLA-13
    let policy = policy([0, 20, 0, 0]);
    let mut story = Story::opened().answers(1).gets(1, Progress::Delivered, 2);
    let mut record = story.record();
    for start in [100, 200, 300, 400, 500, 600] {
        let before = story.events.len();
        let answer = start + 19;
        story = story.asks(start).answers(answer).gets(answer, Progress::Delivered, answer);
        let [asked, rest @ ..] = &story.events[before..] else { panic!("three events") };
        record.apply(asked);
        let warned = [(NextResponse, Warning(50), start), (NextResponse, Warning(80), start)];
        assert_eq!(tick(&mut record, &policy, &Always, start + 16), warned);
        rest.iter().for_each(|event| record.apply(event));
        assert_eq!(tick(&mut record, &policy, &Always, start + 50), []);
    }
    let kept = serde_json::to_value(&record).expect("a record serialises");
    let kept = kept["log"]["warnings"].as_array().expect("warnings").len();
    assert!(kept <= 10, "warnings of long ago are forgotten: {kept}");
}

#[test]
fn late_answers_that_came_while_nobody_looked_are_all_told() {
    let policy = policy([0, 20, 0, 0]);
    let starts = [100, 200, 300, 400];
    let answered = Story::opened().answers(1).gets(1, Progress::Delivered, 2);
    let story = starts.into_iter().fold(answered, |story, start| {
        story.asks(start).answers(start + 30).gets(start + 30, Progress::Read, start + 31)
    });
    let told = tick(&mut story.record(), &policy, &Always, 900);
    assert_eq!(told, starts.map(|start| (NextResponse, Breach, start)));
}

#[test]
fn two_questions_of_the_same_second_are_told_of_once() {
    let policy = policy([0, 20, 0, 0]);
    let story = Story::opened().answers(1).gets(1, Progress::Delivered, 2);
    let story = story.asks(20).answers(70).gets(70, Progress::Read, 71).asks_late(20, 75);
    let told = tick(&mut story.record(), &policy, &Always, 80);
    let marks = [Warning(50), Warning(80), Warning(95), Breach];
    assert_eq!(told, marks.map(|mark| (NextResponse, mark, 20)));
}

#[test]
fn an_answer_taken_back_starts_no_clock_twice() {
    let policy = policy([60, 0, 0, 0]);
    let mut record = Story::opened().record();
    assert_eq!(tick(&mut record, &policy, &Always, 30), [(FirstResponse, Warning(50), 0)]);
    let story = Story::opened().answers(40).fails(40, 50);
    story.events[2..].iter().for_each(|event| record.apply(event));
    assert_eq!(tick(&mut record, &policy, &Always, 50), [(FirstResponse, Warning(80), 0)]);
}
