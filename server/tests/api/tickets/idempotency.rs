//! `Idempotency-Key`: asked again, the same reply is the same message.

use desk::permissions::Role;
use reqwest::Method;
use serde_json::json;

use crate::harness::{Answer, Api, TestDesk, eventually, numbered, run};

async fn reply(api: &Api, ticket: u64, text: &str, key: &str) -> Answer {
    let request = api.request(Method::POST, &format!("/tickets/{ticket}/messages"));
    Answer::of(request.header("idempotency-key", key).json(&json!({"text": text}))).await
}

async fn desk_with_a_ticket() -> (TestDesk, u64) {
    let desk = TestDesk::start().await;
    let ticket = desk.written(numbered(1, 1)).await;
    let number = ticket["number"].as_u64().expect("a number");
    (desk, number)
}

#[test]
fn the_same_key_again_is_the_same_message_sent_once() {
    run(async || {
        let (mut desk, number) = desk_with_a_ticket().await;
        let first = reply(&desk.api(), number, "Hello", "order-7").await.expect(201);
        let again = reply(&desk.api(), number, "Hello", "order-7").await.expect(201);
        assert_eq!(first["id"], again["id"]);
        let other = reply(&desk.api(), number, "Hello", "order-8").await.expect(201);
        assert_ne!(first["id"], other["id"]);
        desk.restart().await;
        let later = reply(&desk.api(), number, "Hello", "order-7").await.expect(201);
        assert_eq!(first["id"], later["id"], "a restart forgets no key");
        let (api, graph) = (desk.api(), desk.graph.clone());
        eventually("both are sent", async || graph.calls().len() >= 2).await;
        assert_eq!(api.messages(number).await.len(), 3);
        assert!(desk.graph.taken().values().all(|times| *times == 1));
        desk.end().await;
    });
}

#[test]
fn the_same_key_twenty_times_at_once_is_one_message() {
    run(async || {
        let (desk, number) = desk_with_a_ticket().await;
        let tries = (0..20).map(|_| {
            let api = desk.api();
            tokio::spawn(
                async move { reply(&api, number, "Hello", "all at once").await.expect(201) },
            )
        });
        let answers = futures::future::join_all(tries).await;
        let mut ids: Vec<_> = answers
            .into_iter()
            .map(|answer| answer.expect("an answer")["id"].as_str().map(str::to_owned))
            .collect();
        ids.dedup();
        assert_eq!(ids.len(), 1, "{ids:?}");
        assert_eq!(desk.api().messages(number).await.len(), 2);
        let graph = desk.graph.clone();
        eventually("it is sent", async || !graph.calls().is_empty()).await;
        desk.end().await;
    });
}

#[test]
fn a_key_is_its_programs_own_and_its_tickets_own() {
    run(async || {
        let (desk, number) = desk_with_a_ticket().await;
        let other = desk.written(numbered(2, 1)).await["number"].as_u64().expect("a number");
        let shop = desk.api_with(&desk.key_of("shop", Role::Agent).await);
        let first = reply(&desk.api(), number, "Hello", "7").await.expect(201);
        let second = reply(&shop, number, "Hello", "7").await.expect(201);
        assert_ne!(first["id"], second["id"], "two programs may choose the same key");
        let strayed = reply(&desk.api(), other, "Hello", "7").await;
        strayed.is_a_problem(422);
        assert!(!strayed.body.to_string().contains("Hello"), "it tells what was said elsewhere");
        assert_eq!(desk.api().messages(other).await.len(), 1);
        desk.end().await;
    });
}

#[test]
fn an_old_key_says_nothing_new_and_whoever_tries_is_told() {
    run(async || {
        let (desk, number) = desk_with_a_ticket().await;
        let first = reply(&desk.api(), number, "Hello", "order-7").await.expect(201);
        let changed = reply(&desk.api(), number, "Hello!", "order-7").await;
        changed.is_a_problem(422);
        assert_eq!(
            changed.body["detail"],
            "This Idempotency-Key was used for another message. Use a new key for each message."
        );
        let again = reply(&desk.api(), number, "Hello", "order-7").await.expect(201);
        assert_eq!(first["id"], again["id"], "the key still stands for its own message");
        assert_eq!(desk.api().messages(number).await.len(), 2);
        reply(&desk.api(), number, "Hello!", "order-8").await.expect(201);
        desk.end().await;
    });
}

#[test]
fn a_key_that_is_none_is_refused_and_nothing_is_said() {
    run(async || {
        let (desk, number) = desk_with_a_ticket().await;
        for key in ["", &"k".repeat(256)] {
            reply(&desk.api(), number, "Hello", key).await.is_a_problem(400);
        }
        reply(&desk.api(), number, "Hello", &"k".repeat(255)).await.expect(201);
        assert_eq!(desk.api().messages(number).await.len(), 2);
        desk.end().await;
    });
}
