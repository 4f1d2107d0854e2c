//! The two reply clocks.

use super::ClockKind::{FirstResponse, NextResponse};
use super::Shown::{Absent, Late, Met, MetLate, Running};
use super::*;

type Case = (&'static str, Story, i64, Shown);

fn hold(clock: ClockKind, cases: Vec<Case>) {
    let policy = policy([60, 30, 0, 0]);
    for (case, story, now, expected) in cases {
        assert_eq!(stands(&story, &policy, clock, now), expected, "{case}");
    }
}

fn text() -> Content {
    Content::Text { body: "hola!".into() }
}

fn emoji() -> Content {
    Content::Reaction { to: "m".into(), emoji: Some("👍".into()) }
}

#[test]
fn the_first_response_runs_from_creation_to_the_first_human_answer() {
    // SLA-3
    let open = Story::opened;
    hold(
        FirstResponse,
        vec![
            ("nobody answers", open(), 20, Running(60, 20)),
            ("it is due", open(), 60, Late(60, 0)),
            ("nobody answers for long", open(), 90, Late(60, 30)),
            ("an answer", open().answers(10), 20, Met(10, 10)),
            ("an answer just in time", open().answers(59), 90, Met(59, 59)),
            ("an answer as it is due", open().answers(60), 90, MetLate(60, 60, 0)),
            ("a late answer", open().answers(75), 90, MetLate(60, 75, 15)),
            ("only the first counts", open().answers(10).asks(20), 90, Met(10, 10)),
            ("the customer writes again", open().asks(30), 40, Running(60, 40)),
            ("taken in late", Story::begun().asks_late(-30, 0), 20, Running(60, 20)),
        ],
    );
}

#[test]
fn nothing_is_owed_before_something_is_asked() {
    let reaction = || Story::begun().customer_reacts(0);
    let unsaid = || Story::opened().resolves(10);
    hold(
        FirstResponse,
        vec![
            ("a reaction opens a ticket", reaction(), 90, Absent),
            ("a question follows it", reaction().asks(100), 110, Running(160, 10)),
            ("resolved without a word", unsaid(), 90, Absent),
            ("resolved late without a word", Story::opened().resolves(70), 90, MetLate(60, 70, 10)),
            ("asked again", unsaid().reopens(100).asks(100), 110, Running(160, 10)),
            (
                "a reaction after a question",
                Story::begun().asks_late(-30, 0).customer_reacts(5),
                20,
                Running(60, 20),
            ),
            (
                "late, then a word",
                Story::opened().resolves(70).reopens(100).answers(100),
                110,
                MetLate(60, 70, 10),
            ),
            ("begun by the team", Story::begun().answers(1).customer_reacts(5), 20, Met(1, 1)),
            ("a word after all", unsaid().reopens(100).answers(100), 110, Absent),
        ],
    );
}

#[test]
fn the_next_response_runs_from_the_oldest_unanswered_message() {
    // SLA-4
    let met = || Story::opened().answers(10).gets(10, Progress::Delivered, 11);
    hold(
        NextResponse,
        vec![
            ("before the first answer", Story::opened().asks(20), 30, Absent),
            ("nothing to answer", met(), 30, Absent),
            ("a question", met().asks(20), 30, Running(50, 10)),
            ("more of them", met().asks(20).asks(25).asks(29), 30, Running(50, 10)),
            ("an older one comes late", met().asks(20).asks_late(15, 25), 30, Running(45, 15)),
            ("answered", met().asks(20).answers(40), 90, Met(40, 20)),
            ("answered late", met().asks(20).answers(70), 90, MetLate(50, 70, 20)),
            ("unanswered", met().asks(20), 60, Late(50, 10)),
            ("the next but one", met().asks(20).answers(40).asks(60), 70, Running(90, 10)),
            ("resolved without an answer", met().asks(20).resolves(30), 90, Absent),
            ("a reaction asks nothing", met().customer_reacts(20), 30, Absent),
        ],
    );
}

#[test]
fn only_a_persons_words_answer() {
    // SLA-11
    let others =
        [Author::Key { name: "crm".into() }, Author::Clock, Author::Customer].map(|author| {
            let story = Story::opened().says(author.clone(), text(), 10);
            ("not a person", story, 20, Running(60, 20))
        });
    hold(FirstResponse, others.into());
    hold(
        FirstResponse,
        vec![(
            "a person after a program",
            Story::opened().says(Author::Clock, text(), 10).says(person("pol"), text(), 30),
            40,
            Met(30, 30),
        )],
    );
}

#[test]
fn whether_a_reaction_answers_is_a_setting() {
    // SLA-12
    let story = Story::opened().says(person("pol"), emoji(), 10).answers(40).asks(50);
    let reacts_again = story.clone().says(person("pol"), emoji(), 60);
    let strict = policy([60, 30, 0, 0]);
    assert!(!strict.reaction_answers);
    let lenient = Policy { reaction_answers: true, ..strict.clone() };
    let table = [
        (&strict, &story, FirstResponse, Met(40, 40)),
        (&lenient, &story, FirstResponse, Met(10, 10)),
        (&strict, &reacts_again, NextResponse, Running(80, 20)),
        (&lenient, &reacts_again, NextResponse, Met(60, 10)),
    ];
    for (policy, story, clock, expected) in table {
        let arrived = story.clone().gets(10, Progress::Delivered, 61);
        let arrived = arrived.gets(40, Progress::Read, 61).gets(60, Progress::Delivered, 61);
        assert_eq!(stands(story, policy, clock, 70), expected, "under way");
        assert_eq!(stands(&arrived, policy, clock, 70), expected, "arrived");
    }
}

#[test]
fn an_answer_that_failed_was_never_given() {
    let open = || Story::opened().answers(10);
    hold(
        FirstResponse,
        vec![
            ("it failed", open().fails(10, 15), 20, Running(60, 20)),
            ("it failed after its time", open().fails(10, 80), 90, Late(60, 30)),
            ("another stands", open().answers(12).fails(10, 15), 20, Met(12, 12)),
            ("the other failed", open().answers(12).fails(12, 15), 20, Met(10, 10)),
            (
                "what arrived stands",
                open().answers(12).gets(12, Progress::Read, 13).fails(12, 14).fails(10, 15),
                20,
                Met(12, 12),
            ),
            ("both failed", open().answers(12).fails(10, 15).fails(12, 16), 20, Running(60, 20)),
            ("resolved, then it failed", open().resolves(12).fails(10, 15), 90, Absent),
            (
                "delivered, then failed",
                open().gets(10, Progress::Delivered, 11).fails(10, 15),
                20,
                Met(10, 10),
            ),
        ],
    );
    for progress in [Progress::Unconfirmed, Progress::Accepted, Progress::Sent, Progress::Read] {
        let story = open().gets(10, progress, 15);
        hold(FirstResponse, vec![("it goes on", story, 20, Met(10, 10))]);
    }
}

#[test]
fn a_next_response_that_failed_runs_on_from_its_old_start() {
    let story = || Story::opened().answers(5).asks(20).answers(25).asks(30);
    hold(
        NextResponse,
        vec![
            ("all stands", story(), 40, Running(60, 10)),
            ("the second failed", story().fails(25, 40), 40, Running(50, 20)),
            ("the first failed", story().fails(5, 40), 40, Running(60, 10)),
            ("both failed", story().fails(5, 40).fails(25, 40), 40, Absent),
            (
                "an older one came late",
                Story::opened().answers(5).asks(20).asks_late(15, 25),
                40,
                Running(45, 25),
            ),
            ("answered before it was asked", story().answers_late(29, 35), 40, Met(30, 0)),
            ("a third answer stands", story().answers(41).fails(25, 45), 45, Met(41, 21)),
        ],
    );
    let both = story().fails(5, 40).fails(25, 40);
    hold(FirstResponse, vec![("both failed", both, 40, Running(60, 40))]);
}
