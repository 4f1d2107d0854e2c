//! The REST API for programs, under `/api/v1`, with bearer keys.
//!
//! It calls the same use cases as the screens. Errors are `application/problem+json` (RFC 9457).

mod contact;
mod contacts;
mod description;
mod editions;
mod enclosing;
mod media;
mod outbox;
mod people;
mod problem;
mod questions;
mod refused;
mod rulebook;
mod said;
mod saying;
pub mod shapes;
mod templates;
mod tickets;
mod trial;

use std::sync::Arc;

use axum::Router;
use axum::extract::{DefaultBodyLimit, FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::Response;
use axum::routing::{delete, get, post};
use desk::permissions::Actor;
use store::KnownKey;
use tower_http::catch_panic::CatchPanicLayer;

use super::Door;
use super::bodies::{self, Sender};
use problem::Problem;

/// Everything below `/api/v1`. Only the description needs no key.
pub fn routes(door: Arc<Door>) -> Router<Arc<Door>> {
    // A file is written to the disk as it comes, and is not taken in before.
    let files = Router::new()
        .route("/tickets/{number}/media", post(enclosing::send))
        .layer(DefaultBodyLimit::disable())
        .method_not_allowed_fallback(not_that_way)
        .layer(from_fn_with_state(door.clone(), with_key_and_form));
    let others = Router::new()
        .route("/tickets", get(tickets::list))
        .route("/tickets/{number}", get(tickets::one))
        .route("/tickets/{number}/messages", get(tickets::messages).post(tickets::reply))
        .route("/tickets/{number}/assignment", post(tickets::assign))
        .route("/tickets/{number}/resolution", post(tickets::resolve).delete(tickets::reopen))
        .route("/tickets/{number}/contact", get(contact::read).patch(contact::describe))
        .route("/contacts", get(contacts::find))
        .route("/contacts/{id}", get(contacts::one))
        .route("/contacts/{id}/merge", post(contacts::unite))
        .route("/contacts/{id}/merge/{other}", delete(contacts::part))
        .route("/tickets/{number}/templates", get(templates::list))
        .route("/tickets/{number}/template", post(templates::send))
        .route("/messages/{id}/media", get(media::read))
        .route("/outbox", get(outbox::read))
        .route("/people", get(people::list))
        .route("/rulebook", get(rulebook::read).put(rulebook::lay_down))
        .route("/rulebook/editions", get(editions::list))
        .route("/rulebook/editions/{version}", get(editions::one))
        .route("/rulebook/trial", post(trial::hold))
        .fallback(nothing_here)
        .method_not_allowed_fallback(not_that_way)
        .layer(from_fn_with_state(door, with_key));
    let description = Router::new()
        .route("/openapi.json", get(description::tell).fallback(not_that_way))
        .layer(from_fn(take_in));
    others.merge(description).merge(files).layer(CatchPanicLayer::custom(Problem::of_panic))
}

/// The program that calls.
pub struct Caller {
    pub actor: Actor,
    /// Its key's name: idempotency keys are its own.
    pub name: String,
}

impl<S: Send + Sync> FromRequestParts<S> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        match parts.extensions.get::<Actor>() {
            Some(actor @ Actor::Key { name, .. }) => {
                Ok(Self { actor: actor.clone(), name: name.clone() })
            }
            _ => Err(Problem::no_key()),
        }
    }
}

async fn take_in(request: Request, next: Next) -> Result<Response, Problem> {
    let request = bodies::arrived(request, Sender::Stranger).await.map_err(Problem::of_body)?;
    Ok(next.run(request).await)
}

async fn with_key(
    State(door): State<Arc<Door>>,
    mut request: Request,
    next: Next,
) -> Result<Response, Problem> {
    let actor = bearer(&door, request.headers()).await?;
    request = here(request, actor.as_ref()).await?;
    request.extensions_mut().insert(actor.ok_or_else(Problem::no_key)?);
    Ok(next.run(request).await)
}

/// The request once its body is here. Whoever has no key hears that, however much they send.
async fn here(request: Request, actor: Option<&Actor>) -> Result<Request, Problem> {
    let sender = if actor.is_some() { Sender::Known } else { Sender::Stranger };
    bodies::arrived(request, sender).await.map_err(|status| match (status, sender) {
        (StatusCode::PAYLOAD_TOO_LARGE, Sender::Stranger) => Problem::no_key(),
        _ => Problem::of_body(status),
    })
}

/// A form is read by its handler as it comes. What nobody will read is taken in before it is refused.
async fn with_key_and_form(
    State(door): State<Arc<Door>>,
    mut request: Request,
    next: Next,
) -> Result<Response, Problem> {
    let actor = bearer(&door, request.headers()).await?;
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let is_form = kind.is_some_and(|kind| kind.starts_with("multipart/form-data"));
    if actor.is_none() || !is_form {
        request = here(request, actor.as_ref()).await?;
    }
    request.extensions_mut().insert(actor.ok_or_else(Problem::no_key)?);
    Ok(next.run(request).await)
}

/// Whoever holds the key in `Authorization: Bearer …`, if it is one of ours.
pub async fn bearer(door: &Door, headers: &HeaderMap) -> Result<Option<Actor>, Problem> {
    let header = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let Some((scheme, key)) = header.and_then(|text| text.split_once(' ')) else { return Ok(None) };
    if !scheme.eq_ignore_ascii_case("bearer") {
        return Ok(None);
    }
    let found = door.key_uses.recognise(&door.store, key.trim()).await;
    let found = found.map_err(Problem::internal)?;
    Ok(found.map(|KnownKey { name, role, .. }| Actor::Key { name, role }))
}

pub async fn nothing_here() -> Problem {
    Problem::new(
        StatusCode::NOT_FOUND,
        "There is nothing at this address. See /api/v1/openapi.json.",
    )
}

async fn not_that_way() -> Problem {
    Problem::new(
        StatusCode::METHOD_NOT_ALLOWED,
        "This address does not take that method. See /api/v1/openapi.json.",
    )
}
