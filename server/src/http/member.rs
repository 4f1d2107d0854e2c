//! Somebody's role, second step and sessions, for whoever may give and take them.

use std::sync::Arc;

use app::settings::Form;
use app::sign_in::{Access, Member, member_path};
use axum::Extension;
use axum::extract::{Form as Sent, Path, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use desk::ids::PersonId;
use desk::permissions::{Permission, Role};
use desk::person::Person;
use tower_sessions::Session;

use super::reader::{Entitled, Reader, as_value};
use super::{Door, account, entering, pages};
use crate::accounts::{self, Refused};

/// `GET` of the page.
pub async fn page(
    State(door): State<Arc<Door>>,
    Extension(reader): Extension<Reader>,
    Path(id): Path<String>,
    session: Session,
    request: Request,
) -> Response {
    if reader.with(Permission::Admit).is_none() {
        return pages::render(&door, request, |_| {}).await;
    }
    match member(&door, &PersonId(id), &session).await {
        Ok(Some(member)) => {
            let access = Arc::new(Access::Member(member));
            pages::render(&door, request, |parts| parts.access = Some(access)).await
        }
        Ok(None) => pages::render(&door, request, |_| {}).await,
        Err(error) => failed(&error.into()),
    }
}

async fn member(
    door: &Door,
    id: &PersonId,
    session: &Session,
) -> Result<Option<Member>, store::Error> {
    let Some(person) = door.store.person(id).await? else { return Ok(None) };
    let two_step = door.store.second_steps().await?.people.contains(id);
    let sittings = account::sittings(door, id, session).await?;
    Ok(Some(Member { person, two_step, sittings }))
}

/// `POST` from it.
pub async fn take(
    State(door): State<Arc<Door>>,
    Extension(reader): Extension<Reader>,
    Path(id): Path<String>,
    session: Session,
    Sent(fields): Sent<Vec<(String, String)>>,
) -> Response {
    let Some(keeper) = reader.with(Permission::Admit) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let found = door.store.person(&PersonId(id)).await;
    let person = match found {
        Ok(Some(person)) => person,
        Ok(None) => return StatusCode::NOT_FOUND.into_response(),
        Err(error) => return failed(&error.into()),
    };
    match taken(&door, &keeper, &person, &session, &Form::of(fields)).await {
        Ok(path) => Redirect::to(&path).into_response(),
        Err(error) => failed(&error),
    }
}

/// Does what the form says; where it leads. All of it is dangerous.
async fn taken(
    door: &Door,
    keeper: &Entitled,
    person: &Person,
    session: &Session,
    form: &Form,
) -> anyhow::Result<String> {
    let path = member_path(&as_value(&person.id.0));
    if let Some(way) = entering::doubted(door, session, &path).await? {
        return Ok(way);
    }
    let word = match form.text("do").as_str() {
        "role" => changed_role(door, person, session, &form.text("role")).await?,
        "off" => {
            door.store.remove_second_step(&person.id).await?;
            "said=off"
        }
        "end_all" => {
            entering::end_all(door, &person.id, Some(session)).await?;
            "said=ended"
        }
        _ => return Ok(path),
    };
    tracing::info!(by = %keeper.id, person = %person.id, word, "somebody's access was changed");
    Ok(format!("{path}?{word}"))
}

/// A role is given at once; what somebody had open with the one before is closed.
async fn changed_role(
    door: &Door,
    person: &Person,
    session: &Session,
    word: &str,
) -> anyhow::Result<&'static str> {
    let Some(role) = Role::named(word).filter(|role| *role != person.role) else {
        return Ok("said=required");
    };
    match accounts::change_role(&door.store, &person.id, role).await {
        Ok(()) => {}
        Err(Refused::LastAdministrator) => return Ok("problem=last_administrator"),
        Err(error) => return Err(error.into()),
    }
    entering::end_all(door, &person.id, Some(session)).await?;
    Ok("said=role")
}

fn failed(error: &anyhow::Error) -> Response {
    tracing::error!(%error, "the page of somebody's access failed");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}
