//! What an agent does to one message without writing, and what they say besides text: a reaction, the
//! sign that they type, and the page of forms for a place, a contact or a question with choices.
//!
//! What a form means is `app::customer::saying`'s business, what WhatsApp takes the desk's.

use std::sync::Arc;

use app::Language;
use app::customer::saying::{self, Sheet};
use app::settings::Form;
use axum::Extension;
use axum::extract::{Form as Sent, Path, Query, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use desk::Error;
use desk::desk::Saying;
use desk::ids::{MessageId, TicketNumber};
use desk::permissions::{Actor, Permission};
use desk::ports::Cause;
use desk::ticket::Refusal;
use serde::Deserialize;

use super::drafts::{self, AGAIN};
use super::reader::{Entitled, Reader, as_value};
use super::{Door, pages};

/// Forms that came back, by whose they are, each with why.
pub type Drafts = drafts::Drafts<TicketNumber, (Form, String)>;

#[derive(Deserialize)]
pub struct Reaction {
    message: String,
    /// Nothing takes the reaction back.
    #[serde(default)]
    emoji: String,
    /// Made by the browser, so that asking twice can't send twice.
    #[serde(default)]
    id: String,
}

/// `POST /inbox/{number}/reaction`: nothing, or a sentence that says why not.
pub async fn react(
    State(door): State<Arc<Door>>,
    Extension(reader): Extension<Reader>,
    Path(number): Path<u64>,
    Sent(reaction): Sent<Reaction>,
) -> Response {
    let Some(actor) = reader.actor() else { return StatusCode::UNAUTHORIZED.into_response() };
    let emoji = Some(reaction.emoji).filter(|emoji| !emoji.is_empty());
    let saying = Saying::reaction(MessageId(reaction.message), emoji);
    // A browser that hangs up must not stop it between saving and showing.
    pages::apart(async move {
        match say(&door, &actor, TicketNumber(number), saying, reaction.id).await {
            Ok(()) => StatusCode::NO_CONTENT.into_response(),
            Err(error) => told(error, reader.language),
        }
    })
    .await
}

/// `POST /inbox/{number}/typing`: the customer may see it, and nobody is told whether they do.
pub async fn types(
    State(door): State<Arc<Door>>,
    Extension(reader): Extension<Reader>,
    Path(number): Path<u64>,
) -> Response {
    let Some(actor) = reader.actor() else { return StatusCode::UNAUTHORIZED.into_response() };
    match door.desk.types(&actor, TicketNumber(number)).await {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(error) => told(error, reader.language),
    }
}

#[derive(Deserialize)]
pub struct About {
    #[serde(default)]
    reply_to: Option<String>,
}

/// `GET /compose/{number}`: the forms, and one that came back with what is wrong.
pub async fn page(
    State(door): State<Arc<Door>>,
    Extension(reader): Extension<Reader>,
    Path(number): Path<u64>,
    Query(about): Query<About>,
    request: Request,
) -> Response {
    let number = TicketNumber(number);
    let Some(Entitled { id, actor, .. }) = reader.with(Permission::Reply) else {
        return pages::render(&door, request, |_| {}).await;
    };
    let customer = match door.desk.ticket(&actor, number).await {
        Ok(card) => card.ticket.customer,
        Err(Error::Refused(_)) => return pages::render(&door, request, |_| {}).await,
        Err(Error::Failed(cause)) => return failed(&cause),
    };
    let is_again = request.uri().query() == Some(AGAIN);
    let returned = door.saying_drafts.of(&id, &number).filter(|_| is_again);
    let sheet = Sheet { number, customer, reply_to: about.reply_to, returned };
    pages::render(&door, request, |parts| parts.sheet = Some(Arc::new(sheet))).await
}

/// `POST /compose/{number}`: leads back to the ticket, or to the form with what is wrong.
pub async fn take(
    State(door): State<Arc<Door>>,
    Extension(reader): Extension<Reader>,
    Path(number): Path<u64>,
    Sent(fields): Sent<Vec<(String, String)>>,
) -> Response {
    let number = TicketNumber(number);
    if reader.person.is_none() {
        let back = as_value(&saying::path(number));
        return Redirect::to(&format!("/sign-in?back={back}")).into_response();
    }
    let Some(Entitled { id: person, actor, language }) = reader.with(Permission::Reply) else {
        return StatusCode::FORBIDDEN.into_response();
    };
    let form = Form::of(fields);
    let Some((saying, id)) = saying::said(&form) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    // A browser that hangs up must not stop it between saving and showing.
    pages::apart(async move {
        match say(&door, &actor, number, saying, id).await {
            Ok(()) => {
                door.saying_drafts.forget(&person);
                Redirect::to(&format!("/inbox/{number}")).into_response()
            }
            Err(Error::Refused(Refusal::NoSuchTicket)) => StatusCode::NOT_FOUND.into_response(),
            Err(Error::Refused(refusal)) => {
                let returned = (form, language.refusal(&refusal));
                door.saying_drafts.keep(&person, number, returned);
                Redirect::to(&format!("{}?{AGAIN}", saying::path(number))).into_response()
            }
            Err(Error::Failed(cause)) => failed(&cause),
        }
    })
    .await
}

/// Says it under that id, or under a new one if that is none.
async fn say(
    door: &Door,
    actor: &Actor,
    number: TicketNumber,
    saying: Saying,
    id: String,
) -> Result<(), Error> {
    let id = id.parse().unwrap_or_else(|_| uuid::Uuid::now_v7()).to_string();
    door.desk.say_to(actor, number, saying, MessageId(id), None).await?;
    Ok(())
}

fn told(error: Error, t: Language) -> Response {
    match error {
        Error::Refused(Refusal::NoSuchTicket) => StatusCode::NOT_FOUND.into_response(),
        Error::Refused(refusal) => {
            (StatusCode::UNPROCESSABLE_ENTITY, t.refusal(&refusal)).into_response()
        }
        Error::Failed(cause) => failed(&cause),
    }
}

fn failed(error: &Cause) -> Response {
    tracing::error!(%error, "what was to be said to a customer was not");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}
