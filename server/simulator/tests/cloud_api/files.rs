//! Files: told by id, found for some minutes, given to who has the token; and brought by the business.

use serde_json::{Value, json};
use simulator::samples;

use crate::business::{Business, NUMBER_ID, TOKEN, business, enclosed};

impl Business {
    /// `GET` of an address, or of a path of the Graph API, with that token.
    async fn fetch(&self, place: &str, token: &str) -> reqwest::Response {
        let url = match place.starts_with('/') {
            true => format!("{}{place}", self.simulator.graph_url()),
            false => place.to_owned(),
        };
        let request = self.client.get(url);
        let request = if token.is_empty() { request } else { request.bearer_auth(token) };
        request.send().await.expect("an answer")
    }

    /// Where the file of that id is just now.
    async fn address(&self, id: &str) -> Value {
        let answer = self.fetch(&format!("/v24.0/{id}"), TOKEN).await;
        answer.json().await.expect("JSON")
    }

    /// The message that the callback is told of next.
    async fn told(&mut self) -> Value {
        self.callback.value().await["messages"][0].clone()
    }
}

#[tokio::test]
async fn a_picture_is_told_by_an_id_that_leads_to_its_bytes() {
    let mut business = business(false).await;
    let picture = samples::picture(Some("Mireu"));
    business.simulator.send_file(&business.nuria, picture.clone()).expect("she has a phone");
    let message = business.told().await;
    assert_eq!(
        (&message["type"], &message["image"]["caption"]),
        (&json!("image"), &json!("Mireu"))
    );
    assert_eq!(message["image"]["mime_type"], "image/png");
    let id = message["image"]["id"].as_str().expect("an id").to_owned();
    let found = business.address(&id).await;
    assert_eq!((&found["id"], &found["messaging_product"]), (&json!(id), &json!("whatsapp")));
    assert_eq!(found["file_size"], picture.bytes.len());
    assert_eq!(found["sha256"].as_str().map(str::len), Some(64));
    let url = found["url"].as_str().expect("an address").to_owned();
    let file = business.fetch(&url, TOKEN).await;
    assert_eq!(file.headers()["content-type"], "image/png");
    assert_eq!(file.bytes().await.expect("all of it"), picture.bytes);
    for (token, status) in [("", 401), ("another", 401)] {
        assert_eq!(business.fetch(&url, token).await.status(), status, "{token:?}");
    }
}

#[tokio::test]
async fn an_address_runs_out_and_the_id_gives_another_until_it_is_dead() {
    let mut business = business(false).await;
    business.simulator.send_file(&business.nuria, samples::voice_note()).expect("a phone");
    let message = business.told().await;
    assert_eq!(message["audio"]["voice"], true);
    let id = message["audio"]["id"].as_str().expect("an id").to_owned();
    let old = business.address(&id).await["url"].as_str().expect("an address").to_owned();
    business.simulator.put_forward(chrono::TimeDelta::minutes(6));
    assert_eq!(business.fetch(&old, TOKEN).await.status(), 404);
    let new = business.address(&id).await["url"].as_str().expect("an address").to_owned();
    assert_eq!(business.fetch(&new, TOKEN).await.status(), 200);
    business.simulator.put_forward(chrono::TimeDelta::days(7));
    let gone = business.address(&id).await;
    assert_eq!(
        (&gone["error"]["code"], &gone["error"]["error_subcode"]),
        (&json!(100), &json!(33))
    );
}

#[tokio::test]
async fn a_file_of_the_business_is_sent_by_id_and_shown_on_the_phone() {
    let mut business = business(false).await;
    business.greeted().await;
    let bytes = samples::picture(None).bytes;
    let (status, answer) = business.bring("image/png", &bytes).await;
    assert_eq!(status, 200, "{answer}");
    let id = &answer["id"];
    assert_eq!(business.send(&enclosed("image", id, "Mireu")).await.0, 200);
    assert_eq!(business.callback.status().await["status"], "sent");
    let bubble = business.simulator.thread(&business.nuria).pop().expect("it is on the phone");
    let file = bubble.file.expect("a file");
    assert_eq!((bubble.text.as_str(), file.kind.as_str()), ("Mireu", "image"));
    assert_eq!(business.simulator.file(&file.id), Some(("image/png".to_owned(), bytes)));
    business.simulator.put_forward(chrono::TimeDelta::days(29));
    assert!(business.simulator.file(&file.id).is_some());
    business.simulator.put_forward(chrono::TimeDelta::days(1));
    assert!(business.simulator.file(&file.id).is_none(), "it is kept for thirty days");
}

#[tokio::test]
async fn a_large_file_is_taken_whole() {
    let business = business(false).await;
    let (status, answer) = business.bring("application/pdf", &vec![7; 3 << 20]).await;
    let id = answer["id"].as_str().expect("an id").to_owned();
    let kept = business.simulator.file(&id).expect("it is kept");
    assert_eq!((status, kept.1.len()), (200, 3 << 20));
}

#[tokio::test]
async fn an_id_that_nobody_brought_or_words_that_are_too_long_are_refused_at_once() {
    let mut business = business(false).await;
    business.greeted().await;
    let (_, answer) = business.bring("image/png", b"abc").await;
    for (id, caption, code) in
        [(&json!("7"), String::new(), 131_009), (&answer["id"], "é".repeat(1025), 100)]
    {
        let (status, refused) = business.send(&enclosed("image", id, &caption)).await;
        assert_eq!((status, &refused["error"]["code"]), (400, &json!(code)), "{refused}");
    }
    let (status, refused) = business.send(&enclosed("image", &answer["id"], "")).await;
    assert_eq!(status, 200, "{refused}");
}

#[tokio::test]
async fn a_file_of_a_type_that_does_not_fit_fails_afterwards() {
    let mut business = business(false).await;
    business.greeted().await;
    for (mime, kind, code) in [
        ("text/plain", "image", Some(131_053)),
        ("image/png", "sticker", Some(131_053)),
        ("video/webm", "video", Some(131_053)),
        ("audio/ogg; codecs=opus", "audio", None),
        ("text/plain", "document", None),
    ] {
        let (_, answer) = business.bring(mime, b"abc").await;
        assert_eq!(business.send(&enclosed(kind, &answer["id"], "")).await.0, 200);
        let status = business.callback.status().await;
        let told = status["errors"][0]["code"].as_i64();
        assert_eq!((told, status["status"] == "failed"), (code, code.is_some()), "{mime} {kind}");
    }
}

#[tokio::test]
async fn a_form_without_a_file_is_refused() {
    let business = business(false).await;
    let path = format!("/v24.0/{NUMBER_ID}/media");
    let body = json!({"messaging_product": "whatsapp"});
    let answer = business.post(&path, TOKEN, &body).await.expect("an answer");
    assert_eq!(answer.status(), 400);
}
