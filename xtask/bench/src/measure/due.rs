//! How late what is due is done, among many tickets and while a new rulebook goes through them:
//! snoozes that end, warnings and breaches of SLA clocks, and moments that rules wait for.

mod book;
mod late;

use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use anyhow::{Result, bail, ensure};
use chrono::{DateTime, Utc};
use http::{StatusCode, header};
use serde_json::json;
use tokio::time::{sleep, sleep_until};

use crate::body::Said;
use crate::desk::{Desk, is_ok, signed};
use crate::figure::Figure;
use crate::http::{Connection, post, with};
use crate::load::Load;
use crate::measure::fanout::open;
use crate::plan::Plan;
use crate::report::Report;
use crate::server::Server;
use late::{Late, listen};

/// Tickets that wake.
const SNOOZED: u64 = 1_000;
/// Customers who write and get no answer, and how many of them a second.
const WRITERS: u64 = 400;
const PACE: f64 = 20.0;
/// These come after all others.
const FIRST: u64 = 30_000_000;
/// The first snooze ends so long from now, and the others so long after it at most: as long as the
/// writers' clocks have something to tell.
const AHEAD: Duration = Duration::from_secs(45);
const SPREAD: Duration = Duration::from_secs(50);
/// Frames may come so long after the last is due.
const PATIENCE: Duration = Duration::from_secs(30);

/// Nobody else wrote for the first time since `opened`. From now on the desk has a rulebook.
pub async fn measure(
    plan: &Plan,
    desk: &Desk,
    server: &Server,
    opened: Instant,
    report: &mut Report,
) -> Result<()> {
    // What passed before the book is none of its business: the others' wait must have passed.
    sleep_until((opened + book::WAIT).into()).await;
    let cookie = desk.sign_in(server).await?;
    let page = open(server.address, Some(&cookie)).await?;
    book::lay_down(desk, server).await?;
    let first = since_1970()? + AHEAD;
    let due = |place: u64| first + SPREAD.mul_f64(place as f64 / SNOOZED as f64);
    let happens = async {
        snooze(server, &cookie, due).await?;
        let Some(early) = first.checked_sub(book::FIRST_MARK + since_1970()?) else {
            bail!("snoozing took longer than {} s", (AHEAD - book::FIRST_MARK).as_secs());
        };
        sleep(early).await;
        write(desk, server).await
    };
    let expected = (SNOOZED, WRITERS * book::MARKS, WRITERS * book::MOMENTS);
    // Numbers of tickets begin with 1.
    let listens = listen(page, expected, AHEAD + SPREAD + PATIENCE, |number| due(number - 1));
    let ((), late) = tokio::try_join!(happens, listens)?;
    tell(plan, &late, report);
    Ok(())
}

fn tell(plan: &Plan, late: &Late, report: &mut Report) {
    let Late { snoozes, marks, moments } = late;
    let name = format!("what is due is late by, at {} tickets, p99", plan.size());
    let all = late.all();
    let kinds =
        [("snoozes", snoozes), ("marks of SLA clocks", marks), ("moments of rules", moments)];
    let kinds = kinds.map(|(kind, late)| format!("{} {kind} {:.0} ms", late.count(), late.p99()));
    let note = format!(
        "within {} s, under a rulebook that is new: {}; at most {:.0} ms",
        SPREAD.as_secs(),
        kinds.join(", "),
        all.max()
    );
    report.add(Figure::less(name, all.p99(), "ms").target(2_000.0, 1_000.0).note(note));
}

/// Puts tickets aside, each until its own moment.
async fn snooze(server: &Server, cookie: &str, due: impl Fn(u64) -> Duration) -> Result<()> {
    let mut line = Connection::open(server.address).await?;
    for place in 0..SNOOZED {
        let until = DateTime::<Utc>::from(UNIX_EPOCH + due(place));
        let wish = json!({ "number": place + 1, "until": until });
        let call = post("/fn/tickets/snooze", wish.to_string());
        let call = with(call, header::CONTENT_TYPE, "application/json");
        let call = with(call, header::COOKIE, cookie);
        let call = with(call, header::ORIGIN, &format!("http://{}", server.address));
        let answer = line.send(call).await?;
        ensure!(answer.status == StatusCode::OK, "snoozing answered {}", answer.excerpt());
    }
    Ok(())
}

/// Customers whom the rulebook knows by their names write for the first time, one after the other.
async fn write(desk: &Desk, server: &Server) -> Result<()> {
    let pen = desk.pen();
    let load = Load {
        address: server.address,
        connections: 2,
        count: WRITERS,
        call: Arc::new(move |place| {
            let name = format!("{} {place:06}", book::NAME);
            signed(&[Said { name, ..pen.said(FIRST + place) }])
        }),
        right: Arc::new(is_ok),
    };
    load.open(PACE).await?.flawless().map(drop)
}

fn since_1970() -> Result<Duration> {
    Ok(SystemTime::now().duration_since(UNIX_EPOCH)?)
}
