//! Coming in and going out. The forms are plain HTML: they work before any script has loaded.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Instant;

use axum::extract::{ConnectInfo, Form, State};
use axum::http::HeaderMap;
use axum::response::Redirect;
use desk::person::Person;
use serde::Deserialize;
use tower_sessions::Session;

use super::reader::{PERSON, as_value, inside};
use super::{Door, web_sessions};
use crate::accounts;

#[derive(Deserialize)]
pub struct Credentials {
    email: String,
    password: String,
    #[serde(default)]
    back: String,
}

/// `POST /sign-in`
pub async fn enter(
    State(door): State<Arc<Door>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    session: Session,
    Form(credentials): Form<Credentials>,
) -> Redirect {
    let back = inside(&credentials.back).to_owned();
    let (email, address) = (credentials.email, address(peer, &headers));
    if !door.throttle.guess(&email, &address, Instant::now()) {
        return problem("too_many_tries", &back);
    }
    match accounts::recognise(&door.store, &email, credentials.password).await {
        Ok(Some(person)) => {
            door.throttle.right(&email, &address, Instant::now());
            match welcome(&session, &person).await {
                Ok(()) => Redirect::to(&back),
                Err(error) => failed(&error, &back),
            }
        }
        Ok(None) => problem("wrong_credentials", &back),
        Err(error) => failed(&error.into(), &back),
    }
}

/// Where somebody comes from. Through a proxy on this machine, that is what the proxy says last.
fn address(peer: SocketAddr, headers: &HeaderMap) -> String {
    let said = headers.get_all("x-forwarded-for").iter().next_back();
    let said = said.and_then(|value| value.to_str().ok()?.rsplit(',').next());
    match said.map(str::trim) {
        Some(address) if peer.ip().to_canonical().is_loopback() && !address.is_empty() => {
            address.to_owned()
        }
        _ => peer.ip().to_string(),
    }
}

/// `POST /sign-out`: the session's live pages hear no more either (see `web_sessions`).
pub async fn leave(session: Session) -> Redirect {
    if let Err(error) = session.flush().await {
        tracing::error!(%error, "a sign-out failed");
    }
    Redirect::to("/sign-in")
}

/// Signs `person` in under a fresh session id, so that a planted one is worth nothing.
pub async fn welcome(session: &Session, person: &Person) -> anyhow::Result<()> {
    session.cycle_id().await?;
    session.insert(PERSON, &person.id).await?;
    web_sessions::renew(session).await?;
    tracing::info!(person = %person.id, "signed in");
    Ok(())
}

fn failed(error: &anyhow::Error, back: &str) -> Redirect {
    tracing::error!(%error, "a sign-in failed");
    problem("failed", back)
}

fn problem(word: &str, back: &str) -> Redirect {
    Redirect::to(&format!("/sign-in?problem={word}&back={}", as_value(back)))
}
