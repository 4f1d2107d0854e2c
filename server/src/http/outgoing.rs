//! What waits to go out of each number: the page, and the buttons on it.
//!
//! What is in the store the desk tells, why the worker waits its outlook.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant;

use app::settings::outgoing::{Ledger, Line, PATH};
use axum::Extension;
use axum::extract::{Form, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{DateTime, TimeDelta, Utc};
use desk::Error;
use desk::ids::NumberId;
use desk::outlet::{HIGHEST_RATE, Waiting};
use desk::permissions::{Actor, Permission};
use serde::Deserialize;

use super::reader::Reader;
use super::{Door, pages};

/// Marks the address of a page that says that a pace made no sense.
const BAD_RATE: &str = "rate";

/// What is sent from the page.
#[derive(Deserialize)]
pub struct Order {
    #[serde(rename = "do")]
    what: String,
    number: String,
    #[serde(default)]
    rate: String,
}

/// `GET` of the page.
pub async fn page(
    State(door): State<Arc<Door>>,
    Extension(reader): Extension<Reader>,
    request: Request,
) -> Response {
    let Some(actor) = reader.actor().filter(|actor| actor.may(Permission::Oversee)) else {
        return pages::render(&door, request, |_| {}).await;
    };
    match lines(&door, &actor).await {
        Ok(numbers) => {
            let may_configure = actor.may(Permission::Configure);
            let bad_rate = request.uri().query() == Some(BAD_RATE);
            let ledger = Ledger { numbers, may_configure, bad_rate };
            pages::render(&door, request, |parts| parts.ledger = Some(Arc::new(ledger))).await
        }
        Err(error) => failed(&error),
    }
}

/// `POST` from it: a stopped number is started, or a pace set.
pub async fn take(
    State(door): State<Arc<Door>>,
    Extension(reader): Extension<Reader>,
    Form(order): Form<Order>,
) -> Response {
    let Some(actor) = reader.actor() else { return StatusCode::FORBIDDEN.into_response() };
    let number = NumberId(order.number);
    let done = match order.what.as_str() {
        "try" => door.desk.resume(&actor, &number).await,
        "rate" if actor.may(Permission::Configure) => match rate(&order.rate) {
            Some(rate) => set_rate(&door, &number, rate).await,
            None => return Redirect::to(&format!("{PATH}?{BAD_RATE}")).into_response(),
        },
        "rate" => return StatusCode::FORBIDDEN.into_response(),
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    match done {
        Ok(()) => Redirect::to(PATH).into_response(),
        Err(Error::Refused(_)) => StatusCode::FORBIDDEN.into_response(),
        Err(error) => failed(&error),
    }
}

/// What is to be told of each number: those that are connected, and any in front of which something
/// waits.
pub async fn lines(door: &Door, actor: &Actor) -> Result<Vec<Line>, Error> {
    let waiting = door.desk.waiting(actor).await?;
    let outlets = door.desk.outlets(&Actor::Clock).await?;
    let connected = door.store.numbers().await.map_err(as_cause)?;
    let mut all: BTreeMap<NumberId, Line> = BTreeMap::new();
    for known in connected {
        let line = line(Waiting::none(known.number.id.clone()), Some(known.number.display));
        all.insert(known.number.id, line);
    }
    for waiting in waiting {
        let number = waiting.number.clone();
        let line = all.entry(number.clone()).or_insert_with(|| line(Waiting::none(number), None));
        line.waiting = waiting;
    }
    for outlet in outlets {
        if let Some(line) = all.get_mut(&outlet.number) {
            (line.rate, line.stop) = (outlet.rate, outlet.stop);
        }
    }
    let (now, instant) = (door.desk.now(), Instant::now());
    let mut lines: Vec<Line> = all.into_values().collect();
    for line in &mut lines {
        let sight = door.outlook.of(&line.waiting.number);
        line.paused_until = sight.paused_until.map(|at| moment(at, instant, now));
        line.paused_customers = sight.paused_customers;
        line.paced_customers = sight.paced_customers;
        line.next_try = sight.next_try.map(|at| moment(at, instant, now));
    }
    Ok(lines)
}

fn line(waiting: Waiting, display: Option<String>) -> Line {
    Line {
        display,
        rate: None,
        stop: None,
        waiting,
        paused_until: None,
        paused_customers: 0,
        paced_customers: 0,
        next_try: None,
    }
}

/// `at` by the desk's clock; what has passed already is now.
fn moment(at: Instant, instant: Instant, now: DateTime<Utc>) -> DateTime<Utc> {
    let left = TimeDelta::from_std(at.saturating_duration_since(instant));
    left.map_or(now, |left| now + left)
}

fn rate(text: &str) -> Option<u32> {
    text.trim().parse().ok().filter(|rate| (1..=HIGHEST_RATE).contains(rate))
}

async fn set_rate(door: &Door, number: &NumberId, rate: u32) -> Result<(), Error> {
    door.store.set_rate(number, Some(rate)).await.map_err(as_cause)
}

fn as_cause(error: store::Error) -> Error {
    Error::Failed(Box::new(error))
}

fn failed(error: &Error) -> Response {
    tracing::error!(%error, "what goes out can't be told");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pace_is_a_number_that_meta_knows() {
        for (text, read) in [("80", Some(80)), (" 1 ", Some(1)), ("1000", Some(1_000))] {
            assert_eq!(rate(text), read, "{text}");
        }
        for text in ["", "0", "1001", "-5", "fast", "8.5"] {
            assert_eq!(rate(text), None, "{text}");
        }
    }
}
