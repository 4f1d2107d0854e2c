//! Every kind of moment, left out, told too early, too late and twice: each has to be noticed.

mod watch;

use super::*;
use crate::desk::tests::simulation::book;
use crate::desk::tests::simulation::inspector::Moment;
use crate::message::{Delivery, Progress};
use crate::ticket::Priority;
use watch::{ONE, SECOND, Watch, answers, applied, asks, at, change, rulebook, team};

/// Three days of a ticket, of which `looks` sees every moment before it is told.
fn plays(mut looks: impl FnMut(&mut Watch, Due)) -> Tally {
    let mut watch = Watch::begun();
    for (now, changes) in [
        (at(10, 30), vec![answers("r1", at(10, 30))]),
        (at(33, 30), vec![asks("m2", at(33, 30))]),
        (at(36, 0), vec![Change::Snoozed { until: at(37, 0) }]),
        (at(40, 0), vec![team("sales")]),
        (at(72, 0), vec![team("support")]),
    ] {
        watch.tells(now, &mut looks);
        watch.does(now, changes);
    }
    watch.tells(at(90, 0), looks);
    watch.tally
}

#[test]
fn a_moment_of_any_kind_is_noticed_if_it_is_left_out_told_early_late_or_twice() {
    let tally = plays(|watch, due| {
        let (now, moment) = (watch.when(due), format!("{:?}", due.moment));
        let expect = |done: Result<(), Violation>, wrong: &str| match done {
            Err(found) if found.contains(wrong) && found.contains(&moment) => found,
            done => panic!("{moment} {wrong} and {done:?}"),
        };
        let mut left = watch.again();
        for other in left.owed(now).into_iter().filter(|other| other.moment != due.moment) {
            left.does(now, vec![change(other)]);
        }
        expect(left.sweeps(now + SECOND), "was left untold of");
        if now == due.at && watch.last() + SECOND < now {
            let early = watch.again().happens(now - SECOND, vec![change(due)]);
            expect(early, "before its time");
        }
        let late = watch.again().happens(now + SECOND * 2, vec![change(due)]);
        expect(late, "was told late");
        let mut twice = watch.again();
        twice.does(now, vec![change(due)]);
        match (due.moment, twice.happens(now, vec![change(due)])) {
            // Who is awake sleeps till no time.
            (Moment::Wakes { .. }, again) => again.expect_err("woken twice"),
            (_, again) => expect(again, "was told twice"),
        };
    });
    for (what, count) in tally.told() {
        assert!(count > 0, "{what} are not among them");
    }
}

/// What is found wrong if that happens at that time, after everything before it was told.
fn found(watch: &mut Watch, now: DateTime<Utc>, changes: Vec<Change>) -> Violation {
    watch.happens(now, changes).expect_err("something is wrong")
}

#[test]
fn a_breach_that_longer_terms_would_hide_is_missed() {
    // SLA-10
    let longer = || {
        let priority = Priority::Low;
        vec![Change::Prioritised { priority }, applied("usual", priority)]
    };
    let mut watch = Watch::begun();
    watch.tells(at(9, 59), |_, _| {});
    let violation = found(&mut watch.again(), at(10, 0) + SECOND / 2, longer());
    assert!(violation.contains("nobody is told of"), "{violation}");
    watch.tells(at(10, 0), |_, _| {});
    watch.does(at(10, 0) + SECOND / 2, longer());
}

#[test]
fn a_ticket_under_other_terms_than_those_laid_down_is_noticed() {
    let mut watch = Watch::begun();
    let violation = found(&mut watch, at(9, 1), vec![applied("outages", Priority::Normal)]);
    assert!(violation.contains("is under"), "{violation}");
}

#[test]
fn an_answer_that_failed_was_never_given() {
    let mut watch = Watch::begun();
    watch.does(at(9, 10), vec![answers("r1", at(9, 10))]);
    watch.sweeps(at(9, 30)).expect("nobody waits");
    let delivery = Delivery::at(Progress::Failed);
    let failed = Change::Delivery { message: "r1".into(), delivery, external: None };
    watch.does(at(9, 31), vec![failed]);
    let violation = watch.sweeps(at(9, 32)).expect_err("half of the hour has passed");
    assert!(violation.contains("percent: 50"), "{violation}");
}

#[test]
fn a_follow_up_at_night_is_owed_in_the_morning() {
    let mut watch = Watch::begun();
    watch.does(at(9, 1), vec![team("outages"), applied("outages", Priority::Normal)]);
    watch.tells(at(17, 30), |_, _| {});
    watch.does(at(17, 30), vec![answers("r1", at(17, 30))]);
    watch.tells(at(32, 59), |_, due| {
        assert!(!format!("{:?}", due.moment).contains("CustomerSilent"), "{due:?}");
    });
    watch.sweeps(at(32, 59)).expect("the customer sleeps");
    let violation = watch.sweeps(at(33, 0)).expect_err("it is nine");
    assert!(violation.contains("CustomerSilent"), "{violation}");
}

#[test]
fn marks_of_terms_that_are_laid_down_no_more_are_nobodys_business() {
    let mut watch = Watch::begun();
    let half = watch.owed(at(9, 30)).first().copied().expect("half of the hour");
    let laid = Laid::of(&book::stricter(rulebook()), at(9, 10));
    watch.promises.lay_down(laid, at(9, 10), &watch.tickets).expect("all was told");
    watch.sweeps(at(9, 31)).expect("it is not reviewed yet");
    let violation = found(&mut watch, at(9, 31), vec![change(half)]);
    assert!(violation.contains("is not waited for"), "{violation}");
    let reviewed = watch.promises.settle(at(9, 32), &watch.tickets[&ONE]);
    assert!(reviewed.expect_err("the review left it out").contains("is under"));
}
