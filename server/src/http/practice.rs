//! Practice mode's own doors: signing in with one click, the phone's live line, the clock. They exist
//! only in practice mode, and only for somebody who sits at this machine.

pub mod workshop;

use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::extract::{ConnectInfo, Form, Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use chrono::TimeDelta;
use desk::message::File;
use serde::Deserialize;
use tower_sessions::Session;

use super::Door;
use super::entering::{self, Proof};
use super::nearby::is_here;
use super::visitor::Visitor;

/// A week at once: more is more clicks, and no slip of a finger.
const MOST_MINUTES: u32 = 7 * 24 * 60;

#[derive(Deserialize)]
pub struct Part {
    role: String,
}

/// `POST /practice/sign-in`: comes in as the seeded person of that role.
pub async fn sign_in(
    State(door): State<Arc<Door>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    visitor: Visitor,
    session: Session,
    headers: HeaderMap,
    Form(part): Form<Part>,
) -> Response {
    if door.practice.is_none() || !is_here(peer, &headers) {
        return StatusCode::NOT_FOUND.into_response();
    }
    match door.store.people().await {
        Ok(people) => match people.iter().find(|person| person.role.word() == part.role) {
            Some(person) => {
                let (proof, back) = (Proof::Whole, "/inbox");
                match entering::open(&door, &session, &visitor, person, proof, back).await {
                    Ok(path) => Redirect::to(&path).into_response(),
                    Err(error) => failed(&error),
                }
            }
            None => StatusCode::NOT_FOUND.into_response(),
        },
        Err(error) => failed(&error.into()),
    }
}

#[derive(Deserialize)]
pub struct Span {
    minutes: u32,
    /// The customer whose phone is looked at.
    #[serde(default)]
    customer: String,
}

/// `POST /practice/clock`: lets time pass for desk and customers, and tells every page.
pub async fn put_forward(
    State(door): State<Arc<Door>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    Form(span): Form<Span>,
) -> Response {
    let Some(practice) = door.practice.as_ref().filter(|_| is_here(peer, &headers)) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let by = TimeDelta::minutes(span.minutes.min(MOST_MINUTES).into());
    match practice.put_forward(&door.store, &door.desk, by).await {
        Ok(()) => {
            door.hub.beat();
            let digits: String = span.customer.chars().filter(char::is_ascii_digit).collect();
            Redirect::to(&format!("/practice?customer={digits}")).into_response()
        }
        Err(error) => failed(&error),
    }
}

/// `GET /practice/live`: says `changed` whenever something on the phone changed.
pub async fn live(
    State(door): State<Arc<Door>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    upgrade: WebSocketUpgrade,
) -> Response {
    match &door.practice {
        Some(practice) if is_here(peer, &headers) => {
            let changes = practice.changes();
            small(upgrade).on_upgrade(move |socket| tell(socket, changes))
        }
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

/// `GET /practice/files/{id}`: a file that the desk sent, as the phone shows it. The same care as with a
/// customer's file: see `media`.
pub async fn file(
    State(door): State<Arc<Door>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Response {
    let practice = door.practice.as_ref().filter(|_| is_here(peer, &headers));
    let Some((mime, bytes)) = practice.and_then(|practice| practice.file(&id)) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let mime = mime.split(';').next().unwrap_or_default().trim().to_owned();
    let (hash, size) = (String::new(), bytes.len() as u64);
    let file = File { hash, size, mime, width: None, height: None };
    let (kind, place) = match file.shown() {
        Some(_) => (file.mime.as_str(), "inline"),
        None => ("application/octet-stream", "attachment"),
    };
    let told = [
        (header::CONTENT_TYPE, kind),
        (header::CONTENT_DISPOSITION, place),
        (header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'"),
    ];
    (told, bytes).into_response()
}

/// Small buffers: the defaults cost 130 KiB a phone, and a phone only listens.
fn small(upgrade: WebSocketUpgrade) -> WebSocketUpgrade {
    upgrade
        .read_buffer_size(2048)
        .write_buffer_size(0)
        .max_write_buffer_size(256 * 1024)
        .max_message_size(4096)
        .max_frame_size(4096)
}

async fn tell(mut socket: WebSocket, mut changes: tokio::sync::watch::Receiver<u64>) {
    loop {
        tokio::select! {
            changed = changes.changed() => {
                if changed.is_err() || socket.send(Message::Text("changed".into())).await.is_err() {
                    return;
                }
            }
            said = socket.recv() => if !matches!(said, Some(Ok(_))) { return },
        }
    }
}

fn failed(error: &anyhow::Error) -> Response {
    tracing::error!(%error, "practice could not do it");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}
