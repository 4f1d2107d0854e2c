//! Sending a template into a ticket: its page, and the form that is sent from it.

use std::sync::Arc;

use app::settings::Form;
use app::settings::templates::{self, Chosen, Letter, path};
use axum::Extension;
use axum::extract::{Form as Sent, Query, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use desk::Error;
use desk::desk::{Offer, Saying};
use desk::ids::{MessageId, TicketNumber};
use desk::permissions::{Actor, Permission};
use desk::template::{Template, Unsendable, Values, Wanted};
use desk::ticket::Refusal;
use serde::Deserialize;

use super::drafts::{self, AGAIN};
use super::reader::{Entitled, Reader, as_value};
use super::{Door, pages, templates as shelves};

/// What was filled in and did not leave, by whose it is.
pub type Drafts = drafts::Drafts<TicketNumber, Kept>;

/// A letter that is not finished.
#[derive(Clone)]
pub struct Kept {
    wanted: Wanted,
    id: String,
    refused: Option<Refusal>,
}

/// What is asked of the page in its address.
#[derive(Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    q: String,
    name: Option<String>,
    language: Option<String>,
}

/// `GET` of the page.
pub async fn page(
    State(door): State<Arc<Door>>,
    Extension(reader): Extension<Reader>,
    request: Request,
) -> Response {
    let sender = reader.with(Permission::SendTemplate).zip(number(request.uri().path()));
    let Some((sender, number)) = sender else {
        return pages::render(&door, request, |_| {}).await;
    };
    let again = request.uri().query() == Some(AGAIN);
    let asked = Query::<Asked>::try_from_uri(request.uri()).map(|Query(asked)| asked);
    let offer = match offer(&door, &sender.actor, number).await {
        Ok(offer) => offer,
        Err(Error::Refused(_)) => return pages::render(&door, request, |_| {}).await,
        Err(Error::Failed(error)) => return failed(&error),
    };
    let asked = asked.unwrap_or_default();
    let kept = door.letter_drafts.of(&sender.id, &number).filter(|_| again);
    let chosen = match kept {
        Some(kept) => go_on(&offer, kept),
        None => begin(&offer, &asked),
    };
    let letter = Letter { number, now: door.desk.now(), offer, search: asked.q, chosen };
    pages::render(&door, request, |parts| parts.letter = Some(Arc::new(letter))).await
}

/// What can be sent; Meta is asked first if it never was.
async fn offer(door: &Door, actor: &Actor, number: TicketNumber) -> Result<Offer, Error> {
    let ticket = door.desk.ticket(actor, number).await?.ticket;
    let as_cause = |error: store::Error| Error::Failed(Box::new(error));
    let numbers = door.store.numbers().await.map_err(as_cause)?;
    if let Some(ours) = numbers.iter().find(|known| known.number.id == ticket.channel) {
        shelves::ask_first(door, ours).await.map_err(as_cause)?;
    }
    door.desk.offer(actor, number).await
}

fn find<'a>(offer: &'a Offer, name: &str, language: &str) -> Option<&'a Template> {
    offer.templates.iter().find(|one| one.is(name, language))
}

/// The template that the address names, if it may leave.
fn begin(offer: &Offer, asked: &Asked) -> Option<Chosen> {
    let (name, language) = (asked.name.as_deref()?, asked.language.as_deref()?);
    let template = find(offer, name, language).filter(|template| template.may_leave())?;
    Some(templates::fill(offer, template, uuid::Uuid::now_v7().to_string()))
}

fn go_on(offer: &Offer, kept: Kept) -> Option<Chosen> {
    let Kept { wanted, id, refused } = kept;
    let template = find(offer, &wanted.name, &wanted.language)?.clone();
    Some(Chosen { template, values: wanted.values, id, refused })
}

/// `POST` of the form.
pub async fn take(
    State(door): State<Arc<Door>>,
    Extension(reader): Extension<Reader>,
    axum::extract::OriginalUri(uri): axum::extract::OriginalUri,
    Sent(fields): Sent<Vec<(String, String)>>,
) -> Response {
    if reader.person.is_none() {
        return Redirect::to(&format!("/sign-in?back={}", as_value(uri.path()))).into_response();
    }
    let Some(sender) = reader.with(Permission::SendTemplate) else {
        return StatusCode::FORBIDDEN.into_response();
    };
    let Some(number) = number(uri.path()) else { return StatusCode::NOT_FOUND.into_response() };
    // A browser that hangs up must not stop it half-way.
    pages::apart(async move {
        match taken(&door, &sender, number, &Form::of(fields)).await {
            Ok(path) => Redirect::to(&path).into_response(),
            Err(Error::Refused(_)) => StatusCode::NOT_FOUND.into_response(),
            Err(Error::Failed(error)) => failed(&error),
        }
    })
    .await
}

/// Takes the form in, and says where it leads.
async fn taken(
    door: &Door,
    sender: &Entitled,
    number: TicketNumber,
    form: &Form,
) -> Result<String, Error> {
    let Entitled { id: person, actor, .. } = sender;
    let values: Values = templates::values(form);
    let (name, language) = (form.text("name"), form.text("language"));
    let wanted = Wanted { name, language, values };
    let id = form.text("id");
    let again = |refused| {
        let kept = Kept { wanted: wanted.clone(), id: id.clone(), refused };
        door.letter_drafts.keep(person, number, kept);
        Ok(format!("{}?{AGAIN}", path(number)))
    };
    if form.text("do") != "send" {
        let offer = door.desk.offer(actor, number).await?;
        let template = find(&offer, &wanted.name, &wanted.language);
        let refused = wanted.filled(template, offer.opted_out).err();
        return again(refused.map(Refusal::from));
    }
    let message = message_id(&id);
    let saying = Saying::template(wanted.clone());
    match door.desk.say_to(actor, number, saying, message, None).await {
        Ok(_) => {
            door.letter_drafts.forget(person);
            Ok(format!("/inbox/{number}"))
        }
        Err(Error::Refused(Refusal::Unsendable(Unsendable::Unknown))) => Ok(path(number)),
        Err(Error::Refused(refusal)) => again(Some(refusal)),
        Err(error) => Err(error),
    }
}

/// `wanted` if it has the form of an id that the page makes, else a new one.
fn message_id(wanted: &str) -> MessageId {
    let usable = wanted.len() == 36 && wanted.chars().all(|c| c.is_ascii_hexdigit() || c == '-');
    MessageId(if usable { wanted.to_owned() } else { uuid::Uuid::now_v7().to_string() })
}

/// The ticket that an address ends with.
fn number(path: &str) -> Option<TicketNumber> {
    path.rsplit('/').next()?.parse().ok().map(TicketNumber)
}

fn failed(error: &desk::ports::Cause) -> Response {
    tracing::error!(%error, "a template's page failed");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}
