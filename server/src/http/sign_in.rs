//! Coming in with a password, and a code if one has a second step; showing again who one is; going out. The
//! forms are plain HTML: they work before any script has loaded.

use std::sync::Arc;
use std::time::Instant;

use app::sign_in::{Access, Proving};
use axum::Extension;
use axum::extract::{Form, Query, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use desk::person::Person;
use serde::Deserialize;
use tower_sessions::Session;

use super::entering::{self, PROVE, Proof, SECOND_STEP, Waiting};
use super::reader::{Reader, as_value, inside};
use super::visitor::Visitor;
use super::web_sessions::WAITS;
use super::{Door, pages};
use crate::accounts::{self, second_step};

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
    visitor: Visitor,
    session: Session,
    Form(credentials): Form<Credentials>,
) -> Redirect {
    let back = inside(&credentials.back).to_owned();
    let (email, address) = (credentials.email, &visitor.address);
    if !door.throttle.guess(&email, address, Instant::now()) {
        return problem("/sign-in", "too_many_tries", &back);
    }
    match accounts::recognise(&door.store, &email, credentials.password).await {
        Ok(Some(person)) => {
            door.throttle.right(&email, address, Instant::now());
            match entering::open(&door, &session, &visitor, &person, Proof::First, &back).await {
                Ok(path) => Redirect::to(&path),
                Err(error) => failed("/sign-in", &error, &back),
            }
        }
        Ok(None) => problem("/sign-in", "wrong_credentials", &back),
        Err(error) => failed("/sign-in", &error.into(), &back),
    }
}

/// `GET /second-step`: asks for the code; there is nothing to ask of somebody who showed no password.
pub async fn ask_code(
    State(door): State<Arc<Door>>,
    session: Session,
    request: Request,
) -> Response {
    match session.get::<Waiting>(WAITS).await {
        Ok(Some(_)) => {
            pages::render(&door, request, |parts| {
                parts.access = Some(Arc::new(Access::SecondStep));
            })
            .await
        }
        _ => Redirect::to("/sign-in").into_response(),
    }
}

#[derive(Deserialize)]
pub struct Code {
    code: String,
}

/// `POST /second-step`
pub async fn take_code(
    State(door): State<Arc<Door>>,
    visitor: Visitor,
    session: Session,
    Form(sent): Form<Code>,
) -> Redirect {
    let waiting = match session.get::<Waiting>(WAITS).await {
        Ok(Some(waiting)) => waiting,
        Ok(None) => return Redirect::to("/sign-in"),
        Err(error) => return failed(SECOND_STEP, &error.into(), ""),
    };
    let Waiting { person, back } = waiting;
    match codes_match(&door, &visitor, &person.0, &sent.code).await {
        Ok(Ok(())) => match entering::come_in(&door, &session, &visitor, &person).await {
            Ok(()) => Redirect::to(inside(&back)),
            Err(error) => failed(SECOND_STEP, &error, ""),
        },
        Ok(Err(word)) => problem(SECOND_STEP, word, ""),
        Err(error) => failed(SECOND_STEP, &error.into(), ""),
    }
}

#[derive(Deserialize)]
pub struct Back {
    #[serde(default)]
    back: String,
}

/// `GET /prove`: asks somebody who is in to show again who they are.
pub async fn ask_proof(
    State(door): State<Arc<Door>>,
    Extension(reader): Extension<Reader>,
    Query(Back { back }): Query<Back>,
    request: Request,
) -> Response {
    let Some(person) = &reader.person else { return Redirect::to("/sign-in").into_response() };
    let (steps, hash) =
        match (door.store.second_steps().await, door.store.password_hash(&person.id).await) {
            (Ok(steps), Ok(hash)) => (steps, hash),
            (Err(error), _) | (_, Err(error)) => {
                return failed("/sign-in", &error.into(), "").into_response();
            }
        };
    let proving = Proving {
        back: inside(&back).to_owned(),
        password: hash.is_some_and(|hash| !hash.is_empty()),
        code: steps.people.contains(&person.id),
    };
    pages::render(&door, request, |parts| {
        parts.access = Some(Arc::new(Access::Prove(proving)));
        // Whoever shows who they are is told nothing of customers yet.
        parts.actor = None;
    })
    .await
}

#[derive(Deserialize)]
pub struct Shown {
    #[serde(default)]
    password: String,
    #[serde(default)]
    code: String,
    #[serde(default)]
    back: String,
}

/// `POST /prove`: by the password or by a code.
pub async fn take_proof(
    State(door): State<Arc<Door>>,
    Extension(reader): Extension<Reader>,
    visitor: Visitor,
    session: Session,
    Form(shown): Form<Shown>,
) -> Redirect {
    let back = inside(&shown.back).to_owned();
    let Some(person) = reader.person else { return Redirect::to("/sign-in") };
    let shown = match shown.password.is_empty() {
        true => codes_match(&door, &visitor, &person.id.0, &shown.code).await,
        false => password_matches(&door, &visitor, &person, shown.password).await,
    };
    match shown {
        Ok(Ok(())) => match entering::proved(&session).await {
            Ok(()) => Redirect::to(&back),
            Err(error) => failed(PROVE, &error, &back),
        },
        Ok(Err(word)) => problem(PROVE, word, &back),
        Err(error) => failed(PROVE, &error.into(), &back),
    }
}

/// Whether the password is theirs, as often as the throttle lets it be tried; else the word for why not.
pub async fn password_matches(
    door: &Door,
    visitor: &Visitor,
    person: &Person,
    password: String,
) -> Result<Result<(), &'static str>, accounts::Refused> {
    if !door.throttle.guess(&person.email, &visitor.address, Instant::now()) {
        return Ok(Err("too_many_tries"));
    }
    if !accounts::proves(&door.store, &person.id, password).await? {
        return Ok(Err("wrong_password"));
    }
    door.throttle.right(&person.email, &visitor.address, Instant::now());
    Ok(Ok(()))
}

/// The same for a code. The wrong ones are counted apart from wrong passwords: the person's id is nobody's
/// address.
async fn codes_match(
    door: &Door,
    visitor: &Visitor,
    person: &str,
    code: &str,
) -> Result<Result<(), &'static str>, accounts::Refused> {
    if !door.throttle.guess(person, &visitor.address, Instant::now()) {
        return Ok(Err("too_many_tries"));
    }
    if !second_step::take(&door.store, &person.into(), code).await? {
        return Ok(Err("wrong_code"));
    }
    door.throttle.right(person, &visitor.address, Instant::now());
    Ok(Ok(()))
}

/// `POST /sign-out`: the session's live pages hear no more either (see `web_sessions`).
pub async fn leave(session: Session) -> Redirect {
    if let Err(error) = session.flush().await {
        tracing::error!(%error, "a sign-out failed");
    }
    Redirect::to("/sign-in")
}

fn failed(page: &str, error: &anyhow::Error, back: &str) -> Redirect {
    tracing::error!(%error, "a sign-in failed");
    problem(page, "failed", back)
}

/// The page at that address, with what went wrong.
pub(super) fn problem(page: &str, word: &str, back: &str) -> Redirect {
    Redirect::to(&format!("{page}?problem={word}&back={}", as_value(back)))
}
