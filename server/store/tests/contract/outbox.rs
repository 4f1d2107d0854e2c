//! The outbox: what can be sent, in stretches; what was begun, apart from it.

use chrono::{DateTime, Duration};
use desk::ids::{MessageId, NumberId};
use desk::message::{Progress, Trouble};
use desk::outlet::{Outlet, Stop, Waiting};
use desk::permissions::Actor;
use desk::ports::{Clock, Sending};

use super::world::{NUMBER, World, on_every_store, world};

/// Replies to one customer each, a second apart.
async fn replies(world: &World, ids: &[&str]) {
    for (customer, id) in ids.iter().enumerate() {
        let number = world.receive(&format!("m{id}"), &format!("34{customer}")).await;
        world.pass(Duration::seconds(1));
        world.reply(number, id).await;
    }
}

/// What can be sent, so many at a time.
async fn in_stretches(world: &World, limit: usize) -> Vec<Vec<String>> {
    let (mut all, mut cursor) = (vec![], None);
    loop {
        let page = world.store.queued(limit, cursor.as_deref()).await.expect("a stretch");
        all.push(page.items.into_iter().map(|one| one.message.id.0).collect());
        match page.next {
            Some(next) => cursor = Some(next),
            None => return all,
        }
    }
}

#[test]
fn what_can_be_sent_comes_in_stretches_from_the_oldest_on() {
    on_every_store(|store| async move {
        let world = world(store);
        assert_eq!(in_stretches(&world, 2).await, [Vec::<String>::new()]);
        // By their moments, not by their names.
        replies(&world, &["r5", "r4", "r3", "r2", "r1"]).await;
        assert_eq!(in_stretches(&world, 2).await, [vec!["r5", "r4"], vec!["r3", "r2"], vec!["r1"]]);
        assert_eq!(in_stretches(&world, 5).await, [["r5", "r4", "r3", "r2", "r1"]]);
        assert_eq!(world.store.queued_count().await.expect("a count"), 5);
        for garbage in ["", "x", "0 0"] {
            let page = world.store.queued(9, Some(garbage)).await.expect("a stretch");
            assert_eq!(page.items.len(), 5, "{garbage}");
        }
    });
}

#[test]
fn what_was_begun_or_is_in_doubt_is_no_part_of_what_can_be_sent() {
    on_every_store(|store| async move {
        let world = world(store);
        replies(&world, &["doubt", "begun", "back", "free"]).await;
        let begin = async |id: &str| {
            let (id, at) = (MessageId::from(id), world.clock.now());
            assert!(world.store.begin_attempt(&id, at).await.expect("it answers"));
        };
        begin("doubt").await;
        world.pass(Duration::minutes(1));
        assert_eq!(world.desk.doubt(&Actor::Clock).await.expect("doubts"), 1);
        begin("begun").await;
        begin("back").await;
        world.store.end_attempt(&"back".into()).await.expect("it is taken back");
        // Too late for what was given up.
        world.store.end_attempt(&"doubt".into()).await.expect("nothing happens");
        assert_eq!(in_stretches(&world, 1).await, [["back"], ["free"]]);
        assert_eq!(world.store.queued_count().await.expect("a count"), 2);
        let progress = world.message("doubt").await.delivery.map(|delivery| delivery.progress);
        assert_eq!(progress, Some(Progress::Unconfirmed));
    });
}

#[test]
fn what_was_begun_is_told_by_when_and_until_its_outcome_is_known() {
    on_every_store(|store| async move {
        let world = world(store);
        replies(&world, &["r1", "r2", "r3"]).await;
        world.channel.will_answer(Sending::Unknown);
        let queued = world.queued().await;
        world.desk.deliver(&Actor::Clock, &queued[0]).await.expect("a call");
        let first = world.clock.now();
        world.pass(Duration::seconds(5));
        world.channel.will_answer(Sending::Unknown);
        world.desk.deliver(&Actor::Clock, &queued[1]).await.expect("a call");
        world.desk.deliver(&Actor::Clock, &queued[2]).await.expect("a call that is accepted");
        let attempted = async |before| world.store.attempted(before).await.expect("it answers");
        assert_eq!(attempted(first - Duration::seconds(1)).await, []);
        assert_eq!(attempted(first).await, ["r1".into()]);
        assert_eq!(attempted(world.clock.now()).await, ["r1".into(), "r2".into()]);
        world.pass(Duration::minutes(1));
        world.desk.doubt(&Actor::Clock).await.expect("doubts");
        assert_eq!(attempted(world.clock.now()).await, []);
    });
}

fn stop(seconds: i64) -> Stop {
    let since = DateTime::UNIX_EPOCH + Duration::seconds(seconds);
    Stop { trouble: Trouble::Token, code: 190, reason: "expired".into(), since }
}

#[test]
fn a_stop_is_kept_until_it_is_taken_back_and_the_next_one_stands_in_its_place() {
    on_every_store(|store| async move {
        let number = NumberId::from(NUMBER);
        assert_eq!(store.outlets().await.expect("it answers"), []);
        store.resume(&number).await.expect("nothing happens");
        assert_eq!(store.outlets().await.expect("it answers"), []);
        for again in [stop(1), stop(2)] {
            store.stop(&number, &again).await.expect("it is kept");
            let kept = store.outlets().await.expect("it answers");
            assert_eq!(kept, [Outlet { number: number.clone(), rate: None, stop: Some(again) }]);
        }
        store.resume(&number).await.expect("it is taken back");
        let left = store.outlets().await.expect("it answers");
        assert!(left.iter().all(|outlet| outlet.stop.is_none()), "{left:?}");
    });
}

#[test]
fn what_waits_is_counted_for_each_number_and_others_are_passed_by() {
    on_every_store(|store| async move {
        let world = world(store);
        let (number, other) = (NumberId::from(NUMBER), NumberId::from("another"));
        assert_eq!(world.store.waiting().await.expect("it answers"), []);
        let first = world.clock.now() + Duration::seconds(4);
        replies(&world, &["doubt", "begun", "accepted", "old", "new"]).await;
        world.channel.will_answer(Sending::Unknown);
        let queued = world.queued().await;
        world.desk.deliver(&Actor::Clock, &queued[0]).await.expect("a call");
        world.pass(Duration::minutes(1));
        assert_eq!(world.desk.doubt(&Actor::Clock).await.expect("doubts"), 1);
        world.channel.will_answer(Sending::Unknown);
        world.desk.deliver(&Actor::Clock, &queued[1]).await.expect("a call");
        world.desk.deliver(&Actor::Clock, &queued[2]).await.expect("a call");
        let waiting = world.store.waiting().await.expect("it answers");
        let expected = Waiting {
            number: number.clone(),
            queued: 2,
            begun: 1,
            unconfirmed: 1,
            oldest: Some(first),
        };
        assert_eq!(waiting, [expected]);
        let oldest = world.store.oldest_of(&number).await.expect("it answers");
        assert_eq!(oldest.map(|one| one.message.id), Some("old".into()));
        assert_eq!(world.store.oldest_of(&other).await.expect("it answers"), None);
        let past = async |numbers: &[NumberId], cursor: Option<&str>| {
            world.store.queued_past(numbers, 1, cursor).await.expect("a stretch")
        };
        let stretch = past(std::slice::from_ref(&other), None).await;
        assert_eq!(stretch.items[0].message.id, "old".into());
        let stretch = past(&[other], stretch.next.as_deref()).await;
        assert_eq!((stretch.items[0].message.id.clone(), stretch.next), ("new".into(), None));
        assert_eq!(past(&[number], None).await.items, []);
    });
}
