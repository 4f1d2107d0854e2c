//! What somebody says of themselves: whether they want to be given work.

use std::sync::Arc;

use axum::Extension;
use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use desk::presence::Said;
use serde::Deserialize;

use super::Door;
use super::reader::{Reader, inside};

#[derive(Deserialize)]
pub struct Word {
    said: Said,
    #[serde(default)]
    back: String,
}

/// `POST /presence`: it stays until they say otherwise.
pub async fn say(
    State(door): State<Arc<Door>>,
    Extension(reader): Extension<Reader>,
    Form(word): Form<Word>,
) -> Response {
    let Some(actor) = reader.actor() else { return Redirect::to("/sign-in").into_response() };
    match door.desk.say(&actor, word.said).await {
        Ok(()) => Redirect::to(inside(&word.back)).into_response(),
        Err(error) => {
            tracing::error!(%error, "what somebody said of themselves was not saved");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
