//! Who customers are: two who become one and two again, what was said before, and statuses that wait.

use std::sync::Arc;

use chrono::{DateTime, Duration};
use desk::contact::{Alias, Contact, Saved, Wish};
use desk::ids::{ContactId, TicketNumber};
use desk::inbound::{Inbound, Recalled, StatusNews, Tidings, Told};
use desk::message::{Delivery, Progress};
use desk::permissions::Actor;
use desk::ports::{Clock, Commit, CommitError, Question};

use super::world::{NUMBER, World, agent, arrival, on_every_store, world};

/// Two customers with a ticket each, by what they write first.
async fn two(world: &World) -> [ContactId; 2] {
    let mut ids = vec![];
    for (id, phone) in [("m1", "34600"), ("m2", "34611")] {
        let number = world.receive(id, phone).await;
        let ticket = world.store.ticket(number).await.expect("it answers").expect("a ticket");
        ids.push(ticket.contact);
    }
    ids.try_into().expect("two")
}

async fn stored(world: &World, ids: &[ContactId]) -> Vec<Contact> {
    let mut all = world.store.contacts(ids).await.expect("it answers");
    all.sort_by(|one, other| one.id.cmp(&other.id));
    all
}

async fn receive(world: &World, items: &[Inbound]) {
    world.desk.receive(&Actor::Customer, items).await.expect("it is received");
}

#[test]
fn a_part_is_looked_at_as_the_one_that_stands_for_it_until_the_undo() {
    on_every_store(|store| async move {
        let world = world(store);
        let ids = two(&world).await;
        let [one, other] = &ids;
        let before = stored(&world, &ids).await;
        world.desk.unite(&agent(), one, other).await.expect("united");
        let found = world.store.contact(other).await.expect("it answers").expect("a contact");
        assert_eq!(&found.id, one);
        assert_eq!(world.store.contacts(std::slice::from_ref(other)).await.expect("both").len(), 2);
        let aliases = vec![Alias::Phone("34611".into())];
        let senders = vec![(NUMBER.into(), aliases)];
        let question = Question { senders, ..Question::default() };
        let answer = world.store.answer(&question).await.expect("it answers");
        assert!(answer.kin.iter().any(|kin| kin.id == *one));
        let mut latest: Vec<u64> = answer.latest.iter().map(|ticket| ticket.number.0).collect();
        latest.sort_unstable();
        latest.dedup();
        assert_eq!(latest, [1, 2], "both tickets are theirs");
        world.reply(TicketNumber(2), "r1").await;
        assert_eq!(world.queued().await[0].to, [Alias::Phone("34600".into())]);
        world.desk.part(&agent(), one, other).await.expect("parted");
        assert_eq!(stored(&world, &ids).await, before);
    });
}

#[test]
fn of_two_who_change_how_a_contact_stands_the_second_is_stale() {
    on_every_store(|store| async move {
        let world = world(store);
        let ids = two(&world).await;
        let before = stored(&world, &ids).await;
        let united = || {
            let (mut one, mut part) = (before[0].clone(), before[1].clone());
            one.take_in(&mut part, agent().author(), DateTime::UNIX_EPOCH);
            let kin = vec![(before[0].clone(), one), (before[1].clone(), part)];
            Commit { kin, ..Commit::default() }
        };
        world.store.commit(&united()).await.expect("it is saved");
        let late = world.store.commit(&united()).await;
        assert!(matches!(late, Err(CommitError::Stale)), "{late:?}");
        let after = stored(&world, &ids).await;
        assert_eq!(after[1].stands_for_it(), &after[0].id);
        assert_eq!(after[0].family.parts.len(), 1);
    });
}

#[test]
fn a_message_that_read_the_contact_before_takes_no_family_apart() {
    on_every_store(|store| async move {
        let world = world(store);
        let ids = two(&world).await;
        let mut read_before = stored(&world, &ids).await.remove(1);
        world.desk.unite(&agent(), &ids[0], &ids[1]).await.expect("united");
        read_before.name = Some("Another name".into());
        let commit = Commit { contacts: vec![read_before], ..Commit::default() };
        world.store.commit(&commit).await.expect("it is saved");
        let found = world.store.contact(&ids[1]).await.expect("it answers").expect("a contact");
        assert_eq!(found.id, ids[0]);
    });
}

#[test]
fn what_whatsapp_told_of_a_contact_is_read_back() {
    on_every_store(|store| async move {
        let world = world(store);
        let at = world.clock.now();
        let told = |what| {
            let aliases = vec![Alias::Parent("ES.ENT.1".into()), Alias::Username("nuri".into())];
            let (contact, number) = ("c9".into(), NUMBER.into());
            Inbound::Told(Told { contact, number, aliases, what, at, raw: "{}".into() })
        };
        receive(&world, &[told(Tidings::Wish { wanted: false })]).await;
        receive(&world, &[told(Tidings::Saved { name: Some("Núria Puig".into()) })]).await;
        let found =
            world.store.contact(&"c9".into()).await.expect("it answers").expect("a contact");
        assert_eq!(found.wish, Some(Wish { wanted: false, at }));
        assert_eq!(found.saved, Some(Saved { name: Some("Núria Puig".into()), at }));
        assert_eq!(found.aliases(), [Alias::Parent("ES.ENT.1".into())]);
        for words in ["puig", "NÚRIA", "@nur"] {
            let named = world.store.named(words, 9).await.expect("it answers");
            assert_eq!(
                named.iter().map(|one| one.id.0.as_str()).collect::<Vec<_>>(),
                ["c9"],
                "{words}"
            );
        }
    });
}

#[test]
fn what_was_said_before_has_one_ticket_that_is_nobodys_latest() {
    on_every_store(|store| async move {
        let world = world(store);
        world.receive("m1", "34600").await;
        let recalled = |id: &str, delivery: Option<Delivery>| {
            let sent_at = world.clock.now() - Duration::days(30);
            let Inbound::Message(arrival) = arrival(id, "34600", sent_at) else {
                panic!("a message")
            };
            Inbound::Recalled(Recalled { arrival, delivery })
        };
        let read = Delivery::at(Progress::Read);
        receive(&world, &[recalled("p1", None)]).await;
        receive(&world, &[recalled("p2", Some(read.clone()))]).await;
        let past = world.message("p2").await;
        assert_eq!((past.ticket, past.delivery), (TicketNumber(2), Some(read)));
        assert_eq!(world.message("p1").await.ticket, TicketNumber(2));
        assert_eq!(world.receive("m2", "34600").await, TicketNumber(1));
        let ticket =
            world.store.ticket(TicketNumber(2)).await.expect("it answers").expect("a ticket");
        assert!(ticket.is_past() && !ticket.is_unsettled());
        let events = world.store.events(TicketNumber(2), 99).await.expect("events");
        assert_eq!(desk::ticket::Ticket::replay(&events).as_ref(), Some(&ticket));
        assert!(world.queued().await.is_empty());
    });
}

#[test]
fn a_status_waits_for_the_echo_that_it_is_of() {
    on_every_store(|store| async move {
        let world = world(store);
        world.receive("m1", "34600").await;
        let news = |external: &str| StatusNews {
            number: NUMBER.into(),
            external: external.into(),
            message: None,
            delivery: Delivery::at(Progress::Read),
            raw: format!("{{\"id\":\"{external}\"}}"),
        };
        let (one, other) = (news("wamid.e1"), news("wamid.e2"));
        receive(&world, &[Inbound::Status(one.clone()), Inbound::Status(other.clone())]).await;
        assert_eq!(world.store.strays_count().await.expect("it answers"), 2);
        assert_eq!(world.store.strays_of("wamid.e1").await.expect("it answers"), [one]);
        let Inbound::Message(said) = arrival("e1", "34600", world.clock.now()) else {
            panic!("a message")
        };
        receive(&world, &[Inbound::Echo(said)]).await;
        let progress = world.message("e1").await.delivery.map(|delivery| delivery.progress);
        assert_eq!(progress, Some(Progress::Read));
        assert_eq!(world.store.strays_count().await.expect("it answers"), 1);
        assert_eq!(world.store.strays_of("wamid.e2").await.expect("it answers"), [other]);
        assert!(world.queued().await.is_empty(), "an echo is never sent");
    });
}

#[test]
fn who_is_made_one_while_they_write_has_all_that_they_wrote() {
    on_every_store(|store| async move {
        let world = Arc::new(world(store));
        let [one, other] = two(&world).await;
        let writes = (0..4).map(|nth| {
            let world = Arc::clone(&world);
            let items = [arrival(&format!("m3-{nth}"), "34611", DateTime::UNIX_EPOCH)];
            tokio::spawn(async move {
                world.desk.receive(&Actor::Customer, &items).await.expect("it is received");
            })
        });
        let unites = {
            let world = Arc::clone(&world);
            let (one, other) = (one.clone(), other.clone());
            tokio::spawn(async move {
                world.desk.unite(&agent(), &one, &other).await.expect("united");
            })
        };
        for done in futures::future::join_all(writes.chain([unites])).await {
            done.expect("no panic");
        }
        let mut said = 0;
        for number in [1, 2] {
            let page = world.store.messages(TicketNumber(number), 99, None).await;
            said += page.expect("it answers").items.len();
        }
        assert_eq!(said, 6);
        let found = world.store.contact(&other).await.expect("it answers").expect("a contact");
        assert_eq!(found.id, one);
    });
}
