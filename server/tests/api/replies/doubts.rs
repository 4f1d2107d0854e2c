//! When nobody can tell whether Meta took a message, it is not sent again: the status webhook that
//! carries our id settles it, or a person does.

use chrono::{TimeDelta, Utc};
use desk::fakes::{FixedClock, RecordingChannel, RecordingLive};
use desk::ids::TicketNumber;
use desk::message::Progress;
use desk::permissions::{Actor, Role};
use serde_json::json;
use std::sync::Arc;

use crate::harness::{
    Folder, Reaction, TestDesk, eventually, eventually_some, numbered, run, status,
};

async fn desk_with_a_ticket() -> (TestDesk, u64) {
    let desk = TestDesk::start().await;
    let ticket = desk.written(numbered(1, 1)).await;
    let number = ticket["number"].as_u64().expect("a number");
    (desk, number)
}

#[test]
fn a_line_that_breaks_is_no_reason_to_send_again() {
    run(async || {
        let (mut desk, number) = desk_with_a_ticket().await;
        let odd = [
            Reaction::DropBefore,
            Reaction::DropAfter,
            Reaction::FailBefore,
            Reaction::FailAfter,
            Reaction::Refuse(131000),
            Reaction::Refuse(2),
        ];
        desk.graph.will(odd);
        for n in 0..odd.len() {
            desk.api().reply(number, &format!("reply {n}")).await;
        }
        let graph = desk.graph.clone();
        eventually("all were tried", async || graph.calls().len() >= odd.len()).await;
        desk.restart().await;
        let last = desk.api().reply(number, "the last").await;
        let id = last["id"].as_str().expect("an id");
        eventually("the last goes out", async || graph.taken().contains_key(id)).await;
        assert_eq!(graph.calls().len(), odd.len() + 1, "one was tried again");
        desk.end().await;
    });
}

#[test]
fn the_status_that_carries_our_id_settles_a_doubt() {
    run(async || {
        let (desk, number) = desk_with_a_ticket().await;
        desk.graph.will([Reaction::DropAfter]);
        desk.api().reply(number, "Hello").await;
        let graph = desk.graph.clone();
        let call = eventually_some("it was tried", async || graph.calls().pop()).await;
        let wamid = call.wamid.clone().expect("it was taken");
        for word in ["sent", "delivered", "read"] {
            desk.meta().report(vec![status(&wamid, Some(call.ours()), word)]).await;
            desk.settled().await;
            assert_eq!(desk.api().delivery(number, call.ours()).await, word);
        }
        assert_eq!(graph.calls().len(), 1);
        desk.end().await;
    });
}

/// A folder with a reply that a call was begun for, long ago, without an outcome; its id.
async fn folder_with_an_old_doubt() -> (Folder, String, String) {
    let (folder, key) = Folder::ready().await;
    let mut desk = TestDesk::on(folder, key, |_| {}).await;
    desk.written(numbered(1, 1)).await;
    desk.stop().await;
    let TestDesk { folder, key, .. } = desk;
    let store = Arc::new(folder.open().await);
    let clock = Arc::new(FixedClock::at(Utc::now()));
    let quiet = Arc::new(RecordingChannel::default());
    let rules = desk::Desk::new(store.clone(), quiet, clock, Arc::new(RecordingLive::default()));
    let actor = Actor::Key { name: "crm".into(), role: Role::Agent };
    let tickets = store.tickets(&Default::default(), 1, None).await.expect("tickets");
    let TicketNumber(number) = tickets.items[0].number;
    let reply = rules.reply(&actor, TicketNumber(number), "Hello".into(), "r1".into(), None).await;
    let id = reply.expect("a reply").id;
    let begun = Utc::now() - TimeDelta::hours(1);
    assert!(store.begin_attempt(&id, begun).await.expect("it is written down"));
    drop(rules);
    store.shutdown().await.expect("it shuts");
    (folder, key, id.0)
}

#[test]
fn after_a_while_a_person_is_asked_and_only_their_word_sends_it_again() {
    run(async || {
        let (folder, key, id) = folder_with_an_old_doubt().await;
        let mut desk = TestDesk::on(folder, key, |_| {}).await;
        let mut browser = desk.signed_in("ana@example.org").await;
        let resend = async |browser: &mut crate::harness::Browser| {
            let request = browser.request(reqwest::Method::POST, "/fn/tickets/resend");
            let request = request.header("origin", desk.base()).json(&json!({"id": id}));
            browser.send(request).await.status
        };
        eventually_some("a person may send it again", async || {
            (resend(&mut browser).await == 200).then_some(())
        })
        .await;
        let graph = desk.graph.clone();
        eventually("it goes out", async || graph.taken().contains_key(&id)).await;
        assert_ne!(resend(&mut browser).await, 200, "it is not in doubt any more");
        desk.stop().await;
        let store = desk.folder.open().await;
        let message =
            store.message(&id.as_str().into()).await.expect("it reads").expect("it is there");
        assert_eq!(message.delivery.expect("ours").progress, Progress::Accepted);
        store.shutdown().await.expect("it shuts");
        assert_eq!(graph.calls().len(), 1);
    });
}

#[test]
fn a_start_sends_what_waited_but_nothing_that_was_begun() {
    run(async || {
        let (folder, key, id) = folder_with_an_old_doubt().await;
        let desk = TestDesk::on(folder, key, |_| {}).await;
        let number = desk.api().tickets("").await[0]["number"].as_u64().expect("a number");
        let later = desk.api().reply(number, "Later").await;
        let graph = desk.graph.clone();
        eventually("the later one goes out", async || !graph.calls().is_empty()).await;
        assert_eq!(graph.calls()[0].ours(), later["id"]);
        assert_eq!(desk.api().delivery(number, &id).await, "queued");
        assert_eq!(graph.calls().len(), 1);
        desk.end().await;
    });
}
