//! Meta repeats what it is not sure of, in any order: it changes nothing.

use futures::future::join_all;
use rand::seq::SliceRandom;
use rand::{SeedableRng, rngs::StdRng};
use serde_json::Value;

use crate::harness::{TestDesk, envelope, numbered, run};

async fn everything(desk: &TestDesk) -> Vec<(Value, Vec<Value>)> {
    let mut all = Vec::new();
    for ticket in desk.api().tickets("").await {
        let messages = desk.api().messages(ticket["number"].as_u64().expect("a number")).await;
        all.push((ticket, messages));
    }
    all
}

#[test]
fn three_times_everything_in_any_order_is_once() {
    run(async || {
        let desk = TestDesk::start().await;
        let mut bodies: Vec<String> = (0..90)
            .map(|n| envelope(vec![numbered(n % 6, n / 3 % 5)], vec![]).to_string())
            .collect();
        let seed = rand::random();
        println!("seed {seed}");
        bodies.shuffle(&mut StdRng::seed_from_u64(seed));
        let posts = bodies.into_iter().map(|body| {
            let meta = desk.meta();
            tokio::spawn(async move { meta.post(body).await })
        });
        for status in join_all(posts).await {
            assert_eq!(status.expect("an answer"), 200);
        }
        desk.settled().await;
        let all = everything(&desk).await;
        assert_eq!(all.len(), 6);
        for (ticket, messages) in all {
            let mut texts: Vec<_> =
                messages.iter().map(|message| message["text"].to_string()).collect();
            let total = texts.len();
            texts.sort();
            texts.dedup();
            assert_eq!((texts.len(), &ticket["unread"]), (total, &total.into()), "{texts:?}");
        }
        desk.end().await;
    });
}

#[test]
fn the_same_message_twice_in_one_body_is_one_message() {
    run(async || {
        let desk = TestDesk::start().await;
        desk.meta().say(vec![numbered(1, 1), numbered(1, 2), numbered(1, 1), numbered(1, 1)]).await;
        desk.settled().await;
        let all = everything(&desk).await;
        assert_eq!((all.len(), all[0].1.len(), &all[0].0["unread"]), (1, 2, &2.into()));
        desk.end().await;
    });
}

#[test]
fn an_old_body_replayed_after_a_restart_changes_nothing() {
    run(async || {
        let mut desk = TestDesk::start().await;
        let body = envelope(vec![numbered(1, 1), numbered(2, 1)], vec![]).to_string();
        assert_eq!(desk.meta().post(body.clone()).await, 200);
        desk.settled().await;
        let number = desk.api().tickets("").await[0]["number"].clone();
        desk.api().order(&format!("/tickets/{number}/resolution")).await.expect(200);
        let before = everything(&desk).await;
        desk.restart().await;
        for _ in 0..3 {
            assert_eq!(desk.meta().post(body.clone()).await, 200);
        }
        desk.settled().await;
        assert_eq!(everything(&desk).await, before);
        desk.end().await;
    });
}
