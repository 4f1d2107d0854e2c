//! A program that rules call: it writes down what it is told, and answers what a test says.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use serde_json::Value;

/// One time that it was told something.
#[derive(Debug, Clone)]
pub struct Told {
    pub headers: HeaderMap,
    pub raw: Bytes,
    pub body: Value,
}

impl Told {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// Which call it was.
    pub fn call(&self) -> &str {
        self.header("bustia-call")
    }
}

#[derive(Default)]
struct Heard {
    told: Vec<Told>,
    /// What the next answers are; nothing for none at all.
    script: VecDeque<Option<u16>>,
}

/// Its handle. It ends with the test's runtime.
#[derive(Clone)]
pub struct Program {
    /// With a path that nobody but it and the rule should know.
    pub url: String,
    heard: Arc<Mutex<Heard>>,
}

impl Program {
    pub async fn start() -> Self {
        let heard = Arc::default();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}/hook/sesame", listener.local_addr().expect("an address"));
        let program = Self { url, heard };
        let routes = Router::new().fallback(answer).with_state(program.clone());
        tokio::spawn(async move { axum::serve(listener, routes).await });
        program
    }

    /// The next answers have these statuses, or never come; later ones are 204.
    pub fn will(&self, answers: impl IntoIterator<Item = Option<u16>>) {
        self.heard().script.extend(answers);
    }

    pub fn told(&self) -> Vec<Told> {
        self.heard().told.clone()
    }

    fn heard(&self) -> std::sync::MutexGuard<'_, Heard> {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn answer(State(program): State<Program>, headers: HeaderMap, raw: Bytes) -> StatusCode {
    let answer = {
        let mut heard = program.heard();
        let body = serde_json::from_slice(&raw).unwrap_or_default();
        heard.told.push(Told { headers, raw, body });
        heard.script.pop_front().unwrap_or(Some(204))
    };
    match answer {
        Some(status) => StatusCode::from_u16(status).expect("a status"),
        None => std::future::pending().await,
    }
}
