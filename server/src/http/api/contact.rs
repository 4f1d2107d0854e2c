//! Whose ticket it is, over the API: what is known of the customer, and noting it down.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use chrono::{DateTime, Utc};
use desk::contact::Wish;
use desk::desk::{Acquaintance, Note};
use desk::ids::TicketNumber;
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::ToSchema;

use super::Caller;
use super::problem::Problem;
use super::refused::{Always, Changing, OfTicket, Written};
use super::tickets::{Answer, Number, ticket};
use crate::http::Door;

/// A customer.
#[derive(Serialize, ToSchema)]
pub struct Customer {
    /// Stays the same whatever WhatsApp calls them.
    id: String,
    name: String,
    /// With `+`; masked if the key's role may not see it; null if WhatsApp withholds it.
    phone: Option<String>,
    /// The name that they took on WhatsApp, with `@`.
    username: Option<String>,
    /// What they told WhatsApp of our marketing messages; null if nothing.
    marketing: Option<Marketing>,
    /// Where the team says that they are, by its IANA name; null if only the number tells.
    zone: Option<String>,
    /// The language to write in, such as `ca` or `pt-BR`.
    language: Option<String>,
    /// Whether they want no automatic message that answers nothing.
    opted_out: bool,
    tags: Vec<String>,
    /// What else is known, by name.
    attributes: BTreeMap<String, String>,
}

/// Whether a customer wants our marketing messages, as they told WhatsApp.
#[derive(Serialize, ToSchema)]
pub struct Marketing {
    wanted: bool,
    at: DateTime<Utc>,
}

/// What to note of a customer (RFC 7396): what is not there stays as it is, null clears.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Facts {
    /// By its IANA name, such as `America/New_York`.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    zone: Given<String>,
    /// Such as `ca` or `pt-BR`.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    language: Given<String>,
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<bool>)]
    opted_out: Given<bool>,
    /// All of them, 30 at most.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<Vec<String>>)]
    tags: Given<Vec<String>>,
    /// Those to change: a text, or null to take it away; null for all of them takes all away.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<BTreeMap<String, Option<String>>>)]
    attributes: Given<BTreeMap<String, Option<String>>>,
}

/// Nothing if it was not there, and nothing inside if it was null.
type Given<T> = Option<Option<T>>;

fn given<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<Given<T>, D::Error> {
    Option::deserialize(from).map(Some)
}

/// The customer whose ticket it is.
#[utoipa::path(
    get,
    operation_id = "customer",
    path = "/tickets/{number}/contact",
    params(("number" = u64, Path)),
    responses((status = 200, body = Customer), Always, OfTicket)
)]
pub async fn read(
    State(door): State<Arc<Door>>,
    caller: Caller,
    number: Number,
) -> Answer<Customer> {
    let known = door.desk.customer(&caller.actor, ticket(number)?).await?;
    Ok(Json(known.into()))
}

/// Notes what is known of the customer whose ticket it is.
#[utoipa::path(
    patch,
    operation_id = "describe_customer",
    path = "/tickets/{number}/contact",
    params(("number" = u64, Path)),
    request_body = Facts,
    responses((status = 200, body = Customer), Always, OfTicket, Changing, Written)
)]
pub async fn describe(
    State(door): State<Arc<Door>>,
    caller: Caller,
    number: Number,
    facts: Result<Json<Facts>, JsonRejection>,
) -> Answer<Customer> {
    let number = ticket(number)?;
    let Json(facts) = facts?;
    let note = note(&door, &caller, number, facts).await?;
    let known = door.desk.describe(&caller.actor, number, &note).await?;
    Ok(Json(known.into()))
}

async fn note(
    door: &Door,
    caller: &Caller,
    number: TicketNumber,
    facts: Facts,
) -> Result<Note, Problem> {
    let attributes = match facts.attributes {
        None => BTreeMap::new(),
        Some(Some(named)) => named,
        Some(None) => {
            let known = door.desk.customer(&caller.actor, number).await?.noted.attributes;
            known.into_keys().map(|name| (name, None)).collect()
        }
    };
    let text = |(name, value): (String, Option<String>)| (name, value.unwrap_or_default());
    Ok(Note {
        zone: facts.zone.map(Option::unwrap_or_default),
        language: facts.language.map(Option::unwrap_or_default),
        opted_out: facts.opted_out.map(Option::unwrap_or_default),
        tags: facts.tags.map(Option::unwrap_or_default),
        attributes: attributes.into_iter().map(text).collect(),
        ..Note::default()
    })
}

impl From<Acquaintance> for Customer {
    fn from(known: Acquaintance) -> Self {
        let noted = known.noted;
        Self {
            id: known.id.0,
            name: known.name,
            phone: known.phone,
            username: known.username,
            marketing: known.wish.map(|Wish { wanted, at }| Marketing { wanted, at }),
            zone: noted.zone.map(|zone| zone.name().to_owned()),
            language: noted.language,
            opted_out: noted.opted_out,
            tags: noted.tags.into_iter().collect(),
            attributes: noted.attributes,
        }
    }
}
