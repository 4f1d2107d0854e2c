//! A customer's page, found by a ticket of theirs, and the form that is sent from it.
//!
//! What a form means is `app::customer`'s business, what may be noted the desk's.

use std::sync::Arc;

use app::customer::{self, Dossier, Returned, Said};
use app::settings::Form;
use axum::Extension;
use axum::extract::{Form as Sent, OriginalUri, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use desk::Error;
use desk::ids::TicketNumber;
use desk::permissions::Permission;
use desk::ports::Cause;
use desk::ticket::Refusal;

use super::drafts::{self, AGAIN};
use super::reader::{Entitled, Reader, as_value};
use super::{Door, kin, pages, shares};

/// Marks the address of a page that says that something was noted …
const NOTED: &str = "noted";
/// … that of a ticket whose customer is meant …
const CUSTOMER: &str = "customer";
/// … and that of one into which a template is to be sent.
const TEMPLATE: &str = "template";

/// Forms that came back, by whose they are.
pub type Drafts = drafts::Drafts<TicketNumber, Returned>;

/// `GET` of a ticket: the thread, or the way to its customer's page or to the templates. The thread leads
/// there without knowing its own number, which is less for a browser to load.
pub async fn of_ticket(State(door): State<Arc<Door>>, request: Request) -> Response {
    let uri = request.uri();
    match (number(uri.path()), uri.query()) {
        (Some(number), Some(CUSTOMER)) => Redirect::to(&customer::path(number)).into_response(),
        (Some(number), Some(TEMPLATE)) => {
            Redirect::to(&app::settings::templates::path(number)).into_response()
        }
        _ => pages::page(State(door), request).await,
    }
}

/// `GET` of the page.
pub async fn page(
    State(door): State<Arc<Door>>,
    Extension(reader): Extension<Reader>,
    request: Request,
) -> Response {
    let asked = reader.actor().zip(number(request.uri().path()));
    let Some((actor, number)) = asked else {
        return pages::render(&door, request, |_| {}).await;
    };
    let known = match door.desk.customer(&actor, number).await {
        Ok(known) => known,
        Err(Error::Refused(_)) => return pages::render(&door, request, |_| {}).await,
        Err(Error::Failed(error)) => return failed(error),
    };
    let mark = request.uri().query().unwrap_or_default();
    let noter = reader.with(Permission::Reply);
    let sent = noter.as_ref().filter(|_| mark == AGAIN);
    let mut kin = match kin::of(&door, &actor, &known.id).await {
        Ok(kin) => kin,
        Err(error) => return failed(error),
    };
    kin.said = Said::marked(mark);
    let sharing = match shares::of(&door, &actor, number).await {
        Ok(sharing) => sharing,
        Err(Error::Refused(_)) => None,
        Err(Error::Failed(error)) => return failed(error),
    };
    let dossier = Dossier {
        number,
        kin,
        sharing,
        known,
        may_note: noter.is_some(),
        noted: mark == NOTED,
        returned: sent.and_then(|noter| door.customer_drafts.of(&noter.id, &number)),
    };
    pages::render(&door, request, |parts| parts.customer = Some(Arc::new(dossier))).await
}

/// `POST` of the form.
pub async fn take(
    State(door): State<Arc<Door>>,
    Extension(reader): Extension<Reader>,
    OriginalUri(uri): OriginalUri,
    Sent(fields): Sent<Vec<(String, String)>>,
) -> Response {
    if reader.person.is_none() {
        return Redirect::to(&format!("/sign-in?back={}", as_value(uri.path()))).into_response();
    }
    let Some(noter) = reader.with(Permission::Reply) else {
        return StatusCode::FORBIDDEN.into_response();
    };
    let Some(number) = number(uri.path()) else { return StatusCode::NOT_FOUND.into_response() };
    // A browser that hangs up must not stop it between noting and looking at the tickets.
    pages::apart(async move {
        match taken(&door, &noter, number, Form::of(fields)).await {
            Ok(path) => Redirect::to(&path).into_response(),
            Err(Error::Refused(Refusal::NoSuchTicket)) => StatusCode::NOT_FOUND.into_response(),
            Err(Error::Refused(_)) => StatusCode::FORBIDDEN.into_response(),
            Err(Error::Failed(error)) => failed(error),
        }
    })
    .await
}

/// Takes the form in, and says where it leads.
async fn taken(
    door: &Door,
    noter: &Entitled,
    number: TicketNumber,
    form: Form,
) -> Result<String, Error> {
    let Entitled { id, actor, language } = noter;
    let path = customer::path(number);
    let again = |returned| {
        door.customer_drafts.keep(id, number, returned);
        Ok(format!("{path}?{AGAIN}"))
    };
    let known = door.desk.customer(actor, number).await?.noted;
    let note = match customer::take(&known, form.clone(), *language) {
        Ok(note) => note,
        Err(returned) => return again(returned),
    };
    match door.desk.describe(actor, number, &note).await {
        Ok(_) => {
            door.customer_drafts.forget(id);
            Ok(format!("{path}?{NOTED}"))
        }
        Err(Error::Refused(_)) => again(customer::overtaken(form, *language)),
        Err(error) => Err(error),
    }
}

/// The ticket that an address ends with.
fn number(path: &str) -> Option<TicketNumber> {
    path.rsplit('/').next()?.parse().ok().map(TicketNumber)
}

pub(super) fn failed(error: Cause) -> Response {
    tracing::error!(%error, "a customer's page failed");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}
