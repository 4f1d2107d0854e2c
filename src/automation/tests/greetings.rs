//! A number that says something by itself: to whoever writes to it for the first time, and while nobody
//! is there. The epoch was a Thursday, one in the morning in Madrid.

use super::*;
use crate::calendar::{Calendar, Clock};
use crate::rulebook::Occasion;
use crate::zone::Zone;

const HOUR: i64 = 60;

/// A desk open from nine to six in Madrid, whose number says something on these occasions.
fn desk(occasions: &[Occasion], number: &str) -> World {
    let rules = occasions.iter().map(|occasion| {
        occasion.rule(&number.into(), occasion.word().to_owned(), occasion.word().to_owned())
    });
    let zone = Zone::named("Europe/Madrid").expect("a zone");
    let hours = Calendar::weekdays("desk".into(), "desk", zone, Clock::at(9, 0), Clock::at(18, 0));
    World::under(Rulebook {
        calendars: vec![hours],
        calendar: Some("desk".into()),
        ..rulebook(rules.collect())
    })
}

fn said(events: &[Event]) -> Vec<String> {
    let texts = events.iter().filter_map(|event| event.change.message()?.content.text());
    texts.map(str::to_owned).collect()
}

#[test]
fn whoever_writes_is_welcomed_once_and_told_once_that_nobody_is_there() {
    use Occasion::{Closed, First};
    let (night, day) = (2 * HOUR, 10 * HOUR);
    type Case = (&'static str, &'static [Occasion], &'static str, i64, &'static [&'static str]);
    let table: [Case; 6] = [
        ("welcomed by day", &[First, Closed], "1065", day, &["first"]),
        ("welcomed and told by night", &[First, Closed], "1065", night, &["first", "closed"]),
        ("in whatever order they stand", &[Closed, First], "1065", night, &["first", "closed"]),
        ("told alone", &[Closed], "1065", night, &["closed"]),
        ("nothing by day", &[Closed], "1065", day, &[]),
        ("another number's", &[First, Closed], "999", night, &[]),
    ];
    for (name, occasions, number, at, expected) in table {
        let mut world = desk(occasions, number);
        assert_eq!(said(&world.writes(at, "Bon dia")), expected, "{name}");
        assert_eq!(said(&world.writes(at + 5, "Hola?")), [""; 0], "{name}, again");
    }
}

#[test]
fn whoever_wrote_to_the_number_before_is_not_welcomed_again() {
    for (follows, expected) in [(None, &["first"][..]), (Some(TicketNumber(3)), &[])] {
        let mut world = desk(&[Occasion::First], "1065");
        let hello = Content::Text { body: "Bon dia".to_owned() };
        assert_eq!(said(&world.says_after(follows, 10 * HOUR, hello)), expected, "{follows:?}");
    }
}
