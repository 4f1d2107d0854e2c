//! `GET` and `POST /webhooks/whatsapp`: Meta's handshake, and what Meta brings.
//!
//! A body is answered 200 once it is on disk, and only then; what it says is read afterwards, by the
//! intake. Any other answer makes Meta send it again for up to seven days.

mod gate;
mod standing;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get};
use desk::ports::Cause;
use serde::Deserialize;
use serde::de::IgnoredAny;
use subtle::ConstantTimeEq;

use super::secrets::Secrets;
use super::signature;
use crate::journal::{AppendError, Journal};
use gate::Gate;

/// What the handlers need.
#[derive(Clone)]
pub struct Webhook {
    journal: Journal,
    secrets: Arc<dyn Secrets>,
    gate: Gate,
}

impl Webhook {
    pub fn new(journal: Journal, secrets: Arc<dyn Secrets>) -> Self {
        Self { journal, secrets, gate: Gate::default() }
    }
}

/// What answers at the one address that Meta knows.
pub fn answers(webhook: Webhook) -> MethodRouter {
    get(verify).post(receive).with_state(webhook)
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
        webhook.secrets.was_verified(&handshake.token).await;
        handshake.challenge.into_response()
    } else {
        StatusCode::FORBIDDEN.into_response()
    }
}

/// Takes a delivery, or says why not.
async fn receive(State(webhook): State<Webhook>, headers: HeaderMap, body: Body) -> StatusCode {
    let outcome = match webhook.gate.whole(&headers, body).await {
        // Its share of memory is given back once it is in the journal, or turned away.
        Ok((body, _share)) => take(&webhook, &headers, body).await,
        Err(status) => status,
    };
    let code = outcome.as_u16().to_string();
    metrics::counter!("bustia_webhooks_total", "status" => code).increment(1);
    outcome
}

/// Signature first: nothing about a stranger's body is worth knowing.
async fn take(webhook: &Webhook, headers: &HeaderMap, body: Bytes) -> StatusCode {
    let signers = match webhook.secrets.signers().await {
        Ok(signers) => signers,
        Err(error) => return unreadable(&error),
    };
    let secrets: Vec<&str> = signers.iter().map(|signer| signer.secret.as_str()).collect();
    if !signature::is_right(headers, &body, &secrets) {
        return StatusCode::UNAUTHORIZED;
    }
    // Skipping over JSON does not recurse, so depth does no harm here.
    if serde_json::from_slice::<IgnoredAny>(&body).is_err() {
        return StatusCode::BAD_REQUEST;
    }
    if !standing::is_right(headers, &body, &signers) {
        tracing::warn!("a webhook is about a number of another app than the one that signed it");
        return StatusCode::UNAUTHORIZED;
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
