//! `GET /webhooks/whatsapp`: Meta checks that the address is ours ("Create a webhook endpoint").

use crate::harness::{APP_SECRET, TestDesk, VERIFY_TOKEN, run};

async fn ask(desk: &TestDesk, query: &str) -> (u16, String) {
    let address = format!("{}/webhooks/whatsapp{query}", desk.base());
    let response = desk.client.get(address).send().await.expect("an answer");
    (response.status().as_u16(), response.text().await.expect("a text"))
}

#[test]
fn the_right_token_gets_exactly_its_challenge_back() {
    run(async || {
        let desk = TestDesk::start().await;
        for challenge in ["1158201444", "another-challenge", "a%20b%26c"] {
            let query = format!(
                "?hub.mode=subscribe&hub.challenge={challenge}&hub.verify_token={VERIFY_TOKEN}"
            );
            let expected = challenge.replace("%20", " ").replace("%26", "&");
            assert_eq!(ask(&desk, &query).await, (200, expected));
        }
        desk.end().await;
    });
}

#[test]
fn every_other_question_is_refused_and_gets_nothing_back() {
    run(async || {
        let desk = TestDesk::start().await;
        let upper = VERIFY_TOKEN.to_uppercase();
        let shorter = &VERIFY_TOKEN[1..];
        let queries = [
            String::new(),
            "?hub.mode=subscribe&hub.challenge=42".into(),
            "?hub.mode=subscribe&hub.challenge=42&hub.verify_token=".into(),
            "?hub.mode=subscribe&hub.challenge=42&hub.verify_token=wrong".into(),
            format!("?hub.mode=subscribe&hub.challenge=42&hub.verify_token={upper}"),
            format!("?hub.mode=subscribe&hub.challenge=42&hub.verify_token={shorter}"),
            format!("?hub.mode=subscribe&hub.challenge=42&hub.verify_token={VERIFY_TOKEN}x"),
            format!("?hub.mode=subscribe&hub.challenge=42&hub.verify_token={APP_SECRET}"),
            format!("?hub.mode=unsubscribe&hub.challenge=42&hub.verify_token={VERIFY_TOKEN}"),
            format!("?hub.challenge=42&hub.verify_token={VERIFY_TOKEN}"),
        ];
        for query in queries {
            let (status, text) = ask(&desk, &query).await;
            assert_eq!(status, 403, "{query}");
            assert!(!text.contains("42") && !text.contains(VERIFY_TOKEN), "{query}: {text}");
        }
        desk.end().await;
    });
}
