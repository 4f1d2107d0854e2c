//! Tables of what is asked and read.

use chrono::{DateTime, Utc};

use super::*;
use crate::routing::Tongue;

fn moment(seconds: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::seconds(seconds)
}

#[test]
fn only_rows_of_our_own_question_are_ratings() {
    let of_seven = |score| Some((TicketNumber(7), Score(score)));
    let table = [
        ("rating-7-5", of_seven(5)),
        ("rating-7-1", of_seven(1)),
        ("rating-7-0", None),
        ("rating-7-6", None),
        ("rating-7-", None),
        ("rating--5", None),
        ("rating-x-5", None),
        ("rating-7-5-5", None),
        ("7-5", None),
        ("", None),
    ];
    for (id, expected) in table {
        assert_eq!(tapped(id), expected, "{id}");
    }
}

/// Cloud API reference, interactive lists: a button of 20 characters, rows of 24, ids of 200.
#[test]
fn the_question_has_five_rows_and_fits_whatsapp_in_every_language() {
    for (noted, body) in
        [("ca", "Com t'hem atès?"), ("es", "¿Cómo te hemos atendido?"), ("en", "How did we do?")]
    {
        let asked = question(TicketNumber(u64::MAX), None, Tongue::of(Some(noted), None, ""));
        assert!(asks(&asked));
        let Content::List { body: words, button, rows } = asked else { panic!("a list") };
        assert_eq!(words, body);
        let button = button.expect("rows behind a button");
        assert!(button.chars().count() <= 20, "{button}");
        assert!(rows.iter().all(|row| row.title.chars().count() <= 24 && row.id.len() <= 200));
        let scores: Vec<_> = rows.iter().filter_map(|row| Some(tapped(&row.id)?.1)).collect();
        assert_eq!(scores, Score::ALL);
    }
}

#[test]
fn a_customer_is_asked_again_after_seven_days() {
    let mut asked = Record::default();
    asked.asked_at = Some(moment(0));
    let week = 7 * 24 * 3600;
    for (second, lately) in [(0, true), (week - 1, true), (week, false)] {
        assert_eq!(asked.asked_lately(moment(second)), lately, "{second}");
    }
    assert!(!Record::default().asked_lately(moment(0)));
}
