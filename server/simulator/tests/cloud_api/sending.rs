//! What is sent inside the window, and how a call may go wrong on the way.

use std::time::{Duration, Instant};

use chrono::TimeDelta;
use serde_json::json;
use simulator::{Fault, Mischief, Ticks};

use crate::business::{Business, NUMBER_ID, TOKEN, business, text};

#[tokio::test]
async fn an_automatic_phone_delivers_and_reads_in_order_with_our_data() {
    let mut business = business(true).await;
    business.greeted().await;
    let (status, answer) = business.send(&text("Bon dia!")).await;
    assert_eq!(status, 200);
    let wamid = answer["messages"][0]["id"].as_str().expect("an id");
    assert_eq!(answer["contacts"], json!([{"input": "+34600555001", "wa_id": "34600555001"}]));
    for step in ["sent", "delivered", "read"] {
        let status = business.callback.status().await;
        assert_eq!((status["status"].as_str(), status["id"].as_str()), (Some(step), Some(wamid)));
        assert_eq!(status["biz_opaque_callback_data"], "our id");
        assert_eq!(status["recipient_id"], "34600555001");
        assert!(status["timestamp"].is_string() && status.get("conversation").is_none());
    }
    assert_eq!(business.simulator.sent()[0].text, "Bon dia!");
}

#[tokio::test]
async fn a_message_stays_sent_until_the_phone_is_opened() {
    let mut business = business(false).await;
    business.greeted().await;
    business.send(&text("Bon dia!")).await;
    assert_eq!(business.callback.status().await["status"], "sent");
    let bubble = business.simulator.thread(&business.nuria).pop().expect("it is on the phone");
    assert_eq!((bubble.mine, bubble.text.as_str(), bubble.ticks), (false, "Bon dia!", Ticks::Sent));
    business.simulator.open(&business.nuria);
    let value = business.callback.value().await;
    let steps: Vec<_> = value["statuses"].as_array().expect("statuses").iter().collect();
    assert_eq!((&steps[0]["status"], &steps[1]["status"]), (&json!("delivered"), &json!("read")));
    business.simulator.open(&business.nuria);
    business.simulator.settled().await;
    assert!(business.callback.rest().is_empty(), "looking twice tells nothing new");
}

#[tokio::test]
async fn outside_the_window_a_text_is_accepted_and_then_fails_but_a_template_goes() {
    let mut business = business(false).await;
    let (status, _) = business.send(&text("Bon dia!")).await;
    assert_eq!(status, 200);
    let failed = business.callback.status().await;
    assert_eq!(
        (&failed["status"], &failed["errors"][0]["code"]),
        (&json!("failed"), &json!(131047))
    );
    assert!(business.simulator.thread(&business.nuria).is_empty());
    let body = json!({"type": "BODY", "text": "Et recordem la cita de demà."});
    business.simulator.add_template(json!({
        "name": "recordatori", "language": "ca", "status": "APPROVED", "components": [body],
    }));
    let template = json!({
        "messaging_product": "whatsapp", "to": "+34600555001", "type": "template",
        "template": {"name": "recordatori", "language": {"code": "ca"}},
    });
    let (_, answer) = business.send(&template).await;
    assert_eq!(answer["messages"][0]["message_status"], "accepted");
    assert_eq!(business.callback.status().await["status"], "sent");
}

#[tokio::test]
async fn an_answer_to_whom_an_ad_brought_begins_a_free_entry_that_its_statuses_tell() {
    let mut business = business(false).await;
    business.simulator.write_by_ad(&business.nuria, "L'oferta hi és?").expect("Núria exists");
    let said = business.callback.value().await["messages"][0].clone();
    assert_eq!((&said["type"], &said["referral"]["source_type"]), (&json!("text"), &json!("ad")));
    for (hours, kind, category) in [
        (0, "free_entry_point", "referral_conversion"),
        (71, "free_entry_point", "referral_conversion"),
        (2, "free_customer_service", "service"),
    ] {
        business.simulator.put_forward(TimeDelta::hours(hours));
        business.greeted().await;
        business.send(&text("Bon dia!")).await;
        let status = business.callback.status().await;
        let pricing = &status["pricing"];
        assert_eq!((&pricing["type"], &pricing["category"]), (&json!(kind), &json!(category)));
        let free = category == "referral_conversion";
        let conversation = status.get("conversation");
        assert_eq!(conversation.is_some(), free, "{status}");
        let end = conversation.map(|it| it["expiration_timestamp"].as_str().map(str::parse::<i64>));
        assert!(!free || end.flatten().is_some_and(|end| end.is_ok()), "{status}");
    }
}

#[tokio::test]
async fn a_number_without_whatsapp_fails_afterwards() {
    let mut business = business(false).await;
    let mut stranger = text("Bon dia!");
    stranger["to"] = json!("+34 600 555 999");
    assert_eq!(business.send(&stranger).await.0, 200);
    assert_eq!(business.callback.status().await["errors"][0]["code"], 131026);
}

#[tokio::test]
async fn a_user_id_finds_the_customer_too() {
    let mut business = business(false).await;
    business.greeted().await;
    let user_id = business.simulator.customers()[0].user_id.clone();
    let body =
        json!({"messaging_product": "whatsapp", "recipient": user_id, "text": {"body": "Ei"}});
    let (_, answer) = business.send(&body).await;
    assert_eq!(answer["contacts"], json!([{"input": user_id, "user_id": user_id}]));
    assert_eq!(business.callback.status().await["status"], "sent");
}

async fn try_to_send(business: &Business) -> reqwest::Result<reqwest::Response> {
    business.post(&format!("/v24.0/{NUMBER_ID}/messages"), TOKEN, &text("Bon dia!")).await
}

#[tokio::test]
async fn a_dropped_connection_may_or_may_not_have_sent() {
    let mut business = business(false).await;
    business.greeted().await;
    business.simulator.fail_next(Fault::DropBefore, 1);
    business.simulator.fail_next(Fault::DropAfter, 1);
    assert!(try_to_send(&business).await.is_err());
    assert_eq!(business.simulator.sent().len(), 0);
    assert!(try_to_send(&business).await.is_err());
    assert_eq!(business.simulator.sent().len(), 1);
    assert_eq!(business.callback.status().await["biz_opaque_callback_data"], "our id");
    assert_eq!(try_to_send(&business).await.expect("all is well again").status(), 200);
}

#[tokio::test]
async fn a_server_error_may_or_may_not_have_sent() {
    let mut business = business(false).await;
    business.greeted().await;
    business.simulator.fail_next(Fault::ErrorBefore, 1);
    business.simulator.fail_next(Fault::ErrorAfter, 1);
    business.simulator.fail_next(Fault::RateLimited, 1);
    let (status, answer) = business.send(&text("a")).await;
    assert_eq!((status, &answer["error"]["code"]), (500, &json!(131000)));
    assert_eq!(business.simulator.sent().len(), 0);
    assert_eq!(business.send(&text("b")).await.0, 500);
    assert_eq!(business.simulator.sent().len(), 1);
    let (status, answer) = business.send(&text("c")).await;
    assert_eq!((status, &answer["error"]["code"]), (400, &json!(130429)));
    assert_eq!(business.simulator.sent().len(), 1);
}

#[tokio::test]
async fn a_slow_answer_comes_after_the_message_is_on_its_way() {
    let mut business = business(false).await;
    business.greeted().await;
    let pause = Duration::from_millis(200);
    business.simulator.fail_next(Fault::Slow(pause), 1);
    let before = Instant::now();
    assert_eq!(business.send(&text("a")).await.0, 200);
    assert!(before.elapsed() >= pause);
    assert_eq!(business.callback.status().await["status"], "sent");
}

#[tokio::test]
async fn statuses_come_last_one_first_or_not_at_all_when_asked() {
    let mut business = business(true).await;
    business.greeted().await;
    business.simulator.set_mischief(Mischief { reverse_statuses: true, ..Mischief::default() });
    business.send(&text("a")).await;
    let value = business.callback.value().await;
    let told: Vec<_> = value["statuses"]
        .as_array()
        .expect("statuses")
        .iter()
        .map(|s| s["status"].clone())
        .collect();
    assert_eq!(told, ["read", "delivered", "sent"]);
    business.simulator.set_mischief(Mischief { lose_statuses: true, ..Mischief::default() });
    let mut changes = business.simulator.changes();
    business.send(&text("b")).await;
    let is_read = |_: &u64| {
        let thread = business.simulator.thread(&business.nuria);
        thread.iter().all(|bubble| bubble.mine || bubble.ticks == Ticks::Read)
    };
    let read = tokio::time::timeout(Duration::from_secs(20), changes.wait_for(is_read));
    read.await.expect("read in time").expect("the simulator runs");
    business.simulator.settled().await;
    assert!(business.callback.rest().is_empty());
}
