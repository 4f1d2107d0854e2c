//! The rulebook over the API, for those who keep it as a file of their own.
//!
//! Its shape is the desk's own (`desk::rulebook::Rulebook`), not described here field by field: it
//! grows with the product, and what is wrong with a draft is told in the answer.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use desk::rulebook::{Edition, Objection, Rulebook};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::Caller;
use super::problem::{KIND, Problem};
use super::refused::{Always, Changing, Contested, Written};
use crate::http::Door;

/// A version of the rulebook.
#[derive(Serialize, ToSchema)]
pub struct Laid {
    /// 0 while none was laid down.
    version: u32,
    rulebook: Value,
}

/// A rulebook to lay down.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Draft {
    /// The version that it takes the place of: somebody else may have laid down another since.
    replaces: u32,
    #[schema(value_type = Value)]
    rulebook: Rulebook,
}

/// A draft that can't be laid down, and everything that is wrong with it, unless it could not even be
/// read.
#[derive(Serialize, ToSchema)]
pub struct Objections {
    status: u16,
    title: &'static str,
    detail: &'static str,
    #[schema(value_type = Option<Vec<Value>>)]
    objections: Option<Vec<Objection>>,
}

/// The rulebook in force.
#[utoipa::path(
    get,
    operation_id = "rulebook",
    path = "/rulebook",
    responses(
        (status = 200, body = Laid),
        Always,
        (
            status = 403,
            description = "The key's role does not allow it.",
            body = Problem,
            content_type = "application/problem+json"
        )
    )
)]
pub async fn read(State(door): State<Arc<Door>>, caller: Caller) -> Result<Json<Laid>, Problem> {
    laid(door.desk.rulebook(&caller.actor).await?)
}

/// Lays down another rulebook: it holds at once.
#[utoipa::path(
    put,
    operation_id = "lay_down",
    path = "/rulebook",
    request_body = Draft,
    responses(
        (status = 200, body = Laid),
        Always,
        Changing,
        Contested,
        Written,
        (
            status = 422,
            description = "The draft can't be read, or has mistakes.",
            body = Objections,
            content_type = "application/problem+json"
        )
    )
)]
pub async fn lay_down(
    State(door): State<Arc<Door>>,
    caller: Caller,
    draft: Result<Json<Draft>, JsonRejection>,
) -> Result<Response, Problem> {
    let Json(draft) = draft?;
    match door.desk.lay_down(&caller.actor, draft.replaces, draft.rulebook).await? {
        Ok(edition) => Ok(laid(edition)?.into_response()),
        Err(objections) => Ok(refused(objections)),
    }
}

fn laid(edition: Edition) -> Result<Json<Laid>, Problem> {
    let rulebook = serde_json::to_value(edition.rulebook).map_err(Problem::internal)?;
    Ok(Json(Laid { version: edition.version, rulebook }))
}

pub(super) fn refused(objections: Vec<Objection>) -> Response {
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    let body = Objections {
        status: status.as_u16(),
        title: "Unprocessable Entity",
        detail: "Nothing was changed: put right what the objections name, and send it again.",
        objections: Some(objections),
    };
    let kind = [(axum::http::header::CONTENT_TYPE, KIND)];
    (status, kind, Json(body)).into_response()
}
