//! `GET /health` and `GET /metrics`, for those who watch the server.

use std::net::SocketAddr;
use std::sync::{Arc, OnceLock};

use axum::Json;
use axum::extract::{ConnectInfo, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use desk::permissions::Actor;
use desk::silence::Finding;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use serde::Serialize;

use super::Door;
use super::api::bearer;
use super::nearby::is_near;

#[derive(Serialize)]
struct Health {
    status: &'static str,
    store: &'static str,
    /// Whether webhook bodies become tickets …
    intake: &'static str,
    /// … and whether new ones are taken.
    journal: &'static str,
    version: &'static str,
    /// Numbers that Meta lets send nothing. Their messages are kept, so the desk is well.
    stopped_numbers: u64,
    /// Whether webhooks come as they usually do: "silent" if none came for improbably long …
    whatsapp: &'static str,
    /// … and what is wrong then, as far as Meta can be asked. Which number it is with, the log says.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    findings: Vec<Finding>,
    /// Webhook bodies that are safe on disk but not yet in a ticket.
    journal_backlog: u64,
}

/// 200 when the desk can work, 503 when its store, its intake or its journal can't.
pub async fn health(State(door): State<Arc<Door>>) -> Response {
    let store = door.store.ping().await;
    if let Err(error) = &store {
        tracing::error!(%error, "the store does not answer");
    }
    let (intake, journal) = (door.intake.is_working(), door.intake.takes_bodies());
    let stopped_numbers = stopped_numbers(&door).await;
    let backlog = door.intake.backlog();
    let mut health = Health::of(store.is_ok(), intake, journal, stopped_numbers, backlog);
    // A start anew would not help against it, so the desk is not unwell.
    if let Some(silence) = door.vigil.silence() {
        health.whatsapp = "silent";
        health.findings = silence.findings.into_iter().map(|(_, finding)| finding).collect();
    }
    let status = match health.status {
        "ok" => StatusCode::OK,
        _ => StatusCode::SERVICE_UNAVAILABLE,
    };
    (status, Json(health)).into_response()
}

async fn stopped_numbers(door: &Door) -> u64 {
    let outlets = door.desk.outlets(&Actor::Clock).await.unwrap_or_default();
    outlets.iter().filter(|outlet| outlet.stop.is_some()).count() as u64
}

impl Health {
    fn of(
        store: bool,
        intake: bool,
        journal: bool,
        stopped_numbers: u64,
        journal_backlog: u64,
    ) -> Self {
        let word = |works: bool| if works { "ok" } else { "failing" };
        Self {
            status: word(store && intake && journal),
            store: word(store),
            intake: word(intake),
            journal: word(journal),
            stopped_numbers,
            version: env!("CARGO_PKG_VERSION"),
            whatsapp: "ok",
            findings: vec![],
            journal_backlog,
        }
    }
}

/// The figures for Prometheus: for this machine itself, or with a key.
pub async fn metrics(
    State(door): State<Arc<Door>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
) -> Response {
    if !is_near(peer, &headers) && !matches!(bearer(&door, &headers).await, Ok(Some(_))) {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_part_that_fails_is_enough_to_be_unwell() {
        assert_eq!(Health::of(true, true, true, 1, 0).status, "ok");
        for (store, intake, journal) in
            [(false, true, true), (true, false, true), (true, true, false)]
        {
            assert_eq!(Health::of(store, intake, journal, 0, 0).status, "failing");
        }
        assert_eq!(Health::of(true, false, true, 0, 0).intake, "failing");
    }
}
