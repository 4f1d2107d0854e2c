//! One's own account: the password, and the sessions in which one is in. The second step has a page of its
//! own.

use std::collections::HashMap;
use std::sync::Arc;

use app::settings::Form;
use app::sign_in::{ACCOUNT, Access, Account, Sitting};
use axum::Extension;
use axum::extract::{Form as Sent, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{DateTime, Utc};
use desk::ids::PersonId;
use desk::person::Person;
use serde_json::Value;
use tower_sessions::Session;

use super::entering::{self, ADDRESS, DEVICE};
use super::reader::Reader;
use super::visitor::Visitor;
use super::web_sessions::{SEEN, SINCE, mark, value};
use super::{Door, pages, sign_in};
use crate::accounts::{self, Refused};

/// `GET` of the page; whoever is not in is led to the door by its frame.
pub async fn page(
    State(door): State<Arc<Door>>,
    Extension(reader): Extension<Reader>,
    session: Session,
    request: Request,
) -> Response {
    let Some(me) = reader.person else { return pages::render(&door, request, |_| {}).await };
    match account(&door, me, &session).await {
        Ok(account) => {
            let access = Arc::new(Access::Account(account));
            pages::render(&door, request, |parts| parts.access = Some(access)).await
        }
        Err(error) => failed(&error.into()),
    }
}

async fn account(door: &Door, me: Person, session: &Session) -> Result<Account, store::Error> {
    let hash = door.store.password_hash(&me.id).await?;
    Ok(Account {
        has_password: hash.is_some_and(|hash| !hash.is_empty()),
        two_step: door.store.second_steps().await?.people.contains(&me.id),
        sittings: sittings(door, &me.id, session).await?,
        me,
    })
}

/// Where that person is in, the last used first.
pub async fn sittings(
    door: &Door,
    person: &PersonId,
    session: &Session,
) -> Result<Vec<Sitting>, store::Error> {
    let own = session.id().map(mark);
    let open = door.sessions.of_person(person).await?.into_iter();
    let mut sittings: Vec<Sitting> =
        open.map(|(mark, data)| sitting(own.as_ref() == Some(&mark), mark, &data)).collect();
    sittings.sort_by_key(|sitting| std::cmp::Reverse(sitting.seen));
    Ok(sittings)
}

fn sitting(current: bool, mark: String, data: &HashMap<String, Value>) -> Sitting {
    let text = |key| value::<String>(data, key).unwrap_or_default();
    let at = |key| {
        let seconds = value(data, key).unwrap_or_default();
        DateTime::<Utc>::from_timestamp(seconds, 0).unwrap_or_default()
    };
    let (device, address) = (text(DEVICE), text(ADDRESS));
    Sitting { mark, device, address, since: at(SINCE), seen: at(SEEN), current }
}

/// `POST` from it.
pub async fn take(
    State(door): State<Arc<Door>>,
    Extension(reader): Extension<Reader>,
    visitor: Visitor,
    session: Session,
    Sent(fields): Sent<Vec<(String, String)>>,
) -> Response {
    let Some(me) = reader.person else { return StatusCode::UNAUTHORIZED.into_response() };
    let form = Form::of(fields);
    let command = form.text("do");
    let done = match command.split_once(' ') {
        Some(("end", mark)) => end_own(&door, &me.id, mark).await.map(|()| "said=ended"),
        _ if command == "end_others" => {
            let ended = entering::end_all(&door, &me.id, Some(&session)).await;
            ended.map(|()| "said=ended").map_err(Into::into)
        }
        _ if command == "password" => changed_password(&door, &me, &visitor, &session, &form).await,
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    match done {
        Ok(word) => Redirect::to(&format!("{ACCOUNT}?{word}")).into_response(),
        Err(error) => failed(&error),
    }
}

/// Ends a session, if it is theirs.
async fn end_own(door: &Door, me: &PersonId, mark: &str) -> anyhow::Result<()> {
    let open = door.sessions.of_person(me).await?;
    if open.iter().any(|(known, _)| known == mark) {
        door.sessions.end(mark).await?;
    }
    Ok(())
}

/// Another password in the place of the one that is given: all other sessions end, and this one goes on
/// under another id.
async fn changed_password(
    door: &Door,
    me: &Person,
    visitor: &Visitor,
    session: &Session,
    form: &Form,
) -> anyhow::Result<&'static str> {
    let current = form.whole("current").to_owned();
    match sign_in::password_matches(door, visitor, me, current).await? {
        Ok(()) => {}
        Err("too_many_tries") => return Ok("problem=too_many_tries"),
        Err(_) => return Ok("problem=wrong_password"),
    }
    match accounts::change_password(&door.store, &me.id, form.whole("new").to_owned()).await {
        Ok(()) => {}
        Err(Refused::ShortPassword) => return Ok("problem=password_short"),
        Err(Refused::LongPassword) => return Ok("problem=password_long"),
        Err(Refused::CommonPassword) => return Ok("problem=password_common"),
        Err(error) => return Err(error.into()),
    }
    entering::end_all(door, &me.id, Some(session)).await?;
    entering::come_in(door, session, visitor, &me.id).await?;
    tracing::info!(person = %me.id, "password changed");
    Ok("said=password")
}

fn failed(error: &anyhow::Error) -> Response {
    tracing::error!(%error, "an account's page failed");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}
