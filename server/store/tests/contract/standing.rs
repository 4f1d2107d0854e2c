//! What waits for a moment, who owns what, and the editions of the rulebook.

use chrono::{DateTime, Duration};
use desk::permissions::Author;
use desk::ports::{Clock, CommitError, Page};
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

/// An edition of that version, as Ana laid it down in that minute.
fn edition(version: u32, name: &str) -> Edition {
    Edition {
        version,
        at: DateTime::UNIX_EPOCH + Duration::minutes(version.into()),
        by: Author::Person { id: "ana".into() },
        rulebook: Rulebook {
            teams: vec![Team::new("billing".into(), name)],
            ..Rulebook::default()
        },
    }
}

#[test]
fn the_newest_edition_of_the_rulebook_holds_and_none_is_written_twice() {
    on_every_store(|store| async move {
        assert_eq!(store.rulebook().await.expect("it answers"), None);
        // Ten, so that the order is that of numbers and not of words.
        for version in 1..=10 {
            store.lay_down(&edition(version, "Billing")).await.expect("it is saved");
        }
        let again = store.lay_down(&edition(10, "Facturació")).await;
        assert!(matches!(again, Err(CommitError::Stale)), "{again:?}");
        let newest = store.rulebook().await.expect("it answers").expect("an edition");
        assert_eq!(newest, edition(10, "Billing"));
    });
}

#[test]
fn every_edition_that_was_ever_laid_down_stays_readable() {
    // CAL-6
    on_every_store(|store| async move {
        let none = store.editions(3, None).await.expect("it answers");
        assert_eq!(none, Page { items: vec![], next: None });
        for version in 1..=11 {
            let laid = store.lay_down(&edition(version, &format!("Team {version}"))).await;
            laid.expect("it is saved");
        }
        let (mut versions, mut cursor) = (vec![], None);
        loop {
            let page = store.editions(4, cursor.as_deref()).await.expect("it answers");
            versions.push(page.items.iter().map(|one| one.version).collect::<Vec<_>>());
            let expected = page.items.iter().map(|one| edition(one.version, "").imprint());
            assert_eq!(page.items, expected.collect::<Vec<_>>());
            cursor = page.next;
            if cursor.is_none() {
                break;
            }
        }
        assert_eq!(versions, [vec![11, 10, 9, 8], vec![7, 6, 5, 4], vec![3, 2, 1]]);
        let strange = store.editions(1, Some("yesterday")).await.expect("it answers").items;
        assert_eq!(strange[0].version, 11, "from the start");
        let old = store.edition(2).await.expect("it answers");
        assert_eq!(old, Some(edition(2, "Team 2")));
        assert_eq!(store.edition(12).await.expect("it answers"), None);
    });
}
