//! Coexistence with the WhatsApp Business app, and what customers told WhatsApp.

use serde_json::json;

use super::field;
use crate::harness::{TestDesk, numbered, run, status};

const PHONE: &str = "34600000001";

fn echo(id: &str, text: &str) -> serde_json::Value {
    let now = (chrono::Utc::now() + chrono::TimeDelta::seconds(1)).timestamp().to_string();
    let echo = json!({"from": "34930000000", "to": PHONE, "id": id, "timestamp": now,
        "type": "text", "text": {"body": text}});
    field("smb_message_echoes", "message_echoes", json!([echo]))
}

#[test]
fn what_was_typed_on_a_phone_answers_the_customer_and_is_never_sent() {
    run(async || {
        let mut desk = TestDesk::start().await;
        desk.written(numbered(1, 1)).await;
        for _ in 0..2 {
            assert_eq!(desk.meta().post(echo("wamid.e1", "Ara ho miro").to_string()).await, 200);
        }
        desk.meta().report(vec![status("wamid.e1", None, "read")]).await;
        desk.settled().await;
        let ticket = desk.api().get("/tickets/1").await.expect(200);
        assert_eq!((&ticket["status"], &ticket["unread"]), (&json!("waiting"), &json!(0)));
        let messages = desk.api().messages(1).await;
        assert_eq!(messages.len(), 2);
        assert_eq!(
            (&messages[1]["direction"], &messages[1]["text"]),
            (&json!("out"), &json!("Ara ho miro"))
        );
        assert_eq!(messages[1]["delivery"], "read");
        desk.restart().await;
        assert_eq!(desk.api().messages(1).await, messages);
        assert!(desk.graph.calls().is_empty(), "nothing was sent");
        desk.end().await;
    });
}

#[test]
fn a_status_that_is_here_before_its_echo_waits_for_it_over_a_restart() {
    run(async || {
        let mut desk = TestDesk::start().await;
        desk.written(numbered(1, 1)).await;
        desk.meta().report(vec![status("wamid.e1", None, "read")]).await;
        assert_eq!(desk.kept().await, 1);
        desk.restart().await;
        assert_eq!(desk.meta().post(echo("wamid.e1", "Fet").to_string()).await, 200);
        desk.settled().await;
        assert_eq!(desk.api().messages(1).await[1]["delivery"], "read");
        assert_eq!(desk.kept().await, 0, "it found its message");
        desk.end().await;
    });
}

#[test]
fn what_was_said_before_is_in_a_settled_ticket_of_its_own() {
    run(async || {
        let mut desk = TestDesk::start().await;
        desk.written(numbered(1, 1)).await;
        let said = |from: &str, id: &str, time: &str| {
            json!({"from": from, "id": id, "timestamp": time, "type": "text",
                "text": {"body": format!("once {id}")}, "history_context": {"status": "READ"}})
        };
        let messages =
            [said("34930000000", "wamid.p2", "1700000060"), said(PHONE, "wamid.p1", "1700000000")];
        let part =
            json!([{"metadata": {"phase": 0}, "threads": [{"id": PHONE, "messages": messages}]}]);
        let history = field("history", "history", part);
        for _ in 0..2 {
            assert_eq!(desk.meta().post(history.to_string()).await, 200);
        }
        desk.settled().await;
        let past = desk.api().get("/tickets/2").await.expect(200);
        assert_eq!((&past["status"], &past["unread"]), (&json!("resolved"), &json!(0)));
        assert_eq!(past["window_closes_at"], json!(null));
        let said = desk.api().messages(2).await;
        let texts: Vec<_> = said.iter().map(|one| one["text"].clone()).collect();
        assert_eq!(texts, ["once wamid.p1", "once wamid.p2"]);
        assert_eq!(said[1]["delivery"], "read");
        desk.restart().await;
        desk.meta().say(vec![numbered(1, 2)]).await;
        desk.settled().await;
        assert_eq!(desk.api().get("/tickets/1").await.expect(200)["unread"], 2);
        assert_eq!(desk.api().tickets("").await.len(), 2);
        desk.end().await;
    });
}

#[test]
fn who_told_whatsapp_that_they_want_no_marketing_is_known_everywhere() {
    run(async || {
        let desk = TestDesk::start().await;
        let wish = |value: &str, at: i64| {
            let wish = json!({"wa_id": PHONE, "category": "marketing_messages", "value": value, "timestamp": at});
            field("user_preferences", "user_preferences", json!([wish])).to_string()
        };
        desk.meta().post(wish("stop", 1_763_600_100)).await;
        desk.written(numbered(1, 1)).await;
        desk.meta().post(wish("resume", 1_763_600_000)).await;
        desk.settled().await;
        let known = desk.api().get("/tickets/1/contact").await.expect(200);
        assert_eq!(known["marketing"]["wanted"], false, "the older never wins: {known}");
        let mut ana = desk.signed_in("ana@example.org").await;
        ana.plant("bustia_language=en");
        let page = ana.get("/customers/1").await.text;
        assert!(page.contains("Wants none: told WhatsApp on"), "{page}");
        desk.end().await;
    });
}

#[test]
fn a_customer_without_a_number_is_shown_by_their_username_and_answered_by_their_id() {
    run(async || {
        let desk = TestDesk::start().await;
        let message = json!({"from_user_id": "ES.77", "id": "wamid.u", "type": "text",
            "timestamp": chrono::Utc::now().timestamp().to_string(), "text": {"body": "Hola"}});
        let mut body = field("messages", "messages", json!([message]));
        body["entry"][0]["changes"][0]["value"]["contacts"] =
            json!([{"profile": {"username": "nuri"}, "user_id": "ES.77"}]);
        desk.meta().post(body.to_string()).await;
        desk.settled().await;
        let contact = desk.api().get("/tickets/1/contact").await.expect(200);
        assert_eq!((&contact["name"], &contact["phone"]), (&json!("@nuri"), &json!(null)));
        assert_eq!(contact["username"], "@nuri");
        desk.api().reply(1, "Bon dia").await;
        let graph = desk.graph.clone();
        let call =
            crate::harness::eventually_some("it is sent", async || graph.calls().pop()).await;
        assert_eq!((&call.body["recipient"], &call.body["to"]), (&json!("ES.77"), &json!(null)));
        desk.end().await;
    });
}
