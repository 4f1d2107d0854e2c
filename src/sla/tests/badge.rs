//! What a list shows of a ticket's clocks.

use super::ClockKind::{FirstResolution, FirstResponse, NextResponse};
use super::*;

#[test]
fn a_badge_shows_the_clock_that_breaks_first() {
    let story = Story::opened().answers(10);
    let policy = policy([60, 100, 240, 0]);
    let badge = |story: &Story, now| {
        let clocks = clocks(&story.record(), &policy, Priority::Normal, &Always, at(now));
        let nearest = nearest(&clocks)?;
        Some((nearest.clock, nearest.tone, nearest.percent, nearest.due.map(minute)))
    };
    let program = Author::Key { name: "crm".into() };
    let text = Content::Text { body: "hola!".into() };
    let by_a_program = Story::opened().says(program, text, 10);
    let asked = story.clone().asks(20);
    let table = [
        (&asked, 20, Some((NextResponse, Tone::Quiet, 0, Some(120)))),
        (&asked, 99, Some((NextResponse, Tone::Quiet, 79, Some(120)))),
        (&asked, 100, Some((NextResponse, Tone::Warning, 80, Some(120)))),
        (&asked, 170, Some((NextResponse, Tone::Late, 150, Some(120)))),
        (&by_a_program, 30, Some((FirstResponse, Tone::Quiet, 50, Some(60)))),
        (&story, 100, Some((FirstResolution, Tone::Paused, 4, None))),
        (&story.clone().resolves(30), 100, None),
    ];
    for (story, now, expected) in table {
        assert_eq!(badge(story, now), expected, "minute {now}");
    }
}
