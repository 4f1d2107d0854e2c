//! Following up on a customer who is silent after our answer (RULE-9), on a clock that moves.

use super::clocks::reply;
use super::*;
use crate::region::Quiet;
use crate::zone::Zone;

const HOUR: i64 = 60;
const DAY: i64 = 24 * HOUR;

fn silent(minutes: u32) -> Trigger {
    Trigger::CustomerSilent { working_minutes: minutes }
}

/// So long after our answer the customer is asked whether they are still there.
fn asks_after(id: &str, minutes: u32) -> Rule {
    rule(id, silent(minutes), vec![Action::SendText { text: format!("Encara hi ets? ({id})") }])
}

/// A desk that follows up like that, and whose customer sleeps from nine to nine.
fn desk(rules: Vec<Rule>) -> World {
    let mut book = rulebook(rules);
    book.policies.clear();
    World::under(book)
}

/// What was said to the customer.
fn said(events: &[Event]) -> Vec<String> {
    let said = events.iter().filter_map(|event| match &event.change {
        Change::Replied { message } => message.content.text().map(str::to_owned),
        _ => None,
    });
    said.collect()
}

fn why(events: &[Event]) -> Vec<Why> {
    account(events).undone.into_iter().map(|one| one.why).collect()
}

/// The minute of an instant.
fn at(text: &str) -> i64 {
    (text.parse::<DateTime<Utc>>().expect("a time") - minute(0)).num_minutes()
}

/// Lets time pass minute by minute of what is due; when something was said, and what. It is what was
/// foretold.
fn waits_until(world: &mut World, from: i64, until: i64) -> Vec<(i64, String)> {
    let (mut now, mut told) = (from, vec![]);
    let mut foretold = world.next_step(minute(now));
    while let Some(due) = world.due(minute(now)).filter(|due| *due <= minute(until)) {
        now = (due - minute(0)).num_minutes().max(now);
        let said = said(&world.waits(now));
        if !said.is_empty() {
            assert_eq!(foretold.map(|step| step.at), Some(minute(now)));
            foretold = world.next_step(minute(now));
        }
        told.extend(said.into_iter().map(|text| (now, text)));
        let next = world.due(minute(now));
        assert!(next.is_none_or(|next| next > minute(now)), "what was told is due no more");
    }
    assert!(
        foretold.is_none_or(|step| step.at > minute(until)),
        "it was foretold and did not come"
    );
    told
}

const NINE: i64 = 9 * HOUR;

#[test]
fn a_customer_who_is_silent_after_our_answer_is_asked_once_for_each_wait() {
    let mut world = desk(vec![asks_after("a", 60), asks_after("b", 120)]);
    world.writes(NINE, "hola");
    world.does(NINE + 5, reply(NINE + 5));
    let told = waits_until(&mut world, NINE + 5, NINE + 20 * DAY);
    let expected = [(NINE + 65, "Encara hi ets? (a)"), (NINE + 125, "Encara hi ets? (b)")];
    assert_eq!(told, expected.map(|(at, text)| (at, text.to_owned())));
    world.does(NINE + 200, reply(NINE + 200));
    assert_eq!(waits_until(&mut world, NINE + 200, NINE + DAY).len(), 2, "another answer");
}

#[test]
fn an_acknowledgement_is_not_our_last_word() {
    let text = "Rebut".to_owned();
    let received = rule("r", Trigger::MessageIn, vec![Action::SendText { text }]);
    let mut world = desk(vec![received, asks_after("a", 60)]);
    assert_eq!(said(&world.writes(NINE, "hola")), ["Rebut"]);
    assert_eq!(world.due(minute(NINE)), None);
    assert!(said(&world.waits(NINE + 10 * HOUR)).is_empty());
}

#[test]
fn a_follow_up_stops_on_anything_that_the_customer_says_and_on_the_resolution() {
    let thumb = || Content::Reaction { to: "out".into(), emoji: Some("👍".into()) };
    type Stop = fn(&mut World, Content);
    let stops: [(&str, Stop); 4] = [
        ("a word", |world, _| _ = world.writes(NINE + 30, "ja està")),
        ("a thumb", |world, thumb| _ = world.says(NINE + 30, thumb)),
        ("settled", |world, _| _ = world.does(NINE + 30, Command::Resolve)),
        ("taken up again", |world, _| {
            world.does(NINE + 30, Command::Resolve);
            world.does(NINE + 31, Command::Reopen);
        }),
    ];
    for (name, stop) in stops {
        let mut world = desk(vec![asks_after("a", 60)]);
        world.writes(NINE, "hola");
        world.does(NINE + 5, reply(NINE + 5));
        stop(&mut world, thumb());
        assert_eq!(waits_until(&mut world, NINE + 31, NINE + 9 * DAY), [], "{name}");
    }
}

#[test]
fn whoever_opted_out_gets_direct_answers_and_nothing_else() {
    let says = |id: &str, when, text: &str| {
        rule(id, when, vec![Action::SendText { text: text.to_owned() }])
    };
    let template = Action::SendTemplate {
        name: "still_there".into(),
        language: "ca".into(),
        parameters: vec![],
    };
    let mut world = desk(vec![
        says("received", Trigger::MessageIn, "Rebut"),
        rule("tagged", Trigger::MessageIn, vec![tag("asked")]),
        says("after it", Trigger::TagAdded { tag: None }, "Marcat"),
        rule("template", silent(90), vec![template]),
        asks_after("a", 60),
        says("given", Trigger::Assigned, "Ja el tenim"),
        says("waits", Trigger::Unanswered { working_minutes: 3 }, "Paciència"),
    ]);
    let mut contact = Contact::new("c".into(), minute(0));
    contact.opted_out = true;
    world.contact = Some(contact);
    assert_eq!(said(&world.writes(NINE, "hola")), ["Rebut", "Marcat"]);
    for followed in [
        world.waits(NINE + 4),
        world.does(NINE + 5, Command::Assign { owner: Some("nuria".into()) }),
    ] {
        assert_eq!((said(&followed), why(&followed)), (vec![], vec![Why::OptedOut]));
    }
    world.does(NINE + 6, reply(NINE + 6));
    for wait in [67, 97] {
        let followed = world.waits(NINE + wait);
        assert_eq!((said(&followed), why(&followed)), (vec![], vec![Why::OptedOut]));
    }
    assert_eq!(said(&world.writes(NINE + 100, "ei")), ["Rebut"]);
}

#[test]
fn a_follow_up_waits_out_the_customers_quiet_hours_over_a_change_of_the_clock() {
    // Quiet from nine to nine in Madrid; the clocks change on 2026-03-29 and on 2026-10-25.
    let table = [
        ("spring", "2026-03-28T18:30:00Z", "2026-03-29T07:00:00Z"),
        ("autumn", "2026-10-24T18:30:00Z", "2026-10-25T08:00:00Z"),
        ("by day", "2026-10-25T11:30:00Z", "2026-10-25T13:30:00Z"),
    ];
    for (name, answered, asked) in table {
        let mut world = desk(vec![asks_after("a", 120)]);
        let mut contact = Contact::new("c".into(), minute(0));
        contact.phone = Some("34600111222".into());
        world.contact = Some(contact);
        let answered = at(answered);
        world.writes(answered - 5, "hola");
        world.does(answered, reply(answered));
        let told = waits_until(&mut world, answered, answered + 3 * DAY);
        let told: Vec<i64> = told.into_iter().map(|(at, _)| at).collect();
        assert_eq!(told, [at(asked)], "{name}");
    }
}

#[test]
fn nobody_is_woken_because_the_desk_was_down_and_comes_back_by_night() {
    let mut world = desk(vec![asks_after("a", 60)]);
    world.writes(15 * HOUR, "hola");
    world.does(16 * HOUR, reply(16 * HOUR));
    let night = DAY + 3 * HOUR;
    assert!(world.waits(night).is_empty());
    assert_eq!(world.due(minute(night)), Some(minute(DAY + NINE)));
    assert_eq!(said(&world.waits(DAY + NINE)).len(), 1);
}

#[test]
fn where_the_customer_lives_is_not_known_quiet_hours_are_the_desks() {
    let mut book = rulebook(vec![asks_after("a", 60)]);
    book.zone = Zone::named("Asia/Tokyo").expect("known");
    book.quiet = Quiet::new(22 * 60, 8 * 60).expect("some length");
    book.policies.clear();
    let mut world = World::under(book);
    world.writes(13 * HOUR, "hola");
    world.does(13 * HOUR, reply(13 * HOUR));
    assert_eq!(world.due(minute(13 * HOUR)), Some(minute(23 * HOUR)), "eight in Tokyo");
}

#[test]
fn a_silence_that_nothing_is_said_about_does_not_wait_for_the_morning() {
    let mut world = desk(vec![rule("r", silent(60), vec![tag("silent")])]);
    world.writes(21 * HOUR, "hola");
    world.does(21 * HOUR, reply(21 * HOUR));
    assert_eq!(world.due(minute(21 * HOUR)), Some(minute(22 * HOUR)));
}

#[test]
fn free_text_stays_here_once_the_window_closed_meanwhile() {
    let mut world = desk(vec![asks_after("a", 10 * 60)]);
    world.writes(8 * HOUR, "hola");
    world.does(20 * HOUR, reply(20 * HOUR));
    assert_eq!(world.due(minute(20 * HOUR)), Some(minute(DAY + NINE)), "the window closed at 8");
    let followed = world.waits(DAY + NINE);
    assert_eq!((said(&followed), why(&followed)), (vec![], vec![Why::WindowClosed]));
    assert_eq!(world.due(minute(DAY + NINE)), None, "that was it");
}

#[test]
fn other_opening_hours_do_not_bring_the_same_follow_up_again() {
    let mut world = desk(vec![asks_after("a", 60)]);
    world.writes(NINE, "hola");
    world.does(NINE, reply(NINE));
    assert_eq!(said(&world.waits(NINE + 60)).len(), 1);
    let mut stricter = rulebook(vec![asks_after("a", 60)]);
    stricter.policies.clear();
    stricter.quiet = Quiet::new(9 * 60, 20 * 60).expect("some length");
    world.book = Book::open(stricter, minute(NINE + 61), minute(NINE + 61)).expect("good rules");
    assert!(said(&world.waits(NINE + 3 * DAY)).is_empty());
}

#[test]
fn a_closing_window_is_no_reason_to_write_after_an_answer_that_asks_nothing() {
    // WIN-3
    let nudge = Action::SendText { text: "Encara hi ets?".to_owned() };
    let closing = Trigger::WindowClosing { minutes: 120 };
    for (answer, nudged) in [(None, true), (Some("Fet."), false), (Some("Et va bé?"), true)] {
        let mut world = desk(vec![rule("r", closing.clone(), vec![nudge.clone()])]);
        world.writes(NINE, "hola");
        if let Some(body) = answer {
            let Command::Reply { mut message } = reply(NINE + 5) else { panic!("a reply") };
            message.content = Content::Text { body: body.to_owned() };
            world.does(NINE + 5, Command::Reply { message });
        }
        let followed = world.waits(NINE + 22 * HOUR);
        let refused = if nudged { vec![] } else { vec![Why::NothingAsked] };
        assert_eq!((said(&followed).len(), why(&followed)), (usize::from(nudged), refused));
    }
}
