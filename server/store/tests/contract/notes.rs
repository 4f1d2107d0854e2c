//! What people note about a contact, and what messages tell of it at the same moment.

use std::sync::Arc;

use chrono::DateTime;
use desk::contact::{Contact, Noted};
use desk::desk::Note;
use desk::ids::TicketNumber;
use desk::inbound::Inbound;
use desk::permissions::Actor;
use desk::ports::{Commit, CommitError};
use desk::zone::Zone;
use futures::future::join_all;

use super::world::{World, agent, arrival, on_every_store, world};

async fn contact(world: &World, number: TicketNumber) -> Contact {
    let ticket = world.store.ticket(number).await.expect("it answers").expect("a ticket");
    world.store.contact(&ticket.contact).await.expect("it answers").expect("a contact")
}

fn everything() -> Noted {
    Noted {
        zone: Zone::named("America/New_York"),
        language: Some("pt-BR".into()),
        attributes: [("crm".into(), "17".into())].into(),
        tags: ["vip".into()].into(),
        opted_out: true,
    }
}

#[test]
fn what_is_noted_is_read_back_and_a_note_that_comes_late_is_stale() {
    on_every_store(|store| async move {
        let world = world(store);
        let number = world.receive("m1", "34600").await;
        let before = contact(&world, number).await;
        let (was, noted) = (Noted::default(), everything());
        world.store.note(&before.id, &was, &noted).await.expect("it is noted");
        let late = world.store.note(&before.id, &was, &Noted::default()).await;
        assert!(matches!(late, Err(CommitError::Stale)), "{late:?}");
        let after = contact(&world, number).await;
        assert_eq!(after.noted(), noted);
        assert_eq!((after.name, after.phone), (before.name, before.phone));
        let nobody = world.store.note(&"nobody".into(), &was, &noted).await;
        assert!(matches!(nobody, Err(CommitError::Stale)), "{nobody:?}");
    });
}

#[test]
fn a_commit_that_read_the_contact_before_a_note_takes_nothing_of_it_back() {
    on_every_store(|store| async move {
        let world = world(store);
        let number = world.receive("m1", "34600").await;
        let mut read_before = contact(&world, number).await;
        world.store.note(&read_before.id, &Noted::default(), &everything()).await.expect("noted");
        read_before.name = Some("Another name".into());
        let commit = Commit { contacts: vec![read_before], ..Commit::default() };
        world.store.commit(&commit).await.expect("it is saved");
        let after = contact(&world, number).await;
        assert_eq!(after.name.as_deref(), Some("Another name"));
        assert_eq!(after.noted(), everything());
    });
}

#[test]
fn notes_and_messages_that_come_at_once_lose_nothing_of_each_other() {
    on_every_store(|store| async move {
        let world = Arc::new(world(store));
        let number = world.receive("m0", "34600").await;
        // As few as a desk has tries, so that each is saved however they collide.
        let notes = (0..3).map(|nth| {
            let world = Arc::clone(&world);
            let attributes = [(format!("fact {nth}"), "known".to_owned())].into();
            let note = Note { attributes, ..Note::default() };
            tokio::spawn(async move {
                world.desk.describe(&agent(), number, &note).await.expect("it is noted");
            })
        });
        let messages = (0..3).map(|nth| {
            let world = Arc::clone(&world);
            let item = arrival(&format!("m1-{nth}"), "34600", DateTime::UNIX_EPOCH);
            let Inbound::Message(mut news) = item else { panic!("no message") };
            news.name = Some(format!("Name {nth}"));
            tokio::spawn(async move {
                let items = [Inbound::Message(news)];
                world.desk.receive(&Actor::Customer, &items).await.expect("it is received");
            })
        });
        for done in join_all(notes.chain(messages)).await {
            done.expect("no panic");
        }
        let after = contact(&world, number).await;
        assert_eq!(after.noted().attributes.len(), 3, "{after:?}");
        assert!(after.name.as_deref().is_some_and(|name| name.starts_with("Name ")), "{after:?}");
    });
}

#[test]
fn the_latest_ticket_of_a_contact_is_found_at_our_number() {
    on_every_store(|store| async move {
        let world = world(store);
        let number = world.receive("m1", "34600").await;
        world.receive("m2", "34700").await;
        let contact = contact(&world, number).await;
        let latest = world.store.latest_of(&contact.id).await.expect("it answers");
        assert_eq!(latest.iter().map(|ticket| ticket.number).collect::<Vec<_>>(), [number]);
        assert!(world.store.latest_of(&"nobody".into()).await.expect("it answers").is_empty());
    });
}
