//! What this machine can do at all: the bare server `bench-floor` under the same load.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};
use tokio::process::Command;

use crate::body;
use crate::desk::{Pen, is_ok};
use crate::figure::Figure;
use crate::load::{Load, Run};
use crate::measure::fanout;
use crate::plan::Plan;
use crate::report::Report;
use crate::server::{Server, beside_us};
use crate::usage;

/// The floor's figures, for the ratios of the others. `None` where it was not measured.
#[derive(Debug, Default, Clone, Copy)]
pub struct Floor {
    /// Acknowledgement with 1 and with 16 connections, p50 in ms.
    pub one: Option<f64>,
    pub sixteen: Option<f64>,
    /// Acknowledgements a second with 64 connections.
    pub peak: Option<f64>,
    /// Processor time of an acknowledgement with 16 connections, in ms.
    pub processor: Option<f64>,
    /// Webhook to the last viewer, p50 and p95 in ms.
    pub last_p50: Option<f64>,
    pub last_p95: Option<f64>,
}

pub async fn measure(plan: &Plan, target: &Path, report: &mut Report) -> Result<Floor> {
    let folder = tempfile::Builder::new().prefix("bench-floor-").tempdir_in(target)?;
    let mut command = Command::new(beside_us("bench-floor")?);
    command.arg(folder.path().join("journal")).env("BENCH_SECRET", body::SECRET);
    let server = Server::start(command, &folder.path().join("log"), "/health").await;
    let server = server.context("the yardstick is built by `cargo build --release -p bench`")?;
    let mut floor = Floor::default();

    let (run, _) = acks(&server, 1, plan.one_by_one * 2).await?;
    floor.one = Some(run.latencies.p50());
    tell(report, 1, &run, String::new());
    let (run, processor) = acks(&server, 16, plan.together * 2).await?;
    (floor.sixteen, floor.processor) = (Some(run.latencies.p50()), Some(processor));
    tell(report, 16, &run, format!("{:.3} ms CPU each", processor));
    let ours = usage::of_us()?;
    let (run, _) = acks(&server, 64, plan.together * 4).await?;
    floor.peak = Some(run.rate());
    let load = (usage::of_us()? - ours) / run.seconds() * 100.0;
    tell(report, 64, &run, format!("the generator used {load:.0} % of a core"));

    let seen = fanout::watch(&server, None, plan, &Pen::default()).await?;
    (floor.last_p50, floor.last_p95) = (Some(seen.last.p50()), Some(seen.last.p95()));
    let name = format!("floor: webhook → last of {} viewers", plan.viewers);
    report.add(Figure::less(format!("{name}, p50"), seen.last.p50(), "ms"));
    report.add(Figure::less(format!("{name}, p95"), seen.last.p95(), "ms"));
    server.stop().await?;
    Ok(floor)
}

/// The run, and the server's processor time of each request in ms.
async fn acks(server: &Server, connections: usize, count: u64) -> Result<(Run, f64)> {
    let pen = Pen::default();
    let load = Load {
        address: server.address,
        connections,
        count,
        call: Arc::new(move |place| pen.call([place])),
        right: Arc::new(is_ok),
    };
    let before = server.processor()?;
    let run = load.closed().await?.flawless()?;
    let each = (server.processor()? - before) * 1e3 / run.right() as f64;
    Ok((run, each))
}

fn tell(report: &mut Report, connections: usize, run: &Run, note: String) {
    let name = format!("floor: acknowledgement, c={connections}");
    report.add(Figure::less(format!("{name}, p50"), run.latencies.p50(), "ms"));
    report.add(Figure::less(format!("{name}, p99"), run.latencies.p99(), "ms"));
    report.add(Figure::more(format!("{name}, rate"), run.rate(), "/s").note(note));
}
