//! What rules do, and what they can't.

use super::*;
use crate::number::Quality;
use crate::routing::{Audience, MostMessages};
use crate::template::{self, Template};
use crate::ticket::{Priority, Status};
use crate::window::Category;

#[test]
fn the_account_comes_before_what_it_accounts_for_and_the_rule_signs() {
    let then = vec![tag("vip"), Action::SetPriority { priority: Priority::Urgent }];
    let mut world = World::new(vec![rule("r", Trigger::MessageIn, then)]);
    let followed = world.writes(0, "hola");
    assert_eq!(words(&followed), ["automated", "tagged", "prioritised", "policy_applied"]);
    let author = Author::Rule { id: "r".into(), name: "Rule r".into(), version: 2 };
    assert_eq!(followed[0].by, Author::Clock);
    assert!(followed[1..3].iter().all(|event| event.by == author));
    let account = account(&followed);
    assert_eq!(account.happening, Trigger::MessageIn);
    assert_eq!(account.trace.lines.len(), 1);
}

#[test]
fn a_rule_that_wants_what_is_so_already_does_nothing_twice() {
    let mut world = World::new(vec![rule("r", Trigger::MessageIn, vec![tag("vip")])]);
    world.writes(0, "hola");
    let followed = world.writes(1, "hola?");
    assert_eq!(words(&followed), ["automated"]);
}

#[test]
fn an_automatic_answer_is_queued_once_per_message_and_stops_no_clock() {
    let text = "Hola {customer}, tiquet {number}".to_owned();
    let mut world =
        World::new(vec![rule("r", Trigger::MessageIn, vec![Action::SendText { text }])]);
    let (mut ids, mut bodies) = (vec![], vec![]);
    for at in 0..3 {
        for event in world.writes(at, "hola") {
            if let Change::Replied { message } = event.change {
                ids.push(message.id.clone());
                bodies.push(message.content.text().map(str::to_owned));
            }
        }
    }
    assert_eq!(bodies, vec![Some("Hola Montse, tiquet 7".to_owned()); 3]);
    ids.dedup();
    assert_eq!(ids.len(), 3);
    assert_eq!(world.ticket().status, Status::Open);
    assert!(world.ticket().unanswered_since.is_some());
}

#[test]
fn a_customer_gets_so_many_automatic_messages_a_day_as_the_desk_lays_down() {
    let laid = |most: u32| Some(MostMessages::try_from(most).expect("few"));
    for (most, expected) in [(None, 5), (laid(0), 0), (laid(2), 2), (laid(20), 9)] {
        let text = "Rebut".to_owned();
        let answers = rule("r", Trigger::MessageIn, vec![Action::SendText { text }]);
        let messages = most.unwrap_or_default();
        let mut world = World::under(Rulebook { messages, ..rulebook(vec![answers]) });
        for at in 0..9 {
            world.writes(at, "hola");
        }
        let sent = world.events.iter().filter(|event| event.change.word() == "replied").count();
        assert_eq!(sent, expected, "{most:?}");
    }
}

#[test]
fn no_free_text_leaves_once_the_window_is_closed() {
    let text = "Encara hi ets?".to_owned();
    let silent = Trigger::Unanswered { working_minutes: 25 * 60 };
    let mut world = World::new(vec![rule("r", silent, vec![Action::SendText { text }])]);
    world.writes(0, "hola");
    let followed = world.waits(25 * 60);
    assert_eq!(account(&followed).undone.into_iter().map(|one| one.why).next(), {
        Some(Why::WindowClosed)
    });
}

#[test]
fn a_template_leaves_once_the_window_is_closed_with_its_gaps_on_one_line() {
    let template = Action::SendTemplate {
        name: "still_there".into(),
        language: "ca".into(),
        parameters: vec!["{customer}".into(), "tiquet\n {number}".into()],
    };
    let silent = Trigger::Unanswered { working_minutes: 25 * 60 };
    let mut world = World::new(vec![rule("r", silent, vec![template])]);
    world.writes(0, "hola");
    let followed = world.waits(25 * 60);
    let sent = followed.iter().find_map(|event| match &event.change {
        Change::Replied { message } => Some(message.content.clone()),
        _ => None,
    });
    let parameters = vec!["Montse".to_owned(), "tiquet 7".to_owned()];
    let (name, language) = ("still_there".to_owned(), "ca".to_owned());
    let unknown = Content::Template { name, language, parameters, words: None, letter: None };
    assert_eq!(sent, Some(unknown));
    assert!(world.ticket().unanswered_since.is_some(), "nobody answered the customer");
}

#[test]
fn a_template_with_a_gap_that_nothing_fills_stays_here_and_says_why() {
    let template = Action::SendTemplate {
        name: "your_agent".into(),
        language: "ca".into(),
        parameters: vec!["{agent}".into()],
    };
    let mut world = World::new(vec![rule("r", Trigger::TicketOpened, vec![template])]);
    let followed = world.writes(0, "hola");
    assert!(followed.iter().all(|event| event.change.word() != "replied"));
    let why: Vec<Why> = account(&followed).undone.into_iter().map(|one| one.why).collect();
    assert_eq!(why, [Why::EmptyGap]);
}

#[test]
fn who_is_meant_is_told_once_and_only_if_they_are_of_the_team() {
    let both = Audience::People { people: vec!["pol".into(), "gone".into(), "pol".into()] };
    let team = Audience::Team { team: Some("billing".into()) };
    let table = [
        (both, vec!["pol"]),
        (Audience::Supervisors, vec!["ada"]),
        (team, vec!["nuria", "pol"]),
        (Audience::Owner, vec![]),
    ];
    for (who, expected) in table {
        let action = Action::Notify { who, text: "Mira {number}".into() };
        let mut world = World::new(vec![rule("r", Trigger::TicketOpened, vec![action])]);
        let followed = world.writes(0, "hola");
        let told: Vec<PersonId> = followed
            .iter()
            .flat_map(|event| match &event.change {
                Change::Rang { people, text } if text == "Mira 7" => people.clone(),
                _ => vec![],
            })
            .collect();
        assert_eq!(told, expected.iter().map(|id| PersonId::from(*id)).collect::<Vec<_>>());
    }
}

#[test]
fn an_escalation_says_which_rule_calls() {
    let action = Action::Escalate { to: Audience::Supervisors };
    let mut world = World::new(vec![rule("r", Trigger::TicketOpened, vec![action])]);
    let followed = world.writes(0, "hola");
    let rang = followed.iter().find_map(|event| match &event.change {
        Change::Rang { people, text } => Some((people.clone(), text.clone())),
        _ => None,
    });
    assert_eq!(rang, Some((vec!["ada".into()], "Rule r".into())));
}

#[test]
fn a_ticket_that_became_a_part_of_another_is_left_alone() {
    let mut world = World::new(vec![rule("r", Trigger::Resolved, vec![tag("done")])]);
    world.writes(0, "hola");
    let into = Ticket { number: TicketNumber(8), ..world.ticket().clone() };
    assert!(world.does(1, Command::Merge { into: Box::new(into) }).is_empty());
}

#[test]
fn to_wait_for_a_customer_takes_an_answer_and_not_a_rule() {
    // SLA-11
    let waits = Action::SetStatus { status: Status::Waiting };
    let mut world = World::new(vec![rule("r", Trigger::MessageIn, vec![waits.clone()])]);
    let followed = world.writes(0, "hola");
    let undone: Vec<Why> = account(&followed).undone.into_iter().map(|one| one.why).collect();
    assert_eq!((undone, world.ticket().status), (vec![Why::NobodyAnswered], Status::Open));

    let mut world = World::new(vec![rule("r", Trigger::MessageOut, vec![waits])]);
    world.writes(0, "hola");
    let followed = world.does(1, super::clocks::reply(1));
    assert_eq!((account(&followed).undone, world.ticket().status), (vec![], Status::Waiting));
}

/// A template of one gap, which is known to the number of every ticket here.
fn known(world: &mut World, change: impl FnOnce(&mut Template)) {
    let mut template = Template {
        id: "1".into(),
        name: "still_there".into(),
        language: "ca".into(),
        category: Category::Utility,
        status: template::Status::Approved,
        quality: Quality::Green,
        reason: None,
        header: None,
        body: "Hola {{1}}, encara hi ets?".into(),
        footer: None,
        buttons: vec![],
        strange: None,
        at: DateTime::UNIX_EPOCH,
    };
    change(&mut template);
    let number = world.ticket().channel.clone();
    world.templates = [(number, [template].into())].into_iter().collect();
}

#[test]
fn of_a_template_that_is_known_the_words_are_kept_and_what_meta_would_refuse_stays_here() {
    type Change = fn(&mut Template);
    let table: [(Change, Option<Why>); 4] = [
        (|_| {}, None),
        (|it| it.status = template::Status::Paused, Some(Why::TemplateNotApproved)),
        (|it| it.body = "Hola {{1}} i {{2}}.".into(), Some(Why::TemplateGaps)),
        (|it| it.strange = Some("FLOW".into()), Some(Why::TemplateNotApproved)),
    ];
    for (change, expected) in table {
        let template = Action::SendTemplate {
            name: "still_there".into(),
            language: "ca".into(),
            parameters: vec!["{customer}".into()],
        };
        let silent = Trigger::Unanswered { working_minutes: 60 };
        let mut world = World::new(vec![rule("r", silent, vec![template])]);
        world.writes(0, "hola");
        known(&mut world, change);
        let followed = world.waits(60);
        let why: Vec<Why> = account(&followed).undone.into_iter().map(|one| one.why).collect();
        assert_eq!(why, expected.clone().into_iter().collect::<Vec<_>>());
        let line = world.ticket().last_line.as_ref().and_then(|line| line.text.as_deref());
        let words = if expected.is_none() { "Hola Montse, encara hi ets?" } else { "hola" };
        assert_eq!(line, Some(words));
    }
}
