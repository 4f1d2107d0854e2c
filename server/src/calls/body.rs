//! What a program is told, as JSON: the ticket as the REST API shows it, and the rule that wants it
//! told. `docs/calls.md` says it to those who write programs.

use chrono::{DateTime, Utc};
use desk::automation::NextStep;
use desk::call::Call;
use desk::desk::Card;
use desk::permissions::Author;
use desk::person::Person;
use serde::Serialize;

use crate::http::api::shapes::Ticket;

#[derive(Serialize)]
struct Body<'a> {
    /// The same on each try.
    call: String,
    /// When the rule wanted it.
    at: DateTime<Utc>,
    rule: Option<Rule<'a>>,
    /// As it is at this try.
    ticket: Ticket,
}

#[derive(Serialize)]
struct Rule<'a> {
    id: &'a str,
    name: &'a str,
    version: u32,
}

pub(super) fn of(
    call: &Call,
    (card, next): (Card, Option<NextStep>),
    people: &[Person],
    now: DateTime<Utc>,
) -> Vec<u8> {
    let rule = match &call.by {
        Author::Rule { id, name, version } => Some(Rule { id: &id.0, name, version: *version }),
        _ => None,
    };
    let ticket = Ticket::of(card, next, people, now);
    let body = Body { call: call.id.to_string(), at: call.at, rule, ticket };
    // It holds no map with odd keys and no foreign type: it always serialises.
    serde_json::to_vec(&body).unwrap_or_default()
}
