//! The yardstick: the least that a server must do which answers 200 only for what is on disk.
//! Signature, parse, append with group-commit fdatasync, 200; and the frame to whoever watches.
//! It has no tickets, no people and no pages: what the product takes longer is what they cost.
//!
//! `bench-floor FILE` with the app secret in BENCH_SECRET; prints its address.

mod journal;

use std::env;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context, Result};
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::extract::ws::{Message, Utf8Bytes, WebSocket, WebSocketUpgrade};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::{get, post};
use axum::serve::ListenerExt;
use futures::SinkExt;
use hmac::{Hmac, Mac};
use serde_json::{Value, json};
use sha2::Sha256;
use tokio::net::TcpListener;
use tokio::sync::mpsc;

use journal::Journal;

struct Floor {
    secret: Hmac<Sha256>,
    journal: Journal,
    viewers: Mutex<Vec<mpsc::UnboundedSender<Utf8Bytes>>>,
}

#[tokio::main]
async fn main() -> Result<()> {
    let file = env::args_os().nth(1).context("Say which file to write to.")?;
    let secret = env::var("BENCH_SECRET").context("BENCH_SECRET is missing.")?;
    let floor = Floor {
        secret: Hmac::new_from_slice(secret.as_bytes()).context("the secret is no key")?,
        journal: Journal::open(file.as_ref())?,
        viewers: Mutex::default(),
    };
    let routes = Router::new()
        .route("/health", get(async || "ok"))
        .route("/webhooks/whatsapp", post(receive))
        .route("/live", get(watch))
        .with_state(Arc::new(floor));
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("http://{}", listener.local_addr()?);
    let listener = listener.tap_io(|stream| {
        // Without it answers are only slower.
        let _ = stream.set_nodelay(true);
    });
    let served = axum::serve(listener, routes);
    tokio::select! {
        served = served => Ok(served?),
        _ = ended() => Ok(()),
    }
}

async fn ended() {
    use tokio::signal::unix::{SignalKind, signal};
    if let Ok(mut end) = signal(SignalKind::terminate()) {
        end.recv().await;
    }
}

async fn receive(State(floor): State<Arc<Floor>>, headers: HeaderMap, body: Bytes) -> StatusCode {
    let signature = headers.get("x-hub-signature-256").and_then(|value| value.to_str().ok());
    let signature = signature.and_then(|text| hex::decode(text.strip_prefix("sha256=")?).ok());
    let mut mac = floor.secret.clone();
    mac.update(&body);
    if signature.is_none_or(|signature| mac.verify_slice(&signature).is_err()) {
        return StatusCode::UNAUTHORIZED;
    }
    let Ok(json) = serde_json::from_slice::<Value>(&body) else { return StatusCode::BAD_REQUEST };
    if floor.journal.append(body).await.is_err() {
        return StatusCode::INTERNAL_SERVER_ERROR;
    }
    floor.publish(&json["entry"][0]["changes"][0]["value"]);
    StatusCode::OK
}

impl Floor {
    /// Hands one frame of about the product's size to everyone, serialised once.
    fn publish(&self, value: &Value) {
        let mut viewers = self.viewers.lock().unwrap_or_else(PoisonError::into_inner);
        if viewers.is_empty() {
            return;
        }
        let frame: Utf8Bytes = json!({ "update": { "update": value } }).to_string().into();
        viewers.retain(|viewer| viewer.send(frame.clone()).is_ok());
    }
}

async fn watch(State(floor): State<Arc<Floor>>, upgrade: WebSocketUpgrade) -> Response {
    upgrade.read_buffer_size(2048).write_buffer_size(0).on_upgrade(async move |socket| {
        let (sender, frames) = mpsc::unbounded_channel();
        floor.viewers.lock().unwrap_or_else(PoisonError::into_inner).push(sender);
        show(socket, frames).await;
    })
}

async fn show(mut socket: WebSocket, mut frames: mpsc::UnboundedReceiver<Utf8Bytes>) {
    loop {
        tokio::select! {
            frame = frames.recv() => {
                let Some(frame) = frame else { break };
                if socket.send(Message::Text(frame)).await.is_err() {
                    break;
                }
            }
            said = socket.recv() => if !matches!(said, Some(Ok(_))) { break },
        }
    }
    // It is gone already, or will be.
    let _ = socket.close().await;
}
