//! What waits for a moment, who owns what, and the editions of the rulebook.

use chrono::Duration;
use desk::permissions::Author;
use desk::ports::{Clock, CommitError};
use desk::presence::Said;
use desk::rulebook::{Edition, Rulebook};
use desk::team::Team;
use desk::ticket::Status;

use super::world::{agent, on_every_store, world};

#[test]
fn a_ticket_is_due_from_its_moment_on_the_most_overdue_first() {
    on_every_store(|store| async move {
        let world = world(store);
        let (one, two) = (world.receive("m1", "34600").await, world.receive("m2", "34601").await);
        world.receive("m3", "34602").await;
        let now = world.clock.now();
        let (soon, later) = (now + Duration::hours(1), now + Duration::hours(2));
        world.desk.snooze(&agent(), one, later).await.expect("it is snoozed");
        world.desk.snooze(&agent(), two, soon).await.expect("it is snoozed");
        let due = async |at, limit| world.store.due(at, limit).await.expect("it answers");
        assert!(due(soon - Duration::seconds(1), 9).await.is_empty());
        assert_eq!(due(soon, 9).await, [two]);
        assert_eq!(due(later, 9).await, [two, one]);
        assert_eq!(due(later, 1).await, [two]);
        world.desk.reopen(&agent(), two).await.ok();
        world.desk.resolve(&agent(), two).await.expect("it is resolved");
        assert_eq!(due(later, 9).await, [one], "what is settled waits for nothing");
    });
}

#[test]
fn a_moment_is_set_for_the_revision_that_was_looked_at() {
    on_every_store(|store| async move {
        let world = world(store);
        let number = world.receive("m1", "34600").await;
        let now = world.clock.now();
        let rev = world.store.ticket(number).await.expect("it answers").expect("a ticket").rev;
        let due = async || world.store.due(now, 9).await.expect("it answers");
        world.store.set_due(number, rev + 1, Some(now)).await.expect("it answers");
        assert!(due().await.is_empty());
        world.store.set_due(number, rev, Some(now)).await.expect("it answers");
        assert_eq!(due().await, [number]);
        world.store.set_due(number, rev, None).await.expect("it answers");
        assert!(due().await.is_empty());
    });
}

#[test]
fn who_owns_what_is_told_of_unsettled_tickets() {
    on_every_store(|store| async move {
        let world = world(store);
        let (one, two) = (world.receive("m1", "34600").await, world.receive("m2", "34601").await);
        world.receive("m3", "34602").await;
        for number in [one, two] {
            let assigned = world.desk.assign(&agent(), number, Some("ana".into())).await;
            assigned.expect("it is assigned");
        }
        world.desk.resolve(&agent(), two).await.expect("it is resolved");
        let owned = world.store.owned().await.expect("it answers");
        assert_eq!(owned, [(one, "ana".into(), Status::Open)]);
    });
}

#[test]
fn what_somebody_last_said_of_themselves_is_kept() {
    on_every_store(|store| async move {
        let said = async || store.said().await.expect("it answers");
        assert_eq!(said().await, []);
        for word in [Said::OnABreak, Said::Away] {
            store.say(&"ana".into(), word).await.expect("it is saved");
        }
        assert_eq!(said().await, [("ana".into(), Said::Away)]);
    });
}

#[test]
fn a_tickets_memory_is_as_it_was_saved() {
    on_every_store(|store| async move {
        let world = world(store);
        let number = world.receive("m1", "34600").await;
        let ticket = world.store.ticket(number).await.expect("it answers").expect("a ticket");
        assert!(ticket.memory.record.unanswered().is_some());
        let events = world.store.events(number, 100).await.expect("it answers");
        assert_eq!(desk::ticket::Ticket::replay(&events), Some(ticket));
    });
}

#[test]
fn how_far_tickets_were_looked_at_is_kept() {
    on_every_store(|store| async move {
        let world = world(store);
        assert_eq!(world.store.reviewed().await.expect("it answers"), 0);
        for version in [1, 12] {
            world.store.set_reviewed(version).await.expect("it is saved");
            assert_eq!(world.store.reviewed().await.expect("it answers"), version);
        }
    });
}

#[test]
fn the_newest_edition_of_the_rulebook_holds_and_none_is_written_twice() {
    on_every_store(|store| async move {
        let world = world(store);
        assert_eq!(world.store.rulebook().await.expect("it answers"), None);
        let edition = |version, name| Edition {
            version,
            at: world.clock.now(),
            by: Author::Person { id: "ana".into() },
            rulebook: Rulebook {
                teams: vec![Team::new("billing".into(), name)],
                ..Rulebook::default()
            },
        };
        // Ten, so that the order is that of numbers and not of words.
        for version in 1..=10 {
            world.store.lay_down(&edition(version, "Billing")).await.expect("it is saved");
        }
        let again = world.store.lay_down(&edition(10, "Facturació")).await;
        assert!(matches!(again, Err(CommitError::Stale)), "{again:?}");
        let newest = world.store.rulebook().await.expect("it answers").expect("an edition");
        assert_eq!(newest, edition(10, "Billing"));
    });
}
