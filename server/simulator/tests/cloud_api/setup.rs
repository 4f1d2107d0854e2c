//! A number's way to work: what Meta tells of it, and the steps with what may go wrong in each.

use chrono::TimeDelta;
use serde_json::{Value, json};
use simulator::{APP_ID, Setup};

use crate::business::{Business, NUMBER_ID, TOKEN, business};
use crate::callback::SECRET;

const ACCOUNT: &str = "102290129340398";

async fn get(business: &Business, path: &str, token: &str) -> Value {
    let url = format!("{}/v26.0/{path}", business.simulator.graph_url());
    let answer = business.client.get(url).bearer_auth(token).send().await.expect("an answer");
    answer.json().await.expect("JSON")
}

/// Null where it was done, else Meta's code.
async fn code(business: &Business, path: &str, body: Value) -> Value {
    let answer = business.post(&format!("/v26.0/{path}"), TOKEN, &body).await.expect("an answer");
    answer.json::<Value>().await.expect("JSON")["error"]["code"].clone()
}

#[tokio::test]
async fn a_fresh_number_gets_to_work_by_a_code_a_pin_and_a_subscription() {
    let business = business(false).await;
    business.simulator.set_setup(Setup::fresh());
    let number = get(&business, NUMBER_ID, TOKEN).await;
    assert_eq!(number["code_verification_status"], "NOT_VERIFIED");
    assert_eq!((&number["status"], &number["is_pin_enabled"]), (&json!("PENDING"), &json!(false)));
    let [ask, verify, register] =
        ["request_code", "verify_code", "register"].map(|edge| format!("{NUMBER_ID}/{edge}"));
    let subscribe = format!("{ACCOUNT}/subscribed_apps");
    assert_eq!(get(&business, &subscribe, TOKEN).await["data"], json!([]));
    for (path, body, expected) in [
        (&verify, json!({"code": "123456"}), json!(136025)),
        (&ask, json!({"code_method": "PIGEON"}), json!(100)),
        (&ask, json!({"code_method": "SMS", "language": "ca"}), Value::Null),
        (&verify, json!({"code": "654321"}), json!(136025)),
        (&register, json!({"messaging_product": "whatsapp", "pin": "212834"}), json!(133006)),
        (&verify, json!({"code": "123456"}), Value::Null),
        (&register, json!({"messaging_product": "whatsapp", "pin": "21"}), json!(100)),
        (&register, json!({"messaging_product": "whatsapp", "pin": "111111"}), Value::Null),
        (&subscribe, json!({}), Value::Null),
    ] {
        assert_eq!(code(&business, path, body.clone()).await, expected, "{path} {body}");
    }
    let number = get(&business, NUMBER_ID, TOKEN).await;
    assert_eq!((&number["status"], &number["is_pin_enabled"]), (&json!("CONNECTED"), &json!(true)));
    let apps = get(&business, &subscribe, TOKEN).await;
    assert_eq!(apps["data"][0]["whatsapp_business_api_data"]["id"], APP_ID);
    let numbers = get(&business, &format!("{ACCOUNT}/phone_numbers?fields=id"), TOKEN).await;
    assert_eq!(numbers["data"], json!([{"id": NUMBER_ID}]));
}

#[tokio::test]
async fn who_guesses_a_pin_has_to_wait() {
    let business = business(false).await;
    let path = format!("{NUMBER_ID}/register");
    for expected in [133005, 133005, 133005, 133009] {
        let body = json!({"messaging_product": "whatsapp", "pin": "000000"});
        assert_eq!(code(&business, &path, body).await, expected);
    }
}

#[tokio::test]
async fn a_number_is_registered_ten_times_in_72_hours_at_most() {
    let business = business(false).await;
    let path = format!("{NUMBER_ID}/register");
    let again = || json!({"messaging_product": "whatsapp", "pin": "212834"});
    for _ in 0..10 {
        assert_eq!(code(&business, &path, again()).await, Value::Null);
    }
    assert_eq!(code(&business, &path, again()).await, 133_016);
    business.simulator.put_forward(TimeDelta::hours(73));
    assert_eq!(code(&business, &path, again()).await, Value::Null);
}

#[tokio::test]
async fn a_token_is_shown_to_its_own_app_with_what_it_may_do() {
    let business = business(false).await;
    let app = format!("{APP_ID}|{SECRET}");
    let path = |token: &str| format!("debug_token?input_token={}", token.replace(' ', "%20"));
    let known = get(&business, &path(TOKEN), &app).await;
    assert_eq!(
        (&known["data"]["is_valid"], &known["data"]["app_id"]),
        (&json!(true), &json!(APP_ID))
    );
    assert_eq!(known["data"]["scopes"].as_array().map(Vec::len), Some(2));
    let other = get(&business, &path("another"), &app).await;
    assert_eq!(other["data"]["is_valid"], false);
    for wrong in [TOKEN, "1|x", APP_ID] {
        assert_eq!(get(&business, &path(TOKEN), wrong).await["error"]["code"], 190, "{wrong}");
    }
}

#[tokio::test]
async fn a_token_without_the_permission_is_told_which_it_lacks() {
    let business = business(false).await;
    let only = vec!["whatsapp_business_messaging".to_owned()];
    business.simulator.set_setup(Setup { permissions: only, ..Setup::default() });
    let error = get(&business, NUMBER_ID, TOKEN).await["error"].clone();
    assert_eq!(error["code"], 200);
    let words = error["message"].as_str().unwrap_or_default();
    assert!(words.contains("whatsapp_business_management"), "{words}");
}
