//! Whoever has time asks for the next ticket.

use std::sync::Arc;

use axum::Extension;
use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::Door;
use super::reader::Reader;

#[derive(Deserialize)]
pub struct From {
    /// The view of the inbox that it is asked from.
    #[serde(default)]
    view: String,
}

/// `POST /take-next`: leads to the ticket that is the reader's now, or back to a list that says that
/// nothing waits for them.
pub async fn take(
    State(door): State<Arc<Door>>,
    Extension(reader): Extension<Reader>,
    Form(from): Form<From>,
) -> Response {
    let Some(actor) = reader.actor() else { return Redirect::to("/sign-in").into_response() };
    let view = from.view.chars().filter(char::is_ascii_lowercase).collect::<String>();
    match door.desk.take_next(&actor).await {
        Ok(Some(ticket)) => {
            Redirect::to(&format!("/inbox/{}?view={view}", ticket.number)).into_response()
        }
        Ok(None) => Redirect::to(&format!("/inbox?view={view}&idle=1")).into_response(),
        Err(desk::Error::Refused(_)) => StatusCode::FORBIDDEN.into_response(),
        Err(desk::Error::Failed(error)) => {
            tracing::error!(%error, "the next ticket could not be taken");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
