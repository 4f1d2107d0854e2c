//! `GET /health` and `GET /metrics`, for those who watch the server.

use std::net::SocketAddr;
use std::sync::{Arc, OnceLock};

use axum::Json;
use axum::extract::{ConnectInfo, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use serde::Serialize;

use super::Door;
use super::api::bearer;

#[derive(Serialize)]
struct Health {
    status: &'static str,
    store: &'static str,
    version: &'static str,
    /// Webhook bodies that are safe on disk but not yet in a ticket.
    journal_backlog: u64,
}

/// 200 when the desk can work, 503 when its store can't.
pub async fn health(State(door): State<Arc<Door>>) -> Response {
    let store = match door.store.ping().await {
        Ok(()) => "ok",
        Err(error) => {
            tracing::error!(%error, "the store does not answer");
            "failing"
        }
    };
    let status = if store == "ok" { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    let health = Health {
        status: if status.is_success() { "ok" } else { "failing" },
        store,
        version: env!("CARGO_PKG_VERSION"),
        journal_backlog: door.intake.backlog(),
    };
    (status, Json(health)).into_response()
}

/// The figures for Prometheus: for this machine itself, or with a key.
pub async fn metrics(
    State(door): State<Arc<Door>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
) -> Response {
    // Behind a proxy on this machine every peer is loopback: then only a key counts.
    let proxied = headers.contains_key("x-forwarded-for") || headers.contains_key("forwarded");
    let near = peer.ip().is_loopback() && !proxied;
    if !near && !matches!(bearer(&door, &headers).await, Ok(Some(_))) {
        return (StatusCode::UNAUTHORIZED, [(header::WWW_AUTHENTICATE, "Bearer")]).into_response();
    }
    match recorder() {
        Some(handle) => {
            let text = [(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")];
            (text, handle.render()).into_response()
        }
        None => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}

/// The process's one recorder, installed by the first who asks.
pub fn recorder() -> Option<&'static PrometheusHandle> {
    static RECORDER: OnceLock<Option<PrometheusHandle>> = OnceLock::new();
    let installed = || PrometheusBuilder::new().install_recorder();
    let handle = RECORDER.get_or_init(|| match installed() {
        Ok(handle) => Some(handle),
        Err(error) => {
            tracing::error!(%error, "figures can't be recorded");
            None
        }
    });
    handle.as_ref()
}
