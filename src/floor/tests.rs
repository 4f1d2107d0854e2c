//! Who is there, and how much they have.

use chrono::TimeDelta;

use super::*;
use crate::assignment::Load;
use crate::permissions::{Author, Role};
use crate::ticket::{Command, Event, Priority, Ticket, step_by_step};

fn minute(minutes: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::minutes(minutes)
}

fn nuria() -> Person {
    Person {
        id: "nuria".into(),
        email: "nuria@example.org".into(),
        name: "Núria".into(),
        role: Role::Agent,
    }
}

fn ticket(number: u64) -> Ticket {
    let change = Change::Opened {
        channel: "1065".into(),
        contact: "c".into(),
        customer: "Montse".into(),
        follows: None,
        previous_owner: None,
        asked_at: None,
        entry: None,
    };
    let (ticket, by) = (TicketNumber(number), Author::Customer);
    Ticket::open(&Event { ticket, rev: 1, at: minute(0), by, change }).expect("an opening")
}

fn does(floor: &mut Floor, ticket: &mut Ticket, command: Command) {
    let changes = ticket.decide(command).expect("granted");
    let happened = step_by_step(ticket, changes, minute(5), &Author::Clock);
    floor.fold(&happened);
}

fn load(floor: &Floor) -> Load {
    floor.crew(&[nuria()], minute(5))[0].load
}

#[test]
fn what_somebody_has_is_what_they_own_and_have_not_settled() {
    let mut floor = Floor::default();
    let (mut one, mut two) = (ticket(1), ticket(2));
    let to_nuria = || Command::Assign { owner: Some("nuria".into()) };
    does(&mut floor, &mut one, to_nuria());
    does(&mut floor, &mut two, to_nuria());
    assert_eq!(load(&floor), Load(200));
    does(&mut floor, &mut one, Command::Resolve);
    assert_eq!(load(&floor), Load(100));
    does(&mut floor, &mut one, Command::Reopen);
    does(&mut floor, &mut two, Command::Assign { owner: None });
    assert_eq!(load(&floor), Load(100));
    let last = floor.crew(&[nuria()], minute(5))[0].last_assigned_at;
    assert_eq!(last, Some(minute(5) + TimeDelta::microseconds(1)), "the second of that moment");
}

#[test]
fn it_begins_with_what_the_store_knows() {
    let mut floor = Floor::default();
    for _ in 0..2 {
        floor.begin([(TicketNumber(1), "nuria".into(), Status::Open)], [], minute(0));
        assert_eq!(load(&floor), Load(100));
    }
}

#[test]
fn whoever_owns_the_newest_ticket_got_theirs_last_and_all_got_them_before_the_start() {
    let person = |id: &str| Person { id: id.into(), ..nuria() };
    let people = ["pol", "eva", "nuria", "jan"].map(person);
    let owned = [(7, "nuria"), (9, "pol"), (3, "jan"), (8, "nuria"), (2, "pol")];
    let owned = owned.map(|(number, owner)| (TicketNumber(number), owner.into(), Status::Waiting));
    let mut floor = Floor::default();
    floor.begin(owned, [], minute(5));
    let mut crew = floor.crew(&people, minute(5));
    crew.sort_by_key(|one| one.last_assigned_at);
    let order: Vec<&str> = crew.iter().map(|one| one.person.0.as_str()).collect();
    assert_eq!(order, ["eva", "jan", "nuria", "pol"]);
    assert!(crew.iter().all(|one| one.last_assigned_at < Some(minute(5))));
    does(&mut floor, &mut ticket(10), Command::Assign { owner: Some("eva".into()) });
    let last = floor.crew(&people, minute(5))[1].last_assigned_at;
    assert_eq!(last, Some(minute(5)), "what is given now is given later than all");
}

#[test]
fn somebody_is_there_while_they_are_heard_of() {
    let mut floor = Floor::default();
    let (nuria, device) = (PersonId::from("nuria"), || "laptop".to_owned());
    assert_eq!(floor.state(&nuria, minute(0)), State::Offline);
    assert!(floor.hear(&nuria, &Happening::Joined { device: device() }, minute(0)));
    assert!(!floor.hear(&nuria, &Happening::Beat { device: device() }, minute(1)));
    assert_eq!(floor.state(&nuria, minute(2)), State::Online);
    assert!(floor.hear(&nuria, &Happening::Said { said: Said::OnABreak }, minute(2)));
    assert_eq!(floor.state(&nuria, minute(2)), State::OnABreak);
    assert_eq!(floor.state(&nuria, minute(60)), State::Offline);
}

#[test]
fn a_waiting_ticket_is_thought_of_again_only_if_something_changed() {
    let mut floor = Floor::default();
    assert!(floor.was_stirred(minute(0)), "at the start");
    assert!(!floor.was_stirred(minute(0)));
    let mut one = ticket(1);
    does(&mut floor, &mut one, Command::Tag { tag: "vip".into() });
    assert!(!floor.was_stirred(minute(0)), "a tag frees nobody");
    does(&mut floor, &mut one, Command::Assign { owner: Some("nuria".into()) });
    assert!(floor.was_stirred(minute(0)));
    let give = |owner: Option<&str>| Change::Assigned { owner: owner.map(Into::into), why: None };
    let and_back = vec![give(Some("pol")), give(Some("nuria"))];
    let happened = step_by_step(&mut one, and_back, minute(6), &Author::Clock);
    floor.fold(&happened);
    assert!(!floor.was_stirred(minute(0)), "given and taken back at once");
    let joined = Happening::Joined { device: "laptop".into() };
    floor.hear(&"nuria".into(), &joined, minute(0));
    assert!(floor.was_stirred(minute(0)));
}

#[test]
fn who_waits_is_known_once_all_of_them_were_brought_and_until_in_doubt() {
    let mut floor = Floor::default();
    floor.begin_line();
    floor.line_up(&[ticket(1)]);
    assert!(!floor.is_lined_up(), "bringing them may break off");
    floor.end_line();
    assert!(floor.is_lined_up());
    assert!(floor.was_stirred(minute(0)));
    floor.doubt_line();
    assert!(!floor.is_lined_up());
    assert!(floor.was_stirred(minute(0)), "they are brought again at once");
}

#[test]
fn a_ticket_that_comes_in_line_stirs_the_floor_and_one_that_stays_there_does_not() {
    let mut floor = Floor::default();
    floor.begin_line();
    assert!(floor.was_stirred(minute(0)));
    let mut one = ticket(1);
    does(&mut floor, &mut one, Command::Prioritise { priority: Priority::High });
    assert!(floor.was_stirred(minute(0)), "nobody knew of it");
    does(&mut floor, &mut one, Command::Prioritise { priority: Priority::Urgent });
    assert!(!floor.was_stirred(minute(0)));
}
