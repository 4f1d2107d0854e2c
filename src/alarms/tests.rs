//! Who is told what, and for how long.

use chrono::DateTime;

use super::*;
use crate::permissions::{Author, Sight};
use crate::sla::{Breached, Warned};
use crate::ticket::{Change, Status};

const FIRST: ClockKind = ClockKind::FirstResponse;
const WHOLE: ClockKind = ClockKind::TotalResolution;

fn watch(person: &str, oversees: bool) -> Watch {
    Watch { person: person.into(), oversees }
}

fn ada() -> Watch {
    watch("ada", false)
}

/// Ada's ticket, after `changes`.
fn update(number: u64, changes: Vec<Change>) -> Update {
    let opened = Change::Opened {
        channel: "n1".into(),
        contact: "c1".into(),
        customer: "Núria".into(),
        follows: None,
        previous_owner: None,
        asked_at: None,
        entry: None,
    };
    let event = |change, rev| Event {
        ticket: TicketNumber(number),
        rev,
        at: DateTime::UNIX_EPOCH,
        by: Author::Clock,
        change,
    };
    let mut ticket = Ticket::open(&event(opened, 1)).expect("it opens");
    ticket.owner = Some("ada".into());
    let events = changes.into_iter().zip(2..).map(|(change, rev)| event(change, rev)).collect();
    Update { events, ticket, was: None, alarmed: None }
}

fn near(clock: ClockKind, percent: u8) -> Change {
    let started = DateTime::UNIX_EPOCH;
    Change::Warned { warned: Warned { clock, percent, due: None, started } }
}

fn broke(clock: ClockKind) -> Change {
    let (due, started) = (DateTime::UNIX_EPOCH, DateTime::UNIX_EPOCH);
    Change::Breached { breached: Breached { clock, due, started, policy: "p".into(), version: 1 } }
}

fn rang(person: &str) -> Change {
    Change::Rang { people: vec![person.into()], text: "Look".into() }
}

fn hear(alarms: &mut Alarms, update: &Update, pressing: &[ClockKind]) -> Option<Vec<String>> {
    let concerned = alarms.hear(update, |_| pressing.to_vec());
    concerned.map(|people| people.into_iter().map(|person| person.0).collect())
}

/// The tickets of which `watch` is told, with the cause as a word.
fn told(alarms: &Alarms, watch: &Watch) -> Vec<(u64, &'static str)> {
    let word = |cause: &Cause| match cause {
        Cause::Near { .. } => "near",
        Cause::Broke { .. } => "broke",
        Cause::Called { .. } => "called",
    };
    alarms
        .of(watch, &Sight::Everything)
        .iter()
        .map(|alarm| (alarm.ticket.0, word(&alarm.cause)))
        .collect()
}

#[test]
fn whoever_owns_a_ticket_or_oversees_all_is_told_and_nobody_else() {
    let table = [
        ("its owner", ada(), near(FIRST, 80), Some("near")),
        ("a supervisor", watch("marta", true), broke(FIRST), Some("broke")),
        ("a colleague", watch("pau", false), broke(FIRST), None),
        ("who is called", watch("pau", false), rang("pau"), Some("called")),
        ("somebody else is called", watch("marta", true), rang("pau"), None),
        ("what is no alarm", ada(), Change::Woken, None),
    ];
    for (case, watch, change, expected) in table {
        let mut alarms = Alarms::default();
        hear(&mut alarms, &update(1, vec![change]), &[FIRST]);
        let words: Vec<_> = told(&alarms, &watch).into_iter().map(|(_, word)| word).collect();
        assert_eq!(words, expected.into_iter().collect::<Vec<_>>(), "{case}");
    }
}

#[test]
fn a_warning_of_a_clock_that_does_not_press_yet_is_none() {
    let mut alarms = Alarms::default();
    assert_eq!(hear(&mut alarms, &update(1, vec![near(FIRST, 50)]), &[]), None);
    assert!(alarms.tickets.is_empty(), "nothing is kept of it");
}

#[test]
fn a_ticket_is_told_once_with_what_came_last() {
    let mut alarms = Alarms::default();
    hear(&mut alarms, &update(1, vec![near(FIRST, 80), near(FIRST, 95)]), &[FIRST]);
    hear(&mut alarms, &update(2, vec![near(FIRST, 80)]), &[FIRST]);
    hear(&mut alarms, &update(1, vec![broke(FIRST)]), &[FIRST]);
    assert_eq!(told(&alarms, &ada()), [(1, "broke"), (2, "near")]);
}

#[test]
fn an_alarm_goes_with_its_own_cause_and_with_no_other() {
    let seen = || update(1, vec![Change::Seen]);
    let mut resolved = seen();
    resolved.ticket.status = Status::Resolved;
    let table = [
        ("both press still", seen(), vec![FIRST, WHOLE], Some("near"), false),
        ("somebody answered", seen(), vec![WHOLE], Some("broke"), true),
        ("the other clock stands still", seen(), vec![FIRST], Some("near"), true),
        ("both do", seen(), vec![], None, true),
        ("it is resolved", resolved, vec![FIRST, WHOLE], None, true),
    ];
    for (case, now, pressing, left, is_news) in table {
        let mut alarms = Alarms::default();
        hear(&mut alarms, &update(1, vec![broke(WHOLE), near(FIRST, 80)]), &[FIRST, WHOLE]);
        assert_eq!(hear(&mut alarms, &now, &pressing).is_some(), is_news, "{case}");
        let words: Vec<_> = told(&alarms, &ada()).into_iter().map(|(_, word)| word).collect();
        assert_eq!(words, left.into_iter().collect::<Vec<_>>(), "{case}");
        assert_eq!(alarms.tickets.is_empty(), left.is_none(), "{case}");
    }
}

#[test]
fn whom_an_alarm_concerns_is_told_when_it_comes_moves_and_goes() {
    let mut alarms = Alarms::default();
    let broken = update(1, vec![broke(FIRST)]);
    assert_eq!(hear(&mut alarms, &broken, &[FIRST]), Some(vec!["ada".into()]));
    let mut given = update(1, vec![Change::Assigned { owner: Some("pau".into()), why: None }]);
    given.ticket.owner = Some("pau".into());
    let both = Some(vec!["ada".into(), "pau".into()]);
    assert_eq!(hear(&mut alarms, &given, &[FIRST]), both);
    assert_eq!(told(&alarms, &ada()), [], "it is no more hers");
    assert_eq!(told(&alarms, &watch("pau", false)), [(1, "broke")]);
    given.events[0].change = Change::Resolved;
    given.ticket.status = Status::Resolved;
    assert_eq!(hear(&mut alarms, &given, &[]), Some(vec!["pau".into()]));
    let plain = update(2, vec![Change::Seen]);
    assert_eq!(alarms.hear(&plain, |_| panic!("nobody has to count clocks for this")), None);
}

#[test]
fn what_somebody_put_away_is_gone_for_them_until_there_is_more() {
    let mut alarms = Alarms::default();
    let marta = watch("marta", true);
    hear(&mut alarms, &update(1, vec![near(FIRST, 80)]), &[FIRST]);
    hear(&mut alarms, &update(2, vec![near(FIRST, 80)]), &[FIRST]);
    alarms.put_away(&"ada".into(), Some(TicketNumber(1)));
    assert_eq!(told(&alarms, &ada()), [(2, "near")]);
    assert_eq!(told(&alarms, &marta), [(2, "near"), (1, "near")]);
    hear(&mut alarms, &update(1, vec![broke(FIRST)]), &[FIRST]);
    assert_eq!(told(&alarms, &ada()), [(1, "broke"), (2, "near")]);
    alarms.put_away(&"ada".into(), None);
    assert_eq!(told(&alarms, &ada()), []);
}

#[test]
fn of_very_many_the_oldest_are_forgotten() {
    let mut alarms = Alarms::default();
    for number in 1..=MOST as u64 + 3 {
        hear(&mut alarms, &update(number, vec![broke(FIRST)]), &[FIRST]);
    }
    let told = told(&alarms, &ada());
    assert_eq!((told.len(), told.last()), (MOST, Some(&(4, "broke"))));
}

#[test]
fn a_call_about_a_settled_ticket_stands_and_ends_with_the_next_resolution() {
    let mut alarms = Alarms::default();
    let mut rated = update(1, vec![rang("ada")]);
    rated.ticket.status = Status::Resolved;
    hear(&mut alarms, &rated, &[]);
    assert_eq!(told(&alarms, &ada()), [(1, "called")]);
    let reopened = update(1, vec![Change::Reopened]);
    assert_eq!(hear(&mut alarms, &reopened, &[]), None);
    let settled = update(1, vec![Change::Resolved]);
    assert_eq!(hear(&mut alarms, &settled, &[]), Some(vec!["ada".into()]));
    assert_eq!(told(&alarms, &ada()), []);
    let both = update(1, vec![Change::Resolved, rang("ada")]);
    hear(&mut alarms, &both, &[]);
    assert_eq!(told(&alarms, &ada()), [(1, "called")], "it came after the resolution");
}
