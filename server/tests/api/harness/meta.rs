//! Meta: webhook bodies as the Cloud API makes them (Cloud API reference, webhooks), signed and
//! posted.

use hmac::{Hmac, Mac};
use reqwest::StatusCode;
use serde_json::{Value, json};
use sha2::Sha256;

use super::folder::{APP_SECRET, NUMBER, WABA};

/// The time of the first message of every test, in Unix seconds: yesterday would close windows.
fn now() -> i64 {
    chrono::Utc::now().timestamp()
}

/// A text of the customer with that phone number, as one element of `messages`.
pub fn text_message(from: &str, id: &str, text: &str) -> Value {
    json!({
        "from": from, "id": id, "timestamp": now().to_string(), "type": "text",
        "text": {"body": text},
    })
}

/// The `n`-th message of customer `c`: phone, Meta's id and text all say which.
pub fn numbered(c: usize, n: usize) -> Value {
    text_message(&format!("346{c:08}"), &format!("wamid.{c}.{n}"), &format!("message {c}.{n}"))
}

/// How far the message that Meta calls `wamid` got; `ours` is the id that we gave it.
pub fn status(wamid: &str, ours: Option<&str>, word: &str) -> Value {
    let mut status = json!({
        "id": wamid, "status": word, "timestamp": now().to_string(), "recipient_id": "34600000001",
    });
    if let Some(ours) = ours {
        status["biz_opaque_callback_data"] = ours.into();
    }
    status
}

/// A failure with Meta's code and words.
pub fn failed_status(wamid: &str, ours: Option<&str>, code: i64, title: &str) -> Value {
    let mut status = status(wamid, ours, "failed");
    status["errors"] = json!([{
        "code": code, "title": title, "message": title,
        "error_data": {"details": "More than 24 hours have passed."},
    }]);
    status
}

/// What the customer with that phone number is called: by its last digits.
pub fn name(phone: &str) -> String {
    let last = phone.get(phone.len().saturating_sub(6)..).unwrap_or_default();
    format!("Customer {}", last.trim_start_matches('0'))
}

/// A body with these messages and statuses for the test's number.
pub fn envelope(messages: Vec<Value>, statuses: Vec<Value>) -> Value {
    let mut value = json!({
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "34930000000", "phone_number_id": NUMBER},
    });
    if !messages.is_empty() {
        let contact = |message: &Value| {
            let phone = message["from"].as_str().unwrap_or_default();
            json!({"profile": {"name": name(phone)}, "wa_id": phone})
        };
        value["contacts"] = messages.iter().map(contact).collect();
        value["messages"] = messages.into();
    }
    if !statuses.is_empty() {
        value["statuses"] = statuses.into();
    }
    json!({
        "object": "whatsapp_business_account",
        "entry": [{"id": WABA, "changes": [{"field": "messages", "value": value}]}],
    })
}

/// The value of `X-Hub-Signature-256` over these bytes.
pub fn sign(secret: &str, body: &[u8]) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("any key will do");
    mac.update(body);
    format!("sha256={}", hex::encode(mac.finalize().into_bytes()))
}

/// Posts to one webhook address.
#[derive(Clone)]
pub struct Meta {
    client: reqwest::Client,
    address: String,
}

impl Meta {
    pub fn new(client: reqwest::Client, base: &str) -> Self {
        Self { client, address: format!("{base}/webhooks/whatsapp") }
    }

    /// Posts `body`, rightly signed.
    pub async fn post(&self, body: impl Into<Vec<u8>>) -> StatusCode {
        self.try_post(body).await.expect("the webhook answers")
    }

    /// The same, for a server that may be gone.
    pub async fn try_post(&self, body: impl Into<Vec<u8>>) -> reqwest::Result<StatusCode> {
        let body = body.into();
        let signature = sign(APP_SECRET, &body);
        self.send(body, &[("x-hub-signature-256", &signature)]).await
    }

    /// Posts messages, which must be taken.
    pub async fn say(&self, messages: Vec<Value>) {
        let status = self.post(envelope(messages, vec![]).to_string()).await;
        assert_eq!(status, StatusCode::OK);
    }

    /// Posts statuses, which must be taken.
    pub async fn report(&self, statuses: Vec<Value>) {
        let status = self.post(envelope(vec![], statuses).to_string()).await;
        assert_eq!(status, StatusCode::OK);
    }

    /// Posts with these headers and no other signature.
    pub async fn send(
        &self,
        body: Vec<u8>,
        headers: &[(&str, &str)],
    ) -> reqwest::Result<StatusCode> {
        let mut request =
            self.client.post(&self.address).header("content-type", "application/json");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        Ok(request.body(body).send().await?.status())
    }
}
