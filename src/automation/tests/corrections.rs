//! What another rulebook makes of the deadlines of a ticket (SLA-16).

use super::clocks::reply;
use super::*;
use crate::calendar::{Calendar, Clock as Hour, Week};
use crate::sla::ClockKind;
use crate::ticket::Priority;
use crate::zone::Zone;

/// A deadline as it was and as it is, in minutes.
type Moved = (ClockKind, Option<i64>, Option<i64>);

fn ada() -> Author {
    Author::Person { id: "ada".into() }
}

/// So many minutes for a first answer, day and night.
fn within(minutes: u32) -> Rulebook {
    let mut book = rulebook(vec![]);
    let target = Some(Target { minutes, counts: Counting::Calendar });
    book.policies[0].targets =
        ByPriority::all(Targets { first_response: target, ..Targets::default() });
    book.policies[0].version = minutes;
    book
}

/// An hour for a first answer, of those in which the desk is open: from Monday to Friday, as Thursday,
/// 1 January 1970 is one.
fn open(from: u8, until: u8) -> Rulebook {
    let hour = |hour| Hour::at(hour, 0);
    let office =
        Calendar::weekdays("office".into(), "Office", Zone::utc(), hour(from), hour(until));
    let mut book = within(60);
    let target = Some(Target { minutes: 60, counts: Counting::Working });
    book.policies[0].targets =
        ByPriority::all(Targets { first_response: target, ..Targets::default() });
    book.calendar = Some(office.id.clone());
    book.calendars = vec![office];
    book
}

/// Ada lays down the book of that version at that minute.
fn lays_down(world: &mut World, version: u32, at: i64, book: Rulebook) {
    let open = |book| Book::open(book, minute(at), minute(at)).expect("good rules");
    let earlier = std::mem::replace(&mut world.book, open(book.clone())).into();
    world.replaced.push(Replaced { version, by: ada(), earlier, later: open(book).into() });
}

fn moved(events: &[Event]) -> Vec<Moved> {
    let minutes = |at: DateTime<Utc>| (at - minute(0)).num_minutes();
    let moved = events.iter().filter_map(|event| match event.change {
        Change::Corrected { correction, .. } => {
            assert_eq!(event.by, ada());
            let (old, new) = (correction.old_due.map(minutes), correction.new_due.map(minutes));
            Some((correction.clock, old, new))
        }
        _ => None,
    });
    moved.collect()
}

const FIRST: ClockKind = ClockKind::FirstResponse;

#[test]
fn a_deadline_that_another_policy_moved_is_told_once_with_the_old_and_the_new() {
    let mut world = World::new(vec![]);
    world.writes(0, "hola");
    lays_down(&mut world, 2, 10, within(90));
    let followed = world.waits(11);
    assert_eq!(words(&followed), ["corrected", "policy_applied"]);
    assert_eq!(moved(&followed), [(FIRST, Some(60), Some(90))]);
    assert!(world.waits(12).is_empty(), "once");
}

#[test]
fn hours_that_were_put_right_move_deadlines() {
    let never = Rulebook {
        calendars: vec![Calendar::new("office".into(), "Office", Zone::utc(), Week::default())],
        ..open(9, 18)
    };
    for (later, due) in
        [(open(10, 18), Some(11 * 60)), (open(9, 10), Some(24 * 60 + 9 * 60 + 30)), (never, None)]
    {
        let mut world = World::under(open(9, 18));
        world.writes(9 * 60 + 30, "hola");
        lays_down(&mut world, 2, 9 * 60 + 40, later.clone());
        let followed = world.waits(9 * 60 + 41);
        assert_eq!(moved(&followed), [(FIRST, Some(10 * 60 + 30), due)]);
        lays_down(&mut world, 3, 9 * 60 + 50, open(9, 18));
        let followed = world.waits(9 * 60 + 51);
        assert_eq!(moved(&followed), [(FIRST, due, Some(10 * 60 + 30))]);
    }
}

#[test]
fn a_deadline_that_was_moved_into_the_past_is_told_before_it_breaks() {
    let mut world = World::under(open(10, 18));
    world.writes(10, "hola");
    lays_down(&mut world, 2, 100, open(0, 24));
    let followed = world.waits(101);
    assert_eq!(moved(&followed), [(FIRST, Some(11 * 60), Some(70))]);
    let lines = followed.iter().filter(|event| event.change.is_a_line());
    let lines: Vec<_> = lines.map(|event| event.change.word()).collect();
    assert_eq!(lines, ["corrected", "breached"]);
}

#[test]
fn nothing_is_told_where_no_deadline_moved_or_no_clock_runs() {
    let mut renamed = within(60);
    renamed.policies[0].name = "Else".into();
    let mut without = within(60);
    without.policies.clear();
    let slower = || within(90);
    type Before<'b> = &'b dyn Fn(&mut World);
    let writes: Before<'_> = &|world| drop(world.writes(0, "hola"));
    let answered: Before<'_> = &|world| {
        world.writes(0, "hola");
        world.does(5, reply(5));
    };
    let table = [
        ("the same targets under another name", writes, renamed),
        ("no target any more", writes, without),
        ("answered", answered, slower()),
    ];
    for (name, before, later) in table {
        let mut world = World::new(vec![]);
        before(&mut world);
        lays_down(&mut world, 2, 10, later);
        assert_eq!(moved(&world.waits(11)), [], "{name}");
    }
    let mut world = World::new(vec![]);
    lays_down(&mut world, 2, 10, slower());
    assert_eq!(moved(&world.writes(11, "hola")), [], "it came afterwards");
    assert_eq!(moved(&world.waits(12)), [], "it came afterwards");
}

#[test]
fn a_clock_that_stands_still_has_no_deadline_that_could_move() {
    let resolution = |minutes| {
        let mut book = within(60);
        let target = Some(Target { minutes, counts: Counting::Calendar });
        book.policies[0].targets =
            ByPriority::all(Targets { total_resolution: target, ..Targets::default() });
        book.policies[0].version = minutes;
        book
    };
    for (waits, expected) in
        [(true, vec![]), (false, vec![(ClockKind::TotalResolution, Some(300), Some(400))])]
    {
        let mut world = World::under(resolution(300));
        world.writes(0, "hola");
        if waits {
            world.does(5, reply(5));
        }
        lays_down(&mut world, 2, 10, resolution(400));
        assert_eq!(moved(&world.waits(11)), expected);
    }
}

#[test]
fn what_is_done_by_hand_at_that_moment_is_no_correction() {
    let mut by_priority = within(90);
    by_priority.policies[0].targets.low = Targets::default();
    let low = || Command::Prioritise { priority: Priority::Low };
    let mut world = World::new(vec![]);
    world.writes(0, "hola");
    lays_down(&mut world, 2, 10, within(90));
    let followed = world.does(11, reply(11));
    assert_eq!(moved(&followed), [], "the clock ended");
    let mut world = World::new(vec![]);
    world.writes(0, "hola");
    lays_down(&mut world, 2, 10, by_priority);
    assert_eq!(moved(&world.does(11, low())), [], "the clock is gone");
    let mut world = World::new(vec![]);
    world.writes(0, "hola");
    lays_down(&mut world, 2, 10, within(90));
    assert_eq!(moved(&world.does(11, low())), [(FIRST, Some(60), Some(90))]);
    assert_eq!(moved(&world.does(12, Command::Prioritise { priority: Priority::High })), []);
}

#[test]
fn of_books_that_follow_each_other_each_tells_what_it_moved() {
    let seen = (FIRST, Some(60), Some(90));
    let later = (FIRST, Some(90), Some(120));
    for (looked, first, second) in
        [(true, vec![seen], vec![later]), (false, vec![], vec![seen, later])]
    {
        let mut world = World::new(vec![]);
        world.writes(0, "hola");
        lays_down(&mut world, 2, 10, within(90));
        let followed = if looked { world.waits(11) } else { vec![] };
        assert_eq!(moved(&followed), first);
        lays_down(&mut world, 3, 12, within(120));
        assert_eq!(moved(&world.waits(13)), second);
    }
}
