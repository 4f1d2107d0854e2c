//! Templates: kept true to what Meta says, drawn up in the settings, and sent by people and programs;
//! against a simulated Meta.

mod drawing_up;
mod sending;

use std::sync::Arc;

use serde_json::{Value, json};
use simulator::{Limits, Pauses, Settings, Simulator};

use crate::harness::{
    APP_SECRET, Browser, DISPLAY, NUMBER, TOKEN, TestDesk, WABA, eventually, run,
};

const ADMINISTRATOR: &str = "nuria@example.org";
const LIST: &str = "/settings/templates";

/// A desk whose number Meta knows, with the templates that the simulator begins with.
async fn desk() -> (TestDesk, Arc<Simulator>) {
    let settings = Settings {
        phone_number_id: NUMBER.into(),
        waba_id: WABA.into(),
        display_number: DISPLAY.into(),
        access_token: TOKEN.into(),
        app_secret: APP_SECRET.into(),
        // Webhooks are brought by hand, so that each test knows when.
        callback: "http://127.0.0.1:9".into(),
        automatic: false,
        pauses: Pauses::none(),
        limits: Limits::default(),
    };
    let meta = Simulator::start(settings).await.expect("it starts");
    meta.add_customer("Customer 1", "+34600000001");
    let url = meta.graph_url();
    (TestDesk::start_with(|config| config.graph_url = url).await, meta)
}

async fn signed_in(desk: &TestDesk, email: &str) -> Browser {
    let mut browser = desk.signed_in(email).await;
    browser.plant("bustia_language=en");
    browser
}

/// Meta tells of a template under that field.
async fn bring(desk: &TestDesk, field: &str, value: Value) {
    let change = json!({"field": field, "value": value});
    let time = chrono::Utc::now().timestamp();
    let entry = json!([{"id": WABA, "time": time, "changes": [change]}]);
    let body = json!({"object": "whatsapp_business_account", "entry": entry});
    assert_eq!(desk.meta().post(body.to_string()).await, 200);
    desk.settled().await;
}

/// What the list says of a template in a language.
async fn line(browser: &mut Browser, name: &str, language: &str) -> String {
    let page = browser.get(LIST).await.text;
    let lines = page.split("<li class=\"thing template\"");
    let is_it = |line: &&str| line.contains(name) && line.contains(&format!("{language} · "));
    lines.into_iter().find(is_it).map(str::to_owned).unwrap_or_default()
}

fn named(name: &str, language: &str, more: Value) -> Value {
    let mut value = json!({
        "message_template_id": 1, "message_template_name": name,
        "message_template_language": language,
    });
    for (key, one) in more.as_object().expect("an object") {
        value[key] = one.clone();
    }
    value
}

#[test]
fn templates_are_asked_for_when_they_are_first_looked_at_and_webhooks_hold_at_once() {
    run(async || {
        let (desk, meta) = desk().await;
        let mut browser = signed_in(&desk, ADMINISTRATOR).await;
        let ready = line(&mut browser, "bike_ready", "en").await;
        assert!(ready.contains("Approved") && ready.contains("Quality: Good"), "{ready}");
        let status = json!({"event": "PAUSED", "reason": "NONE"});
        bring(&desk, "message_template_status_update", named("bike_ready", "en", status)).await;
        let quality = json!({"new_quality_score": "RED"});
        bring(&desk, "message_template_quality_update", named("bike_ready", "en", quality)).await;
        let category = json!({"new_category": "MARKETING"});
        bring(&desk, "template_category_update", named("bike_ready", "en", category)).await;
        let ready = line(&mut browser, "bike_ready", "en").await;
        for words in ["Paused", "Quality: Low", "Marketing"] {
            assert!(ready.contains(words), "{words}: {ready}");
        }
        assert!(line(&mut browser, "bike_ready", "ca").await.contains("Approved"));
        // Meta never changed: asking it again tells so.
        let answer = browser.post(LIST, &[("account", WABA)]).await;
        assert_eq!(answer.status, 303, "{}", answer.text);
        let page = browser.get(answer.location()).await.text;
        assert!(page.contains("The templates are up to date."), "{page}");
        assert!(line(&mut browser, "bike_ready", "en").await.contains("Approved"));
        meta.stop();
        let answer = browser.post(LIST, &[("account", WABA)]).await;
        let page = browser.get(answer.location()).await.text;
        assert!(page.contains("be asked right now."), "{page}");
        desk.end().await;
    });
}

#[test]
fn what_a_webhook_does_not_tell_is_asked_for() {
    run(async || {
        let (desk, meta) = desk().await;
        let mut browser = signed_in(&desk, ADMINISTRATOR).await;
        browser.get(LIST).await;
        let body = json!([{"type": "BODY", "text": "Come and get it, it is ready."}]);
        meta.rewrite_template("bike_ready", "en", body);
        let told = named("bike_ready", "en", json!({"message_template_element": "Come"}));
        bring(&desk, "message_template_components_update", told).await;
        eventually("it is asked for", async || {
            line(&mut browser, "bike_ready", "en").await.contains("Come and get it, it is")
        })
        .await;
        meta.add_template(json!({
            "id": "77", "name": "by_somebody", "language": "en", "status": "APPROVED",
            "category": "UTILITY", "components": [{"type": "BODY", "text": "Hi"}],
        }));
        let told = named("by_somebody", "en", json!({"event": "APPROVED"}));
        bring(&desk, "message_template_status_update", told).await;
        eventually("it is found", async || {
            line(&mut browser, "by_somebody", "en").await.contains("Approved")
        })
        .await;
        desk.end().await;
    });
}

#[test]
fn only_administrators_look_after_templates() {
    run(async || {
        let (desk, meta) = desk().await;
        let before = meta.templates().len();
        for email in ["jordi@example.org", "ana@example.org", "gil@example.org"] {
            let mut browser = signed_in(&desk, email).await;
            for path in [LIST, "/settings/templates/new"] {
                assert_eq!(browser.get(path).await.status, 404, "{email} {path}");
            }
            let answer = browser.post("/settings/templates/new", &[("do", "hand_in")]).await;
            assert_eq!(answer.status, 404);
        }
        assert_eq!(meta.templates().len(), before);
        desk.end().await;
    });
}
