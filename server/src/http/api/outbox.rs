//! What waits to go out, over the API, for whoever watches over all.

use std::sync::Arc;

use app::settings::outgoing::Line;
use axum::Json;
use axum::extract::State;
use chrono::{DateTime, Utc};
use desk::outlet::RATE;
use serde::Serialize;
use utoipa::ToSchema;

use super::Caller;
use super::problem::Problem;
use super::refused::{Always, Overseen};
use crate::http::{Door, outgoing};

#[derive(Serialize, ToSchema)]
pub struct Outbox {
    numbers: Vec<Outlet>,
}

/// A number, and what waits in front of it.
#[derive(Serialize, ToSchema)]
pub struct Outlet {
    /// Meta's id of the number.
    number: String,
    /// As people dial it; null if it is not connected any more.
    display: Option<String>,
    /// Messages a second that it may send.
    rate: u32,
    /// Messages that wait to be sent.
    queued: u64,
    /// Messages that Meta was given and has not answered yet.
    on_their_way: u64,
    /// Messages that may or may not have been sent: a person decides.
    unconfirmed: u64,
    /// When the oldest one that waits was written.
    oldest_at: Option<DateTime<Utc>>,
    /// Why it sends nothing; null if it does.
    stopped: Option<Stopped>,
    /// Until when Meta puts off all that it sends.
    paused_until: Option<DateTime<Utc>>,
    /// Customers whose messages wait because Meta put them off.
    paused_customers: u64,
    /// Customers whose messages wait for the pace that WhatsApp allows.
    paced_customers: u64,
}

/// What keeps a number from sending.
#[derive(Serialize, ToSchema)]
pub struct Stopped {
    /// `token`, `access`, `restricted`, `quality`, `payment` or `set_up`.
    why: &'static str,
    /// Meta's error code; 0 if there was none.
    code: i64,
    /// Meta's own words.
    reason: String,
    since: DateTime<Utc>,
    /// When it is tried again by itself.
    next_try_at: Option<DateTime<Utc>>,
}

impl From<Line> for Outlet {
    fn from(line: Line) -> Self {
        let next_try_at = line.next_try;
        Self {
            number: line.waiting.number.0,
            display: line.display,
            rate: line.rate.unwrap_or(RATE),
            queued: line.waiting.queued,
            on_their_way: line.waiting.begun,
            unconfirmed: line.waiting.unconfirmed,
            oldest_at: line.waiting.oldest,
            stopped: line.stop.map(|stop| Stopped {
                why: stop.trouble.word(),
                code: stop.code,
                reason: stop.reason,
                since: stop.since,
                next_try_at,
            }),
            paused_until: line.paused_until,
            paused_customers: line.paused_customers,
            paced_customers: line.paced_customers,
        }
    }
}

/// What waits to go out of each number, and why.
#[utoipa::path(
    get,
    operation_id = "outbox",
    path = "/outbox",
    responses((status = 200, body = Outbox), Always, Overseen)
)]
pub async fn read(State(door): State<Arc<Door>>, caller: Caller) -> Result<Json<Outbox>, Problem> {
    let lines = outgoing::lines(&door, &caller.actor).await?;
    Ok(Json(Outbox { numbers: lines.into_iter().map(Outlet::from).collect() }))
}
