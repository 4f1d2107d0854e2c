//! Free entries over time: what begins one, how long it lasts, and what takes it back.

use chrono::TimeDelta;
use proptest::collection::vec;
use proptest::prelude::*;

use super::*;

/// So many hours after the customer came.
fn hour(hours: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::hours(hours)
}

#[derive(Debug, Clone, Copy)]
enum Step {
    Came(i64),
    /// Answered at that hour, by the message of that number.
    Answered(i64, u8),
    Failed(u8),
}
use Step::{Answered, Came, Failed};

fn id(number: u8) -> MessageId {
    number.to_string().as_str().into()
}

fn go(entry: &mut Entry, step: Step) {
    match step {
        Came(hours) => entry.came(Some(hour(hours))),
        Answered(hours, number) => entry.answered(&id(number), hour(hours)),
        Failed(number) => entry.failed(&id(number)),
    }
}

fn after(steps: &[Step]) -> Entry {
    let mut entry = Entry::default();
    steps.iter().for_each(|step| go(&mut entry, *step));
    entry
}

#[test]
fn a_free_entry_runs_from_the_first_answer_in_time() {
    let table: &[(&str, &[Step], Option<i64>)] = &[
        ("nobody answered", &[Came(0)], None),
        ("answered at once", &[Came(0), Answered(0, 1)], Some(72)),
        ("answered after 23 hours", &[Came(0), Answered(23, 1)], Some(95)),
        ("after 24 hours: too late", &[Came(0), Answered(24, 1)], None),
        ("and so is what follows", &[Came(0), Answered(24, 1), Answered(25, 2)], None),
        ("a second answer changes nothing", &[Came(0), Answered(1, 1), Answered(5, 2)], Some(73)),
        ("without an ad there is no entry", &[Answered(1, 1)], None),
        ("what was said before is no answer", &[Answered(-1, 1), Came(0)], None),
        ("a clock behind Meta's", &[Came(0), Answered(-1, 1)], Some(72)),
    ];
    for (case, steps, until) in table {
        assert_eq!(after(steps).until(), until.map(hour), "{case}");
    }
}

#[test]
fn a_second_ad_gives_another_chance_and_prolongs_what_goes_on() {
    let table: &[(&str, &[Step], i64)] = &[
        ("too late before", &[Came(0), Answered(30, 1), Came(40), Answered(41, 2)], 113),
        ("before an answer", &[Came(0), Came(20), Answered(30, 1)], 102),
        ("during an entry", &[Came(0), Answered(1, 1), Came(40), Answered(41, 2)], 113),
        ("not answered", &[Came(0), Answered(1, 1), Came(40)], 73),
        ("heard of late, answered since", &[Came(0), Answered(5, 1), Came(3), Answered(9, 2)], 77),
    ];
    for (case, steps, until) in table {
        assert_eq!(after(steps).until(), Some(hour(*until)), "{case}");
    }
}

#[test]
fn an_answer_that_failed_was_never_given() {
    let table: &[(&str, &[Step], Option<i64>)] = &[
        ("the answer", &[Came(0), Answered(1, 1), Failed(1)], None),
        ("another message", &[Came(0), Answered(1, 1), Failed(2)], Some(73)),
        ("the next one counts", &[Came(0), Answered(1, 1), Failed(1), Answered(2, 2)], Some(74)),
        ("but in time", &[Came(0), Answered(1, 1), Failed(1), Answered(24, 2)], None),
        (
            "what went on before goes on",
            &[Came(0), Answered(1, 1), Came(40), Answered(41, 2), Failed(2)],
            Some(73),
        ),
    ];
    for (case, steps, until) in table {
        assert_eq!(after(steps).until(), until.map(hour), "{case}");
    }
}

#[test]
fn the_next_ticket_goes_on_with_what_is_not_over() {
    let came = after(&[Came(0)]);
    let answered = after(&[Came(0), Answered(1, 1)]);
    let table = [
        ("nobody came", &Entry::default(), 0, None),
        ("hoped for", &came, 23, Some(&came)),
        ("no longer", &came, 24, None),
        ("free", &answered, 72, Some(&answered)),
        ("free no longer", &answered, 73, None),
    ];
    for (case, entry, now, goes_on) in table {
        let next = Entry::after([entry, entry].into_iter(), hour(now));
        let next = next.map(|sealed| sealed.open().expect("it reads"));
        assert_eq!(next.is_some(), goes_on.is_some(), "{case}");
        assert_eq!(next.and_then(|next| next.until()), goes_on.and_then(Entry::until), "{case}");
    }
    let mut next = Entry::after([&came].into_iter(), hour(2)).and_then(|it| it.open());
    let next = next.as_mut().expect("it goes on");
    go(next, Answered(3, 9));
    assert_eq!(next.until(), Some(hour(75)));
}

#[test]
fn what_was_answered_where_it_goes_is_answered() {
    let mut entry = after(&[Came(0), Answered(1, 1)]);
    let before = entry.clone();
    entry.take_in(&after(&[Came(0)]));
    assert_eq!(entry, before);
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        (0i64..300).prop_map(Came),
        (0i64..300, 0u8..9).prop_map(|(hours, number)| Answered(hours, number)),
        (0u8..9).prop_map(Failed),
    ]
}

proptest! {
    #[test]
    fn a_free_entry_is_never_shortened_but_by_an_answer_that_failed(steps in vec(step(), 0..40)) {
        let mut entry = Entry::default();
        for step in steps {
            let before = entry.until();
            go(&mut entry, step);
            prop_assert!(matches!(step, Failed(_)) || entry.until() >= before, "{step:?}");
        }
    }

    #[test]
    fn an_entry_is_read_back_as_it_was_saved_and_from_nothing(steps in vec(step(), 0..10)) {
        let entry = after(&steps);
        let json = serde_json::to_string(&entry).expect("it serialises");
        prop_assert_eq!(serde_json::from_str::<Entry>(&json).expect("and parses"), entry);
        prop_assert_eq!(serde_json::from_str::<Entry>("{}").expect("it reads"), Entry::default());
    }

    #[test]
    fn what_is_handed_over_lasts_as_long(steps in vec(step(), 0..20), others in vec(step(), 0..20)) {
        let (mut entry, other) = (after(&steps), after(&others));
        let expected = entry.until().max(other.until());
        if let Some(other) = other.handed_over().and_then(|sealed| sealed.open()) {
            entry.take_in(&other);
        }
        prop_assert_eq!(entry.until(), expected);
    }
}
