//! Giving tickets to somebody and to nobody, in turn, so that every request changes one.

use std::sync::Arc;

use anyhow::Result;
use http::{StatusCode, header};

use crate::cores;
use crate::desk::{Desk, EMAIL};
use crate::figure::Figure;
use crate::http::{Call, post, with};
use crate::load::{Load, Run};
use crate::measure::floor::Floor;
use crate::plan::Plan;
use crate::report::Report;
use crate::rounds::Rounds;
use crate::server::Server;

pub async fn measure(
    plan: &Plan,
    floor: &Floor,
    desk: &Desk,
    server: &Server,
    report: &mut Report,
) -> Result<()> {
    cores::apart(server.pid)?;
    let mut runs = vec![];
    for _ in 0..plan.rounds {
        runs.push(assign(desk, server, 1, 1, plan.one_by_one).await?);
    }
    cores::together(server.pid)?;
    let p50 = Rounds::of(&runs, |run| run.latencies.p50());
    let p99 = Rounds::of(&runs, |run| run.latencies.p99()).median();
    let p50 = Figure::less("assign, c=1, p50", p50, "ms").target(3.0, 1.0).floor(floor.one);
    report.add(p50.note(format!("p99 {p99:.1} ms")));
    let (mut runs, before) = (vec![], server.processor()?);
    for _ in 0..plan.rounds {
        runs.push(assign(desk, server, 16, 1 + plan.one_by_one, plan.together / 2).await?);
    }
    let changes: u64 = runs.iter().map(Run::right).sum();
    let each = (server.processor()? - before) * 1e3 / changes as f64;
    let p50 = Rounds::of(&runs, |run| run.latencies.p50()).median();
    let rate = Figure::more("assign, c=16", Rounds::of(&runs, Run::rate), "/s");
    let rate = rate.target(800.0, 2_000.0).floor(floor.sixteen_rate);
    report.add(rate.note(format!("p50 {p50:.1} ms, {each:.2} ms CPU each")));
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
