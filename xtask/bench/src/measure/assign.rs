//! Giving tickets to somebody and to nobody, in turn, so that every request changes one.

use std::sync::Arc;

use anyhow::Result;
use http::{StatusCode, header};

use crate::desk::{Desk, EMAIL};
use crate::figure::Figure;
use crate::http::{Call, post, with};
use crate::load::{Load, Run};
use crate::plan::Plan;
use crate::report::Report;
use crate::server::Server;

pub async fn measure(plan: &Plan, desk: &Desk, server: &Server, report: &mut Report) -> Result<()> {
    let run = assign(desk, server, 1, 1, plan.one_by_one).await?;
    let p50 = Figure::less("assign, c=1, p50", run.latencies.p50(), "ms").target(3.0, 1.0);
    report.add(p50.note(format!("p99 {:.1} ms", run.latencies.p99())));
    let before = server.processor()?;
    let run = assign(desk, server, 16, 1 + plan.one_by_one, plan.together / 2).await?;
    let each = (server.processor()? - before) * 1e3 / run.right() as f64;
    let rate = Figure::more("assign, c=16", run.rate(), "/s").target(800.0, 2_000.0);
    report.add(rate.note(format!(
        "p50 {:.1} p99 {:.1} ms, {each:.2} ms CPU each",
        run.latencies.p50(),
        run.latencies.p99()
    )));
    Ok(())
}

/// `count` tickets from number `first` on, the first half of the requests to the agent, then back.
async fn assign(
    desk: &Desk,
    server: &Server,
    connections: usize,
    first: u64,
    count: u64,
) -> Result<Run> {
    let bearer = desk.bearer();
    let tickets = count / 2;
    let load = Load {
        address: server.address,
        connections,
        count: tickets * 2,
        call: Arc::new(move |place| call(&bearer, first + place % tickets, place < tickets)),
        right: Arc::new(move |place, answer| {
            let owner = answer.json().ok().map(|ticket| ticket["assignee"].clone());
            let expected = if place < tickets { EMAIL.into() } else { serde_json::Value::Null };
            answer.status == StatusCode::OK && owner == Some(expected)
        }),
    };
    load.closed().await?.flawless()
}

fn call(bearer: &str, ticket: u64, to_agent: bool) -> Call {
    let agent = if to_agent { format!("\"{EMAIL}\"") } else { "null".to_owned() };
    let path = format!("/api/v1/tickets/{ticket}/assignment");
    let call = with(
        post(&path, format!("{{\"agent\":{agent}}}")),
        header::CONTENT_TYPE,
        "application/json",
    );
    with(call, header::AUTHORIZATION, bearer)
}
