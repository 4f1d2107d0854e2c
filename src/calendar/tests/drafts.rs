//! What somebody typed: read if it is right, and told where it is wrong.

use super::*;

fn entry(from: &str, until: &str) -> Entry {
    Entry { from: from.to_owned(), until: until.to_owned() }
}

fn closed(date: &str, hours: Vec<Entry>) -> DraftException {
    DraftException { date: date.to_owned(), name: "Festa".to_owned(), kind: Kind::Closed, hours }
}

fn open(date: &str, hours: Vec<Entry>) -> DraftException {
    DraftException { kind: Kind::Open, ..closed(date, hours) }
}

fn draft() -> Draft {
    let monday = vec![entry("9:00", "14:00"), entry("22:00", "06:00")];
    Draft {
        name: " Oficina ".to_owned(),
        zone: "Europe/Madrid".to_owned(),
        week: Week { monday, ..Week::default() },
        exceptions: vec![
            closed("12-25", vec![]),
            closed("2026-12-24", vec![entry("14:00", "24:00")]),
            open("2026-12-25", vec![entry("10:00", "12:00")]),
        ],
    }
}

#[test]
fn a_draft_without_a_mistake_is_the_calendar_it_describes() {
    let calendar = draft().check("office".into()).expect("no mistakes");
    assert_eq!((calendar.name.as_str(), calendar.version), ("Oficina", 1));
    assert_eq!(calendar.week.monday, hours("09:00–14:00 22:00–06:00"));
    assert_eq!(
        calendar.exceptions,
        [
            holiday("12-25", "00:00–24:00"),
            holiday("2026-12-24", "14:00–24:00"),
            Exception { name: "Festa".to_owned(), ..opening("2026-12-25", "10:00–12:00") },
        ]
    );
}

#[test]
fn each_mistake_is_told_with_its_place() {
    let monday = |line| Place::Week { day: Weekday::Mon, line };
    let day = |line, date: &str| Place::Exception { line, date: date.to_owned() };
    let part = |line| Place::Hours { exception: 3, date: "2027-01-02".to_owned(), line };
    type Edit = Box<dyn Fn(&mut Draft)>;
    let on_monday = |from: &'static str, until: &'static str| -> Edit {
        Box::new(move |draft| draft.week.monday.push(entry(from, until)))
    };
    let with = |exception: DraftException| -> Edit {
        Box::new(move |draft| draft.exceptions.push(exception.clone()))
    };
    let cases: Vec<(Edit, Place, Mistake)> = vec![
        (Box::new(|draft| draft.name = "  ".to_owned()), Place::Name, Mistake::Missing),
        (Box::new(|draft| draft.name = "x".repeat(101)), Place::Name, Mistake::TooLong),
        (Box::new(|draft| draft.zone = "Europe/Vic".to_owned()), Place::Zone, Mistake::UnknownZone),
        (on_monday("9", "14:00"), monday(2), Mistake::NotATime),
        (on_monday("09:00", "25:00"), monday(2), Mistake::NotATime),
        (on_monday("24:00", "06:00"), monday(2), Mistake::NotATime),
        (on_monday("09:00", "9:00"), monday(2), Mistake::NoLength),
        (
            Box::new(|draft| draft.week.monday = vec![entry("9:00", "10:00"); 25]),
            monday(24),
            Mistake::TooMany,
        ),
        (with(closed("25-12", vec![])), day(3, "25-12"), Mistake::NotADate),
        (with(closed("2026-12-24", vec![])), day(3, "2026-12-24"), Mistake::DuplicateDate),
        (with(closed("12-25", vec![])), day(3, "12-25"), Mistake::DuplicateDate),
        (with(open("2027-01-02", vec![])), day(3, "2027-01-02"), Mistake::NothingOpen),
        (
            with(DraftException { name: "x".repeat(101), ..closed("2027-01-02", vec![]) }),
            day(3, "2027-01-02"),
            Mistake::TooLong,
        ),
        (with(closed("2027-01-02", vec![entry("16:00", "14:00")])), part(0), Mistake::Reversed),
        (
            with(closed("2027-01-02", vec![entry("9:00", "10:00"), entry("16:00", "16:00")])),
            part(1),
            Mistake::NoLength,
        ),
        (with(open("2027-01-02", vec![entry("10:00", "noon")])), part(0), Mistake::NotATime),
        (
            Box::new(|draft| draft.exceptions = days_from_2027(1001)),
            day(1000, "2029-09-27"),
            Mistake::TooMany,
        ),
    ];
    for (edit, place, mistake) in cases {
        let mut draft = draft();
        edit(&mut draft);
        assert_eq!(draft.check("c".into()), Err(vec![Problem { place, mistake }]));
    }
}

/// A holiday on each of so many days.
fn days_from_2027(days: usize) -> Vec<DraftException> {
    let dates = date("2027-01-01").iter_days().take(days);
    dates.map(|date| closed(&date.to_string(), vec![])).collect()
}

#[test]
fn a_draft_may_have_as_much_as_there_is_room_for() {
    let mut draft = draft();
    draft.name = "x".repeat(LONGEST_NAME);
    draft.week.monday = vec![entry("9:00", "10:00"); MOST_INTERVALS];
    draft.exceptions = days_from_2027(MOST_EXCEPTIONS);
    assert!(draft.check("c".into()).is_ok());
}

#[test]
fn all_mistakes_are_told_at_once_from_top_to_bottom() {
    let mut draft = draft();
    draft.name.clear();
    draft.zone.clear();
    draft.week.sunday = vec![entry("", ""), entry("9:00", "9:00")];
    draft.exceptions = vec![open("", vec![])];
    let problems = draft.check("c".into()).expect_err("mistakes");
    let mistakes: Vec<Mistake> = problems.iter().map(|problem| problem.mistake).collect();
    use Mistake::{Missing, NoLength, NotADate, NotATime, NothingOpen, UnknownZone};
    assert_eq!(mistakes, [Missing, UnknownZone, NotATime, NoLength, NotADate, NothingOpen]);
}

proptest! {
    #[test]
    fn a_calendar_typed_again_is_the_same(
        calendar in any_calendar(zone("Europe/Madrid"), 1, date("2026-03-29"))
    ) {
        let mut calendar = calendar;
        let mut known = vec![];
        calendar.exceptions.retain(|one| {
            let new = !known.contains(&(one.when, one.kind)) && !one.hours.is_empty();
            known.push((one.when, one.kind));
            new
        });
        prop_assert_eq!(Draft::of(&calendar).check("c".into()), Ok(calendar));
    }
}
