//! A business with one customer, and its side of the Graph API.

use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};
use simulator::{Limits, Pauses, Settings, Simulator};

use crate::callback::{Callback, SECRET};

pub const NUMBER_ID: &str = "106540352242922";
pub const TOKEN: &str = "a token of the business";

pub struct Business {
    pub simulator: Arc<Simulator>,
    pub callback: Callback,
    /// The id of Núria, who has a phone.
    pub nuria: String,
    pub client: reqwest::Client,
}

/// A business whose customers' phones do nothing by themselves, or do.
pub async fn business(automatic: bool) -> Business {
    business_within(automatic, Limits::default()).await
}

pub async fn business_within(automatic: bool, limits: Limits) -> Business {
    let callback = Callback::start().await;
    let settings = Settings {
        phone_number_id: NUMBER_ID.into(),
        waba_id: "102290129340398".into(),
        display_number: "+34 930 555 000".into(),
        access_token: TOKEN.into(),
        app_secret: SECRET.into(),
        callback: callback.url.clone(),
        automatic,
        pauses: Pauses::none(),
        limits,
    };
    let simulator = Simulator::start(settings).await.expect("starts");
    let nuria = simulator.add_customer("Núria 🚲", "+34 600 555 001");
    let client = reqwest::Client::builder().no_proxy().timeout(Duration::from_secs(10));
    Business { simulator, callback, nuria, client: client.build().expect("a client") }
}

/// A text for Núria.
pub fn text(body: &str) -> Value {
    json!({
        "messaging_product": "whatsapp", "recipient_type": "individual", "to": "+34600555001",
        "type": "text", "text": {"body": body}, "biz_opaque_callback_data": "our id",
    })
}

impl Business {
    pub async fn post(
        &self,
        path: &str,
        token: &str,
        body: &Value,
    ) -> reqwest::Result<reqwest::Response> {
        let url = format!("{}{path}", self.simulator.graph_url());
        self.client.post(url).bearer_auth(token).json(body).send().await
    }

    /// Sends, and reads the status and the answer.
    pub async fn send(&self, body: &Value) -> (u16, Value) {
        let path = format!("/v24.0/{NUMBER_ID}/messages");
        let answer = self.post(&path, TOKEN, body).await.expect("an answer");
        (answer.status().as_u16(), answer.json().await.expect("JSON"))
    }

    /// Núria writes, and the webhook is out of the way.
    pub async fn greeted(&mut self) -> String {
        let wamid = self.simulator.write(&self.nuria, "Hola").expect("Núria exists");
        self.callback.raw().await;
        wamid
    }
}

impl Business {
    /// Brings a file of that type; the answer.
    pub async fn bring(&self, mime: &str, bytes: &[u8]) -> (u16, Value) {
        let head = format!(
            "--b\r\ncontent-disposition: form-data; name=\"messaging_product\"\r\n\r\nwhatsapp\r\n--b\r\n\
             content-disposition: form-data; name=\"file\"; filename=\"a\"\r\ncontent-type: {mime}\r\n\r\n"
        );
        let url = format!("{}/v24.0/{NUMBER_ID}/media", self.simulator.graph_url());
        let request = self.client.post(url).bearer_auth(TOKEN);
        let request = request.header("content-type", "multipart/form-data; boundary=b");
        let body = [head.as_bytes(), bytes, b"\r\n--b--\r\n"].concat();
        let answer = request.body(body).send().await.expect("an answer");
        (answer.status().as_u16(), answer.json().await.expect("JSON"))
    }
}

/// A message to Núria with the file of that id.
pub fn enclosed(kind: &str, id: &Value, caption: &str) -> Value {
    json!({
        "messaging_product": "whatsapp", "to": "+34600555001", "type": kind,
        kind: {"id": id, "caption": caption, "filename": "sol.png"},
    })
}
