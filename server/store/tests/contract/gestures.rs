//! What is about a message is found by it, whichever of them came first; and what Meta calls so is found in
//! its ticket.

use desk::ids::TicketNumber;
use desk::inbound::Inbound;
use desk::message::{Ad, Content, Forwarded, Message, Origin, Product};
use desk::permissions::Actor;
use desk::ports::Clock;

use super::world::{World, arrival, on_every_store, world};

async fn does(world: &World, id: &str, phone: &str, content: Content) {
    let Inbound::Message(mut gesture) = arrival(id, phone, world.clock.now()) else {
        unreachable!("an arrival is a message")
    };
    gesture.content = content;
    let received = world.desk.receive(&Actor::Customer, &[Inbound::Message(gesture)]).await;
    received.expect("it is received");
}

fn reaction(to: &str) -> Content {
    Content::Reaction { to: format!("wamid.{to}"), emoji: Some("👍".into()) }
}

fn edit(original: &str) -> Content {
    Content::Edit { original: format!("wamid.{original}"), text: Some("\"res\"".into()) }
}

async fn about(world: &World, of: &[&str]) -> Vec<String> {
    let externals: Vec<String> = of.iter().map(|id| format!("wamid.{id}")).collect();
    named(world.store.gestures(&externals).await.expect("it answers"))
}

fn named(messages: Vec<Message>) -> Vec<String> {
    let mut ids: Vec<String> = messages.into_iter().map(|message| message.id.0).collect();
    ids.sort();
    ids
}

#[test]
fn gestures_are_found_by_what_they_are_about_before_it_is_there_and_after() {
    on_every_store(|store| async move {
        let world = world(store);
        does(&world, "g1", "34600", edit("m1")).await;
        assert_eq!(about(&world, &["m1"]).await, ["g1"]);
        world.receive("m1", "34600").await;
        does(&world, "g2", "34600", reaction("m1")).await;
        does(&world, "g3", "34600", Content::Revoke { original: "wamid.m2".into() }).await;
        assert_eq!(about(&world, &["m1"]).await, ["g1", "g2"]);
        assert_eq!(about(&world, &["m1", "m2", "m9"]).await, ["g1", "g2", "g3"]);
        assert_eq!(about(&world, &["g1", "m9"]).await, Vec::<String>::new());
        assert_eq!(about(&world, &[]).await, Vec::<String>::new());
        let whole = world.store.gestures(&["wamid.m1".into()]).await.expect("it answers");
        assert!(whole.iter().any(|one| one.content == edit("m1")), "{whole:?}");
    });
}

#[test]
fn gestures_of_one_commit_are_all_found() {
    on_every_store(|store| async move {
        let world = world(store);
        let at = world.clock.now();
        let items = ["g1", "g2", "g3"].map(|id| {
            let Inbound::Message(mut gesture) = arrival(id, "34600", at) else {
                unreachable!("an arrival is a message")
            };
            gesture.content = reaction("m1");
            Inbound::Message(gesture)
        });
        world.desk.receive(&Actor::Customer, &items).await.expect("they are received");
        assert_eq!(about(&world, &["m1"]).await, ["g1", "g2", "g3"]);
    });
}

#[test]
fn what_meta_calls_so_is_found_in_its_ticket_and_in_no_other() {
    on_every_store(|store| async move {
        let world = world(store);
        let (one, other) = (world.receive("m1", "34600").await, world.receive("m2", "34601").await);
        world.receive("m3", "34600").await;
        world.reply(one, "r1").await;
        let called = async |number: TicketNumber, of: &[&str]| {
            let externals: Vec<String> = of.iter().map(|id| format!("wamid.{id}")).collect();
            named(world.store.called(number, &externals).await.expect("it answers"))
        };
        assert_eq!(called(one, &["m1", "m2", "m3", "r1"]).await, ["m1", "m3"]);
        let queued = world.queued().await;
        world.desk.deliver(&Actor::Clock, &queued[0]).await.expect("it is sent");
        assert_eq!(called(one, &["m1", "r1"]).await, ["m1", "r1"]);
        assert_eq!(called(other, &["m1", "m2"]).await, ["m2"]);
        assert_eq!(called(one, &[]).await, Vec::<String>::new());
    });
}

#[test]
fn where_a_message_comes_from_is_kept_with_it() {
    on_every_store(|store| async move {
        let world = world(store);
        let product = Some(Product { id: "cup".into(), catalog: None });
        let ad = Some(Ad { headline: Some("Dos per un".into()), ..Ad::default() });
        let origin = Origin { forwarded: Some(Forwarded::Often), product, ad }.told();
        let Inbound::Message(mut sent) = arrival("m1", "34600", world.clock.now()) else {
            unreachable!("an arrival is a message")
        };
        sent.origin.clone_from(&origin);
        let received = world.desk.receive(&Actor::Customer, &[Inbound::Message(sent)]).await;
        received.expect("it is received");
        assert_eq!(world.message("m1").await.origin, origin);
        assert!(world.message("m1").await.origin.is_some());
    });
}
