//! The page of what a number says by itself. The form on it begins a rule, and leads to where rules are
//! gone on with: nothing is laid down here.

use std::sync::Arc;

use app::numbers::Sheet;
use app::numbers::greeting::{Greetings, begun};
use app::settings::Form;
use axum::Extension;
use axum::extract::{Form as Sent, Path, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::face::found;
use super::{failed, show};
use crate::http::drafts::AGAIN;
use crate::http::reader::Reader;
use crate::http::{Door, pages};

/// `GET` of it.
pub async fn page(
    State(door): State<Arc<Door>>,
    Extension(reader): Extension<Reader>,
    Path(id): Path<String>,
    request: Request,
) -> Response {
    let found = match found(&door, &reader, &id).await {
        Ok(found) => found.zip(reader.actor()),
        Err(error) => return failed(&error.into()),
    };
    let Some(((_, number), actor)) = found else {
        return pages::render(&door, request, |_| {}).await;
    };
    match door.desk.rulebook(&actor).await {
        Ok(edition) => {
            let greetings = Greetings { number: number.number, rulebook: edition.rulebook };
            show(&door, request, Sheet::Replies(Box::new(greetings))).await
        }
        Err(error) => failed(&error.into()),
    }
}

/// `POST` of it.
pub async fn begin(
    State(door): State<Arc<Door>>,
    Extension(reader): Extension<Reader>,
    Path(id): Path<String>,
    Sent(fields): Sent<Vec<(String, String)>>,
) -> Response {
    let (keeper, number) = match found(&door, &reader, &id).await {
        Ok(Some(found)) => found,
        Ok(None) => return StatusCode::NOT_FOUND.into_response(),
        Err(error) => return failed(&error.into()),
    };
    let Some(rule) = begun(&number.number, &Form::of(fields), reader.language) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let (page, returned) = app::settings::begin(&rule);
    let path = format!("{}?{AGAIN}", page.path());
    door.drafts.keep(&keeper, page, returned);
    Redirect::to(&path).into_response()
}
