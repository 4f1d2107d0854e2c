//! What Meta refuses, and in which words.

use std::time::Duration;

use serde_json::{Value, json};
use simulator::Limits;

use crate::business::{NUMBER_ID, TOKEN, business, business_within, text};

#[tokio::test]
async fn a_wrong_token_is_190_and_none_is_104() {
    let business = business(false).await;
    let path = format!("/v24.0/{NUMBER_ID}/messages");
    let answer = business.post(&path, "another", &text("a")).await.expect("an answer");
    assert_eq!(answer.status(), 401);
    assert!(answer.headers().contains_key("www-authenticate"));
    let error = &answer.json::<Value>().await.expect("JSON")["error"];
    assert_eq!((&error["code"], &error["type"]), (&json!(190), &json!("OAuthException")));
    assert!(error["fbtrace_id"].is_string());
    let url = format!("{}{path}", business.simulator.graph_url());
    let answer = business.client.post(url).json(&text("a")).send().await.expect("an answer");
    assert_eq!(answer.json::<Value>().await.expect("JSON")["error"]["code"], 104);
    assert!(business.simulator.sent().is_empty());
}

#[tokio::test]
async fn an_unknown_object_is_a_graph_method_exception() {
    let business = business(false).await;
    let answer =
        business.post("/v24.0/123123/messages", TOKEN, &text("a")).await.expect("an answer");
    assert_eq!(answer.status(), 400);
    let error = &answer.json::<Value>().await.expect("JSON")["error"];
    assert_eq!(error["type"], "GraphMethodException");
    assert_eq!((&error["code"], &error["error_subcode"]), (&json!(100), &json!(33)));
    assert!(error["message"].as_str().is_some_and(|m| m.contains("Object with ID '123123'")));
}

#[tokio::test]
async fn a_malformed_message_is_refused_with_its_code() {
    let business = business(false).await;
    let with = |key: &str, value: Value| {
        let mut body = text("a");
        body[key] = value;
        body
    };
    let cases = [
        (json!([]), 100),
        (with("messaging_product", json!("signal")), 100),
        (with("to", Value::Null), 100),
        (with("to", json!("Núria")), 131009),
        (with("to", json!("+34 930 555 000")), 131021),
        (with("type", json!("telegram")), 100),
        (with("type", json!("image")), 131008),
        (with("text", json!({})), 131008),
        (with("text", json!({"body": "  "})), 131009),
        (with("text", json!({"body": "é".repeat(4097)})), 100),
        (with("biz_opaque_callback_data", json!("x".repeat(513))), 131009),
    ];
    for (body, code) in cases {
        let (status, answer) = business.send(&body).await;
        assert_eq!((status, &answer["error"]["code"]), (400, &json!(code)), "{body}");
    }
    assert!(business.simulator.sent().is_empty());
    assert_eq!(business.send(&with("text", json!({"body": "é".repeat(4096)}))).await.0, 200);
}

#[tokio::test]
async fn too_much_for_one_customer_is_131056_and_for_the_number_130429() {
    let hour = Duration::from_secs(3600);
    let limits = Limits { pair_burst: 2, pair_refill: hour, ..Limits::default() };
    let mut pair = business_within(false, limits).await;
    pair.greeted().await;
    assert_eq!(pair.send(&text("a")).await.0, 200);
    assert_eq!(pair.send(&text("b")).await.0, 200);
    assert_eq!(pair.send(&text("c")).await.1["error"]["code"], 131056);
    let limits = Limits { throughput: 0, ..Limits::default() };
    let number = business_within(false, limits).await;
    assert_eq!(number.send(&text("a")).await.1["error"]["code"], 130429);
}

#[tokio::test]
async fn an_old_version_is_answered_by_a_living_one_with_a_warning() {
    let business = business(false).await;
    let url = format!("{}/v19.0/{NUMBER_ID}", business.simulator.graph_url());
    let answer = business.client.get(url).bearer_auth(TOKEN).send().await.expect("an answer");
    let header = |name: &str| answer.headers()[name].to_str().expect("text").to_owned();
    assert_eq!(header("facebook-api-version"), "v21.0");
    assert!(header("x-ad-api-version-warning").contains("auto-upgraded to v21.0"));
    assert_eq!(header("content-type"), "application/json; charset=UTF-8");
    assert!(!header("x-fb-trace-id").is_empty());
    let number: Value = answer.json().await.expect("JSON");
    assert_eq!(
        (&number["id"], &number["display_phone_number"]),
        (&json!(NUMBER_ID), &json!("+34 930 555 000"))
    );
}

#[tokio::test]
async fn nobody_answers_after_the_end() {
    let business = business(false).await;
    assert_eq!(business.send(&text("a")).await.0, 200);
    business.simulator.stop();
    let path = format!("/v24.0/{NUMBER_ID}/messages");
    assert!(business.post(&path, TOKEN, &text("b")).await.is_err());
}

#[tokio::test]
async fn every_answer_tells_how_much_of_the_account_was_used() {
    let business = business(false).await;
    let path = format!("/v24.0/{NUMBER_ID}/messages");
    for body in [text("a"), json!([])] {
        let answer = business.post(&path, TOKEN, &body).await.expect("an answer");
        let usage = answer.headers()["x-business-use-case-usage"].to_str().expect("text");
        let usage: Value = serde_json::from_str(usage).expect("JSON");
        let used = &usage["102290129340398"][0];
        assert_eq!(used["type"], "whatsapp");
        for figure in
            ["call_count", "total_cputime", "total_time", "estimated_time_to_regain_access"]
        {
            assert!(used[figure].is_u64(), "{figure}: {usage}");
        }
    }
}
