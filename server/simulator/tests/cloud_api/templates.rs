//! An account's templates: listed in pages, handed in and looked at, sent and refused.

use serde_json::{Value, json};
use simulator::Review;

use crate::business::{Business, TOKEN, business};

const PATH: &str = "102290129340398/message_templates";

async fn get(business: &Business, query: &str) -> Value {
    let url = format!("{}/v26.0/{PATH}{query}", business.simulator.graph_url());
    let answer = business.client.get(url).bearer_auth(TOKEN).send().await.expect("an answer");
    answer.json().await.expect("JSON")
}

async fn hand_in(business: &Business, template: &Value) -> Value {
    let answer = business.post(&format!("/v26.0/{PATH}"), TOKEN, template).await;
    answer.expect("an answer").json().await.expect("JSON")
}

fn reminder() -> Value {
    let body = json!({
        "type": "BODY", "text": "Et recordem la cita de {{1}}.",
        "example": {"body_text": [["demà"]]},
    });
    json!({"name": "reminder", "language": "ca", "category": "UTILITY", "components": [body]})
}

/// The change of the next webhook.
async fn change(business: &mut Business) -> (String, Value) {
    let body: Value = serde_json::from_str(&business.callback.raw().await).expect("JSON");
    let change = &body["entry"][0]["changes"][0];
    assert!(body["entry"][0]["time"].is_i64(), "{body}");
    (change["field"].as_str().unwrap_or_default().to_owned(), change["value"].clone())
}

/// A template for Núria, with these parts.
fn letter(name: &str, components: Value) -> Value {
    json!({
        "messaging_product": "whatsapp", "to": "+34600555001", "type": "template",
        "template": {"name": name, "language": {"code": "ca"}, "components": components},
    })
}

fn words(kind: &str, texts: &[&str]) -> Value {
    let all: Vec<Value> = texts.iter().map(|text| json!({"type": "text", "text": text})).collect();
    json!({"type": kind, "parameters": all})
}

fn button(index: &str, sub_type: &str, parameter: Value) -> Value {
    json!({"type": "button", "sub_type": sub_type, "index": index, "parameters": [parameter]})
}

#[tokio::test]
async fn templates_are_listed_in_pages_each_of_which_leads_to_the_next() {
    let business = business(false).await;
    let whole = get(&business, "?limit=100").await;
    let all = whole["data"].as_array().expect("a list").clone();
    assert!(all.len() >= 15 && whole["paging"]["next"].is_null(), "{}", all.len());
    let (mut read, mut after) = (vec![], String::new());
    loop {
        let page = get(&business, &format!("?limit=4&after={after}")).await;
        read.extend(page["data"].as_array().expect("a list").clone());
        if page["paging"]["next"].is_null() {
            break;
        }
        after = page["paging"]["cursors"]["after"].as_str().expect("a cursor").to_owned();
    }
    assert_eq!(read, all);
    assert_eq!(get(&business, "?name=bike_ready").await["data"].as_array().map(Vec::len), Some(3));
    assert_eq!(get(&business, "?name=nothing").await, json!({"data": []}));
}

#[tokio::test]
async fn what_is_handed_in_is_pending_and_looked_at_afterwards() {
    let mut business = business(false).await;
    let answer = hand_in(&business, &reminder()).await;
    assert_eq!((&answer["status"], &answer["category"]), (&json!("PENDING"), &json!("UTILITY")));
    let (field, value) = change(&mut business).await;
    assert_eq!(
        (field.as_str(), &value["event"]),
        ("message_template_status_update", &json!("APPROVED"))
    );
    assert_eq!(value["message_template_id"].to_string(), answer["id"].as_str().unwrap_or_default());
    assert_eq!(hand_in(&business, &reminder()).await["error"]["error_subcode"], 2_388_024);
    business.simulator.set_review(Review::Reject("INVALID_FORMAT".into()));
    let mut another = reminder();
    another["name"] = json!("another");
    hand_in(&business, &another).await;
    let (_, value) = change(&mut business).await;
    assert_eq!((&value["event"], &value["reason"]), (&json!("REJECTED"), &json!("INVALID_FORMAT")));
    let page = get(&business, "?name=another").await;
    assert_eq!(page["data"][0]["status"], "REJECTED");
}

#[tokio::test]
async fn what_is_not_well_made_is_not_looked_at() {
    let business = business(false).await;
    business.simulator.set_review(Review::Wait);
    for (key, value) in [
        ("name", json!("Reminder")),
        ("language", Value::Null),
        ("category", json!("NEWS")),
        ("components", json!([])),
        ("components", json!([{"type": "BODY", "text": "Hola {{1}}, adéu."}])),
    ] {
        let mut template = reminder();
        template[key] = value;
        assert_eq!(hand_in(&business, &template).await["error"]["code"], 100, "{template}");
    }
    hand_in(&business, &reminder()).await;
    assert_eq!(get(&business, "?name=reminder").await["data"][0]["status"], "PENDING");
    let refused = business.send(&letter("reminder", json!([words("body", &["demà"])]))).await;
    assert_eq!((refused.0, &refused.1["error"]["code"]), (404, &json!(132001)));
}

#[tokio::test]
async fn a_template_leaves_with_its_gaps_filled_and_its_replies_can_be_tapped() {
    let mut business = business(false).await;
    let ready = json!([
        words("header", &["7"]),
        words("body", &["Núria", "bicicleta"]),
        button("0", "url", json!({"type": "text", "text": "7"})),
    ]);
    assert_eq!(business.send(&letter("bike_ready", ready)).await.0, 200);
    business.callback.status().await;
    let named = [("hour", "9.30"), ("customer_name", "Núria"), ("day", "dilluns")];
    let named =
        named.map(|(name, text)| json!({"type": "text", "parameter_name": name, "text": text}));
    let reminder = json!([{"type": "body", "parameters": named}]);
    assert_eq!(business.send(&letter("appointment_reminder", reminder)).await.0, 200);
    business.callback.status().await;
    let thread = business.simulator.thread(&business.nuria);
    assert!(
        thread[0].text.starts_with("Tiquet 7\nHola Núria, la teva bicicleta"),
        "{}",
        thread[0].text
    );
    assert_eq!(thread[1].text, "Hola Núria, et recordem la cita del dilluns a les 9.30.");
    business.simulator.tap(&business.nuria, "Hi seré").expect("it is offered");
    let said = business.callback.value().await["messages"][0].clone();
    assert_eq!((&said["type"], &said["button"]["payload"]), (&json!("button"), &json!("Hi seré")));
}

#[tokio::test]
async fn what_meta_would_refuse_is_refused_with_its_code() {
    let business = business(false).await;
    business.simulator.set_template_status("still_there", "ca", "PAUSED");
    business.simulator.set_template_status("still_there", "es", "DISABLED");
    let ready = |body: Value| {
        json!([
            words("header", &["7"]),
            body,
            button("0", "url", json!({"type": "text", "text": "7"})),
        ])
    };
    let link = json!({"type": "document", "document": {"link": "https://bicis.example/a.pdf"}});
    let attached = json!({"type": "header", "parameters": [link]});
    for (name, parts, status, code) in [
        ("nothing", json!([]), 404, 132001),
        ("still_there", json!([words("body", &["Núria"])]), 400, 132015),
        ("bike_ready", ready(words("body", &["Núria"])), 400, 132000),
        ("bike_ready", ready(words("body", &["Núria", "a\nb"])), 400, 132018),
        ("bike_ready", ready(words("body", &["Núria", ""])), 400, 131008),
        (
            "bike_ready",
            json!([words("header", &["7"]), words("body", &["Núria", "bici"])]),
            400,
            131008,
        ),
        ("bike_ready", json!([words("body", &["Núria", "bici"])]), 400, 132000),
        ("appointment_reminder", json!([words("body", &["a", "b", "c"])]), 400, 131008),
        ("invoice", json!([words("body", &["Núria"])]), 400, 132012),
        ("spring_offer", json!([words("body", &["Núria", "10 %"])]), 400, 131008),
    ] {
        let (got, answer) = business.send(&letter(name, parts.clone())).await;
        assert_eq!((got, &answer["error"]["code"]), (status, &json!(code)), "{name} {parts}");
    }
    let mut disabled = letter("still_there", json!([words("body", &["Núria"])]));
    disabled["template"]["language"]["code"] = json!("es");
    assert_eq!(business.send(&disabled).await.1["error"]["code"], 132016);
    let invoice = json!([attached, words("body", &["Núria"])]);
    assert_eq!(business.send(&letter("invoice", invoice)).await.0, 200);
    let code = button("0", "copy_code", json!({"type": "coupon_code", "coupon_code": "ESTIU"}));
    let offer = json!([words("body", &["Núria", "10 %"]), code]);
    assert_eq!(business.send(&letter("spring_offer", offer)).await.0, 200);
}

#[tokio::test]
async fn what_becomes_of_a_template_is_told_under_a_field_of_its_own() {
    let mut business = business(false).await;
    let simulator = business.simulator.clone();
    simulator.set_template_status("bike_ready", "en", "PAUSED");
    let (field, value) = change(&mut business).await;
    assert_eq!(
        (field.as_str(), &value["event"]),
        ("message_template_status_update", &json!("PAUSED"))
    );
    simulator.set_template_quality("bike_ready", "en", "RED");
    let (field, value) = change(&mut business).await;
    assert_eq!(field, "message_template_quality_update");
    assert_eq!(
        (&value["previous_quality_score"], &value["new_quality_score"]),
        (&json!("GREEN"), &json!("RED"))
    );
    simulator.set_template_category("bike_ready", "en", "MARKETING");
    let (field, value) = change(&mut business).await;
    assert_eq!(
        (field.as_str(), &value["new_category"]),
        ("template_category_update", &json!("MARKETING"))
    );
    let body = json!([{"type": "BODY", "text": "Come and get it."}]);
    simulator.rewrite_template("bike_ready", "en", body);
    assert_eq!(change(&mut business).await.0, "message_template_components_update");
    let known = simulator
        .templates()
        .into_iter()
        .find(|one| one["name"] == "bike_ready" && one["language"] == "en");
    let known = known.expect("it is there");
    assert_eq!((&known["status"], &known["category"]), (&json!("PAUSED"), &json!("MARKETING")));
}
