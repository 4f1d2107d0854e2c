//! The two resolution clocks.

use super::ClockKind::{FirstResolution, TotalResolution};
use super::Shown::{Late, Met, MetLate, Paused, Running};
use super::*;

fn hold(clock: ClockKind, cases: Vec<(&'static str, Story, i64, Shown)>) {
    for (case, story, now, expected) in cases {
        assert_eq!(stands(&story, &policy([0, 0, 240, 240]), clock, now), expected, "{case}");
    }
}

#[test]
fn the_first_resolution_is_final() {
    // SLA-5
    let resolved = || Story::opened().resolves(100);
    hold(
        FirstResolution,
        vec![
            ("open", Story::opened(), 100, Running(240, 100)),
            ("resolved", resolved(), 300, Met(100, 100)),
            ("reopened", resolved().reopens(200), 900, Met(100, 100)),
            ("resolved again", resolved().reopens(200).resolves(400), 900, Met(100, 100)),
            ("resolved late", Story::opened().resolves(250), 300, MetLate(240, 250, 10)),
            ("resolved as it is due", Story::opened().resolves(240), 300, MetLate(240, 240, 0)),
            (
                "resolved during a pause",
                Story::opened().answers(50).resolves(900),
                950,
                Met(900, 50),
            ),
        ],
    );
}

#[test]
fn the_total_resolution_resumes_when_the_ticket_is_reopened() {
    // SLA-5
    let resolved = || Story::opened().resolves(100);
    hold(
        TotalResolution,
        vec![
            ("resolved", resolved(), 300, Met(100, 100)),
            ("reopened", resolved().reopens(300), 310, Running(440, 110)),
            ("resolved again", resolved().reopens(300).resolves(400), 900, Met(400, 200)),
            ("late again", resolved().reopens(300).resolves(450), 900, MetLate(440, 450, 10)),
            ("still open", resolved().reopens(300), 460, Late(440, 20)),
            (
                "waiting after a resolution",
                resolved().reopens(300).answers(310),
                400,
                Paused(110, 310),
            ),
            ("reopened by an answer", resolved().reopens(300).answers(300), 400, Paused(100, 300)),
            ("late, then resolved", Story::opened().resolves(250), 300, MetLate(240, 250, 10)),
        ],
    );
}

#[test]
fn a_resolution_that_the_customer_ends_is_over_when_they_wrote() {
    // SLA-5, SLA-8
    let story = Story::opened().resolves(100).reopens(320).asks_late(300, 320);
    hold(TotalResolution, vec![("reopened by the customer", story, 320, Running(440, 120))]);
    let crossed = Story::opened().resolves(100).reopens(110).asks_late(90, 110);
    hold(
        TotalResolution,
        vec![("written before the resolution", crossed.clone(), 120, Running(240, 120))],
    );
    hold(FirstResolution, vec![("and yet it was one", crossed, 120, Met(100, 100))]);
}

#[test]
fn a_resolution_counts_even_where_the_policy_does_not_pause() {
    // SLA-5
    let policy = Policy { pauses: false, ..policy([0, 0, 240, 240]) };
    let story = Story::opened().answers(50).resolves(100).reopens(300);
    let found = stands(&story, &policy, TotalResolution, 310);
    assert_eq!(found, Running(440, 110));
}

#[test]
fn the_four_clocks_stand_side_by_side() {
    // SLA-2
    let story = Story::opened().answers(10).asks(40);
    let clocks =
        clocks(&story.record(), &policy([60, 30, 240, 480]), Priority::Normal, &Always, at(50));
    let found: Vec<_> = clocks.iter().map(|(kind, clock)| (kind, shown(Some(clock)))).collect();
    assert_eq!(
        found,
        [
            (ClockKind::FirstResponse, Met(10, 10)),
            (ClockKind::NextResponse, Running(70, 10)),
            (FirstResolution, Running(270, 20)),
            (TotalResolution, Running(510, 20)),
        ]
    );
}
