//! Trying a rule over the API: what it would have done on the latest tickets, before anybody lays it down.
//!
//! Rules, actions and facts are written as in the rulebook, and are described no further here.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};
use desk::automation::{self as tried, Came, MOST_TRIED, Ruling};
use desk::routing::{Rule, Tested};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::Caller;
use super::problem::Problem;
use super::refused::{Always, Changing, Written};
use super::rulebook::{Objections, refused};
use crate::http::Door;

/// A rule to try.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Attempt {
    /// As it would stand in the rulebook: in place of the one with its id, or else as the last. It is tried
    /// as if it were switched on.
    #[schema(value_type = Value)]
    rule: Rule,
    /// On how many of the tickets with the newest messages; 200 at most, and if absent.
    tickets: Option<usize>,
}

/// What the rule would have done. Nothing was changed.
#[derive(Serialize, ToSchema)]
pub struct Trial {
    /// How many tickets were looked at …
    looked_at: u64,
    /// … of some of which only the last part, because their history is long …
    cut: u64,
    /// … and how many were not, because their history is too long.
    passed_over: u64,
    /// On how many of them it would have done something.
    acted_on: u64,
    /// How many customers it would have written to.
    messaged: u64,
    /// Whether those are so many that the settings ask before they save it.
    asks: bool,
    /// Whether it listens to somebody becoming free, of which nothing is kept.
    hears_of_free: bool,
    /// The tickets to which something happened that it listens to, newest message first.
    tickets: Vec<TriedTicket>,
}

/// What it would have done on one ticket.
#[derive(Serialize, ToSchema)]
pub struct TriedTicket {
    number: u64,
    customer: String,
    /// How often something happened that it listens to …
    heard: u64,
    /// … and its condition held; or did not, and it has actions for that; or nobody can tell.
    held: u64,
    otherwise: u64,
    unknown: u64,
    /// How often it would have done something.
    acted: u64,
    /// How many messages the customer would have got.
    messages: u64,
    /// Whether only the last part of its history was tried.
    cut: bool,
    /// The last three times that it would have done something; if it never would, the last time that it
    /// heard of anything.
    hearings: Vec<Hearing>,
}

/// Once that something happened to which the rule listens.
#[derive(Serialize, ToSchema)]
pub struct Hearing {
    at: DateTime<Utc>,
    happening: Value,
    /// `then`, `otherwise`, `nothing`, `stopped` by an earlier rule, or `unknown`.
    ruling: &'static str,
    /// Every condition with what it saw.
    tests: Vec<SeenTest>,
    deeds: Vec<Deed>,
    /// Actions that the limit of automatic messages would have held back, such as `then[0]`.
    withheld: Vec<String>,
}

/// A condition, and what it saw.
#[derive(Serialize, ToSchema)]
pub struct SeenTest {
    /// Such as `condition.all[0]`.
    place: String,
    field: Value,
    operator: Value,
    #[schema(value_type = Option<Value>)]
    expected: Option<desk::routing::Value>,
    /// `{"text": …}`, `{"number": …}`, `{"truth": …}`, `{"tags": […]}`, `"empty"`, or `{"absent": …}` with
    /// the reason; that is `not_kept` where nobody knows any more.
    actual: Value,
    held: bool,
}

/// An action, and what would have come of it.
#[derive(Serialize, ToSchema)]
pub struct Deed {
    action: Value,
    /// `done`, `nothing` if all was so already, `undone` if it was not possible, or `unknown` if it hangs
    /// on who was there.
    outcome: &'static str,
    /// What it would have said, with its gaps filled.
    text: Option<String>,
    /// Why it was not possible.
    #[schema(value_type = Option<Value>)]
    why: Option<tried::Why>,
}

/// Tries a rule on the latest tickets, and changes nothing.
#[utoipa::path(
    post,
    operation_id = "try_rule",
    path = "/rulebook/trial",
    request_body = Attempt,
    responses(
        (status = 200, body = Trial),
        Always,
        Changing,
        Written,
        (
            status = 422,
            description = "The rule can't be read, or has mistakes.",
            body = Objections,
            content_type = "application/problem+json"
        )
    )
)]
pub async fn hold(
    State(door): State<Arc<Door>>,
    caller: Caller,
    attempt: Result<Json<Attempt>, JsonRejection>,
) -> Result<Response, Problem> {
    let Json(Attempt { rule, tickets }) = attempt?;
    let edition = door.desk.rulebook(&caller.actor).await?;
    let tickets = tickets.unwrap_or(MOST_TRIED);
    match door.desk.try_out(&caller.actor, edition.rulebook, rule, tickets).await? {
        Ok(trial) => Ok(Json(told(trial)?).into_response()),
        Err(objections) => Ok(refused(objections)),
    }
}

fn told(trial: tried::Trial) -> Result<Trial, Problem> {
    let tickets = trial.tickets.iter().map(ticket).collect::<Result<_, _>>();
    Ok(Trial {
        looked_at: trial.looked_at,
        cut: trial.cut,
        passed_over: trial.passed_over,
        acted_on: trial.acted_on(),
        messaged: trial.messaged(),
        asks: trial.asks(),
        hears_of_free: trial.hears_of_free,
        tickets: tickets.map_err(Problem::internal)?,
    })
}

fn ticket(tried: &tried::Tried) -> Result<TriedTicket, serde_json::Error> {
    Ok(TriedTicket {
        number: tried.ticket.0,
        customer: tried.customer.clone(),
        heard: tried.heard,
        held: tried.held,
        otherwise: tried.otherwise,
        unknown: tried.unknown,
        acted: tried.acted,
        messages: tried.messages,
        cut: tried.cut,
        hearings: tried.hearings.iter().map(hearing).collect::<Result<_, _>>()?,
    })
}

fn hearing(hearing: &tried::Hearing) -> Result<Hearing, serde_json::Error> {
    Ok(Hearing {
        at: hearing.at,
        happening: serde_json::to_value(&hearing.happening)?,
        ruling: match hearing.ruling {
            Ruling::Then => "then",
            Ruling::Otherwise => "otherwise",
            Ruling::Nothing => "nothing",
            Ruling::Stopped => "stopped",
            Ruling::Unknown => "unknown",
        },
        tests: hearing.tests.iter().map(seen).collect::<Result<_, _>>()?,
        deeds: hearing.deeds.iter().map(deed).collect::<Result<_, _>>()?,
        withheld: hearing.withheld.iter().map(|held| held.place.clone()).collect(),
    })
}

fn seen(test: &Tested) -> Result<SeenTest, serde_json::Error> {
    Ok(SeenTest {
        place: test.asked.place.clone(),
        field: serde_json::to_value(&test.asked.field)?,
        operator: serde_json::to_value(test.asked.operator)?,
        expected: test.asked.expected.clone(),
        actual: serde_json::to_value(&test.actual)?,
        held: test.held,
    })
}

fn deed(deed: &tried::Deed) -> Result<Deed, serde_json::Error> {
    let (outcome, text, why) = match &deed.came {
        Came::Done { text } => ("done", text.clone(), None),
        Came::Nothing => ("nothing", None, None),
        Came::Undone { why } => ("undone", None, Some(why.clone())),
        Came::Unknown => ("unknown", None, None),
    };
    Ok(Deed { action: serde_json::to_value(&deed.action)?, outcome, text, why })
}
