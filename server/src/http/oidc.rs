//! Coming in by the issuer of the settings: the way there, and the way back. Both are plain links: a form
//! may not lead to another site (`form-action`).

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use desk::person::Person;
use serde::Deserialize;
use tower_sessions::Session;

use super::entering::{self, Proof};
use super::reader::{cookie, inside};
use super::visitor::Visitor;
use super::{Door, sign_in};
use crate::clock;
use crate::oidc::{Attempt, MINUTES, Oidc, Refused};

#[derive(Deserialize)]
pub struct There {
    #[serde(default)]
    back: String,
}

/// `GET /sign-in/oidc`: sends the browser to the issuer.
pub async fn begin(State(door): State<Arc<Door>>, Query(there): Query<There>) -> Response {
    let Some(oidc) = &door.oidc else { return StatusCode::NOT_FOUND.into_response() };
    let attempt = Attempt::begin(inside(&there.back), clock::now().timestamp());
    match oidc.begin(&attempt).await {
        Ok(address) => {
            (set(&door, &attempt.kept(), MINUTES * 60), Redirect::to(&address)).into_response()
        }
        Err(refused) => told(&refused, &attempt.back).into_response(),
    }
}

#[derive(Deserialize)]
pub struct Back {
    code: Option<String>,
    #[serde(default)]
    state: String,
    error: Option<String>,
}

/// `GET /sign-in/oidc/callback`: the browser comes back, with a code or with why there is none. However that
/// ends, its attempt is over.
pub async fn finish(
    State(door): State<Arc<Door>>,
    headers: HeaderMap,
    visitor: Visitor,
    session: Session,
    Query(back): Query<Back>,
) -> Response {
    let Some(oidc) = &door.oidc else { return StatusCode::NOT_FOUND.into_response() };
    let kept = cookie(&headers, name(&door)).unwrap_or_default();
    let attempt = Attempt::read(kept, clock::now().timestamp());
    let Some(attempt) = attempt.filter(|attempt| attempt.is_of(&back.state)) else {
        // What is kept may be of an attempt that is still under way in another tab.
        return told(&Refused::NotBegun, "").into_response();
    };
    let over = set(&door, "", 0);
    let way = inside(&attempt.back);
    let entered = match who(oidc, &door, &attempt, back).await {
        Ok(person) => entering::open(&door, &session, &visitor, &person, Proof::First, way)
            .await
            .map_err(|error| Refused::Failed(error.to_string())),
        Err(refused) => Err(refused),
    };
    match entered {
        Ok(path) => (over, Redirect::to(&path)).into_response(),
        Err(refused) => (over, told(&refused, way)).into_response(),
    }
}

async fn who(oidc: &Oidc, door: &Door, attempt: &Attempt, back: Back) -> Result<Person, Refused> {
    match (back.code, back.error) {
        (Some(code), None) => oidc.finish(&door.store, attempt, code).await,
        // Its own word, unless it is no word: the address is anybody's to write.
        (_, Some(error)) => Err(Refused::TurnedAway(word(&error))),
        (None, None) => Err(Refused::TurnedAway("there is no code".into())),
    }
}

fn word(text: &str) -> String {
    text.chars().filter(|c| c.is_ascii_lowercase() || *c == '_').take(40).collect()
}

/// The page to sign in, which says why that did not do. The cause is told here, once.
fn told(refused: &Refused, back: &str) -> Redirect {
    match refused.is_trouble() {
        true => tracing::error!(cause = %refused, "a sign-in by the issuer failed"),
        false => tracing::info!(cause = %refused, "a sign-in by the issuer was refused"),
    }
    sign_in::problem("/sign-in", refused.word(), inside(back))
}

/// The cookie of an attempt comes along when the issuer sends the browser back.
fn set(door: &Door, value: &str, seconds: i64) -> [(header::HeaderName, String); 1] {
    let secure = if door.config.is_https() { "; Secure" } else { "" };
    let name = name(door);
    let line = format!("{name}={value}; Path=/; Max-Age={seconds}; SameSite=Lax; HttpOnly{secure}");
    [(header::SET_COOKIE, line)]
}

fn name(door: &Door) -> &'static str {
    if door.config.is_https() { "__Host-bustia_oidc" } else { "bustia_oidc" }
}
