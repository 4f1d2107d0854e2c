//! The network at its worst, one thing at a time.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use simulator::{Fault, Identity, Mischief, Setup};

use crate::business::{Business, NUMBER_ID, TOKEN, business, text};

fn mischief(change: impl FnOnce(&mut Mischief)) -> Mischief {
    let mut mischief = Mischief::default();
    change(&mut mischief);
    mischief
}

/// Meta's code for what was refused.
async fn code(business: &Business) -> Value {
    business.send(&text("a")).await.1["error"]["code"].clone()
}

#[tokio::test]
async fn webhooks_name_a_customer_by_number_by_both_or_by_user_id_alone() {
    let mut business = business(false).await;
    for (identity, number, user_id) in [
        (Identity::Phone, true, false),
        (Identity::Both, true, true),
        (Identity::UserId, false, true),
    ] {
        business.simulator.set_mischief(mischief(|m| m.identity = identity));
        business.simulator.write(&business.nuria, "Hola");
        let value = business.callback.value().await;
        let (card, message) = (&value["contacts"][0], &value["messages"][0]);
        let is_there = |value: &Value, key: &str| value.get(key).is_some();
        assert_eq!((is_there(card, "wa_id"), is_there(message, "from")), (number, number));
        let told = (is_there(card, "user_id"), is_there(message, "from_user_id"));
        assert_eq!(told, (user_id, user_id), "{value}");
        business.send(&text("Bon dia!")).await;
        let status = business.callback.status().await;
        assert_eq!(is_there(&status, "recipient_id"), number, "{status}");
        assert_eq!(is_there(&status, "recipient_user_id"), user_id, "{status}");
    }
}

#[tokio::test]
async fn a_brazilian_or_mexican_number_is_answered_with_the_one_that_whatsapp_knows() {
    let mut business = business(false).await;
    for (known, dialled, wa_id) in [
        ("+55 11 5555 0001", "+55 11 9 5555 0001", "551155550001"),
        ("+52 1 55 5555 0001", "+52 55 5555 0001", "5215555550001"),
    ] {
        let customer = business.simulator.add_customer("Lu", known);
        business.simulator.write(&customer, "Olá");
        business.callback.raw().await;
        let mut body = text("Ei");
        body["to"] = dialled.into();
        let (_, answer) = business.send(&body).await;
        assert_eq!(answer["contacts"], json!([{"input": dialled, "wa_id": wa_id}]));
        let status = business.callback.status().await;
        assert_eq!((&status["status"], &status["recipient_id"]), (&json!("sent"), &json!(wa_id)));
    }
}

#[tokio::test]
async fn a_token_that_ran_out_is_good_for_nothing() {
    let mut business = business(false).await;
    business.greeted().await;
    business.simulator.set_mischief(mischief(|m| m.token_expired = true));
    let path = format!("/v24.0/{NUMBER_ID}/messages");
    let answer = business.post(&path, TOKEN, &text("a")).await.expect("an answer");
    assert_eq!(answer.status(), 401);
    let error = answer.json::<Value>().await.expect("JSON")["error"].clone();
    assert_eq!((&error["code"], &error["error_subcode"]), (&json!(190), &json!(463)));
    business.simulator.set_mischief(Mischief::default());
    assert_eq!(code(&business).await, Value::Null, "a new one is good");
}

#[tokio::test]
async fn a_test_number_writes_only_to_those_on_its_list() {
    let mut business = business(false).await;
    business.greeted().await;
    let listed = |number: &str| mischief(|m| m.allowed = Some(vec![number.to_owned()]));
    business.simulator.set_mischief(listed("+34 600 555 002"));
    let (_, answer) = business.send(&text("a")).await;
    let error = &answer["error"];
    assert_eq!((&error["code"], &error["error_subcode"]), (&json!(131_030), &json!(2_655_007)));
    business.simulator.set_mischief(listed("+34 600 555 001"));
    assert_eq!(code(&business).await, Value::Null);
}

#[tokio::test]
async fn a_number_that_is_not_registered_sends_nothing() {
    let business = business(false).await;
    business.simulator.set_setup(Setup::fresh());
    assert_eq!(code(&business).await, 133_010);
}

#[tokio::test]
async fn accepted_messages_fail_by_webhook_for_the_reason_that_was_asked_for() {
    let mut business = business(false).await;
    business.greeted().await;
    for reason in [131_047, 131_026, 131_049, 131_053] {
        business.simulator.set_mischief(mischief(|m| m.fails = Some(reason)));
        assert_eq!(business.send(&text("a")).await.0, 200);
        let status = business.callback.status().await;
        assert_eq!(
            (&status["status"], &status["errors"][0]["code"]),
            (&json!("failed"), &json!(reason))
        );
        assert_eq!(status["biz_opaque_callback_data"], "our id");
    }
    let template = json!({
        "messaging_product": "whatsapp", "to": "+34600555001", "type": "template",
        "template": {"name": "still_there", "language": {"code": "ca"}, "components": [
            {"type": "body", "parameters": [{"type": "text", "text": "Núria"}]},
        ]},
    });
    business.simulator.set_mischief(mischief(|m| m.fails = Some(131_047)));
    business.send(&template).await;
    assert_eq!(business.callback.status().await["status"], "sent", "no window holds a template");
}

#[tokio::test]
async fn a_fault_of_every_call_lasts_until_it_is_switched_off() {
    let mut business = business(false).await;
    business.greeted().await;
    for (fault, expected) in [
        (Fault::RateLimited, 130_429),
        (Fault::PairLimited, 131_056),
        (Fault::ErrorBefore, 131_000),
    ] {
        business.simulator.set_mischief(mischief(|m| m.fault = Some(fault)));
        for _ in 0..2 {
            assert_eq!(code(&business).await, expected);
        }
    }
    business.simulator.set_mischief(Mischief::default());
    assert_eq!(code(&business).await, Value::Null);
    assert_eq!(business.simulator.sent().len(), 1);
}

#[tokio::test]
async fn statuses_come_late_when_asked() {
    let mut business = business(false).await;
    business.greeted().await;
    let late = Duration::from_millis(150);
    business.simulator.set_mischief(mischief(|m| m.late_statuses = late));
    let before = Instant::now();
    business.send(&text("a")).await;
    assert_eq!(business.callback.status().await["status"], "sent");
    assert!(before.elapsed() >= late);
    business.simulator.settled().await;
}

#[tokio::test]
async fn before_v24_every_status_has_its_conversation() {
    let mut business = business(true).await;
    business.greeted().await;
    business.simulator.set_mischief(mischief(|m| m.conversations = true));
    business.send(&text("a")).await;
    for (step, has) in [("sent", true), ("delivered", true), ("read", false)] {
        let status = business.callback.status().await;
        assert_eq!(status["status"], step);
        assert_eq!(status["conversation"]["id"].is_string(), has, "{status}");
    }
}

#[tokio::test]
async fn what_is_shuffled_comes_whole_and_in_no_order() {
    let mut business = business(false).await;
    business.simulator.set_mischief(mischief(|m| m.shuffle = true));
    let sent: Vec<String> = (0..30).map(|n| n.to_string()).collect();
    for body in &sent {
        business.simulator.write(&business.nuria, body);
    }
    let mut came = vec![];
    for _ in &sent {
        let value = business.callback.value().await;
        came.push(value["messages"][0]["text"]["body"].as_str().expect("a text").to_owned());
    }
    assert_ne!(came, sent);
    assert_eq!(came.iter().collect::<BTreeSet<_>>(), sent.iter().collect());
    business.simulator.settled().await;
    assert!(business.callback.rest().is_empty());
}

#[tokio::test]
async fn a_body_holds_several_entries_when_asked() {
    let mut business = business(false).await;
    business.simulator.set_mischief(mischief(|m| (m.batch, m.scatter) = (3, true)));
    for body in ["1", "2", "3"] {
        business.simulator.write(&business.nuria, body);
    }
    let body: Value = serde_json::from_str(&business.callback.raw().await).expect("JSON");
    let said = |entry: &Value| entry["changes"][0]["value"]["messages"][0]["text"]["body"].clone();
    let entries = body["entry"].as_array().expect("entries");
    assert_eq!(entries.iter().map(said).collect::<Vec<_>>(), ["1", "2", "3"]);
}

#[tokio::test]
async fn no_body_is_larger_than_three_megabytes() {
    let mut business = business(false).await;
    business.simulator.set_mischief(mischief(|m| m.batch = 240));
    // Four thousand letters of six bytes each, as they are escaped.
    let long = "ñ".repeat(4_000);
    for _ in 0..240 {
        business.simulator.write(&business.nuria, &long);
    }
    let mut came = 0;
    while came < 240 {
        let raw = business.callback.raw().await;
        assert!(raw.len() <= 3 << 20, "{} bytes", raw.len());
        let body: Value = serde_json::from_str(&raw).expect("JSON");
        let messages = &body["entry"][0]["changes"][0]["value"]["messages"];
        came += messages.as_array().expect("messages").len();
    }
    assert_eq!(came, 240);
}
