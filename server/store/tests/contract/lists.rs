//! Lists, pages and counts against the simplest thing that could be right: sort everything.

use chrono::Duration;
use desk::ids::TicketNumber;
use desk::permissions::{Lane, Part, Sight};
use desk::ports::{Filter, OwnerFilter, Page, Store as Port};
use desk::ticket::{Status, Ticket};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

use super::world::{World, agent, on_every_store, world};

#[test]
fn every_list_and_count_equals_the_naive_one() {
    on_every_store(|store| async move {
        let world = world(store);
        let mut random = StdRng::seed_from_u64(20_261_123);
        let mut numbers = vec![];
        for round in 0..60 {
            step(&world, &mut random, &mut numbers, round).await;
            if round % 10 == 9 {
                compare(&*world.store, &numbers).await;
            }
        }
    });
}

/// One thing that may happen at a desk.
async fn step(world: &World, random: &mut StdRng, numbers: &mut Vec<TicketNumber>, round: usize) {
    world.pass(Duration::seconds(random.gen_range(0..2)));
    if numbers.len() < 3 || random.gen_bool(0.5) {
        let phone = format!("34{}", random.gen_range(0..25));
        let number = world.receive(&format!("m{round}"), &phone).await;
        if !numbers.contains(&number) {
            numbers.push(number);
        }
        return;
    }
    let number = numbers[random.gen_range(0..numbers.len())];
    let until = desk::ports::Clock::now(&*world.clock) + Duration::hours(1);
    let owner = Some("ana".into()).filter(|_| random.gen_bool(0.7));
    // Some are refused, such as putting aside what is resolved: then nothing happens.
    let _ = match random.gen_range(0..6) {
        0 => world.desk.assign(&agent(), number, owner).await,
        1 => world.desk.resolve(&agent(), number).await,
        4 => {
            let team = [None, Some("billing".into()), Some("sales".into())];
            let team = team[random.gen_range(0..3)].clone();
            world.desk.give_to_team(&agent(), number, team).await
        }
        2 => world.desk.snooze(&agent(), number, until).await,
        _ => world.desk.reopen(&agent(), number).await,
    };
}

async fn compare(store: &dyn Port, numbers: &[TicketNumber]) {
    let mut all = vec![];
    for number in numbers {
        all.push(store.ticket(*number).await.expect("it answers").expect("a ticket"));
    }
    all.sort_by_key(|ticket| std::cmp::Reverse((ticket.last_message_at, ticket.number)));
    for sight in sights(numbers) {
        compare_within(store, &all, &sight).await;
    }
}

/// Everything, and parts of it: one's own; what waits; one team, whoever owns it; what is shared.
fn sights(numbers: &[TicketNumber]) -> Vec<Sight> {
    let lane = |team: Option<&str>, owned| Lane { team: team.map(Into::into), owned };
    let billing = [lane(None, false), lane(Some("billing"), false), lane(Some("billing"), true)];
    let shared = numbers.iter().copied().step_by(5).collect();
    let parts = [
        Part::default(),
        Part { own: Some("ana".into()), ..Part::default() },
        Part { lanes: [lane(None, false)].into(), ..Part::default() },
        Part { own: Some("ana".into()), lanes: billing.into(), ..Part::default() },
        Part { shared, ..Part::default() },
    ];
    let all = Part { shared: numbers.iter().copied().take(7).collect(), ..parts[3].clone() };
    let parts = parts.into_iter().chain([all]).map(|part| Sight::Some(Box::new(part)));
    [Sight::Everything].into_iter().chain(parts).collect()
}

async fn compare_within(store: &dyn Port, all: &[Ticket], sight: &Sight) {
    let owners = [None, Some(OwnerFilter::Nobody), Some(OwnerFilter::Person("ana".into()))];
    for owner in owners {
        let counts = store.counts(owner.as_ref(), sight).await.expect("counts");
        let counted = [counts.open, counts.waiting, counts.snoozed, counts.resolved];
        for status in Status::ALL.into_iter().map(Some).chain([None]) {
            let filter = Filter { status, owner: owner.clone(), sight: sight.clone() };
            let naive: Vec<_> =
                all.iter().filter(|ticket| lets(&filter, ticket)).cloned().collect();
            assert_eq!(paged(store, &filter).await, naive, "{filter:?}");
            if let Some(nth) = Status::ALL.iter().position(|one| Some(*one) == status) {
                assert_eq!(counted[nth], naive.len() as u64, "{filter:?}");
            }
        }
    }
}

fn lets(filter: &Filter, ticket: &Ticket) -> bool {
    let owner = match &filter.owner {
        None => true,
        Some(OwnerFilter::Nobody) => ticket.owner.is_none(),
        Some(OwnerFilter::Person(id)) => ticket.owner.as_ref() == Some(id),
    };
    let seen = filter.sight.sees_ticket(ticket);
    owner && seen && filter.status.is_none_or(|status| status == ticket.status)
}

/// The whole list, four at a time.
async fn paged(store: &dyn Port, filter: &Filter) -> Vec<Ticket> {
    let (mut list, mut cursor) = (vec![], None);
    loop {
        let page = store.tickets(filter, 4, cursor.as_deref()).await.expect("a page");
        let Page { items, next } = page;
        assert!(items.len() <= 4 && (next.is_none() || items.len() == 4));
        list.extend(items);
        match next {
            Some(next) => cursor = Some(next),
            None => return list,
        }
    }
}

#[test]
fn a_thread_is_read_from_its_end_and_in_the_order_of_sending() {
    on_every_store(|store| async move {
        let world = world(store);
        // Two were sent in the same second: their ids settle it.
        for (id, back) in [("m3", 0), ("m1", 9), ("m2", 9), ("m5", 3), ("m4", 5)] {
            world.pass(Duration::seconds(-back));
            world.receive(id, "34600").await;
            world.pass(Duration::seconds(back));
        }
        let number = world.message("m1").await.ticket;
        let ids = |page: &Page<desk::message::Message>| {
            page.items.iter().map(|message| message.id.0.clone()).collect::<Vec<_>>()
        };
        let newest = world.store.messages(number, 2, None).await.expect("a page");
        assert_eq!(ids(&newest), ["m5", "m3"]);
        let older = world.store.messages(number, 2, newest.next.as_deref()).await.expect("a page");
        assert_eq!(ids(&older), ["m2", "m4"]);
        let oldest = world.store.messages(number, 2, older.next.as_deref()).await.expect("a page");
        assert_eq!((ids(&oldest), oldest.next), (vec!["m1".to_owned()], None));
    });
}

#[test]
fn a_cursor_of_somebody_else_lists_from_the_start() {
    on_every_store(|store| async move {
        let world = world(store);
        let number = world.receive("m1", "34600").await;
        for garbage in ["", "x", "9", "0 0", "é-'; DELETE ticket"] {
            let filter = Filter::default();
            let list = world.store.tickets(&filter, 5, Some(garbage)).await.expect("a list");
            assert_eq!(list.items.len(), 1, "{garbage}");
            let thread = world.store.messages(number, 5, Some(garbage)).await.expect("a thread");
            assert_eq!(thread.items.len(), 1, "{garbage}");
        }
    });
}
