//! A callback that checks every signature over the raw bytes and hands on what came.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::get;
use hmac::{Hmac, Mac};
use serde_json::Value;
use sha2::Sha256;
use tokio::net::TcpListener;
use tokio::sync::mpsc;

pub const SECRET: &str = "a secret between the app and its callback";
pub const VERIFY_TOKEN: &str = "a token";

pub struct Callback {
    pub url: String,
    posts: mpsc::UnboundedReceiver<String>,
    refuse: Arc<AtomicUsize>,
    garble: Arc<AtomicBool>,
}

#[derive(Clone)]
struct Ear {
    posts: mpsc::UnboundedSender<String>,
    refuse: Arc<AtomicUsize>,
    garble: Arc<AtomicBool>,
}

impl Callback {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}/webhooks/whatsapp", listener.local_addr().expect("bound"));
        let (sender, posts) = mpsc::unbounded_channel();
        let refuse = Arc::new(AtomicUsize::new(0));
        let garble = Arc::new(AtomicBool::new(false));
        let ear = Ear { posts: sender, refuse: refuse.clone(), garble: garble.clone() };
        let routes =
            Router::new().route("/webhooks/whatsapp", get(verify).post(hear)).with_state(ear);
        // Meta's bodies are larger than what axum takes by itself.
        let routes = routes.layer(DefaultBodyLimit::max(4 << 20));
        tokio::spawn(async move { axum::serve(listener, routes).await });
        Self { url, posts, refuse, garble }
    }

    /// A challenge is answered with something else from now on.
    pub fn garble_challenges(&self) {
        self.garble.store(true, Ordering::SeqCst);
    }

    /// The next `calls` posts are answered 500.
    pub fn refuse_next(&self, calls: usize) {
        self.refuse.store(calls, Ordering::SeqCst);
    }

    /// The next body that was answered 200, as it came.
    pub async fn raw(&mut self) -> String {
        let next = tokio::time::timeout(Duration::from_secs(20), self.posts.recv());
        next.await.expect("a webhook in time").expect("the callback runs")
    }

    /// The value of the first change of the next body.
    pub async fn value(&mut self) -> Value {
        let body: Value = serde_json::from_str(&self.raw().await).expect("JSON");
        body["entry"][0]["changes"][0]["value"].clone()
    }

    /// The next body's only status.
    pub async fn status(&mut self) -> Value {
        self.value().await["statuses"][0].clone()
    }

    /// Whatever came and was not looked at yet.
    pub fn rest(&mut self) -> Vec<String> {
        std::iter::from_fn(|| self.posts.try_recv().ok()).collect()
    }
}

async fn hear(State(ear): State<Ear>, headers: HeaderMap, body: Bytes) -> StatusCode {
    let mut mac = Hmac::<Sha256>::new_from_slice(SECRET.as_bytes()).expect("any key");
    mac.update(&body);
    let right = format!("sha256={}", hex::encode(mac.finalize().into_bytes()));
    if headers.get("x-hub-signature-256").is_none_or(|value| value != right.as_str()) {
        return StatusCode::UNAUTHORIZED;
    }
    let refuse = |left: usize| left.checked_sub(1);
    if ear.refuse.fetch_update(Ordering::SeqCst, Ordering::SeqCst, refuse).is_ok() {
        return StatusCode::INTERNAL_SERVER_ERROR;
    }
    let text = String::from_utf8(body.to_vec()).expect("text");
    ear.posts.send(text).map_or(StatusCode::GONE, |()| StatusCode::OK)
}

async fn verify(
    State(ear): State<Ear>,
    Query(query): Query<std::collections::HashMap<String, String>>,
) -> (StatusCode, String) {
    match query.get("hub.verify_token").is_some_and(|token| token == VERIFY_TOKEN) {
        true if ear.garble.load(Ordering::SeqCst) => (StatusCode::OK, "1".to_owned()),
        true => (StatusCode::OK, query.get("hub.challenge").cloned().unwrap_or_default()),
        false => (StatusCode::FORBIDDEN, String::new()),
    }
}
