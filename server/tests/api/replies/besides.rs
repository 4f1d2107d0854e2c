//! What agents do beside writing, from the page: react, send a place or choices, be seen to read and
//! to type.

use reqwest::Method;
use reqwest::header::ORIGIN;
use serde_json::json;

use crate::harness::{Browser, Page, TestDesk, eventually, numbered, run};

const AGENT: &str = "ana@example.org";
const GUEST: &str = "gil@example.org";

async fn desk_with_a_message() -> (TestDesk, String) {
    let desk = TestDesk::start().await;
    assert_eq!(desk.written(numbered(1, 1)).await["number"], 1);
    let first = desk.api().messages(1).await.remove(0);
    (desk, first["id"].as_str().expect("an id").to_owned())
}

async fn see(desk: &TestDesk, browser: &mut Browser) -> Page {
    let request = browser.request(Method::POST, "/fn/tickets/see");
    let request = request.header(ORIGIN, desk.base()).json(&json!({"number": 1}));
    browser.send(request).await
}

#[test]
fn an_agent_reacts_and_is_told_in_a_sentence_if_that_can_not_be() {
    run(async || {
        let (desk, first) = desk_with_a_message().await;
        let mut ana = desk.signed_in(AGENT).await;
        let id = "0190b7a0-0000-7000-8000-000000000001";
        let nod = [("message", first.as_str()), ("emoji", "👍"), ("id", id)];
        for _ in 0..2 {
            assert_eq!(ana.post("/inbox/1/reaction", &nod).await.status, 204);
        }
        let graph = desk.graph.clone();
        eventually("it is sent", async || !graph.calls().is_empty()).await;
        assert_eq!(desk.api().messages(1).await.len(), 2, "a double click reacts once");
        let refused = ana.post("/inbox/1/reaction", &[("message", "x"), ("emoji", "👍")]).await;
        assert_eq!(refused.status, 422);
        assert!(refused.text.contains('.'), "a sentence: {}", refused.text);
        let mut gil = desk.signed_in(GUEST).await;
        assert_eq!(gil.post("/inbox/1/reaction", &nod[..2]).await.status, 422);
        assert_eq!(desk.api().messages(1).await.len(), 2);
        desk.end().await;
    });
}

#[test]
fn whoever_looks_and_types_is_seen_by_the_customer_and_a_guest_is_not() {
    run(async || {
        let (desk, _) = desk_with_a_message().await;
        let mut gil = desk.signed_in(GUEST).await;
        see(&desk, &mut gil).await;
        gil.post("/inbox/1/typing", &[]).await;
        let mut ana = desk.signed_in(AGENT).await;
        assert_eq!(see(&desk, &mut ana).await.status, 200);
        let graph = desk.graph.clone();
        eventually("it was read", async || !graph.signs().is_empty()).await;
        assert_eq!(ana.post("/inbox/1/typing", &[]).await.status, 204);
        eventually("it is typed", async || graph.signs().len() >= 2).await;
        let signs = graph.signs();
        assert_eq!((signs.len(), &signs[0]["status"]), (2, &json!("read")));
        assert!(signs[0].get("typing_indicator").is_none());
        assert_eq!(signs[1]["typing_indicator"]["type"], "text");
        assert!(graph.calls().is_empty(), "no message was sent");
        desk.end().await;
    });
}

#[test]
fn the_forms_send_once_and_come_back_with_what_is_wrong() {
    run(async || {
        let (desk, first) = desk_with_a_message().await;
        let mut ana = desk.signed_in(AGENT).await;
        let page = ana.get(&format!("/compose/1?reply_to={first}")).await;
        assert_eq!(page.status, 200);
        assert!(page.text.contains(r#"action="/compose/1""#) && page.text.contains(&first));
        let id = "0190b7a0-0000-7000-8000-000000000002";
        let mut buttons = vec![("kind", "buttons"), ("id", id), ("reply_to", first.as_str())];
        buttons.extend([("body", "Well?"), ("button1", "Yes"), ("button2", "Yes")]);
        let wrong = ana.post("/compose/1", &buttons).await;
        assert_eq!((wrong.status, wrong.location()), (303, "/compose/1?again"));
        let back = ana.get("/compose/1?again").await.text;
        assert!(
            back.contains(r#"role="alert""#) && back.contains("Well?") && back.contains(&first)
        );
        buttons.truncate(5);
        for _ in 0..2 {
            let sent = ana.post("/compose/1", &buttons).await;
            assert_eq!((sent.status, sent.location()), (303, "/inbox/1"));
        }
        let said = desk.api().messages(1).await;
        assert_eq!((said.len(), &said[1]["type"]), (2, &json!("buttons")));
        assert_eq!(said[1]["reply_to"], json!(first));
        let mut gil = desk.signed_in(GUEST).await;
        assert_eq!(gil.get("/compose/1").await.status, 404);
        assert_eq!(gil.post("/compose/1", &buttons).await.status, 403);
        assert_eq!(ana.get("/compose/999").await.status, 404);
        desk.end().await;
    });
}
