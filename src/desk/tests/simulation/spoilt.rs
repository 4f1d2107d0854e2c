//! Days in which the desk goes wrong on purpose: what nobody notices there, nobody would notice in the
//! week.

use chrono::{DateTime, TimeDelta, Utc};
use futures::executor::block_on;

use super::START;
use super::inspector::Violation;
use super::world::World;
use crate::calendar::{Interval, Week};
use crate::ports::Store;
use crate::region::Quiet;
use crate::routing::Trigger;
use crate::rulebook::Rulebook;
use crate::sla::Targets;

/// What goes wrong in a run, other than the book.
pub(super) struct Spoilt {
    /// How long the sweeper rests at least.
    pub(super) rest: TimeDelta,
    /// The store forgets when tickets are due.
    forgets: bool,
}

impl Default for Spoilt {
    /// Nothing does.
    fn default() -> Self {
        Self { rest: TimeDelta::microseconds(1), forgets: false }
    }
}

impl World {
    /// After each step.
    pub(super) async fn spoils(&self) {
        if !self.spoilt.forgets {
            return;
        }
        for number in self.store.due(self.now + TimeDelta::days(9), 9).await.expect("it answers") {
            let rev = self.stored(number).expect("a ticket").rev;
            self.store.set_due(number, rev, None).await.expect("it answers");
        }
    }
}

/// Before another book is laid down.
const UNTIL: DateTime<Utc> =
    DateTime::from_timestamp(START.timestamp() + 58 * 3_600, 0).expect("a moment");

type Spoil = fn(&mut Rulebook);

/// Plays some days under a book that the inspector does not know of; what it finds wrong.
fn found(spoil: Spoil) -> Violation {
    block_on(async {
        let mut world = World::under(11, 120, spoil).await;
        world.run(UNTIL).await.err().unwrap_or_else(|| "nothing".into())
    })
}

fn without(book: &mut Rulebook, rule: &str) {
    book.rules.rules.retain(|known| known.id.0 != rule);
}

fn at_another_time(book: &mut Rulebook, rule: &str, when: Trigger) {
    let rule = book.rules.rules.iter_mut().find(|known| known.id.0 == rule);
    rule.expect("a rule").when = vec![when];
}

fn targets(book: &mut Rulebook, change: impl Fn(&mut Targets)) {
    for policy in &mut book.policies {
        change(&mut policy.targets.normal);
    }
}

fn closed() -> Week<Vec<Interval>> {
    Week::by_day(|_| vec![])
}

fn short_night() -> Quiet {
    Quiet::new(23 * 60, 6 * 60).expect("a night")
}

#[test]
fn whatever_the_desk_leaves_out_or_tells_at_another_time_is_noticed() {
    let (left, wrong, terms) = ("was left untold of", "is not waited for", "is under");
    let table: [(&str, Spoil, &str); 15] = [
        ("no silence", |book| without(book, "still there"), left),
        ("no wait", |book| without(book, "unheard"), left),
        ("no window", |book| without(book, "closing"), left),
        ("no time of day", |book| without(book, "evening"), left),
        ("no share", |book| without(book, "nearly"), left),
        ("no warning", |book| book.policies[1].warnings = vec![80, 95], left),
        (
            "a wait too short",
            |book| {
                let when = Trigger::Unanswered { working_minutes: 59 };
                at_another_time(book, "unheard", when);
            },
            wrong,
        ),
        (
            "a window too early",
            |book| {
                let when = Trigger::WindowClosing { minutes: 121 };
                at_another_time(book, "closing", when);
            },
            wrong,
        ),
        (
            "a time of day too late",
            |book| at_another_time(book, "evening", Trigger::TimeOfDay { minute: 1081 }),
            left,
        ),
        ("less peace for customers", |book| book.quiet = short_night(), wrong),
        ("other terms", |book| targets(book, |it| it.first_response = it.next_response), terms),
        ("another version", |book| book.policies[1].version += 1, terms),
        ("pauses that are none", |book| book.policies[1].pauses = false, wrong),
        ("a team that never opens", |book| book.calendars[0].week = closed(), left),
        ("a team without hours", |book| book.teams[2].calendar = None, "before its time"),
    ];
    for (name, spoil, expected) in table {
        let violation = found(spoil);
        assert!(violation.contains(expected), "{name}: found {violation}");
    }
}

#[test]
fn a_store_that_forgets_and_a_sweeper_that_rests_too_long_are_noticed() {
    let rest = TimeDelta::seconds(5);
    let table = [
        (Spoilt { forgets: true, ..Spoilt::default() }, "was left untold of"),
        (Spoilt { rest, ..Spoilt::default() }, "was told late"),
    ];
    for (spoilt, expected) in table {
        block_on(async {
            let mut world = World::new(11, 120).await;
            world.spoilt = spoilt;
            let violation = world.run(UNTIL).await.expect_err("something is wrong");
            assert!(violation.contains(expected), "{violation}");
        });
    }
}
