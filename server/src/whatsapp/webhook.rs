//! `GET` and `POST /webhooks/whatsapp`: Meta's handshake, and what Meta brings.
//!
//! A body is answered 200 once it is on disk, and only then; what it says is read afterwards, by the
//! intake. Any other answer makes Meta send it again for up to seven days.

#[cfg(test)]
mod tests;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use desk::ports::Cause;
use futures::StreamExt;
use serde::Deserialize;
use serde::de::IgnoredAny;
use subtle::ConstantTimeEq;

use super::secrets::Secrets;
use super::signature;
use crate::journal::{AppendError, Journal};

/// Bytes of the largest body taken. Meta sends up to 3 MB.
pub const LARGEST: usize = 4 << 20;
/// How much of a larger body is read before the answer says that it is too large.
const LARGEST_READ: usize = 64 << 20;
/// How long a body may take to arrive.
const PATIENCE: Duration = Duration::from_secs(20);

/// What the handlers need.
#[derive(Clone)]
pub struct Webhook {
    journal: Journal,
    secrets: Arc<dyn Secrets>,
    patience: Duration,
}

impl Webhook {
    pub fn new(journal: Journal, secrets: Arc<dyn Secrets>) -> Self {
        Self { journal, secrets, patience: PATIENCE }
    }
}

/// The one address that Meta knows.
pub fn routes(webhook: Webhook) -> Router {
    Router::new().route("/webhooks/whatsapp", get(verify).post(receive)).with_state(webhook)
}

/// Meta's handshake (Cloud API reference, "Create a webhook endpoint").
#[derive(Deserialize)]
struct Handshake {
    #[serde(rename = "hub.mode")]
    mode: String,
    #[serde(rename = "hub.verify_token")]
    token: String,
    #[serde(rename = "hub.challenge")]
    challenge: String,
}

/// Gives the challenge back, as plain text, to whoever knows a verify token.
async fn verify(
    State(webhook): State<Webhook>,
    handshake: Result<Query<Handshake>, QueryRejection>,
) -> Response {
    let Ok(Query(handshake)) = handshake else {
        return StatusCode::FORBIDDEN.into_response();
    };
    let tokens = match webhook.secrets.verify_tokens().await {
        Ok(tokens) => tokens,
        Err(error) => return unreadable(&error).into_response(),
    };
    let known = tokens.iter().filter(|token| !token.is_empty()).fold(false, |known, token| {
        known | bool::from(token.as_bytes().ct_eq(handshake.token.as_bytes()))
    });
    if known && handshake.mode == "subscribe" {
        handshake.challenge.into_response()
    } else {
        StatusCode::FORBIDDEN.into_response()
    }
}

/// Takes a delivery, or says why not.
async fn receive(State(webhook): State<Webhook>, headers: HeaderMap, body: Body) -> StatusCode {
    let outcome = match whole(body, webhook.patience).await {
        Ok(body) => take(&webhook, &headers, body).await,
        Err(status) => status,
    };
    let code = outcome.as_u16().to_string();
    metrics::counter!("bustia_webhooks_total", "status" => code).increment(1);
    outcome
}

/// Signature first: nothing about a stranger's body is worth knowing.
async fn take(webhook: &Webhook, headers: &HeaderMap, body: Bytes) -> StatusCode {
    let secrets = match webhook.secrets.app_secrets().await {
        Ok(secrets) => secrets,
        Err(error) => return unreadable(&error),
    };
    if !signature::is_right(headers, &body, &secrets) {
        return StatusCode::UNAUTHORIZED;
    }
    // Skipping over JSON does not recurse, so depth does no harm here.
    if serde_json::from_slice::<IgnoredAny>(&body).is_err() {
        return StatusCode::BAD_REQUEST;
    }
    match webhook.journal.append(body).await {
        Ok(_) => StatusCode::OK,
        Err(AppendError::Full) => StatusCode::SERVICE_UNAVAILABLE,
        Err(AppendError::TooLarge) => StatusCode::PAYLOAD_TOO_LARGE,
        Err(AppendError::NoSpace | AppendError::Broken) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// Without the secrets nobody can tell who asks: Meta shall ask again.
fn unreadable(error: &Cause) -> StatusCode {
    tracing::error!(%error, "the secrets of the numbers can't be read");
    StatusCode::INTERNAL_SERVER_ERROR
}

/// The whole body, unless it is too large, too slow or breaks off.
async fn whole(body: Body, patience: Duration) -> Result<Bytes, StatusCode> {
    let gathered = tokio::time::timeout(patience, gather(body)).await;
    gathered.unwrap_or(Err(StatusCode::REQUEST_TIMEOUT))
}

async fn gather(body: Body) -> Result<Bytes, StatusCode> {
    let mut pieces = body.into_data_stream();
    let (mut whole, mut size) = (Vec::new(), 0);
    while let Some(piece) = pieces.next().await {
        let piece = piece.map_err(|_| StatusCode::BAD_REQUEST)?;
        size += piece.len();
        match size {
            size if size <= LARGEST => whole.extend_from_slice(&piece),
            // Read on, so that the sender hears the answer instead of a broken line.
            size if size <= LARGEST_READ => whole.clear(),
            _ => break,
        }
    }
    if size > LARGEST { Err(StatusCode::PAYLOAD_TOO_LARGE) } else { Ok(whole.into()) }
}
