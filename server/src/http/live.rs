//! `GET /live`: the websocket that keeps a page true.
//!
//! It only speaks: what a page sends is read to keep the line alive and otherwise ignored, so there
//! is nothing to attack but the upgrade itself, which needs a signed-in person of our own origin.

mod attendance;

use std::sync::Arc;
use std::time::Duration;

use axum::Extension;
use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use desk::permissions::Permission;
use futures::{SinkExt, StreamExt};
use serde::Deserialize;
use tokio::sync::broadcast;
use tokio::time::{Instant, interval, timeout};
use tower_sessions::Session;
use tower_sessions::session::Id;

use attendance::Attendance;

use super::Door;
use super::reader::Reader;
use crate::live::{Hub, Joined};

/// How often a page is asked for a sign of life, and how long it may be silent.
const PING: Duration = Duration::from_secs(20);
const SILENCE: Duration = Duration::from_secs(50);
/// A write that takes longer means that the page is gone.
const WRITE: Duration = Duration::from_secs(5);

#[derive(Deserialize)]
pub struct Place {
    epoch: Option<String>,
    since: Option<u64>,
}

/// Joins the live stream after the place that the page knows.
pub async fn join(
    State(door): State<Arc<Door>>,
    Extension(reader): Extension<Reader>,
    session: Session,
    Query(place): Query<Place>,
    upgrade: WebSocketUpgrade,
) -> Response {
    let may_read = reader.actor().is_some_and(|actor| actor.may(Permission::Read));
    let Some(person) = reader.person.filter(|_| may_read) else {
        return StatusCode::UNAUTHORIZED.into_response();
    };
    let (desk, hub) = (door.desk.clone(), door.hub.clone());
    let (own, ended) = (session.id(), door.ended.subscribe());
    small(upgrade).on_upgrade(async move |socket| {
        let attendance = Attendance::begin(desk, person.id, own);
        tokio::select! {
            () = watch(socket, hub, place, &attendance) => {}
            () = end(own, ended) => attendance.signed_out(),
        }
    })
}

/// Resolves once the session `own` is signed out, or might have been.
async fn end(own: Option<Id>, mut ended: broadcast::Receiver<Id>) {
    while let Ok(id) = ended.recv().await {
        if own == Some(id) {
            return;
        }
    }
}

/// Small buffers: the defaults cost 130 KiB a viewer and a fifth of the speed.
pub fn small(upgrade: WebSocketUpgrade) -> WebSocketUpgrade {
    upgrade
        .read_buffer_size(2048)
        .write_buffer_size(0)
        .max_write_buffer_size(256 * 1024)
        .max_message_size(4096)
        .max_frame_size(4096)
}

async fn watch(mut socket: WebSocket, hub: Hub, place: Place, attendance: &Attendance) {
    let Some(Joined { first, mut stream }) = hub.join(place.epoch.as_deref(), place.since).await
    else {
        return;
    };
    for frame in first {
        if !write(&mut socket, Message::Text(frame)).await {
            return;
        }
    }
    let mut ping = interval(PING);
    let mut heard = Instant::now();
    loop {
        tokio::select! {
            frame = stream.next() => {
                let Some(frame) = frame else { return };
                let mut frames = vec![Message::Text(frame)];
                while let Some(frame) = stream.ready() {
                    frames.push(Message::Text(frame));
                }
                if !write_all(&mut socket, frames).await {
                    return;
                }
            }
            said = socket.next() => match said {
                Some(Ok(Message::Close(_)) | Err(_)) | None => return,
                Some(Ok(_)) => {
                    heard = Instant::now();
                    attendance.beat();
                }
            },
            _ = ping.tick() => {
                if heard.elapsed() > SILENCE || !write(&mut socket, Message::Ping(Default::default())).await {
                    return;
                }
            }
        }
    }
}

async fn write(socket: &mut WebSocket, message: Message) -> bool {
    matches!(timeout(WRITE, socket.send(message)).await, Ok(Ok(())))
}

/// Feeds everything that is there, then flushes once.
async fn write_all(socket: &mut WebSocket, messages: Vec<Message>) -> bool {
    let all = async {
        for message in messages {
            socket.feed(message).await?;
        }
        socket.flush().await
    };
    matches!(timeout(WRITE, all).await, Ok(Ok(())))
}
