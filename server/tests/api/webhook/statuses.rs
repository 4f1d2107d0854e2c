//! Ticks: Meta's statuses come doubled, late and in any order; a message only moves forward.

use serde_json::json;

use crate::harness::{Call, TestDesk, eventually_some, failed_status, numbered, run, status};

/// A desk whose reply went out: the ticket, and the call that carried it.
async fn desk_with_a_sent_reply() -> (TestDesk, u64, Call) {
    let desk = TestDesk::start().await;
    let ticket = desk.written(numbered(1, 1)).await["number"].as_u64().expect("a number");
    desk.api().reply(ticket, "Hello").await;
    let graph = desk.graph.clone();
    let call = eventually_some("the reply goes out", async || graph.calls().pop()).await;
    (desk, ticket, call)
}

/// The reply's progress after each of these statuses.
async fn progress(words: &[&str], by_our_id: bool) -> Vec<String> {
    let (desk, ticket, call) = desk_with_a_sent_reply().await;
    let wamid = call.wamid.clone().expect("it was taken");
    let ours = by_our_id.then(|| call.ours());
    let mut progress = Vec::new();
    for word in words {
        let news = match *word {
            "failed" => failed_status(&wamid, ours, 131026, "Message undeliverable"),
            word => status(&wamid, ours, word),
        };
        desk.meta().report(vec![news.clone(), news]).await;
        desk.settled().await;
        progress.push(desk.api().delivery(ticket, call.ours()).await);
    }
    desk.end().await;
    progress
}

#[test]
fn a_message_moves_from_sent_to_delivered_to_read() {
    run(async || {
        let words = ["sent", "delivered", "read"];
        assert_eq!(progress(&words, true).await, words);
    });
}

#[test]
fn late_news_moves_nothing_back_and_read_may_come_first() {
    run(async || {
        assert_eq!(progress(&["read", "delivered", "sent", "played"], true).await, ["read"; 4]);
        let words = ["delivered", "sent", "failed", "read"];
        assert_eq!(progress(&words, true).await, ["delivered", "delivered", "delivered", "read"]);
    });
}

#[test]
fn what_failed_stays_failed_with_metas_reason() {
    run(async || {
        assert_eq!(progress(&["failed", "sent"], true).await, ["failed"; 2]);
        let (desk, ticket, call) = desk_with_a_sent_reply().await;
        let wamid = call.wamid.as_deref().expect("it was taken");
        let news = failed_status(wamid, Some(call.ours()), 131047, "Re-engagement message");
        desk.meta().report(vec![news]).await;
        desk.settled().await;
        let message = desk.api().messages(ticket).await.remove(1);
        assert_eq!(message["delivery"], "failed");
        let reason = "Re-engagement message: More than 24 hours have passed.";
        assert_eq!(message["failure"], json!({"code": 131047, "reason": reason}));
        desk.end().await;
    });
}

#[test]
fn a_status_without_our_id_is_known_by_metas() {
    run(async || {
        // It may be here before Meta's answer, which tells that id, is written down.
        let (desk, ticket, call) = desk_with_a_sent_reply().await;
        let wamid = call.wamid.as_deref().expect("it was taken");
        desk.meta().report(vec![status(wamid, None, "delivered")]).await;
        let delivered = eventually_some("the status finds its message", async || {
            let word = desk.api().delivery(ticket, call.ours()).await;
            (word == "delivered").then_some(word)
        });
        delivered.await;
        desk.end().await;
    });
}

#[test]
fn a_status_of_somebody_elses_message_is_kept_and_moves_nothing() {
    run(async || {
        let (desk, ticket, call) = desk_with_a_sent_reply().await;
        desk.meta().report(vec![status("wamid.of.somebody", Some("no-id-of-ours"), "read")]).await;
        assert_eq!(desk.kept().await, 1);
        assert_eq!(desk.api().delivery(ticket, call.ours()).await, "queued");
        // A customer's own message has no ticks.
        let theirs = desk.api().messages(ticket).await.remove(0);
        let ours = theirs["id"].as_str();
        desk.meta().report(vec![status("wamid.1.1", ours, "read")]).await;
        assert_eq!(desk.kept().await, 2);
        assert_eq!(desk.api().messages(ticket).await.remove(0), theirs);
        desk.end().await;
    });
}
