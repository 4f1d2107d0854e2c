//! `GET /live`: the websocket that keeps a page true.
//!
//! It only speaks: what a page sends is read to keep the line alive and otherwise ignored, so there
//! is nothing to attack but the upgrade itself, which needs a signed-in person of our own origin.
//! What happens is written by the hub: a page's task wakes for what the page says, for pings, and
//! when its socket was full.

mod attendance;
mod upgrade;

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Extension;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use desk::permissions::Permission;
use futures::{SinkExt, StreamExt};
use serde::Deserialize;
use tokio::net::tcp::OwnedWriteHalf;
use tokio::sync::broadcast;
use tokio::time::{Instant, interval};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::{Role, WebSocketConfig};
use tower_sessions::Session;

use attendance::Attendance;
use upgrade::{Upgrade, Wire};

use super::Door;
use super::reader::Reader;
use super::web_sessions::mark;
use crate::live::{Answers, Line, Place};

/// How often a page is asked for a sign of life, and how long it may be silent.
const PING: Duration = Duration::from_secs(20);
const SILENCE: Duration = Duration::from_secs(50);
/// A page that takes nothing for so long is gone.
const WRITE: Duration = Duration::from_secs(5);

#[derive(Deserialize)]
pub struct Known {
    epoch: Option<String>,
    since: Option<u64>,
}

/// Joins the live stream after the place that the page knows.
pub async fn join(
    State(door): State<Arc<Door>>,
    Extension(reader): Extension<Reader>,
    session: Session,
    Query(Known { epoch, since }): Query<Known>,
    upgrade: Upgrade,
) -> Response {
    let actor = reader.actor().filter(|actor| actor.may(Permission::Read));
    let Some((person, actor)) = reader.person.zip(actor) else {
        return StatusCode::UNAUTHORIZED.into_response();
    };
    let place = Place { epoch, since };
    let (desk, hub) = (door.desk.clone(), door.hub.clone());
    let (own, ended) = (session.id(), door.sessions.ended());
    let left = door.sessions.left(&session).await;
    upgrade.then(async move |wire| {
        let attendance = Attendance::begin(desk.clone(), person.id.clone(), own);
        let joins = |speaks| hub.join(speaks, place, &person.id, desk.sight(&actor));
        tokio::select! {
            () = watch(wire, joins, &attendance) => {}
            () = end(own.map(mark), ended) => attendance.signed_out(),
            () = tokio::time::sleep(left) => attendance.signed_out(),
        }
    })
}

/// Resolves once the session of the mark `own` is signed out, or might have been.
async fn end(own: Option<String>, mut ended: broadcast::Receiver<String>) {
    while let Ok(mark) = ended.recv().await {
        if own.as_ref() == Some(&mark) {
            return;
        }
    }
}

/// Small buffers: the defaults cost 130 KiB a viewer. Pages have nothing long to say.
fn small() -> WebSocketConfig {
    WebSocketConfig::default()
        .read_buffer_size(512)
        .write_buffer_size(0)
        .max_message_size(Some(4096))
        .max_frame_size(Some(4096))
}

async fn watch(
    wire: Wire,
    joins: impl FnOnce(OwnedWriteHalf) -> Arc<Line>,
    attendance: &Attendance,
) {
    let (hears, speaks) = wire.socket.into_split();
    let line = joins(speaks);
    let ends = tokio::io::join(hears, Answers(line.clone()));
    let (role, small) = (Role::Server, Some(small()));
    let mut page = WebSocketStream::from_partially_read(ends, wire.early, role, small).await;
    let mut flow = pin!(line.flow(WRITE));
    let mut ping = interval(PING);
    let mut heard = Instant::now();
    loop {
        tokio::select! {
            () = &mut flow => return,
            said = page.next() => match said {
                Some(Ok(Message::Close(_)) | Err(_)) | None => return,
                Some(Ok(_)) => {
                    heard = Instant::now();
                    attendance.beat();
                }
            },
            _ = ping.tick() => {
                let ping = Message::Ping(Default::default());
                if heard.elapsed() > SILENCE || page.send(ping).await.is_err() {
                    return;
                }
            }
        }
    }
}
