//! The editions of the rulebook over the API: every one that was ever laid down, when, and by whom.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use desk::permissions::Author;
use desk::person::Person;
use desk::rulebook::Imprint;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::Caller;
use super::problem::Problem;
use super::questions::Part;
use super::refused::{Always, Asked};
use crate::http::Door;

/// How many editions an answer lists if not told.
const EDITIONS: usize = 50;

#[derive(Serialize, ToSchema)]
pub struct Editions {
    /// The newest first.
    editions: Vec<Entry>,
    /// Send it as `cursor` to get earlier ones; null at the end.
    next_cursor: Option<String>,
}

/// An edition without its book.
#[derive(Serialize, ToSchema)]
pub struct Entry {
    version: u32,
    /// From when on it held, until the next one came.
    at: DateTime<Utc>,
    by: Keeper,
}

/// Who laid it down.
#[derive(Serialize, ToSchema)]
pub struct Keeper {
    /// `person` or `key`
    kind: &'static str,
    /// A person's e-mail address, of somebody who is gone the id; or a key's name.
    name: String,
}

/// A version of the rulebook, as it was laid down.
#[derive(Serialize, ToSchema)]
pub struct Edition {
    version: u32,
    /// From when on it held, until the next one came.
    at: DateTime<Utc>,
    by: Keeper,
    rulebook: Value,
}

/// Every edition of the rulebook, the newest first.
#[utoipa::path(
    get,
    operation_id = "editions",
    path = "/rulebook/editions",
    params(Part),
    responses(
        (status = 200, body = Editions),
        Always,
        Asked,
        (
            status = 403,
            description = "The key's role does not allow it.",
            body = Problem,
            content_type = "application/problem+json"
        )
    )
)]
pub async fn list(
    State(door): State<Arc<Door>>,
    caller: Caller,
    part: Result<Query<Part>, QueryRejection>,
) -> Result<Json<Editions>, Problem> {
    let Query(part) = part?;
    let limit = part.limit()?.unwrap_or(EDITIONS);
    let page = door.desk.editions(&caller.actor, limit, part.cursor()).await?;
    let people = door.desk.people(&caller.actor).await?;
    let editions = page.items.into_iter().map(|imprint| Entry::of(imprint, &people)).collect();
    Ok(Json(Editions { editions, next_cursor: page.next }))
}

/// One edition of the rulebook.
#[utoipa::path(
    get,
    operation_id = "edition",
    path = "/rulebook/editions/{version}",
    params(("version" = u32, Path)),
    responses(
        (status = 200, body = Edition),
        Always,
        (
            status = 403,
            description = "The key's role does not allow it.",
            body = Problem,
            content_type = "application/problem+json"
        ),
        (
            status = 404,
            description = "There is no such edition.",
            body = Problem,
            content_type = "application/problem+json"
        )
    )
)]
pub async fn one(
    State(door): State<Arc<Door>>,
    caller: Caller,
    version: Result<Path<u32>, PathRejection>,
) -> Result<Json<Edition>, Problem> {
    let Path(version) = version.map_err(|_| no_such_edition())?;
    let edition = door.desk.edition(&caller.actor, version).await?.ok_or_else(no_such_edition)?;
    let people = door.desk.people(&caller.actor).await?;
    let Entry { version, at, by } = Entry::of(edition.imprint(), &people);
    let rulebook = serde_json::to_value(edition.rulebook).map_err(Problem::internal)?;
    Ok(Json(Edition { version, at, by, rulebook }))
}

fn no_such_edition() -> Problem {
    Problem::new(
        StatusCode::NOT_FOUND,
        "There is no such edition. See /api/v1/rulebook/editions for those that there are.",
    )
}

impl Entry {
    fn of(imprint: Imprint, people: &[Person]) -> Self {
        let Imprint { version, at, by } = imprint;
        Self { version, at, by: Keeper::of(by, people) }
    }
}

impl Keeper {
    fn of(author: Author, people: &[Person]) -> Self {
        match author {
            Author::Person { id } => {
                let known = people.iter().find(|person| person.id == id);
                let name = known.map_or(id.0, |person| person.email.clone());
                Self { kind: "person", name }
            }
            Author::Key { name } => Self { kind: "key", name },
            // None of these may lay anything down.
            Author::Rule { name, .. } => Self { kind: "rule", name },
            Author::Customer | Author::App | Author::Clock => {
                Self { kind: "desk", name: String::new() }
            }
        }
    }
}
