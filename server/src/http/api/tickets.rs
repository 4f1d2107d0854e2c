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
use desk::ticket::Refusal;

use super::Caller;
use super::problem::Problem;
use super::questions::{MOST, Stretch, Which};
use super::refused::{Always, Asked, Changing, Contested, OfTicket, Written};
use super::said::{ApiMessage, Messages};
use super::saying::Reply;
use super::shapes::{Assignment, Ticket, Tickets};
use crate::http::Door;

pub(super) type Answer<T> = Result<Json<T>, Problem>;
pub(super) type Number = Result<Path<u64>, PathRejection>;

/// The longest idempotency key that is taken, in bytes.
const LONGEST_KEY: usize = 255;
/// How many tickets an answer lists if not told.
const TICKETS: usize = 50;

/// Tickets by newest message first.
#[utoipa::path(
    get,
    path = "/tickets",
    params(Which),
    responses((status = 200, body = Tickets), Always, Asked)
)]
pub async fn list(
    State(door): State<Arc<Door>>,
    caller: Caller,
    which: Result<Query<Which>, QueryRejection>,
) -> Answer<Tickets> {
    let Query(which) = which?;
    let limit = which.limit()?.unwrap_or(TICKETS);
    let Some(filter) = filter(&door, &caller.actor, &which).await? else {
        return Ok(Json(Tickets { tickets: vec![], next_cursor: None }));
    };
    let page = door.desk.tickets(&caller.actor, &filter, limit, which.cursor()).await?;
    let steps = door.desk.next_steps(&caller.actor, &page.items).await?;
    let people = door.desk.people(&caller.actor).await?;
    let now = door.desk.now();
    let tickets = page.items.into_iter().zip(steps);
    let tickets = tickets.map(|(card, next)| Ticket::of(card, next, &people, now)).collect();
    Ok(Json(Tickets { tickets, next_cursor: page.next }))
}

/// One ticket.
#[utoipa::path(
    get,
    path = "/tickets/{number}",
    params(("number" = u64, Path)),
    responses((status = 200, body = Ticket), Always, OfTicket)
)]
pub async fn one(State(door): State<Arc<Door>>, caller: Caller, number: Number) -> Answer<Ticket> {
    let card = door.desk.ticket(&caller.actor, ticket(number)?).await?;
    shown(&door, &caller, card).await
}

/// The messages of a ticket, oldest first: all of them, or the newest `limit`.
#[utoipa::path(
    get,
    path = "/tickets/{number}/messages",
    params(("number" = u64, Path), Stretch),
    responses((status = 200, body = Messages), Always, OfTicket, Asked)
)]
pub async fn messages(
    State(door): State<Arc<Door>>,
    caller: Caller,
    number: Number,
    stretch: Result<Query<Stretch>, QueryRejection>,
) -> Answer<Messages> {
    let Query(stretch) = stretch?;
    let (number, limit) = (ticket(number)?, stretch.limit()?);
    let mut cursor = stretch.cursor().map(str::to_owned);
    let mut stretches = Vec::new();
    // Of a thread that is read whole, one stretch at a time is in memory with all that we keep of it.
    loop {
        let page = door
            .desk
            .messages(&caller.actor, number, limit.unwrap_or(MOST), cursor.as_deref())
            .await?;
        stretches.push(page.items.into_iter().map(ApiMessage::from).collect::<Vec<_>>());
        cursor = page.next;
        if limit.is_some() || cursor.is_none() {
            break;
        }
    }
    // The newest stretch was read first.
    let messages = stretches.into_iter().rev().flatten().collect();
    Ok(Json(Messages { messages, next_cursor: cursor }))
}

/// Answers the customer, or reacts to what they wrote. The same `Idempotency-Key` again gives the same
/// message, sent once; for another message or ticket it is refused.
#[utoipa::path(
    post,
    path = "/tickets/{number}/messages",
    params(("number" = u64, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = Reply,
    responses((status = 201, body = ApiMessage), Always, OfTicket, Changing, Contested, Written)
)]
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
    let reply_to = reply.about();
    let message = door.desk.say_to(&caller.actor, number, reply.saying()?, id, key).await?;
    Ok((StatusCode::CREATED, Json(ApiMessage { reply_to, ..message.into() })))
}

/// Gives the ticket to somebody, or to nobody.
#[utoipa::path(
    post,
    path = "/tickets/{number}/assignment",
    params(("number" = u64, Path)),
    request_body = Assignment,
    responses((status = 200, body = Ticket), Always, OfTicket, Changing, Contested, Written)
)]
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
    let ticket = door.desk.assign(&caller.actor, number, owner).await?;
    shown(&door, &caller, door.desk.card(&caller.actor, ticket).await?).await
}

/// Marks the ticket as settled.
#[utoipa::path(
    post,
    path = "/tickets/{number}/resolution",
    params(("number" = u64, Path)),
    responses((status = 200, body = Ticket), Always, OfTicket, Changing)
)]
pub async fn resolve(
    State(door): State<Arc<Door>>,
    caller: Caller,
    number: Number,
) -> Answer<Ticket> {
    let number = ticket(number)?;
    let ticket = door.desk.resolve(&caller.actor, number).await?;
    shown(&door, &caller, door.desk.card(&caller.actor, ticket).await?).await
}

/// Takes a resolution back.
#[utoipa::path(
    delete,
    path = "/tickets/{number}/resolution",
    params(("number" = u64, Path)),
    responses((status = 200, body = Ticket), Always, OfTicket, Changing, Contested)
)]
pub async fn reopen(
    State(door): State<Arc<Door>>,
    caller: Caller,
    number: Number,
) -> Answer<Ticket> {
    let number = ticket(number)?;
    let ticket = door.desk.reopen(&caller.actor, number).await?;
    shown(&door, &caller, door.desk.card(&caller.actor, ticket).await?).await
}

async fn shown(door: &Door, caller: &Caller, card: Card) -> Answer<Ticket> {
    let mut steps = door.desk.next_steps(&caller.actor, std::slice::from_ref(&card)).await?;
    let people = door.desk.people(&caller.actor).await?;
    Ok(Json(Ticket::of(card, steps.pop().flatten(), &people, door.desk.now())))
}

pub(super) fn ticket(number: Number) -> Result<TicketNumber, Problem> {
    let Path(number) = number?;
    Ok(TicketNumber(number))
}

/// `None` when nothing can match, since nobody has that address.
async fn filter(door: &Door, actor: &Actor, which: &Which) -> Result<Option<Filter>, Problem> {
    let status = which.status()?;
    let owner = match which.assignee() {
        Some("none") => Some(OwnerFilter::Nobody),
        Some(email) => match person(door, actor, email).await? {
            Some(id) => Some(OwnerFilter::Person(id)),
            None => return Ok(None),
        },
        None => None,
    };
    Ok(Some(Filter { status, owner, ..Filter::default() }))
}

async fn person(door: &Door, actor: &Actor, email: &str) -> Result<Option<PersonId>, Problem> {
    let email = email.trim().to_lowercase();
    let people = door.desk.people(actor).await?;
    Ok(people.iter().find(|person| person.email == email).map(|person| person.id.clone()))
}

pub(super) fn idempotency_key(
    headers: &HeaderMap,
    caller: &str,
) -> Result<Option<String>, Problem> {
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
