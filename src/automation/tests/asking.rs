//! When a rule asks the customer how they found it, and when it does not.

use super::*;
use crate::ticket::Status;

fn asks() -> Vec<Rule> {
    vec![rule("r", Trigger::Resolved, vec![Action::AskRating { text: None }])]
}

/// Núria answers.
fn says(words: &str) -> Command {
    Command::Reply {
        message: Message {
            id: "out".into(),
            ticket: TicketNumber(7),
            direction: Direction::Out,
            author: Author::Person { id: "nuria".into() },
            content: Content::Text { body: words.to_owned() },
            external: None,
            reply_to: None,
            origin: None,
            delivery: None,
            sent_at: minute(1),
            saved_at: minute(1),
        },
    }
}

fn asked(events: &[Event]) -> Option<String> {
    events.iter().find_map(|event| match &event.change {
        Change::Replied { message } => match &message.content {
            Content::List { body, rows, .. } => {
                assert_eq!(rows.len(), 5);
                Some(body.clone())
            }
            _ => None,
        },
        _ => None,
    })
}

fn why(events: &[Event]) -> Vec<Why> {
    account(events).undone.into_iter().map(|one| one.why).collect()
}

#[test]
fn whoever_is_resolved_by_hand_is_asked_in_their_language_and_stays_resolved() {
    let mut world = World::new(asks());
    world.writes(0, "Bon dia, aquesta comanda no és per a mi, però ja l’he pagada amb targeta");
    world.does(1, says("Ara mateix ho mirem, no pateixis"));
    world.writes(2, "ok");
    let followed = world.does(5, Command::Resolve);
    assert_eq!(asked(&followed).as_deref(), Some("Com t'hem atès?"));
    assert_eq!(world.ticket().status, Status::Resolved);
}

#[test]
fn a_team_may_ask_in_words_of_its_own() {
    let text = Some("Com ha anat, {customer}?".to_owned());
    let mut world =
        World::new(vec![rule("r", Trigger::Resolved, vec![Action::AskRating { text }])]);
    world.writes(0, "hola");
    let followed = world.does(5, Command::Resolve);
    assert_eq!(asked(&followed).as_deref(), Some("Com ha anat, Montse?"));
}

/// CSAT-5.
#[test]
fn a_customer_is_not_asked_twice_within_seven_days() {
    let mut world = World::new(asks());
    world.writes(0, "hola");
    assert!(asked(&world.does(5, Command::Resolve)).is_some());
    world.writes(10, "encara no?");
    let again = world.does(15, Command::Resolve);
    assert_eq!((asked(&again), why(&again)), (None, vec![Why::AskedLately]));
    let week = 7 * 24 * 60;
    world.writes(week + 10, "i ara?");
    assert!(asked(&world.does(week + 15, Command::Resolve)).is_some());
}

/// CSAT-4.
#[test]
fn nothing_is_asked_where_a_rule_resolved_it_or_nobody_did() {
    let resolves = Action::SetStatus { status: Status::Resolved };
    let mut rules = asks();
    rules.push(rule("s", Trigger::TicketOpened, vec![resolves]));
    let mut world = World::new(rules);
    let followed = world.writes(0, "hola");
    assert_eq!((asked(&followed), why(&followed)), (None, vec![Why::NotResolvedByHand]));

    let at_once = Action::AskRating { text: None };
    let mut world = World::new(vec![rule("r", Trigger::TicketOpened, vec![at_once])]);
    let followed = world.writes(0, "hola");
    assert_eq!((asked(&followed), why(&followed)), (None, vec![Why::NotResolvedByHand]));
}

/// CSAT-6.
#[test]
fn whoever_opted_out_is_not_asked() {
    let mut world = World::new(asks());
    world.contact = Some(Contact { opted_out: true, ..Contact::new("c".into(), minute(0)) });
    world.writes(0, "hola");
    let followed = world.does(5, Command::Resolve);
    assert_eq!((asked(&followed), why(&followed)), (None, vec![Why::OptedOut]));
}

#[test]
fn nobody_is_asked_once_the_window_is_closed() {
    let mut world = World::new(asks());
    world.writes(0, "hola");
    let followed = world.does(25 * 60, Command::Resolve);
    assert_eq!((asked(&followed), why(&followed)), (None, vec![Why::WindowClosed]));
}

#[test]
fn a_rule_hears_of_a_rating_and_sees_its_score() {
    let bad = Test {
        field: Field::Rating,
        operator: Operator::Less,
        value: Some(Value::Number(3)),
        exact: false,
    };
    let unhappy =
        Rule { condition: Condition::Test(bad), ..rule("u", Trigger::Rated, vec![tag("unhappy")]) };
    for (score, tagged) in [(1, true), (3, false)] {
        let mut world = World::new(vec![unhappy.clone()]);
        world.writes(0, "hola");
        world.does(5, Command::Resolve);
        world.taps(6, score);
        assert_eq!(world.ticket().tags.contains("unhappy"), tagged, "{score}");
    }
}
