//! How customers' messages reach the callback.

use chrono::{Duration, Utc};
use serde_json::{Value, json};
use simulator::{Mischief, Ticks};

use crate::business::{NUMBER_ID, business};
use crate::callback::VERIFY_TOKEN;

#[tokio::test]
async fn a_message_comes_signed_escaped_and_in_metas_order() {
    let mut business = business(false).await;
    let at = Utc::now() - Duration::days(2);
    let wamid =
        business.simulator.post_history(&business.nuria, "a/b ç", at).expect("Núria exists");
    let user_id = &business.simulator.customers()[0].user_id;
    let expected = format!(
        "{{\"object\":\"whatsapp_business_account\",\"entry\":[{{\"id\":\"102290129340398\",\
         \"changes\":[{{\"value\":{{\"messaging_product\":\"whatsapp\",\"metadata\":{{\
         \"display_phone_number\":\"34930555000\",\"phone_number_id\":\"{NUMBER_ID}\"}},\
         \"contacts\":[{{\"profile\":{{\"name\":\"N\\u00faria \\ud83d\\udeb2\"}},\
         \"wa_id\":\"34600555001\",\"user_id\":\"{user_id}\"}}],\
         \"messages\":[{{\"from\":\"34600555001\",\"from_user_id\":\"{user_id}\",\
         \"id\":\"{}\",\"timestamp\":\"{}\",\"text\":{{\"body\":\"a\\/b \\u00e7\"}},\
         \"type\":\"text\"}}]}},\"field\":\"messages\"}}]}}]}}",
        wamid.replace('/', "\\/"),
        at.timestamp(),
    );
    assert_eq!(business.callback.raw().await, expected);
}

#[tokio::test]
async fn a_refused_webhook_comes_again_and_the_ticks_wait_for_it() {
    let mut business = business(false).await;
    business.callback.refuse_next(3);
    business.simulator.write(&business.nuria, "Hola");
    assert_eq!(business.simulator.thread(&business.nuria)[0].ticks, Ticks::Sent);
    assert_eq!(business.callback.value().await["messages"][0]["text"]["body"], "Hola");
    business.simulator.settled().await;
    assert_eq!(business.simulator.thread(&business.nuria)[0].ticks, Ticks::Delivered);
}

#[tokio::test]
async fn a_webhook_that_is_never_taken_is_given_up() {
    let mut business = business(false).await;
    business.callback.refuse_next(usize::MAX);
    business.simulator.write(&business.nuria, "Hola");
    business.simulator.settled().await;
    assert!(business.callback.rest().is_empty());
    assert_eq!(business.simulator.thread(&business.nuria)[0].ticks, Ticks::Sent);
}

#[tokio::test]
async fn one_customers_messages_come_in_order() {
    let mut business = business(false).await;
    for number in 0..30 {
        business.simulator.write(&business.nuria, &number.to_string());
    }
    for number in 0..30 {
        let value = business.callback.value().await;
        assert_eq!(value["messages"][0]["text"]["body"], number.to_string());
    }
}

#[tokio::test]
async fn every_webhook_comes_twice_when_asked() {
    let mut business = business(false).await;
    business.simulator.set_mischief(Mischief { duplicate: true, ..Mischief::default() });
    business.simulator.write(&business.nuria, "Hola");
    assert_eq!(business.callback.raw().await, business.callback.raw().await);
    business.simulator.settled().await;
    assert!(business.callback.rest().is_empty());
}

#[tokio::test]
async fn a_batch_holds_several_customers_messages() {
    let mut business = business(false).await;
    let ona = business.simulator.add_customer("Ona", "+34 600 555 002");
    business.simulator.set_mischief(Mischief { batch: 3, ..Mischief::default() });
    business.simulator.write(&business.nuria, "1");
    business.simulator.write(&ona, "2");
    business.simulator.write(&business.nuria, "3");
    business.simulator.write(&ona, "4");
    let value = business.callback.value().await;
    let bodies: Vec<_> = value["messages"]
        .as_array()
        .expect("messages")
        .iter()
        .map(|m| m["text"]["body"].clone())
        .collect();
    assert_eq!(bodies, ["1", "2", "3"]);
    assert_eq!(value["contacts"].as_array().map(Vec::len), Some(2));
    business.simulator.flush();
    assert_eq!(business.callback.value().await["messages"][0]["text"]["body"], "4");
}

#[tokio::test]
async fn any_type_can_be_written() {
    let mut business = business(false).await;
    let poll = json!({"question": "Quan?"});
    business.simulator.write_as(&business.nuria, "poll", poll.clone());
    let message: Value = business.callback.value().await["messages"][0].clone();
    assert_eq!((&message["type"], &message["poll"]), (&json!("poll"), &poll));
}

#[tokio::test]
async fn the_callback_proves_that_it_knows_the_token() {
    let business = business(false).await;
    assert!(business.simulator.verify_callback(VERIFY_TOKEN).await);
    assert!(!business.simulator.verify_callback("another").await, "a wrong token");
    business.callback.garble_challenges();
    assert!(!business.simulator.verify_callback(VERIFY_TOKEN).await, "a changed challenge");
}

#[tokio::test]
async fn what_arrived_in_the_past_has_the_same_body_and_is_not_posted() {
    let mut business = business(false).await;
    let at = Utc::now() - Duration::days(2);
    let body = business.simulator.history(&business.nuria, "Hola", at).expect("Núria exists");
    let body: Value = serde_json::from_slice(&body).expect("JSON");
    let message = &body["entry"][0]["changes"][0]["value"]["messages"][0];
    assert_eq!(message["timestamp"], at.timestamp().to_string());
    assert_eq!(message["text"]["body"], "Hola");
    business.simulator.settled().await;
    assert!(business.callback.rest().is_empty());
    assert_eq!(business.simulator.thread(&business.nuria)[0].ticks, Ticks::Delivered);
}
