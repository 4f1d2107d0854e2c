//! Programs that have still to be called: what stands next, what is put off, what is over.

use chrono::Duration;
use desk::call::{Call, CallId, Unheard};
use desk::ids::TicketNumber;
use desk::permissions::{Actor, Author, Role};
use desk::ports::Clock;
use desk::routing::{Action, Condition, Rule, Rules, Trigger};
use desk::rulebook::Rulebook;

use super::world::{World, on_every_store, world};

/// The only rule calls a program whenever a customer writes.
async fn under_the_rule(world: &World) {
    let rule = Rule {
        id: "tell".into(),
        name: "Tell".into(),
        version: 2,
        on: true,
        when: vec![Trigger::MessageIn],
        condition: Condition::Always,
        then: vec![Action::CallWebhook { url: "https://example.org/secret".into() }],
        otherwise: vec![],
        stop: false,
    };
    let rules = Rules { rules: vec![rule], ..Rules::default() };
    let book = Rulebook { rules, ..Rulebook::default() };
    let ada = Actor::Person { id: "ada".into(), role: Role::Administrator };
    world.desk.lay_down(&ada, 0, book).await.expect("saved").expect("without a slip");
}

async fn next(world: &World) -> Vec<Call> {
    world.store.calls(100, None).await.expect("it answers").items
}

/// One call for each of so many customers, a second apart, who wrote in that order.
async fn calls(world: &World, customers: u32) -> Vec<CallId> {
    under_the_rule(world).await;
    for customer in 0..customers {
        world.receive(&format!("m{customer}"), &format!("3460{customer}")).await;
        world.pass(Duration::seconds(1));
    }
    next(world).await.into_iter().map(|call| call.id).collect()
}

/// The tickets of what stands next, so many at a time.
async fn in_stretches(world: &World, limit: usize) -> Vec<Vec<u64>> {
    let (mut all, mut cursor) = (vec![], None);
    loop {
        let page = world.store.calls(limit, cursor.as_deref()).await.expect("a stretch");
        all.push(page.items.into_iter().map(|call| call.id.ticket.0).collect());
        match page.next {
            Some(next) => cursor = Some(next),
            None => return all,
        }
    }
}

#[test]
fn a_call_is_there_with_the_event_that_wants_it_and_says_all_that_it_takes() {
    on_every_store(|store| async move {
        let world = world(store);
        let at = world.clock.now();
        let id = calls(&world, 1).await[0];
        let by = Author::Rule { id: "tell".into(), name: "Tell".into(), version: 2 };
        let url = "https://example.org/secret".to_owned();
        assert_eq!(next(&world).await, [Call { id, url, by, at, tries: 0, due: at }]);
        assert_eq!(world.store.calls_count().await.expect("a count"), 1);
        let events = world.store.events(id.ticket, 100).await.expect("events");
        let wanted = events.iter().find(|event| event.rev == id.rev).expect("its event");
        assert_eq!(wanted.change.word(), "called");
    });
}

#[test]
fn what_is_due_first_stands_first_whether_or_not_its_moment_has_come() {
    on_every_store(|store| async move {
        let world = world(store);
        assert_eq!(in_stretches(&world, 2).await, [Vec::<u64>::new()]);
        let calls = calls(&world, 5).await;
        assert_eq!(in_stretches(&world, 2).await, [vec![1, 2], vec![3, 4], vec![5]]);
        let later = world.clock.now() + Duration::minutes(5);
        world.store.delay_call(calls[1], 1, later).await.expect("it is put off");
        world.store.delay_call(calls[0], 2, later).await.expect("it is put off");
        assert_eq!(in_stretches(&world, 5).await, [[3, 4, 5, 1, 2]]);
        assert_eq!(in_stretches(&world, 3).await, [vec![3, 4, 5], vec![1, 2]]);
        let last = next(&world).await.pop().expect("a call");
        assert_eq!((last.id, last.tries, last.due), (calls[1], 1, later));
        for garbage in ["", "x", "0 0"] {
            let page = world.store.calls(9, Some(garbage)).await.expect("a stretch");
            assert_eq!(page.items.len(), 5, "{garbage}");
        }
    });
}

#[test]
fn a_call_that_is_over_is_not_brought_back() {
    on_every_store(|store| async move {
        let world = world(store);
        let calls = calls(&world, 2).await;
        world.store.end_call(calls[0]).await.expect("it is over");
        world.store.end_call(calls[0]).await.expect("it is over already");
        let later = world.clock.now();
        world.store.delay_call(calls[0], 1, later).await.expect("nothing happens");
        let nobody = CallId { ticket: TicketNumber(99), rev: 1 };
        world.store.delay_call(nobody, 1, later).await.expect("nothing happens");
        assert_eq!(in_stretches(&world, 9).await, [[2]]);
        assert_eq!(world.store.calls_count().await.expect("a count"), 1);
    });
}

#[test]
fn what_is_given_up_is_taken_away_by_the_commit_that_says_so() {
    on_every_store(|store| async move {
        let world = world(store);
        calls(&world, 2).await;
        let first = next(&world).await.remove(0);
        let given_up = world.desk.tried(&Actor::Clock, &first, Err(Unheard::NotPublic)).await;
        given_up.expect("it is taken down");
        assert_eq!(in_stretches(&world, 9).await, [[2]]);
        let events = world.store.events(first.id.ticket, 1).await.expect("events");
        assert_eq!(events[0].change.word(), "call_failed");
    });
}
