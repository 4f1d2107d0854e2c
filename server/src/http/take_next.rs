//! Whoever has time asks for the next ticket.

use std::collections::HashMap;
use std::sync::Arc;

use axum::Extension;
use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{DateTime, TimeDelta, Utc};
use desk::Error;
use desk::ids::{PersonId, TicketNumber};
use desk::permissions::Actor;
use serde::Deserialize;
use tokio::sync::Mutex;

use super::reader::Reader;
use super::{Door, pages};

/// Two clicks within it are one wish: the second gets what the first got.
const ONE_WISH: TimeDelta = TimeDelta::seconds(2);

/// What each person took last, and when.
#[derive(Default)]
pub struct Wishes(Mutex<HashMap<PersonId, (DateTime<Utc>, TicketNumber)>>);

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
    // A browser that hangs up must not stop it between saving and showing.
    pages::apart(async move {
        match next(&door, &actor).await {
            Ok(Some(number)) => {
                Redirect::to(&format!("/inbox/{number}?view={view}")).into_response()
            }
            Ok(None) => Redirect::to(&format!("/inbox?view={view}&idle=1")).into_response(),
            Err(Error::Refused(_)) => StatusCode::FORBIDDEN.into_response(),
            Err(Error::Failed(error)) => {
                tracing::error!(%error, "the next ticket could not be taken");
                StatusCode::INTERNAL_SERVER_ERROR.into_response()
            }
        }
    })
    .await
}

/// One at a time: the second click waits for the first.
async fn next(door: &Door, actor: &Actor) -> Result<Option<TicketNumber>, Error> {
    let mut wishes = door.wishes.0.lock().await;
    let now = door.desk.now();
    wishes.retain(|_, (at, _)| now - *at < ONE_WISH);
    if let Actor::Person { id, .. } = actor
        && let Some((_, number)) = wishes.get(id)
    {
        return Ok(Some(*number));
    }
    let taken = door.desk.take_next(actor).await?.map(|ticket| ticket.number);
    if let (Actor::Person { id, .. }, Some(number)) = (actor, taken) {
        wishes.insert(id.clone(), (now, number));
    }
    Ok(taken)
}
