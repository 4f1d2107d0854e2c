//! When the resolution clocks stand still, and what the ledger tells about it.

use super::ClockKind::{FirstResolution, FirstResponse, NextResponse};
use super::Shown::{Paused, Running};
use super::*;

fn hold(cases: Vec<(&'static str, Story, i64, Shown)>) {
    for (case, story, now, expected) in cases {
        let found = stands(&story, &policy([0, 0, 240, 0]), FirstResolution, now);
        assert_eq!(found, expected, "{case}");
    }
}

/// The ledger as (from, until, cause, by, flagged).
fn ledger(story: &Story) -> Vec<(i64, Option<i64>, Cause, String, bool)> {
    let record = story.record();
    let lines = record.pauses().iter().map(|pause| {
        let by = match &pause.by {
            Author::Person { id } => id.to_string(),
            other => format!("{other:?}"),
        };
        (minute(pause.from), pause.until.map(minute), pause.cause, by, pause.customer_wrote)
    });
    lines.collect()
}

#[test]
fn waiting_for_the_customer_pauses_the_resolution_clocks() {
    // SLA-6
    let answered = || Story::opened().answers(30);
    let early = || Story::begun().asks_late(-20, 0).answers_late(-10, 1);
    hold(vec![
        ("open", Story::opened(), 30, Running(240, 30)),
        ("waiting", answered(), 90, Paused(30, 30)),
        ("a second answer", answered().answers(60), 90, Paused(30, 30)),
        ("the customer writes", answered().asks(100), 110, Running(310, 40)),
        ("a reaction is no message", answered().customer_reacts(50), 90, Paused(30, 30)),
        ("twice", answered().asks(100).answers(110).asks(200), 210, Running(400, 50)),
        (
            "an automatic message",
            Story::opened().says(Author::Clock, hello(), 30),
            90,
            Running(240, 90),
        ),
        ("a program's answer", Story::opened().says(key(), hello(), 30), 90, Paused(30, 30)),
        ("a mere reaction", Story::opened().says(person("pol"), emoji(), 30), 90, Running(240, 90)),
        ("asked and answered at once", answered().asks(60).answers(60), 90, Paused(30, 60)),
        ("answered elsewhere", Story::opened().answers_late(20, 50), 90, Paused(20, 20)),
        ("answered elsewhere before", answered().asks(60).answers_late(50, 70), 90, Paused(30, 60)),
        ("answered before the ticket was opened", early(), 90, Paused(0, 0)),
        ("and asked again before it", early().asks_late(-5, 2), 90, Running(240, 90)),
        ("a failed answer", answered().fails(30, 50), 90, Running(260, 70)),
        ("another stands", answered().answers(40).fails(40, 50), 90, Paused(30, 30)),
    ]);
}

fn hello() -> Content {
    Content::Text { body: "hola!".into() }
}

fn emoji() -> Content {
    Content::Reaction { to: "m".into(), emoji: Some("👍".into()) }
}

fn key() -> Author {
    Author::Key { name: "crm".into() }
}

#[test]
fn a_policy_may_count_the_time_in_which_we_wait_for_the_customer() {
    // SLA-6
    let policy = Policy { pauses: false, ..policy([0, 0, 240, 0]) };
    let found = stands(&Story::opened().answers(30), &policy, FirstResolution, 90);
    assert_eq!(found, Running(240, 90));
}

#[test]
fn reply_clocks_never_pause() {
    // SLA-6
    let policy = policy([60, 30, 0, 0]);
    let snoozed = Story::opened().snoozes(10);
    let found = stands(&snoozed, &policy, FirstResponse, 20);
    assert_eq!(found, Running(60, 20));
    let snoozed = Story::opened().answers(5).asks(20).snoozes(25);
    let found = stands(&snoozed, &policy, NextResponse, 30);
    assert_eq!(found, Running(50, 10));
    let by_a_program = Story::opened().says(key(), hello(), 10);
    let found = stands(&by_a_program, &policy, FirstResponse, 20);
    assert_eq!(found, Running(60, 20));
}

#[test]
fn a_snooze_pauses_nothing_unless_the_ticket_waited_for_the_customer() {
    // SLA-7
    let waiting = || Story::opened().answers(30);
    hold(vec![
        ("open, snoozed", Story::opened().snoozes(30), 90, Running(240, 90)),
        ("and woken", Story::opened().snoozes(30).wakes(90), 100, Running(240, 100)),
        ("waiting, snoozed", waiting().snoozes(60), 90, Paused(30, 30)),
        ("and woken", waiting().snoozes(60).wakes(120), 130, Paused(30, 30)),
        ("and written to", waiting().snoozes(60).asks(90), 100, Running(300, 40)),
        ("snoozed, then answered", Story::opened().snoozes(30).answers(40), 90, Paused(40, 40)),
        ("failed, then snoozed", waiting().fails(30, 50).snoozes(60), 90, Running(260, 70)),
        (
            "failed while snoozed",
            waiting().snoozes(40).fails(30, 50).wakes(60),
            90,
            Running(260, 70),
        ),
    ]);
}

#[test]
fn a_customer_who_writes_during_a_pause_ends_it_at_metas_time() {
    // SLA-8
    let waiting = || Story::opened().answers(30);
    hold(vec![
        ("taken in late", waiting().asks_late(60, 90), 90, Running(270, 60)),
        ("snoozed in between", waiting().snoozes(70).asks_late(60, 90), 90, Running(270, 60)),
        ("written before the pause", waiting().asks_late(20, 90), 90, Running(240, 90)),
        ("an older one even later", waiting().asks(60).asks_late(50, 90), 90, Running(260, 70)),
    ]);
}

#[test]
fn the_ledger_tells_who_paused_why_and_whether_the_customer_wrote_meanwhile() {
    // SLA-15
    let story = Story::opened().answers(30).answers(35).snoozes(40).wakes(100).asks_late(120, 125);
    let story = story.answers(130).asks_late(128, 140).resolves(150).reopens(170);
    let pol = || "pol".to_owned();
    let expected = vec![
        (30, Some(40), Cause::Answered, pol(), false),
        (40, Some(100), Cause::Snoozed, "laia".to_owned(), false),
        (100, Some(120), Cause::Woken, "Clock".to_owned(), true),
        (130, Some(130), Cause::Answered, pol(), true),
        (150, Some(170), Cause::Resolved, pol(), false),
    ];
    assert_eq!(ledger(&story), expected);
}
