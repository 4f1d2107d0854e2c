//! Whatever WhatsApp tells of a conversation, in whatever order, however often and in however many pieces:
//! it ends in the same state.

use std::collections::BTreeMap;

use futures::executor::block_on;
use proptest::prelude::*;

use super::identity::{phone, says, told, user};
use super::*;
use crate::inbound::Tidings;
use crate::message::Direction;
use crate::ticket::Status;

/// What matters once all is here: of each message what it says and how far it got, how many wait since
/// when, and what the customer is called by.
#[derive(Debug, PartialEq, Eq)]
struct State {
    messages: BTreeMap<MessageId, (Direction, Content, DateTime<Utc>, Option<Progress>)>,
    waits: Option<DateTime<Utc>>,
    unread: u32,
    is_open: bool,
    window: Option<DateTime<Utc>>,
    called: Vec<Alias>,
    opted_out: bool,
    kept: usize,
}

fn content(id: &str, aliases: &[Alias], after: i64, content: Content) -> Arrival {
    let Inbound::Message(arrival) = says(id, aliases, after) else { panic!("a message") };
    Arrival { content, ..arrival }
}

fn status(id: &str, progress: Progress) -> Inbound {
    Inbound::Status(StatusNews {
        number: NUMBER.into(),
        external: format!("wamid.{id}"),
        message: None,
        delivery: Delivery::at(progress),
        raw: format!("{{\"{id}\":\"{progress:?}\"}}"),
    })
}

/// A customer asks, changes and deletes words, is answered on a phone, goes to another number, and asks
/// again.
fn conversation() -> Vec<Inbound> {
    let (before, after) = ([phone("34600"), user("ES.1")], [phone("34611"), user("ES.2")]);
    let body = |text: &str| Content::Text { body: text.into() };
    let edit = Content::Edit { original: "wamid.m1".into(), text: Some("Bona tarda".into()) };
    let revoke = Content::Revoke { original: "wamid.m2".into() };
    let unsaid = Content::Revoke { original: "wamid.e1".into() };
    vec![
        says("m1", &before, 10),
        says("m2", &before, 20),
        Inbound::Message(content("m3", &before, 30, edit)),
        Inbound::Message(content("m4", &before, 40, revoke)),
        Inbound::Echo(content("e1", &before, 50, body("Ara ho mirem"))),
        status("e1", Progress::Sent),
        status("e1", Progress::Delivered),
        status("e1", Progress::Read),
        Inbound::Echo(content("e2", &before, 60, unsaid)),
        told("c9", &before, 70, Tidings::Moved { to: after.to_vec(), said: false }),
        told("c9", &after[..1], 75, Tidings::Wish { wanted: true }),
        told("c9", &after[..1], 80, Tidings::Wish { wanted: false }),
        says("m5", &after, 90),
        says("m6", &after[1..], 100),
        status("e1", Progress::Sent),
    ]
}

/// The state after these, a piece at a time. The first message is here first: who begins decides whose the
/// ticket is.
async fn after(pieces: &[Vec<Inbound>]) -> State {
    let it = setting();
    it.receive(&conversation()[..1]).await;
    for piece in pieces {
        it.receive(piece).await;
    }
    it.is_consistent().await;
    let mut tickets = vec![];
    for number in 1.. {
        match it.store.ticket(TicketNumber(number)).await.expect("answers") {
            Some(ticket) => tickets.push(ticket),
            None => break,
        }
    }
    let mut messages = BTreeMap::new();
    for ticket in &tickets {
        for one in it.store.messages(ticket.number, 99, None).await.expect("answers").items {
            let progress = one.delivery.map(|delivery| delivery.progress);
            messages.insert(one.id, (one.direction, one.content, one.sent_at, progress));
        }
    }
    let contact = it.customer(1).await;
    State {
        messages,
        waits: tickets.iter().filter_map(|ticket| ticket.unanswered_since).min(),
        unread: tickets.iter().map(|ticket| ticket.unread).sum(),
        is_open: tickets.iter().any(|ticket| ticket.status == Status::Open),
        window: tickets.iter().filter_map(|ticket| ticket.window_closes_at).max(),
        called: contact.aliases(),
        opted_out: contact.is_opted_out(),
        kept: it.store.kept().len(),
    }
}

/// The conversation in another order, some of it twice, cut into pieces.
fn shuffled() -> impl Strategy<Value = Vec<Vec<Inbound>>> {
    let count = conversation().len();
    let places = prop::collection::vec(0..count, 0..count)
        .prop_map(move |twice| (0..count).chain(twice).collect::<Vec<usize>>());
    let order = places.prop_flat_map(|places| Just(places).prop_shuffle());
    (order, prop::collection::vec(1usize..6, 1..20)).prop_map(|(order, sizes)| {
        let all = conversation();
        let mut items: Vec<Inbound> = order.into_iter().map(|place| all[place].clone()).collect();
        let mut pieces = vec![];
        for size in sizes {
            let rest = items.split_off(size.min(items.len()));
            pieces.push(std::mem::replace(&mut items, rest));
        }
        pieces.push(items);
        pieces
    })
}

#[test]
fn in_order_the_last_two_questions_wait_and_all_else_is_answered() {
    let state = block_on(after(&[conversation()]));
    assert_eq!((state.waits, state.unread, state.is_open), (Some(at(90)), 2, true));
    assert_eq!(state.called, [phone("34611"), user("ES.2")]);
    assert!(state.opted_out);
    assert_eq!((state.messages.len(), state.kept), (8, 0));
    assert_eq!(state.messages[&"e1".into()].3, Some(Progress::Read));
}

proptest! {
    #[test]
    fn any_order_any_doubling_and_any_cut_end_in_the_same_state(pieces in shuffled()) {
        let expected = block_on(after(&[conversation()]));
        prop_assert_eq!(block_on(after(&pieces)), expected);
    }
}
