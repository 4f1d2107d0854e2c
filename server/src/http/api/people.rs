//! The team over the API: whom other answers name by id or by address.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use super::Caller;
use super::problem::Problem;
use super::refused::Always;
use crate::http::Door;

#[derive(Serialize, ToSchema)]
pub struct People {
    people: Vec<Somebody>,
}

/// Somebody of the team.
#[derive(Serialize, ToSchema)]
pub struct Somebody {
    /// As the rulebook names them.
    id: String,
    email: String,
    name: String,
    /// administrator, supervisor, agent or guest
    role: &'static str,
    /// Where they are now: `online`, `away`, `on_a_break` or `offline`.
    presence: &'static str,
}

/// Everyone of the team.
#[utoipa::path(
    get,
    operation_id = "people",
    path = "/people",
    responses((status = 200, body = People), Always)
)]
pub async fn list(State(door): State<Arc<Door>>, caller: Caller) -> Result<Json<People>, Problem> {
    let people = door.desk.presences(&caller.actor).await?;
    let people = people.into_iter().map(|(person, state)| Somebody {
        id: person.id.0,
        email: person.email,
        name: person.name,
        role: person.role.word(),
        presence: state.word(),
    });
    Ok(Json(People { people: people.collect() }))
}
