//! How late what is due is done: snoozed tickets that wake while many others lie there.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, ensure};
use chrono::{DateTime, Utc};
use futures::StreamExt;
use http::{StatusCode, header};
use serde_json::{Value, json};
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;

use crate::desk::Desk;
use crate::figure::Figure;
use crate::http::{Connection, post, with};
use crate::latency::Latencies;
use crate::measure::fanout::open;
use crate::plan::Plan;
use crate::report::Report;
use crate::server::Server;

/// Tickets that wake, the first so long from now and the others spread over so long after it.
const TICKETS: u64 = 1_000;
const AHEAD: Duration = Duration::from_secs(15);
const SPREAD: Duration = Duration::from_secs(20);
/// Frames may come so long after the last is due.
const PATIENCE: Duration = Duration::from_secs(30);

pub async fn measure(plan: &Plan, desk: &Desk, server: &Server, report: &mut Report) -> Result<()> {
    let cookie = desk.sign_in(server).await?;
    let mut page = open(server.address, Some(&cookie)).await?;
    let first = since_1970()? + AHEAD;
    let due = |place: u64| first + SPREAD.mul_f64(place as f64 / TICKETS as f64);
    let mut line = Connection::open(server.address).await?;
    for place in 0..TICKETS {
        let until = DateTime::<Utc>::from(UNIX_EPOCH + due(place));
        let wish = json!({ "number": place + 1, "until": until });
        let call = post("/fn/tickets/snooze", wish.to_string());
        let call = with(call, header::CONTENT_TYPE, "application/json");
        let call = with(call, header::COOKIE, &cookie);
        let call = with(call, header::ORIGIN, &format!("http://{}", server.address));
        let answer = line.send(call).await?;
        ensure!(answer.status == StatusCode::OK, "snoozing answered {}", answer.excerpt());
    }
    ensure!(since_1970()? < first, "snoozing took longer than {} s", AHEAD.as_secs());
    let (mut late, mut woken) = (Latencies::default(), 0);
    while woken < TICKETS {
        let heard = timeout(SPREAD + AHEAD + PATIENCE, page.next()).await;
        let heard = heard.with_context(|| format!("{woken} of {TICKETS} tickets woke"))?;
        let Message::Text(frame) = heard.context("the line was closed")?? else { continue };
        for number in woken_in(&frame)? {
            late.push(since_1970()?.saturating_sub(due(number - 1)));
            woken += 1;
        }
    }
    let name = format!("what is due is late by, at {} tickets, p99", plan.size());
    let note =
        format!("{TICKETS} snoozes within {} s; at most {:.0} ms", SPREAD.as_secs(), late.max());
    report.add(Figure::less(name, late.p99(), "ms").target(2_000.0, 1_000.0).note(note));
    Ok(())
}

fn since_1970() -> Result<Duration> {
    Ok(SystemTime::now().duration_since(UNIX_EPOCH)?)
}

/// The tickets that a frame says woke.
fn woken_in(frame: &str) -> Result<Vec<u64>> {
    if !frame.contains("woken") {
        return Ok(vec![]);
    }
    let frame: Value = serde_json::from_str(frame)?;
    let update = &frame["update"]["update"];
    let events = update["events"].as_array().into_iter().flatten();
    let woken = events.filter(|event| event["change"] == "woken");
    Ok(woken.filter_map(|_| update["ticket"]["number"].as_u64()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_tells_which_ticket_woke() {
        let frame = |change: &str| {
            let events =
                format!(r#"[{{"ticket":7,"rev":3,"at":0,"by":"clock","change":{change}}}]"#);
            format!(
                r#"{{"update":{{"seq":1,"update":{{"ticket":{{"number":7}},"events":{events}}}}}}}"#
            )
        };
        assert_eq!(woken_in(&frame(r#""woken""#)).unwrap(), [7]);
        assert_eq!(woken_in(&frame(r#"{"noted":{"text":"woken"}}"#)).unwrap(), [0; 0]);
    }
}
