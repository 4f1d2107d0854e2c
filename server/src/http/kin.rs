//! The page on which a customer is made one with another, and parted from them again. What that means is
//! the desk's to say.

use std::sync::Arc;

use app::customer::{self, Dossier, Kinship, Said};
use app::settings::Form;
use axum::Extension;
use axum::extract::{Form as Sent, Path, Query, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use desk::Error;
use desk::ids::{ContactId, TicketNumber};
use desk::permissions::{Actor, Permission};
use desk::ports::Cause;
use serde::Deserialize;

use super::customer::failed;
use super::reader::Reader;
use super::{Door, pages};

/// What somebody looks for on the page.
#[derive(Deserialize)]
pub struct Wanted {
    /// Words to find the other by.
    q: Option<String>,
    /// The other, once found.
    with: Option<String>,
}

/// Who is one with that contact, as far as the actor may see it.
pub async fn of(door: &Door, actor: &Actor, id: &ContactId) -> Result<Kinship, Cause> {
    let (parts, doubted) = match door.desk.kin(actor, id).await {
        Ok(kin) => kin,
        Err(Error::Failed(error)) => return Err(error),
        Err(Error::Refused(_)) => return Ok(Kinship::default()),
    };
    let people = match parts.is_empty() {
        true => vec![],
        false => door.store.people().await?.to_vec(),
    };
    let may = actor.may(Permission::Triage);
    Ok(Kinship { parts, doubted, may, people, ..Kinship::default() })
}

/// `GET` of the page.
pub async fn page(
    State(door): State<Arc<Door>>,
    Extension(reader): Extension<Reader>,
    Path(number): Path<String>,
    Query(wanted): Query<Wanted>,
    request: Request,
) -> Response {
    let actor = reader.actor().filter(|actor| actor.may(Permission::Triage));
    let Some((actor, number)) = actor.zip(ticket(&number)) else {
        return pages::render(&door, request, |_| {}).await;
    };
    match dossier(&door, &actor, number, wanted).await {
        Ok(dossier) => {
            pages::render(&door, request, |parts| parts.customer = Some(Arc::new(dossier))).await
        }
        Err(Error::Refused(_)) => pages::render(&door, request, |_| {}).await,
        Err(Error::Failed(error)) => failed(error),
    }
}

async fn dossier(
    door: &Door,
    actor: &Actor,
    number: TicketNumber,
    wanted: Wanted,
) -> Result<Dossier, Error> {
    let known = door.desk.customer(actor, number).await?;
    let mut kin = of(door, actor, &known.id).await?;
    if let Some(other) = wanted.with {
        let other = door.desk.contact(actor, &ContactId(other)).await?;
        kin.chosen = Some(other).filter(|other| other.id != known.id);
    }
    if let Some(words) = wanted.q {
        let found = door.desk.find_contacts(actor, &words).await?;
        kin.sought = Some((words, found));
    }
    let (may_note, noted, returned, sharing) = (false, false, None, None);
    Ok(Dossier { number, known, kin, may_note, noted, returned, sharing })
}

/// `POST` of one of its forms.
pub async fn take(
    State(door): State<Arc<Door>>,
    Extension(reader): Extension<Reader>,
    Path(number): Path<String>,
    Sent(fields): Sent<Vec<(String, String)>>,
) -> Response {
    if reader.person.is_none() {
        return Redirect::to("/sign-in").into_response();
    }
    let Some(reader) = reader.with(Permission::Triage) else {
        return StatusCode::FORBIDDEN.into_response();
    };
    let Some(number) = ticket(&number) else { return StatusCode::NOT_FOUND.into_response() };
    // A browser that hangs up must not stop it between saving and looking at the tickets.
    pages::apart(async move {
        match taken(&door, &reader.actor, number, &Form::of(fields)).await {
            Ok(said) => {
                let way = format!("{}?{}", customer::path(number), said.mark());
                Redirect::to(&way).into_response()
            }
            Err(Error::Refused(_)) => StatusCode::NOT_FOUND.into_response(),
            Err(Error::Failed(error)) => failed(error),
        }
    })
    .await
}

async fn taken(
    door: &Door,
    actor: &Actor,
    number: TicketNumber,
    form: &Form,
) -> Result<Said, Error> {
    let known = door.desk.customer(actor, number).await?;
    let other = ContactId(form.text("contact"));
    let (done, said) = match form.text("do").as_str() {
        "part" => (door.desk.part(actor, &known.id, &other).await, Said::Parted),
        _ => (door.desk.unite(actor, &known.id, &other).await, Said::United),
    };
    match done {
        Ok(_) => Ok(said),
        Err(Error::Refused(refusal)) => Ok(Said::refused(&refusal)),
        Err(error) => Err(error),
    }
}

/// The ticket by which a customer is found.
fn ticket(number: &str) -> Option<TicketNumber> {
    number.parse().ok().map(TicketNumber)
}
