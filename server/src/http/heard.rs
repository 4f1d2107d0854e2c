//! `GET /heard`: how long ago WhatsApp last brought something, for whoever is in. Counted by the machine's
//! clock, as the vigil does.

use std::sync::Arc;

use app::numbers::last_word;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};

use super::Door;
use super::reader::Reader;
use crate::clock;

pub async fn tell(State(door): State<Arc<Door>>, Extension(reader): Extension<Reader>) -> Response {
    if reader.actor().is_none() {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let numbers = match door.store.numbers().await {
        Ok(numbers) => numbers,
        Err(error) => return failed(&error),
    };
    let mut heard = vec![];
    for known in numbers {
        match door.vigil.health(&known.number.id).await {
            Ok(health) => heard.push((known.number.display, health.heard_at)),
            Err(error) => return failed(&error),
        }
    }
    let silent_since = door.vigil.silence().map(|silence| silence.since);
    Json(last_word(&heard, silent_since, clock::now(), reader.language)).into_response()
}

fn failed(error: &store::Error) -> Response {
    tracing::error!(%error, "when WhatsApp was heard can't be told");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}
