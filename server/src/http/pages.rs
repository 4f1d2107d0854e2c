//! The pages and their server functions: what leptos needs to know of a request, given once.

use std::net::SocketAddr;
use std::sync::Arc;

use app::Position;
use app::server::{Parts, provide, shell};
use axum::body::Body;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};

use super::Door;
use super::guard::PageNonce;
use super::nearby::is_here;
use super::reader::Reader;

/// Tells leptos where its tasks run; the first who does so in a process wins, and all say the same.
pub fn start_rendering() {
    let _ = any_spawner::Executor::init_tokio();
}

/// `GET` of any page.
///
/// The render runs in a task of its own, so that a browser that hangs up can't cancel it half-way:
/// that is what made Leptos lose its context and panic.
pub async fn page(State(door): State<Arc<Door>>, request: Request) -> Response {
    if request.uri().path().starts_with("/api/") {
        return super::api::nothing_here().await.into_response();
    }
    // `*`, and the name of another server, as proxies are asked for it.
    if !request.uri().path().starts_with('/') {
        return StatusCode::BAD_REQUEST.into_response();
    }
    render(&door, request, |_| {}).await
}

/// A page, with what `give` adds to what every page is given.
pub async fn render(door: &Door, request: Request, give: impl FnOnce(&mut Parts)) -> Response {
    let Some(mut parts) = parts(door, &request) else { return lost() };
    give(&mut parts);
    apart(async move {
        let page = parts.clone();
        let handler = leptos_axum::render_app_async_with_context(
            move || provide(parts.clone()),
            move || shell(&page),
        );
        whole(handler(request).await).await
    })
    .await
}

/// `GET /alerts`: what can't wait, as a part of a page, for one that is never brought to life.
pub async fn alerts(State(door): State<Arc<Door>>, request: Request) -> Response {
    let Some(parts) = parts(&door, &request) else { return lost() };
    if parts.actor.is_none() {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    apart(async move { Html(app::server::alerts(parts)).into_response() }).await
}

/// The page read to its end: what it holds is cleaned up in here too, never in a reader's hands.
async fn whole(page: Response) -> Response {
    let (head, body) = page.into_parts();
    match axum::body::to_bytes(body, usize::MAX).await {
        Ok(body) => Response::from_parts(head, Body::from(body)),
        Err(error) => {
            tracing::error!(%error, "a page broke off");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// Any server function.
pub async fn server_function(State(door): State<Arc<Door>>, mut request: Request) -> Response {
    let Some(parts) = parts(&door, &request) else { return lost() };
    // Whoever sends a plain form is led back to wherever this says, which no page of ours needs.
    request.headers_mut().remove(header::REFERER);
    apart(async move {
        let answer =
            leptos_axum::handle_server_fns_with_context(move || provide(parts.clone()), request);
        answer.await.into_response()
    })
    .await
}

pub(super) async fn apart(work: impl Future<Output = Response<Body>> + Send + 'static) -> Response {
    match tokio::spawn(work).await {
        Ok(response) => response,
        Err(error) => {
            tracing::error!(%error, "a page panicked");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// The layers in front always leave both marks; without them there is nothing to render.
fn lost() -> Response {
    tracing::error!("a page was asked for past its layers");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

fn parts(door: &Door, request: &Request) -> Option<Parts> {
    let reader = request.extensions().get::<Reader>()?.clone();
    let PageNonce(nonce) = request.extensions().get::<PageNonce>()?.clone();
    let actor = reader.actor();
    // A stranger is told of no stream: its numbers say how much happens here.
    let position = reader.person.as_ref().zip(actor.as_ref()).map(|(person, actor)| {
        let (epoch, seq) = door.hub.position(&person.id, door.desk.sight(actor));
        Position { epoch, seq }
    });
    // The phone has no sign-in, so it is there for this machine alone.
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
    let here = peer.is_some_and(|ConnectInfo(peer)| is_here(*peer, request.headers()));
    let practice = door.practice.clone().filter(|_| here);
    Some(Parts {
        desk: door.desk.clone(),
        actor,
        me: reader.person,
        language: reader.language,
        site: super::assets::site_files(),
        nonce,
        position: position.unwrap_or_default(),
        build: super::assets::build().to_owned(),
        eager: cfg!(debug_assertions),
        issuer: door.oidc.as_ref().map(|oidc| oidc.name().to_owned()),
        practice: practice.map(|practice| practice as Arc<dyn app::practice::Phone>),
        office: None,
        customer: None,
        sheet: None,
        ledger: None,
        registry: None,
        access: None,
        workshop: None,
        shelves: None,
        letter: None,
        new_id: || uuid::Uuid::now_v7().to_string(),
    })
}
