//! The one-time link of the first start: whoever holds it makes the first administrator.

use std::sync::Arc;

use axum::extract::{Form, State};
use axum::response::Redirect;
use desk::permissions::Role;
use serde::Deserialize;
use store::Store;
use subtle::ConstantTimeEq;
use tower_sessions::Session;

use super::Door;
use super::entering::{self, Proof};
use super::visitor::Visitor;
use crate::accounts::{self, Refused};

/// Where the store keeps the digest of the link's secret; empty once used.
const LINK: &str = "set_up_link";

/// A fresh secret for the link, if nobody can sign in yet. Earlier links stop working.
pub async fn new_link(store: &Store) -> Result<Option<String>, store::Error> {
    if !store.people().await?.is_empty() {
        return Ok(None);
    }
    let secret = accounts::secret();
    store.set_meta(LINK, &accounts::digest(&secret)).await?;
    Ok(Some(secret))
}

#[derive(Deserialize)]
pub struct First {
    token: String,
    name: String,
    email: String,
    password: String,
}

/// `POST /set-up`: makes the administrator and signs them in.
pub async fn finish(
    State(door): State<Arc<Door>>,
    visitor: Visitor,
    session: Session,
    Form(first): Form<First>,
) -> Redirect {
    match make(&door, &visitor, &session, &first).await {
        Ok(()) => Redirect::to("/inbox"),
        Err(word) => {
            Redirect::to(&format!("/set-up/{}?problem={word}", accounts::path_safe(&first.token)))
        }
    }
}

async fn make(
    door: &Door,
    visitor: &Visitor,
    session: &Session,
    first: &First,
) -> Result<(), &'static str> {
    // One at a time: two clicks on one link make one administrator.
    static ONE: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());
    let _turn = ONE.lock().await;
    if !is_open(&door.store, &first.token).await.map_err(|error| failed(&error.into()))? {
        return Err("link_used");
    }
    let password = first.password.clone();
    let made =
        accounts::add_person(&door.store, &first.email, &first.name, Role::Administrator, password);
    let person = made.await.map_err(|refused| word(&refused))?;
    door.store.set_meta(LINK, "").await.map_err(|error| failed(&error.into()))?;
    let opened = entering::open(door, session, visitor, &person, Proof::Whole, "/inbox").await;
    opened.map(drop).map_err(|error| failed(&error))
}

async fn is_open(store: &Store, token: &str) -> Result<bool, store::Error> {
    let kept = store.meta(LINK).await?.unwrap_or_default();
    let given = accounts::digest(token);
    Ok(bool::from(kept.as_bytes().ct_eq(given.as_bytes())) && store.people().await?.is_empty())
}

/// The word for why somebody could not be made, as pages before one is in know it.
pub fn word(refused: &Refused) -> &'static str {
    match refused {
        Refused::BadEmail | Refused::EmailTaken => "email_invalid",
        Refused::NoName => "name_missing",
        Refused::ShortPassword => "password_short",
        Refused::LongPassword => "password_long",
        Refused::CommonPassword => "password_common",
        Refused::LinkUsed => "link_used",
        _ => {
            tracing::error!(error = %refused, "an account can't be made");
            "failed"
        }
    }
}

fn failed(error: &anyhow::Error) -> &'static str {
    tracing::error!(%error, "the set-up failed");
    "failed"
}
