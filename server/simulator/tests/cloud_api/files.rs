//! Files that customers send: told by id, found for some minutes, given to who has the token.

use serde_json::{Value, json};
use simulator::samples;

use crate::business::{Business, TOKEN, business};

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
