//! Another rulebook is laid down: what it leaves to the one before, and how it reaches the tickets that
//! are there.

use futures::executor::block_on;

use super::answering::{ada, rulebook, under_the_book};
use super::*;
use crate::ports::{Commit, Editions};
use crate::rulebook::{Book, Rulebook};
use crate::sla::{ByPriority, Counting, Target, Targets};
use crate::ticket::{Change, Command, Priority, Status};

/// What was told of the clocks so far: shares, and 100 for a breach.
fn marks(it: &Setting) -> Vec<u8> {
    let events = it.live.shown().into_iter().flat_map(|update| update.events);
    let marks = events.filter_map(|event| match event.change {
        Change::Warned { warned } => Some(warned.percent),
        Change::Breached { .. } => Some(100),
        _ => None,
    });
    marks.collect()
}

#[test]
fn what_came_to_pass_before_another_book_is_told_under_the_terms_that_held() {
    // SLA-10. Nobody looked since the ticket came: the first answer was due within the hour.
    let milder = |book: &mut Rulebook| {
        let day = Some(Target { minutes: 24 * 60, counts: Counting::Calendar });
        let targets = Targets { first_response: day, ..Targets::default() };
        book.policies[0].targets = ByPriority::all(targets);
        book.policies[0].version += 1;
    };
    type Edit<'e> = &'e dyn Fn(&mut Rulebook);
    let changes: [(&str, Edit<'_>); 2] =
        [("a day", &milder), ("none at all", &|book| book.policies.clear())];
    for (name, change) in changes {
        block_on(async {
            let it = under_the_book().await;
            it.receive(&[text("m1", "34600", 0)]).await;
            it.clock.advance(Duration::minutes(61));
            let mut book = rulebook();
            change(&mut book);
            it.desk.lay_down(&ada(), 1, book).await.expect("saved").expect("without a slip");
            assert_eq!(marks(&it), [100], "{name}");
            it.desk.keep_time(&Actor::Clock).await.expect("swept");
            let breaches = it.ticket(1).await.memory.record.breaches().to_vec();
            assert_eq!((breaches.len(), breaches[0].version), (1, 1), "{name}");
            assert_eq!(marks(&it), [100], "{name}: once");
        });
    }
}

#[test]
fn a_new_book_reaches_every_ticket_in_stretches_and_behind_what_is_due() {
    block_on(async {
        let it = setting();
        for number in 1..=250 {
            it.receive(&[text(&format!("m{number}"), &format!("34{number:09}"), 0)]).await;
        }
        it.desk.resolve(&nuria(), TicketNumber(7)).await.expect("resolved");
        let soon = it.clock.now() + Duration::minutes(5);
        it.desk.snooze(&nuria(), TicketNumber(1), soon).await.expect("put aside");
        it.desk.lay_down(&ada(), 0, rulebook()).await.expect("saved").expect("without a slip");
        it.clock.advance(Duration::minutes(5));
        let mut rounds = vec![];
        for _ in 0..3 {
            rounds.push(it.desk.keep_time(&Actor::Clock).await.expect("swept"));
            assert_eq!(it.ticket(1).await.status, Status::Open, "what is due comes first");
        }
        assert_eq!(rounds, [201, 49, 0]);
        for number in 1..=250 {
            let terms = it.ticket(number).await.memory.record.terms().len();
            assert_eq!(terms, usize::from(number != 7), "{number}");
        }
    });
}

#[test]
fn a_review_that_a_crash_cut_short_begins_anew_and_a_whole_one_does_not() {
    block_on(async {
        let it = setting();
        it.receive(&[text("m1", "34600", 0)]).await;
        it.desk.lay_down(&ada(), 0, rulebook()).await.expect("saved").expect("without a slip");
        for looked in [1, 0] {
            let desk =
                Desk::new(it.store.clone(), it.channel.clone(), it.clock.clone(), it.live.clone());
            desk.begin(&Actor::Clock).await.expect("begun");
            assert_eq!(desk.keep_time(&Actor::Clock).await.expect("swept"), looked);
        }
        assert_eq!(it.ticket(1).await.memory.record.terms().len(), 1);
    });
}

#[test]
fn an_older_book_does_not_replace_a_newer_one() {
    block_on(async {
        let it = under_the_book().await;
        it.desk.lay_down(&ada(), 1, Rulebook::default()).await.expect("saved").expect("no slip");
        let now = it.clock.now();
        let late = Book::open(rulebook(), now, now).expect("good rules");
        it.desk.floor().lay_down(1, ada().author(), late);
        assert!(it.desk.floor().book().is_blank());
    });
}

#[test]
fn what_was_decided_under_the_book_before_and_saved_late_is_looked_at_again() {
    block_on(async {
        let it = setting();
        it.receive(&[text("m1", "34600", 0)]).await;
        let before = it.desk.floor().book();
        let mut ticket = it.ticket(1).await;
        let changes = ticket.decide(Command::Prioritise { priority: Priority::High });
        let happened = it.desk.fold(&nuria(), &mut ticket, changes.expect("granted"));
        it.desk.lay_down(&ada(), 0, rulebook()).await.expect("saved").expect("without a slip");
        let commit = Commit { tickets: vec![ticket], ..Commit::default() };
        it.desk.save_happened(commit, happened, &before).await.expect("saved");
        let due = it.store.due(it.clock.now(), 9).await.expect("read");
        assert_eq!(due, [TicketNumber(1)]);
    });
}

#[test]
fn a_new_book_reaches_the_tickets_that_were_there_before() {
    block_on(async {
        let it = setting();
        it.receive(&[text("m1", "34600", 0)]).await;
        it.desk.lay_down(&ada(), 0, rulebook()).await.expect("saved").expect("without a slip");
        it.desk.keep_time(&Actor::Clock).await.expect("swept");
        assert_eq!(it.ticket(1).await.memory.record.terms().len(), 1);
        assert_eq!(it.desk.keep_time(&Actor::Clock).await.expect("swept"), 0, "and then no more");
    });
}

/// The deadlines that were told to be moved, in minutes after the test began.
fn moved(it: &Setting, began: DateTime<Utc>) -> Vec<(u64, i64, i64)> {
    let events = it.live.shown().into_iter().flat_map(|update| update.events);
    let minutes = |due: Option<DateTime<Utc>>| (due.expect("a deadline") - began).num_minutes();
    let moved = events.filter_map(|event| match event.change {
        Change::Corrected { correction, .. } => {
            assert_eq!(event.by, ada().author());
            Some((event.ticket.0, minutes(correction.old_due), minutes(correction.new_due)))
        }
        _ => None,
    });
    moved.collect()
}

fn within(minutes: u32) -> Rulebook {
    let mut book = rulebook();
    let target = Some(Target { minutes, counts: Counting::Calendar });
    let targets = Targets { first_response: target, ..Targets::default() };
    book.policies[0].targets = ByPriority::all(targets);
    book.policies[0].version = minutes;
    book
}

#[test]
fn what_another_book_made_of_a_deadline_is_told_once_however_often_the_desk_begins() {
    // SLA-16
    block_on(async {
        let it = under_the_book().await;
        let began = it.clock.now();
        for number in 1..=2 {
            it.receive(&[text(&format!("m{number}"), &format!("3460{number}"), 0)]).await;
        }
        it.desk.keep_time(&Actor::Clock).await.expect("the first book is gone through");
        it.clock.advance(Duration::minutes(5));
        for (replaces, minutes) in [(1, 90), (2, 120)] {
            let laid = it.desk.lay_down(&ada(), replaces, within(minutes)).await;
            laid.expect("saved").expect("without a slip");
            // Something happens to one of them, as the other is still to be looked at.
            let tagged = it.desk.tag(&nuria(), TicketNumber(1), minutes.to_string()).await;
            tagged.expect("tagged");
        }
        assert_eq!(moved(&it, began), [(1, 60, 90), (1, 90, 120)]);
        // The desk ends before it came to the other.
        for _ in 0..2 {
            let desk =
                Desk::new(it.store.clone(), it.channel.clone(), it.clock.clone(), it.live.clone());
            it.store.set_reviewed(1).await.expect("as if it had not come to the end");
            desk.begin(&Actor::Clock).await.expect("begun");
            desk.keep_time(&Actor::Clock).await.expect("swept");
        }
        let all = [(1, 60, 90), (1, 90, 120), (2, 60, 90), (2, 90, 120)];
        assert_eq!(moved(&it, began), all);
        assert!(it.desk.floor().replaced().len() == 2, "this one never came to its end");
        it.desk.keep_time(&Actor::Clock).await.expect("swept");
        assert!(it.desk.floor().replaced().is_empty(), "all were told");
        assert_eq!(moved(&it, began), all);
    });
}

#[test]
fn a_book_that_moves_no_deadline_is_forgotten_at_once() {
    block_on(async {
        let it = under_the_book().await;
        let mut book = rulebook();
        book.rules.rules.clear();
        it.desk.lay_down(&ada(), 1, book).await.expect("saved").expect("without a slip");
        assert!(it.desk.floor().replaced().is_empty());
    });
}
