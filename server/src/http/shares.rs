//! The forms by which a ticket is shared with somebody, and not any more.

use std::sync::Arc;

use app::customer::{self, Sharing, Wish};
use app::settings::Form;
use axum::Extension;
use axum::extract::{Form as Sent, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use desk::Error;
use desk::ids::TicketNumber;
use desk::permissions::{Actor, Permission};

use super::customer::failed;
use super::reader::Reader;
use super::{Door, pages};

/// With whom the ticket is shared; nothing for somebody who may not share it.
pub async fn of(
    door: &Door,
    actor: &Actor,
    number: TicketNumber,
) -> Result<Option<Sharing>, Error> {
    if !actor.may(Permission::Share) {
        return Ok(None);
    }
    let shared = door.desk.shared_with(actor, number).await?;
    let people = door.desk.people(actor).await?;
    let mut sharing = Sharing::default();
    for one in people.iter() {
        match shared.iter().find(|(person, _)| *person == one.id) {
            Some((person, until)) => sharing.with.push((person.clone(), one.name.clone(), *until)),
            None => sharing.others.push((one.id.clone(), one.name.clone())),
        }
    }
    Ok(Some(sharing))
}

/// `POST /customers/{number}/shares`: leads back to the customer's page.
pub async fn take(
    State(door): State<Arc<Door>>,
    Extension(reader): Extension<Reader>,
    Path(number): Path<u64>,
    Sent(fields): Sent<Vec<(String, String)>>,
) -> Response {
    let number = TicketNumber(number);
    if reader.person.is_none() {
        return Redirect::to("/sign-in").into_response();
    }
    let Some(sharer) = reader.with(Permission::Share) else {
        return StatusCode::FORBIDDEN.into_response();
    };
    let Some(wish) = Wish::of(&Form::of(fields), door.desk.now()) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    // A browser that hangs up must not stop it between saving and showing.
    pages::apart(async move {
        let done = match wish {
            Wish::Share { person, until } => {
                door.desk.share(&sharer.actor, number, person, until).await
            }
            Wish::Unshare { person } => door.desk.unshare(&sharer.actor, number, person).await,
        };
        match done {
            Ok(_) => Redirect::to(&customer::path(number)).into_response(),
            Err(Error::Refused(_)) => StatusCode::NOT_FOUND.into_response(),
            Err(Error::Failed(error)) => failed(error),
        }
    })
    .await
}
