//! The webhooks of one conversation in several orders, some twice, in other pieces: through the signature, the
//! journal, the reader and the store they end in the same state.

use serde_json::{Value, json};

use super::field;
use crate::harness::{TestDesk, run, status};

/// So many orders, each by a seed of its own.
const ORDERS: u64 = 4;

fn message(id: &str, phone: &str, user: &str, at: i64, content: &Value) -> Value {
    let mut message =
        json!({"from": phone, "from_user_id": user, "id": id, "timestamp": at.to_string()});
    for (key, value) in content.as_object().into_iter().flatten() {
        message[key] = value.clone();
    }
    field("messages", "messages", json!([message]))
}

fn text(body: &str) -> Value {
    json!({"type": "text", "text": {"body": body}})
}

fn echo(id: &str, at: i64, content: &Value) -> Value {
    let mut echo = json!({"from": "34930000000", "to": "34600000001", "to_user_id": "ES.1", "id": id,
        "timestamp": at.to_string()});
    for (key, value) in content.as_object().into_iter().flatten() {
        echo[key] = value.clone();
    }
    field("smb_message_echoes", "message_echoes", json!([echo]))
}

/// What is told of a customer who asks, is answered on a phone and goes to another number.
fn conversation() -> Vec<Value> {
    let t = chrono::Utc::now().timestamp() - 600;
    let (old, new) = (("34600000001", "ES.1"), ("34600000009", "ES.2"));
    let report = |word| {
        let mut body = field("messages", "statuses", json!([]));
        body["entry"][0]["changes"][0]["value"]["statuses"] =
            json!([status("wamid.e1", None, word)]);
        body
    };
    let moved = json!({"type": "system", "system": {"type": "user_changed_number",
        "body": "They changed", "wa_id": new.0, "user_id": new.1}});
    let update = json!([{"wa_id": new.0, "timestamp": (t + 60).to_string(),
        "user_id": {"previous": old.1, "current": new.1}}]);
    let edit = json!({"type": "edit", "edit": {"original_message_id": "wamid.1",
        "message": {"type": "text", "text": {"body": "Bona tarda"}}}});
    let revoke = json!({"type": "revoke", "revoke": {"original_message_id": "wamid.e1"}});
    vec![
        message("wamid.1", old.0, old.1, t, &text("Hola")),
        message("wamid.2", old.0, old.1, t + 10, &edit),
        echo("wamid.e1", t + 20, &text("Ara ho mirem")),
        report("sent"),
        report("read"),
        echo("wamid.e2", t + 30, &revoke),
        message("wamid.3", old.0, old.1, t + 60, &moved),
        field("user_id_update", "user_id_update", update),
        message("wamid.4", new.0, new.1, t + 90, &text("Ja hi sou?")),
    ]
}

/// Another order, with some of it twice.
fn shuffled(bodies: &[Value], mut seed: u64) -> Vec<Value> {
    let mut next = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap_or(0) % below
    };
    let mut all = bodies.to_vec();
    for _ in 0..4 {
        all.push(bodies[next(bodies.len())].clone());
    }
    for place in (1..all.len()).rev() {
        all.swap(place, next(place + 1));
    }
    all
}

/// Everything that matters of it in the end.
async fn state(bodies: &[Value]) -> Value {
    let desk = TestDesk::start().await;
    // Who begins decides whose ticket it is.
    let first = conversation_start(bodies);
    for body in first.iter().chain(bodies) {
        assert_eq!(desk.meta().post(body.to_string()).await, 200);
    }
    desk.settled().await;
    let (mut said, mut open) = (vec![], vec![]);
    for ticket in desk.api().tickets("").await {
        if ticket["status"] != "resolved" {
            open.push(json!([ticket["status"], ticket["unread"], ticket["contact"]["phone"]]));
        }
        for one in desk.api().messages(ticket["number"].as_u64().expect("a number")).await {
            said.push(json!([
                one["sent_at"],
                one["direction"],
                one["type"],
                one["text"],
                one["delivery"]
            ]));
        }
    }
    said.sort_by_key(Value::to_string);
    let state = json!({"said": said, "open": open, "kept": desk.kept().await});
    desk.end().await;
    state
}

fn conversation_start(bodies: &[Value]) -> Option<Value> {
    let is_first =
        |body: &&Value| body["entry"][0]["changes"][0]["value"]["messages"][0]["id"] == "wamid.1";
    bodies.iter().find(is_first).cloned()
}

#[test]
fn in_any_order_a_conversation_ends_in_the_same_state() {
    run(async || {
        let bodies = conversation();
        let expected = state(&bodies).await;
        assert_eq!(expected["open"], json!([["open", 1, "+34600000009"]]));
        assert_eq!(expected["kept"], 0);
        for seed in 1..=ORDERS {
            assert_eq!(state(&shuffled(&bodies, seed)).await, expected, "seed {seed}");
        }
    });
}
