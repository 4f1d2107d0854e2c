//! Any wishes in any order: a ticket stays whole, and its history tells how it came to be.

use proptest::collection::vec;
use proptest::prelude::*;

use super::*;

/// The ticket to which everything happens; 1 and 3 are its neighbours, older and newer.
const NUMBER: u64 = 2;

fn author() -> impl Strategy<Value = Author> {
    prop_oneof![
        3 => Just(Author::Person { id: "nuria".into() }),
        1 => Just(Author::Key { name: "crm".into() }),
        1 => Just(rule()),
        1 => Just(Author::Clock),
    ]
}

fn said() -> impl Strategy<Value = Command> {
    let news = prop::sample::select(vec![Progress::Sent, Progress::Unconfirmed, Progress::Failed]);
    prop_oneof![
        3 => (0i64..1000).prop_map(writes),
        1 => (0i64..1000).prop_map(comes_by_ad),
        1 => (0i64..1000).prop_map(closes),
        1 => (0i64..1000).prop_map(|at| reacts(Some("👍"), at)),
        3 => (author(), 0i64..1000).prop_map(|(author, at)| says_by(author, at)),
        1 => (news, 0i64..1000).prop_map(|(progress, at)| Command::Deliver {
            message: text(Author::Clock, at),
            delivery: Delivery::at(progress),
            external: Some("wamid.1".into()),
        }),
        1 => (0i64..1000).prop_map(|at| {
            let mut message = text(Author::Clock, at);
            message.delivery = Some(Delivery::at(Progress::Unconfirmed));
            Command::Resend { message }
        }),
    ]
}

fn triaged() -> impl Strategy<Value = Command> {
    let owner = prop::option::of(prop_oneof![Just("nuria"), Just("pol")]);
    let team = prop::option::of(prop_oneof![Just("billing"), Just("repairs")]);
    prop_oneof![
        owner.prop_map(|owner| Command::Assign { owner: owner.map(Into::into) }),
        team.prop_map(|team| Command::Team { team: team.map(Into::into) }),
        (0usize..4).prop_map(|i| Command::Prioritise { priority: Priority::ALL[i] }),
        (0i64..1000).prop_map(|at| Command::Snooze { until: moment(at), now: moment(300) }),
        (0i64..1000).prop_map(|at| Command::Wake { now: moment(at) }),
        Just(Command::Resolve),
        Just(Command::Reopen),
        Just(Command::See),
    ]
}

fn written_down() -> impl Strategy<Value = Command> {
    let person = prop_oneof![Just("nuria"), Just("pol")];
    prop_oneof![
        " ?[aAbBç]{0,3}".prop_map(|tag| Command::Tag { tag }),
        "[aAbBç]{1,3}".prop_map(|tag| Command::Untag { tag }),
        ("[ab]{0,2}", prop::option::of("[ x]{0,3}"))
            .prop_map(|(field, value)| Command::SetField { field, value }),
        person.clone().prop_map(|person| Command::Follow { person: person.into() }),
        person.prop_map(|person| Command::Unfollow { person: person.into() }),
        "[ a]{0,3}".prop_map(|text| Command::Note { text, mentions: vec!["pol".into()] }),
    ]
}

fn merged() -> impl Strategy<Value = Command> {
    prop_oneof![
        (1u64..4).prop_map(|number| Command::Merge { into: Box::new(neighbour(number, &[])) }),
        (1u64..4).prop_map(|number| Command::Absorb { ticket: Box::new(neighbour(number, &[])) }),
        (1u64..4).prop_map(|number| {
            Command::Unmerge { from: Box::new(neighbour(number, &[NUMBER])) }
        }),
        (1u64..4).prop_map(|number| Command::Release { ticket: TicketNumber(number) }),
    ]
}

/// A ticket whose customer waits, and which holds others.
fn neighbour(number: u64, absorbed: &[u64]) -> Ticket {
    let mut ticket = numbered(number);
    then(&mut ticket, 7, comes_by_ad(7));
    ticket.absorbed = absorbed.iter().copied().map(TicketNumber).collect();
    ticket
}

fn wish() -> impl Strategy<Value = Command> {
    prop_oneof![5 => said(), 5 => triaged(), 3 => written_down(), 3 => merged()]
}

/// What is true of a ticket at any time.
fn is_whole(ticket: &Ticket) -> Result<(), TestCaseError> {
    let resolved = ticket.status == Status::Resolved;
    let snoozed = ticket.status == Status::Snoozed;
    prop_assert_eq!(snoozed, ticket.snoozed_until.is_some());
    prop_assert_eq!(resolved, ticket.resolved_at.is_some());
    prop_assert_eq!(ticket.owner.is_some(), ticket.owned_since.is_some());
    prop_assert!(ticket.unread == 0 || ticket.unanswered_since.is_some());
    prop_assert!(ticket.unanswered_since.is_none() || !resolved);
    prop_assert!(ticket.unanswered_since.is_none() || !ticket.waits_for_customer());
    prop_assert!(ticket.farewell_at.is_none() || resolved);
    prop_assert!(!ticket.waiting_when_snoozed || snoozed);
    prop_assert!(ticket.merged_into.is_none() || resolved);
    prop_assert!(ticket.merged_into.is_none() || ticket.absorbed.is_empty());
    Ok(())
}

fn and_back<T>(value: &T) -> T
where
    T: serde::Serialize + serde::de::DeserializeOwned,
{
    let json = serde_json::to_string(value).expect("it serialises");
    serde_json::from_str(&json).expect("and parses")
}

proptest! {
    #[test]
    fn a_ticket_rebuilt_from_its_events_equals_the_one_they_happened_to(
        wishes in vec(wish(), 0..60)
    ) {
        let mut history = vec![opening(NUMBER)];
        let mut ticket = numbered(NUMBER);
        for (step, wish) in wishes.into_iter().enumerate() {
            let (before, by) = (ticket.clone(), author_of(&wish));
            let Ok(changes) = ticket.decide(wish) else { continue };
            let decided = changes.len() as u64;
            history.extend(happen(&mut ticket, changes, moment(step as i64), &by));
            prop_assert_eq!(ticket.rev, before.rev + decided);
            prop_assert!(ticket.status_since >= before.status_since);
            prop_assert!(ticket.window_closes_at >= before.window_closes_at);
            is_whole(&ticket)?;
        }
        prop_assert_eq!(Ticket::replay(&history), Some(ticket.clone()));
        let revisions: Vec<u64> = history.iter().map(|event| event.rev).collect();
        prop_assert_eq!(revisions, (1..=ticket.rev).collect::<Vec<_>>());
        for event in &history {
            prop_assert_eq!(&and_back(event), event);
            let json = serde_json::to_value(&event.change).expect("it serialises");
            let key = json.as_object().and_then(|change| change.keys().next());
            let word = json.as_str().or(key.map(String::as_str));
            prop_assert_eq!(word, Some(event.change.word()));
        }
        // The memory is saved apart.
        let memory = and_back(&ticket.memory);
        prop_assert_eq!(Ticket { memory, ..and_back(&ticket) }, ticket);
    }

    #[test]
    fn what_was_decided_once_is_not_decided_again(before in vec(wish(), 0..10), wish in wish()) {
        let mut ticket = numbered(NUMBER);
        for earlier in before {
            let by = author_of(&earlier);
            let changes = ticket.decide(earlier).unwrap_or_default();
            happen(&mut ticket, changes, moment(1), &by);
        }
        let says_something_new = matches!(
            wish,
            Command::Receive { .. }
                | Command::Reply { .. }
                | Command::Note { .. }
                | Command::Deliver { .. }
                | Command::Resend { .. }
        );
        if let (false, Ok(changes)) = (says_something_new, ticket.decide(wish.clone())) {
            happen(&mut ticket, changes, moment(1), &author_of(&wish));
            prop_assert!(ticket.decide(wish).is_ok_and(|again| again.is_empty()));
        }
    }
}
