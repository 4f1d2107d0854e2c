//! Customers by their own id: what is known of one, who is found, and making two of them one.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::{JsonRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use chrono::{DateTime, Utc};
use desk::desk::{Acquainted, Kin};
use desk::ids::ContactId;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::Caller;
use super::refused::{Always, Asked, Changing, Contested, OfContact, Written};
use super::tickets::Answer;
use crate::http::Door;

/// A customer, by their own id.
#[derive(Serialize, ToSchema)]
pub struct Known {
    /// If they were made one with another, that one's.
    id: String,
    name: String,
    /// With `+`; masked if the key's role may not see it; null if WhatsApp withholds it.
    phone: Option<String>,
    /// The name that they took on WhatsApp, with `@`.
    username: Option<String>,
    /// Their newest ticket.
    ticket: Option<u64>,
    /// Those who were made one with them, in that order.
    parts: Vec<Part>,
    /// Those who may be one with them: WhatsApp called both by the same.
    doubted: Vec<String>,
}

/// A contact that was made one with another.
#[derive(Serialize, ToSchema)]
pub struct Part {
    id: String,
    /// What they were called then.
    name: String,
    at: DateTime<Utc>,
}

#[derive(Serialize, ToSchema)]
pub struct Found {
    contacts: Vec<Someone>,
}

/// A customer who was found.
#[derive(Serialize, ToSchema)]
pub struct Someone {
    id: String,
    name: String,
    phone: Option<String>,
    username: Option<String>,
    ticket: Option<u64>,
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Search {
    /// A part of a name, a whole phone number, or the number of a ticket.
    q: String,
}

/// Whom to make one with.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Merge {
    /// The other's id. What is known of the one in the address counts where both differ.
    contact: String,
}

/// Finds customers: ten at most.
#[utoipa::path(
    get,
    operation_id = "find_customers",
    path = "/contacts",
    params(Search),
    responses((status = 200, body = Found), Always, Asked)
)]
pub async fn find(
    State(door): State<Arc<Door>>,
    caller: Caller,
    search: Result<Query<Search>, QueryRejection>,
) -> Answer<Found> {
    let Query(search) = search?;
    let found = door.desk.find_contacts(&caller.actor, &search.q).await?;
    Ok(Json(Found { contacts: found.into_iter().map(Someone::from).collect() }))
}

/// One customer.
#[utoipa::path(
    get,
    operation_id = "contact",
    path = "/contacts/{id}",
    params(("id" = String, Path)),
    responses((status = 200, body = Known), Always, OfContact)
)]
pub async fn one(
    State(door): State<Arc<Door>>,
    caller: Caller,
    Path(id): Path<String>,
) -> Answer<Known> {
    let known = door.desk.contact(&caller.actor, &ContactId(id)).await?;
    told(&door, &caller, known).await
}

/// Makes another customer one with this one, until somebody undoes it.
#[utoipa::path(
    post,
    operation_id = "merge_contacts",
    path = "/contacts/{id}/merge",
    params(("id" = String, Path)),
    request_body = Merge,
    responses((status = 200, body = Known), Always, OfContact, Changing, Contested, Written)
)]
pub async fn unite(
    State(door): State<Arc<Door>>,
    caller: Caller,
    Path(id): Path<String>,
    merge: Result<Json<Merge>, JsonRejection>,
) -> Answer<Known> {
    let Json(merge) = merge?;
    let other = ContactId(merge.contact);
    let known = door.desk.unite(&caller.actor, &ContactId(id), &other).await?;
    told(&door, &caller, known).await
}

/// Undoes that: phones, notes and tickets go back to where they were.
#[utoipa::path(
    delete,
    operation_id = "part_contacts",
    path = "/contacts/{id}/merge/{other}",
    params(("id" = String, Path), ("other" = String, Path)),
    responses((status = 200, body = Known), Always, OfContact, Changing)
)]
pub async fn part(
    State(door): State<Arc<Door>>,
    caller: Caller,
    Path((id, other)): Path<(String, String)>,
) -> Answer<Known> {
    let known = door.desk.part(&caller.actor, &ContactId(id), &ContactId(other)).await?;
    told(&door, &caller, known).await
}

async fn told(door: &Door, caller: &Caller, known: Acquainted) -> Answer<Known> {
    let (parts, doubted) = door.desk.kin(&caller.actor, &known.id).await?;
    let Someone { id, name, phone, username, ticket } = known.into();
    Ok(Json(Known {
        id,
        name,
        phone,
        username,
        ticket,
        parts: parts.into_iter().map(Part::from).collect(),
        doubted: doubted.into_iter().map(|one| one.id.0).collect(),
    }))
}

impl From<Acquainted> for Someone {
    fn from(known: Acquainted) -> Self {
        Self {
            id: known.id.0,
            name: known.name,
            phone: known.phone,
            username: known.username,
            ticket: known.ticket.map(|number| number.0),
        }
    }
}

impl From<Kin> for Part {
    fn from(part: Kin) -> Self {
        Self { id: part.id.0, name: part.name, at: part.at }
    }
}
