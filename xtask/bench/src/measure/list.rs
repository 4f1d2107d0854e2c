//! Reading: a list of 50 over the API, its later stretches, and the inbox page as people load it.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use http::{StatusCode, header};

use crate::cores;
use crate::desk::Desk;
use crate::figure::Figure;
use crate::http::{Answer, Connection, get, with};
use crate::latency::Latencies;
use crate::load::{Load, Run};
use crate::measure::floor::Floor;
use crate::plan::Plan;
use crate::report::Report;
use crate::rounds::Rounds;
use crate::server::Server;

const LIST: &str = "/api/v1/tickets?status=open&limit=50";
/// How many stretches a walk reads at most.
const STRETCHES: u64 = 400;

pub async fn measure(
    plan: &Plan,
    floor: &Floor,
    desk: &Desk,
    server: &Server,
    report: &mut Report,
) -> Result<()> {
    cores::apart(server.pid)?;
    first_fifty(plan, floor, desk, server, report).await?;
    walk(plan, desk, server, report).await?;
    page(plan, floor, desk, server, report).await?;
    cores::together(server.pid)
}

async fn first_fifty(
    plan: &Plan,
    floor: &Floor,
    desk: &Desk,
    server: &Server,
    report: &mut Report,
) -> Result<()> {
    let bearer = desk.bearer();
    let load = Load {
        address: server.address,
        connections: 1,
        count: plan.one_by_one,
        call: Arc::new(move |_| with(get(LIST), header::AUTHORIZATION, &bearer)),
        right: Arc::new(|_, answer| is_fifty(answer)),
    };
    let (runs, each) = several(plan, server, &load).await?;
    let name = format!("list 50 of {}, API", plan.size());
    let p50 = Rounds::of(&runs, |run| run.latencies.p50());
    let p50 = Figure::less(format!("{name}, p50"), p50, "ms").target(5.0, 1.0).floor(floor.one);
    report.add(p50.note(format!("{each:.2} ms CPU each")));
    let p99 = Rounds::of(&runs, |run| run.latencies.p99());
    report.add(Figure::less(format!("{name}, p99"), p99, "ms").target(15.0, 4.0));
    Ok(())
}

/// The runs of `load`, and the server's processor time of each request in ms.
async fn several(plan: &Plan, server: &Server, load: &Load) -> Result<(Vec<Run>, f64)> {
    let (mut runs, before) = (vec![], server.processor()?);
    for _ in 0..plan.rounds {
        runs.push(load.clone().closed().await?.flawless()?);
    }
    let requests: u64 = runs.iter().map(Run::right).sum();
    Ok((runs, (server.processor()? - before) * 1e3 / requests as f64))
}

/// Fifty open tickets, the newest message first.
fn is_fifty(answer: &Answer) -> bool {
    let Ok(json) = answer.json() else { return false };
    let Some(tickets) = json["tickets"].as_array() else { return false };
    let times: Vec<_> =
        tickets.iter().filter_map(|ticket| ticket["last_message_at"].as_str()).collect();
    let all_open = tickets.iter().all(|ticket| ticket["status"] == "open");
    answer.status == StatusCode::OK
        && times.len() == 50
        && times.is_sorted_by(|a, b| a >= b)
        && all_open
}

async fn walk(plan: &Plan, desk: &Desk, server: &Server, report: &mut Report) -> Result<()> {
    let mut connection = Connection::open(server.address).await?;
    let (mut latencies, mut seen, mut path) =
        (Latencies::default(), HashSet::new(), LIST.to_owned());
    for _ in 0..STRETCHES.min(plan.tickets / 50) {
        let call = desk.keyed(get(&path));
        let began = Instant::now();
        let answer = connection.send(call).await?;
        latencies.push(began.elapsed());
        let json = answer.json()?;
        for ticket in json["tickets"].as_array().context("a list without tickets")? {
            ensure!(seen.insert(ticket["number"].as_u64()), "the walk met a ticket twice");
        }
        match json["next_cursor"].as_str() {
            Some(cursor) => path = format!("{LIST}&cursor={cursor}"),
            None => break,
        }
    }
    ensure!(seen.len() == latencies.count() * 50, "the walk missed tickets");
    let figure = Figure::less("list, later stretches by cursor, p50", latencies.p50(), "ms");
    report.add(figure.note(format!(
        "p99 {:.2} ms, {} stretches",
        latencies.p99(),
        latencies.count()
    )));
    Ok(())
}

async fn page(
    plan: &Plan,
    floor: &Floor,
    desk: &Desk,
    server: &Server,
    report: &mut Report,
) -> Result<()> {
    let cookie = desk.sign_in(server).await?;
    let mut connection = Connection::open(server.address).await?;
    let plain = connection.send(with(get("/inbox"), header::COOKIE, &cookie)).await?;
    let html = String::from_utf8_lossy(&plain.body);
    ensure!(
        plain.status == StatusCode::OK && html.contains("Customer 0"),
        "the inbox page shows no customers"
    );
    let load = Load {
        address: server.address,
        connections: 1,
        count: plan.pages,
        call: Arc::new(move |_| {
            with(with(get("/inbox"), header::COOKIE, &cookie), header::ACCEPT_ENCODING, "br")
        }),
        right: Arc::new(|_, answer| {
            answer.status == StatusCode::OK && answer.headers.contains_key(header::CONTENT_ENCODING)
        }),
    };
    let size = connection.send((load.call)(0)).await?.body.len() as f64 / 1024.0;
    let (runs, each) = several(plan, server, &load).await?;
    let p50 = Rounds::of(&runs, |run| run.latencies.p50());
    let p99 = Rounds::of(&runs, |run| run.latencies.p99()).median();
    let p50 = Figure::less("inbox page, server-rendered, p50", p50, "ms").target(15.0, 5.0);
    let note = format!("p99 {p99:.1} ms, {each:.1} ms CPU each, {} tickets", plan.size());
    report.add(p50.floor(floor.one).note(note));
    let note = format!("{:.0} KiB before compression", plain.body.len() as f64 / 1024.0);
    report.add(Figure::less("inbox page, compressed", size, "KiB").target(30.0, 30.0).note(note));
    Ok(())
}
