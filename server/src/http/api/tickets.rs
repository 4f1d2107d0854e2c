//! Tickets over the API: each handler is one use case.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::{JsonRejection, PathRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use desk::desk::Card;
use desk::ids::{MessageId, PersonId, TicketNumber};
use desk::permissions::Actor;
use desk::ports::{Filter, OwnerFilter};
use desk::ticket::{Refusal, Status};

use super::Caller;
use super::problem::Problem;
use super::shapes::{ApiMessage, Assignment, Messages, Reply, Stretch, Ticket, Tickets, Which};
use crate::http::Door;

type Answer<T> = Result<Json<T>, Problem>;
type Number = Result<Path<u64>, PathRejection>;

/// The longest idempotency key that is taken, in bytes.
const LONGEST_KEY: usize = 255;
/// How many an answer lists if not told.
const TICKETS: usize = 50;
const MESSAGES: usize = 100;

/// Tickets by newest message first.
#[utoipa::path(get, path = "/tickets", params(Which), responses((status = 200, body = Tickets), (status = 400, body = Problem), (status = 401, body = Problem)))]
pub async fn list(
    State(door): State<Arc<Door>>,
    caller: Caller,
    which: Result<Query<Which>, QueryRejection>,
) -> Answer<Tickets> {
    let Query(which) = which?;
    let limit = limit(which.limit, TICKETS)?;
    let Some(filter) = filter(&door, &caller.actor, &which).await? else {
        return Ok(Json(Tickets { tickets: vec![], next_cursor: None }));
    };
    let page = door.desk.tickets(&caller.actor, &filter, limit, which.cursor.as_deref()).await?;
    let people = door.desk.people(&caller.actor).await?;
    let tickets = page.items.into_iter().map(|card| Ticket::of(card, &people)).collect();
    Ok(Json(Tickets { tickets, next_cursor: page.next }))
}

/// One ticket.
#[utoipa::path(get, path = "/tickets/{number}", params(("number" = u64, Path)), responses((status = 200, body = Ticket), (status = 404, body = Problem)))]
pub async fn one(State(door): State<Arc<Door>>, caller: Caller, number: Number) -> Answer<Ticket> {
    let card = door.desk.ticket(&caller.actor, ticket(number)?).await?;
    shown(&door, &caller, card).await
}

/// The newest messages of a ticket, oldest first.
#[utoipa::path(get, path = "/tickets/{number}/messages", params(("number" = u64, Path), Stretch), responses((status = 200, body = Messages), (status = 404, body = Problem)))]
pub async fn messages(
    State(door): State<Arc<Door>>,
    caller: Caller,
    number: Number,
    stretch: Result<Query<Stretch>, QueryRejection>,
) -> Answer<Messages> {
    let Query(stretch) = stretch?;
    let limit = limit(stretch.limit, MESSAGES)?;
    let page = door
        .desk
        .messages(&caller.actor, ticket(number)?, limit, stretch.cursor.as_deref())
        .await?;
    let messages = page.items.into_iter().map(ApiMessage::from).collect();
    Ok(Json(Messages { messages, next_cursor: page.next }))
}

/// Answers the customer. The same `Idempotency-Key` again gives the same message, sent once.
#[utoipa::path(post, path = "/tickets/{number}/messages", params(("number" = u64, Path), ("Idempotency-Key" = Option<String>, Header)), request_body = Reply, responses((status = 201, body = ApiMessage), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn reply(
    State(door): State<Arc<Door>>,
    caller: Caller,
    number: Number,
    headers: HeaderMap,
    reply: Result<Json<Reply>, JsonRejection>,
) -> Result<(StatusCode, Json<ApiMessage>), Problem> {
    let number = ticket(number)?;
    let Json(reply) = reply?;
    let key = idempotency_key(&headers, &caller.name)?;
    let id = MessageId(uuid::Uuid::now_v7().to_string());
    let message = door.desk.reply(&caller.actor, number, reply.text, id, key).await?;
    Ok((StatusCode::CREATED, Json(message.into())))
}

/// Gives the ticket to somebody, or to nobody.
#[utoipa::path(post, path = "/tickets/{number}/assignment", params(("number" = u64, Path)), request_body = Assignment, responses((status = 200, body = Ticket), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn assign(
    State(door): State<Arc<Door>>,
    caller: Caller,
    number: Number,
    assignment: Result<Json<Assignment>, JsonRejection>,
) -> Answer<Ticket> {
    let number = ticket(number)?;
    let Json(assignment) = assignment?;
    let owner = match assignment.agent {
        Some(email) => {
            let person = person(&door, &caller.actor, &email).await?;
            Some(person.ok_or(Refusal::NoSuchPerson)?)
        }
        None => None,
    };
    door.desk.assign(&caller.actor, number, owner).await?;
    shown(&door, &caller, door.desk.ticket(&caller.actor, number).await?).await
}

/// Marks the ticket as settled.
#[utoipa::path(post, path = "/tickets/{number}/resolution", params(("number" = u64, Path)), responses((status = 200, body = Ticket), (status = 404, body = Problem)))]
pub async fn resolve(
    State(door): State<Arc<Door>>,
    caller: Caller,
    number: Number,
) -> Answer<Ticket> {
    let number = ticket(number)?;
    door.desk.resolve(&caller.actor, number).await?;
    shown(&door, &caller, door.desk.ticket(&caller.actor, number).await?).await
}

/// Takes a resolution back.
#[utoipa::path(delete, path = "/tickets/{number}/resolution", params(("number" = u64, Path)), responses((status = 200, body = Ticket), (status = 404, body = Problem)))]
pub async fn reopen(
    State(door): State<Arc<Door>>,
    caller: Caller,
    number: Number,
) -> Answer<Ticket> {
    let number = ticket(number)?;
    door.desk.reopen(&caller.actor, number).await?;
    shown(&door, &caller, door.desk.ticket(&caller.actor, number).await?).await
}

async fn shown(door: &Door, caller: &Caller, card: Card) -> Answer<Ticket> {
    let people = door.desk.people(&caller.actor).await?;
    Ok(Json(Ticket::of(card, &people)))
}

fn ticket(number: Number) -> Result<TicketNumber, Problem> {
    let Path(number) = number?;
    Ok(TicketNumber(number))
}

/// `None` when nothing can match, since nobody has that address.
async fn filter(door: &Door, actor: &Actor, which: &Which) -> Result<Option<Filter>, Problem> {
    let status = match which.status.as_deref() {
        Some(word) => Some(Status::named(word).ok_or_else(|| {
            bad("status is open, waiting, snoozed or resolved. Leave it out for all.")
        })?),
        None => None,
    };
    let owner = match which.assignee.as_deref() {
        Some("none") => Some(OwnerFilter::Nobody),
        Some(email) => match person(door, actor, email).await? {
            Some(id) => Some(OwnerFilter::Person(id)),
            None => return Ok(None),
        },
        None => None,
    };
    Ok(Some(Filter { status, owner }))
}

async fn person(door: &Door, actor: &Actor, email: &str) -> Result<Option<PersonId>, Problem> {
    let email = email.trim().to_lowercase();
    let people = door.desk.people(actor).await?;
    Ok(people.into_iter().find(|person| person.email == email).map(|person| person.id))
}

fn limit(given: Option<usize>, otherwise: usize) -> Result<usize, Problem> {
    match given {
        Some(limit @ 1..=200) => Ok(limit),
        Some(_) => Err(bad("limit is a number from 1 to 200. Use the cursor to get more.")),
        None => Ok(otherwise),
    }
}

fn idempotency_key(headers: &HeaderMap, caller: &str) -> Result<Option<String>, Problem> {
    let Some(value) = headers.get("idempotency-key") else { return Ok(None) };
    match value.to_str() {
        Ok(key) if !key.is_empty() && key.len() <= LONGEST_KEY => {
            Ok(Some(format!("{caller}\n{key}")))
        }
        _ => Err(bad("Idempotency-Key is 1 to 255 plain characters. Send another one.")),
    }
}

fn bad(detail: &str) -> Problem {
    Problem::new(StatusCode::BAD_REQUEST, detail)
}
