//! The pages of what customers see of a number, and their forms. Meta keeps all of it: it is asked when a
//! page is opened, and told when a form is sent. What is not taken stays here to be shown again.

use std::sync::Arc;

use app::numbers::face::{self, Filled};
use app::numbers::{Said, Sheet, openers_path, profile_path};
use app::settings::Form;
use axum::Extension;
use axum::extract::{Form as Sent, Path, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use desk::ids::{NumberId, PersonId};
use desk::number::{Opener, ProfilePart};
use store::BusinessNumber;

use super::{PATIENCE, failed, keeper, number, refused, show};
use crate::http::drafts::{self, AGAIN};
use crate::http::reader::Reader;
use crate::http::{Door, pages};
use crate::whatsapp::accounts::Trouble;

pub type Profiles = drafts::Drafts<NumberId, Filled<ProfilePart>>;
pub type Starters = drafts::Drafts<NumberId, Filled<Opener>>;

type Fields = Vec<(String, String)>;

/// The number, and who may look after it; nothing for everybody else.
pub(super) async fn found(
    door: &Door,
    reader: &Reader,
    id: &str,
) -> Result<Option<(PersonId, BusinessNumber)>, store::Error> {
    Ok(keeper(reader).zip(number(door, id).await?))
}

/// Meta's answer, if it comes while somebody waits for a page.
async fn patiently<T>(asking: impl Future<Output = Result<T, Trouble>>) -> Result<T, Trouble> {
    tokio::time::timeout(PATIENCE, asking).await.unwrap_or(Err(Trouble::Unreached))
}

/// `GET` of the profile.
pub async fn profile(
    State(door): State<Arc<Door>>,
    Extension(reader): Extension<Reader>,
    Path(id): Path<String>,
    request: Request,
) -> Response {
    let (keeper, number) = match found(&door, &reader, &id).await {
        Ok(Some(found)) => found,
        Ok(None) => return pages::render(&door, request, |_| {}).await,
        Err(error) => return failed(&error.into()),
    };
    let kept = door.profiles.of(&keeper, &number.number.id);
    let kept = kept.filter(|_| request.uri().query() == Some(AGAIN));
    let mut filled = kept.unwrap_or_else(|| Filled::of(&number.number));
    if filled.form.is_none() {
        let asking = door.vigil.accounts.profile(&number.access_token, &number.number.id.0);
        match patiently(asking).await {
            Ok(profile) => filled.form = Some(face::fill_profile(&profile)),
            Err(trouble) => filled.said = Some(refused(trouble)),
        }
    }
    show(&door, request, Sheet::Profile(filled)).await
}

/// `POST` of the profile.
pub async fn take_profile(
    State(door): State<Arc<Door>>,
    Extension(reader): Extension<Reader>,
    Path(id): Path<String>,
    Sent(fields): Sent<Fields>,
) -> Response {
    let (keeper, number) = match found(&door, &reader, &id).await {
        Ok(Some(found)) => found,
        Ok(None) => return StatusCode::NOT_FOUND.into_response(),
        Err(error) => return failed(&error.into()),
    };
    pages::apart(async move {
        let mut filled = Filled::of(&number.number);
        let form = Form::of(fields);
        match changed(&door, &number, &form, &mut filled).await {
            Ok(true) => filled.said = Some(Said::Shown),
            Ok(false) => filled.form = Some(form),
            Err(trouble) => (filled.form, filled.said) = (Some(form), Some(refused(trouble))),
        }
        let path = format!("{}?{AGAIN}", profile_path(&number.number.id));
        door.profiles.keep(&keeper, number.number.id, filled);
        Redirect::to(&path).into_response()
    })
    .await
}

/// Whether it fits, and then Meta has it.
async fn changed(
    door: &Door,
    number: &BusinessNumber,
    form: &Form,
    filled: &mut Filled<ProfilePart>,
) -> Result<bool, Trouble> {
    let (accounts, token, id) = (&door.vigil.accounts, &number.access_token, &number.number.id.0);
    let before = accounts.profile(token, id).await?;
    let after = face::read_profile(form);
    filled.wrong = after.flaws(&before);
    if filled.wrong.is_empty() {
        accounts.set_profile(token, id, &before, &after).await?;
    }
    Ok(filled.wrong.is_empty())
}

/// `GET` of what the number offers to begin with.
pub async fn openers(
    State(door): State<Arc<Door>>,
    Extension(reader): Extension<Reader>,
    Path(id): Path<String>,
    request: Request,
) -> Response {
    let (keeper, number) = match found(&door, &reader, &id).await {
        Ok(Some(found)) => found,
        Ok(None) => return pages::render(&door, request, |_| {}).await,
        Err(error) => return failed(&error.into()),
    };
    let kept = door.starters.of(&keeper, &number.number.id);
    let kept = kept.filter(|_| request.uri().query() == Some(AGAIN));
    let mut filled = kept.unwrap_or_else(|| Filled::of(&number.number));
    if filled.form.is_none() {
        let asking = door.vigil.accounts.openers(&number.access_token, &number.number.id.0);
        match patiently(asking).await {
            Ok(openers) => filled.form = Some(face::fill_openers(&openers)),
            Err(trouble) => filled.said = Some(refused(trouble)),
        }
    }
    show(&door, request, Sheet::Openers(filled)).await
}

/// `POST` of it.
pub async fn take_openers(
    State(door): State<Arc<Door>>,
    Extension(reader): Extension<Reader>,
    Path(id): Path<String>,
    Sent(fields): Sent<Fields>,
) -> Response {
    let (keeper, number) = match found(&door, &reader, &id).await {
        Ok(Some(found)) => found,
        Ok(None) => return StatusCode::NOT_FOUND.into_response(),
        Err(error) => return failed(&error.into()),
    };
    pages::apart(async move {
        let mut filled = Filled::of(&number.number);
        let form = Form::of(fields);
        let openers = face::read_openers(&form);
        filled.wrong = openers.flaws();
        if filled.wrong.is_empty() {
            let (token, id) = (&number.access_token, &number.number.id.0);
            let told = door.vigil.accounts.set_openers(token, id, &openers).await;
            filled.said = Some(told.map_or_else(refused, |()| Said::Shown));
        }
        filled.form = (filled.said != Some(Said::Shown)).then_some(form);
        let path = format!("{}?{AGAIN}", openers_path(&number.number.id));
        door.starters.keep(&keeper, number.number.id, filled);
        Redirect::to(&path).into_response()
    })
    .await
}
