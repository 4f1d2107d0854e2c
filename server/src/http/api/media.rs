//! Files of messages over the API.

use std::sync::Arc;

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;

use super::Caller;
use super::problem::Problem;
use super::refused::Always;
use crate::http::{Door, media};

/// The file of a message, or the part of it that the `Range` header names. What a browser can show
/// has its own type, all else is `application/octet-stream`.
#[utoipa::path(
    get,
    path = "/messages/{id}/media",
    operation_id = "media",
    params(("id" = String, Path), ("Range" = Option<String>, Header)),
    responses(
        (status = 200, content_type = "application/octet-stream", body = Vec<u8>),
        (status = 206, content_type = "application/octet-stream", body = Vec<u8>),
        (status = 404, content_type = "application/problem+json", body = Problem, description = "There is no such message, or no file of it here."),
        (status = 416, content_type = "application/problem+json", body = Problem, description = "The part lies behind the end of the file."),
        Always
    )
)]
pub async fn read(
    State(door): State<Arc<Door>>,
    caller: Caller,
    id: Result<Path<String>, PathRejection>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let Path(id) = id?;
    let found = door.desk.file(&caller.actor, &id.as_str().into()).await?;
    let (file, called) = found.ok_or_else(none_here)?;
    let answer = media::answer(&door.files, &file, called, &headers).await;
    match answer.status() {
        StatusCode::RANGE_NOT_SATISFIABLE => Err(behind_the_end(file.size)),
        StatusCode::INTERNAL_SERVER_ERROR => Err(Problem::internal("the file can't be read")),
        _ => Ok(answer),
    }
}

fn none_here() -> Problem {
    let detail =
        "This message has no file, or it is not here. The message says which, under `media`.";
    Problem::new(StatusCode::NOT_FOUND, detail)
}

fn behind_the_end(size: u64) -> Problem {
    let detail = format!("The file has {size} bytes. Ask for a part of them, or for all.");
    Problem::new(StatusCode::RANGE_NOT_SATISFIABLE, detail)
}
