//! Files that have still to be fetched: what stands next, what is put off, what is over.

use chrono::Duration;
use desk::desk::Saying;
use desk::enclosure::Enclosure;
use desk::fetch::Fetch;
use desk::ids::MessageId;
use desk::inbound::Inbound;
use desk::message::{Content, Fetched, File, MediaKind, Unfetched};
use desk::permissions::Actor;
use desk::ports::Clock;
use desk::ticket::Change;

use super::world::{NUMBER, World, agent, arrival, on_every_store, world};

fn voice_note(media: &str) -> Content {
    Content::Media {
        media_kind: MediaKind::Audio,
        media: Some(media.into()),
        mime: None,
        caption: None,
        filename: None,
        voice: true,
        fetched: None,
    }
}

fn file() -> File {
    let (hash, mime) = ("0f".repeat(32), "audio/ogg".to_owned());
    File { hash, size: 7, mime, width: None, height: None }
}

async fn next(world: &World) -> Vec<Fetch> {
    world.store.fetches(100, None).await.expect("it answers").items
}

/// A voice note of each of so many customers, a second apart, in that order.
async fn sent(world: &World, customers: u32) {
    for customer in 0..customers {
        let (id, phone) = (format!("m{customer}"), format!("3460{customer}"));
        let Inbound::Message(mut note) = arrival(&id, &phone, world.clock.now()) else {
            unreachable!("an arrival is a message")
        };
        note.content = voice_note(&format!("media-{customer}"));
        let received = world.desk.receive(&Actor::Customer, &[Inbound::Message(note)]).await;
        received.expect("it is received");
        world.pass(Duration::seconds(1));
    }
}

/// The messages whose files stand next, so many at a time.
async fn in_stretches(world: &World, limit: usize) -> Vec<Vec<String>> {
    let (mut all, mut cursor) = (vec![], None);
    loop {
        let page = world.store.fetches(limit, cursor.as_deref()).await.expect("a stretch");
        all.push(page.items.into_iter().map(|fetch| fetch.message.0).collect());
        match page.next {
            Some(next) => cursor = Some(next),
            None => return all,
        }
    }
}

#[test]
fn a_file_is_to_be_fetched_from_the_commit_on_that_names_it() {
    on_every_store(|store| async move {
        let world = world(store);
        let at = world.clock.now();
        sent(&world, 1).await;
        let (message, number) = (MessageId::from("m0"), NUMBER.into());
        let (media, kind) = ("media-0".to_owned(), MediaKind::Audio);
        let expected = Fetch { message, number, media, kind, at, tries: 0, due: at };
        assert_eq!(next(&world).await, [expected]);
        assert_eq!(world.store.fetches_count().await.expect("a count"), 1);
        assert_eq!(world.message("m0").await.content, voice_note("media-0"));
    });
}

#[test]
fn what_is_due_first_is_fetched_first_whether_or_not_its_moment_has_come() {
    on_every_store(|store| async move {
        let world = world(store);
        assert_eq!(in_stretches(&world, 2).await, [Vec::<String>::new()]);
        sent(&world, 4).await;
        assert_eq!(in_stretches(&world, 2).await, [["m0", "m1"], ["m2", "m3"]]);
        let later = world.clock.now() + Duration::minutes(5);
        for (message, tries) in [("m1", 1), ("m0", 2)] {
            let delayed = world.store.delay_fetch(&message.into(), tries, later).await;
            delayed.expect("it is put off");
        }
        assert_eq!(in_stretches(&world, 3).await, [&["m2", "m3", "m0"][..], &["m1"]]);
        let last = next(&world).await.pop().expect("a fetch");
        assert_eq!((last.message.0.as_str(), last.tries, last.due), ("m1", 1, later));
        for garbage in ["", "x", "0 0"] {
            let page = world.store.fetches(9, Some(garbage)).await.expect("a stretch");
            assert_eq!(page.items.len(), 4, "{garbage}");
        }
    });
}

#[test]
fn what_became_of_a_file_is_saved_with_the_end_of_its_fetch() {
    on_every_store(|store| async move {
        let world = world(store);
        sent(&world, 3).await;
        let fetches = next(&world).await;
        for (fetch, outcome) in fetches.iter().zip([Ok(file()), Err(Unfetched::TooLarge)]) {
            let fetched = world.desk.fetched(&Actor::Clock, fetch, outcome).await;
            fetched.expect("it is taken down");
        }
        assert_eq!(in_stretches(&world, 9).await, [["m2"]]);
        for (id, outcome) in [
            ("m0", Some(Fetched::Here(Box::new(file())))),
            ("m1", Some(Fetched::Never(Unfetched::TooLarge))),
            ("m2", None),
        ] {
            let message = world.message(id).await;
            let Content::Media { media, fetched, .. } = message.content else { panic!("{id}") };
            assert_eq!((media.is_some(), fetched), (true, outcome), "{id}");
            // Read as one of the thread, and as its event brought it.
            let thread = world.store.messages(message.ticket, 9, None).await.expect("a thread");
            assert!(thread.items.iter().any(|one| one.id.0 == id), "{id}");
        }
        let gone = world.store.delay_fetch(&"m0".into(), 1, world.clock.now()).await;
        gone.expect("nothing happens");
        assert_eq!(world.store.fetches_count().await.expect("a count"), 1);
    });
}

#[test]
fn a_file_that_we_send_is_here_from_the_commit_on_that_brings_it() {
    on_every_store(|store| async move {
        let world = world(store);
        let number = world.receive("m1", "34600").await;
        let enclosure = Enclosure {
            file: file(),
            filename: None,
            caption: None,
            voice: true,
            as_document: false,
        };
        let enclosed = enclosure.fit().expect("WhatsApp takes it");
        let sent =
            world.desk.say_to(&agent(), number, Saying::file(enclosed), "r1".into(), None).await;
        let sent = sent.expect("it is sent");
        assert_eq!(world.message("r1").await, sent);
        assert_eq!(world.store.fetches_count().await.expect("a count"), 0);
        assert_eq!(world.queued().await[0].message, sent);
        let events = world.store.events(number, 99).await.expect("events");
        let brought = events
            .iter()
            .any(|event| matches!(&event.change, Change::Replied { message } if **message == sent));
        assert!(brought, "{events:?}");
    });
}
