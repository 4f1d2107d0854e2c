//! Many at once: nothing is lost, nothing is done twice, nobody sees a collision.

use std::sync::Arc;

use chrono::DateTime;
use desk::message::Progress;
use desk::permissions::{Actor, Sight};
use desk::ports::{CommitError, Filter};
use desk::ticket::{Change, Event};
use futures::future::join_all;

use super::world::{World, arrival, on_every_store, world};

#[test]
fn of_many_writers_at_one_revision_exactly_one_wins() {
    on_every_store(|store| async move {
        let world = Arc::new(world(store));
        let number = world.receive("m1", "34600").await;
        let writers = (0..32).map(|_| {
            let world = Arc::clone(&world);
            tokio::spawn(async move { insist(&world, number).await })
        });
        for lost in join_all(writers).await {
            lost.expect("a writer panicked");
        }
        let ticket = world.store.ticket(number).await.expect("it answers").expect("a ticket");
        // Opened, received, and one event of each writer.
        assert_eq!(ticket.rev, 2 + 32);
        let events = world.store.events(number, 100).await.expect("events");
        let revs: Vec<u64> = events.iter().map(|event| event.rev).collect();
        assert_eq!(revs, (1..=34).collect::<Vec<_>>());
    });
}

/// Writes one event at whatever revision comes next, however often it takes.
async fn insist(world: &World, number: desk::ids::TicketNumber) {
    loop {
        let mut ticket = world.store.ticket(number).await.expect("it answers").expect("a ticket");
        let (rev, by) = (ticket.rev + 1, Actor::Clock.author());
        let (at, change) = (DateTime::UNIX_EPOCH, Change::Seen);
        let event = Event { ticket: number, rev, at, by, change };
        ticket.apply(&event);
        let commit = desk::ports::Commit {
            tickets: vec![ticket],
            events: vec![event],
            ..Default::default()
        };
        match world.store.commit(&commit).await {
            Ok(()) => return,
            Err(CommitError::Stale) => continue,
            Err(CommitError::Failed(cause)) => panic!("a collision surfaced: {cause}"),
        }
    }
}

#[test]
fn many_first_messages_of_one_customer_open_one_ticket() {
    on_every_store(|store| async move {
        let world = Arc::new(world(store));
        // Three waves of eight, since a desk gives up after as many tries.
        for wave in 0..3 {
            let first = (0..8).map(|nth| {
                let world = Arc::clone(&world);
                let items = [arrival(&format!("m{wave}-{nth}"), "34600", DateTime::UNIX_EPOCH)];
                tokio::spawn(async move {
                    let receipt = world.desk.receive(&Actor::Customer, &items).await;
                    receipt.expect("it is received").joined
                })
            });
            let joined = join_all(first).await;
            assert!(joined.into_iter().all(|joined| joined.expect("no panic") == 1));
        }
        let all = world.store.tickets(&Filter::default(), 10, None).await.expect("a list");
        assert_eq!(all.items.len(), 1);
        assert_eq!(all.items[0].unread, 24);
        let thread = world.store.messages(all.items[0].number, 50, None).await.expect("a thread");
        assert_eq!(thread.items.len(), 24);
    });
}

#[test]
fn a_duplicate_in_another_batch_at_the_same_time_changes_nothing() {
    on_every_store(|store| async move {
        let world = Arc::new(world(store));
        let items: Vec<_> = (0..10)
            .map(|nth| arrival(&format!("m{nth}"), &format!("3460{nth}"), DateTime::UNIX_EPOCH))
            .collect();
        let twins = (0..4).map(|_| {
            let (world, items) = (Arc::clone(&world), items.clone());
            tokio::spawn(async move {
                world.desk.receive(&Actor::Customer, &items).await.expect("received").joined
            })
        });
        let joined = join_all(twins).await.into_iter().map(|one| one.expect("no panic"));
        assert_eq!(joined.sum::<usize>(), 10);
        let counts = world.store.counts(None, &Sight::Everything).await.expect("counts");
        assert_eq!(counts.open, 10);
    });
}

#[test]
fn of_many_carriers_exactly_one_calls() {
    on_every_store(|store| async move {
        let world = Arc::new(world(store));
        let number = world.receive("m1", "34600").await;
        world.reply(number, "r1").await;
        let queued = world.queued().await;
        let carriers = (0..16).map(|_| {
            let (world, outgoing) = (Arc::clone(&world), queued[0].clone());
            tokio::spawn(async move {
                world.desk.deliver(&Actor::Clock, &outgoing).await.expect("a call")
            })
        });
        for carried in join_all(carriers).await {
            carried.expect("no panic");
        }
        assert_eq!(world.channel.sent().len(), 1);
        let progress = world.message("r1").await.delivery.map(|delivery| delivery.progress);
        assert_eq!(progress, Some(Progress::Accepted));
    });
}
