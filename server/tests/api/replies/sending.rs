//! The way of a reply when all goes well, and when Meta says no.

use std::collections::HashSet;

use serde_json::json;

use crate::harness::{
    Call, NUMBER, Reaction, TOKEN, TestDesk, eventually, eventually_some, numbered, run,
};

async fn desk_with_a_ticket() -> (TestDesk, u64) {
    let desk = TestDesk::start().await;
    let ticket = desk.written(numbered(1, 1)).await;
    let number = ticket["number"].as_u64().expect("a number");
    (desk, number)
}

async fn first_call(desk: &TestDesk) -> Call {
    let graph = desk.graph.clone();
    eventually_some("a call", async || graph.calls().into_iter().next()).await
}

#[test]
fn a_reply_goes_to_meta_once_with_our_id_on_it() {
    run(async || {
        let (desk, number) = desk_with_a_ticket().await;
        let reply = desk.api().reply(number, "Bon dia! 👋").await;
        let call = first_call(&desk).await;
        let path: Vec<&str> = call.path.trim_start_matches('/').split('/').collect();
        assert!(
            matches!(path[..], [version, NUMBER, "messages"] if version.starts_with('v')),
            "{path:?}"
        );
        assert_eq!(call.authorization, format!("Bearer {TOKEN}"));
        assert_eq!(call.body["messaging_product"], "whatsapp");
        assert_eq!(call.body["to"], "+34600000001");
        assert_eq!(call.body["type"], "text");
        assert_eq!(call.body["text"]["body"], "Bon dia! 👋");
        assert_eq!(call.body["biz_opaque_callback_data"], reply["id"]);
        assert_eq!(desk.graph.calls().len(), 1);
        desk.end().await;
    });
}

#[test]
fn replies_to_one_customer_go_out_in_the_order_in_which_they_were_written() {
    run(async || {
        let (desk, number) = desk_with_a_ticket().await;
        let mut texts = Vec::new();
        for n in 0..12 {
            texts.push(json!(format!("line {n}")));
            desk.api().reply(number, &format!("line {n}")).await;
        }
        let graph = desk.graph.clone();
        eventually("all are sent", async || graph.calls().len() >= 12).await;
        let sent: Vec<_> =
            graph.calls().iter().map(|call| call.body["text"]["body"].clone()).collect();
        assert_eq!(sent, texts);
        desk.end().await;
    });
}

#[test]
fn what_meta_refuses_has_failed_with_its_reason_and_is_not_tried_again() {
    run(async || {
        let (desk, number) = desk_with_a_ticket().await;
        desk.graph.will([Reaction::Refuse(131026)]);
        let reply = desk.api().reply(number, "Hello").await;
        let id = reply["id"].as_str().expect("an id");
        let api = desk.api();
        eventually("it failed", async || api.delivery(number, id).await == "failed").await;
        let message = api.messages(number).await.remove(1);
        assert_eq!(message["failure"]["code"], 131026);
        assert!(message["failure"]["reason"].as_str().is_some_and(|reason| reason.len() > 10));
        api.reply(number, "Again").await;
        let graph = desk.graph.clone();
        eventually("the next goes out", async || graph.calls().len() == 2).await;
        assert_eq!(graph.calls()[1].body["text"]["body"], "Again");
        desk.end().await;
    });
}

#[test]
fn what_meta_puts_off_goes_out_later_and_once() {
    run(async || {
        let (desk, number) = desk_with_a_ticket().await;
        desk.graph.will([Reaction::Refuse(130429), Reaction::Refuse(131056)]);
        let reply = desk.api().reply(number, "Hello").await;
        let id = reply["id"].as_str().expect("an id");
        let graph = desk.graph.clone();
        eventually("it is taken", async || graph.taken().contains_key(id)).await;
        assert_eq!((graph.taken()[id], graph.calls().len()), (1, 3));
        assert_eq!(desk.api().delivery(number, id).await, "queued", "taken is not sent yet");
        desk.end().await;
    });
}

#[test]
fn a_hundred_replies_at_once_are_a_hundred_calls() {
    run(async || {
        let desk = TestDesk::start().await;
        desk.meta().say((1..=20).map(|c| numbered(c, 1)).collect()).await;
        desk.settled().await;
        let numbers: Vec<u64> = desk
            .api()
            .tickets("")
            .await
            .iter()
            .filter_map(|ticket| ticket["number"].as_u64())
            .collect();
        let replies = (0..100).map(|n| {
            let (api, number) = (desk.api(), numbers[n % 20]);
            tokio::spawn(async move { api.reply(number, &format!("reply {n}")).await })
        });
        let replies = futures::future::join_all(replies).await.into_iter();
        let ids: HashSet<String> = replies
            .map(|reply| reply.expect("a reply")["id"].as_str().expect("an id").to_owned())
            .collect();
        let graph = desk.graph.clone();
        eventually("all are sent", async || graph.calls().len() >= 100).await;
        let taken = graph.taken();
        assert!(taken.values().all(|times| *times == 1));
        assert_eq!(taken.into_keys().collect::<HashSet<_>>(), ids);
        desk.end().await;
    });
}
