//! What this machine can do at all: the bare server `bench-floor` under the same load.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};
use tempfile::TempDir;
use tokio::process::Command;

use crate::body;
use crate::cores;
use crate::desk::{Pen, is_ok};
use crate::figure::Figure;
use crate::load::Load;
use crate::plan::Plan;
use crate::report::Report;
use crate::rounds::Rounds;
use crate::server::{Server, beside_us};
use crate::usage;

/// The bare server, which stays up beside the product so that both can be measured in turn.
pub struct Yardstick {
    pub server: Server,
    _folder: TempDir,
}

/// The floor's figures, for the ratios of the others. `None` where it was not measured.
#[derive(Debug, Default, Clone, Copy)]
pub struct Floor {
    /// Acknowledgement with one connection, p50 in ms.
    pub one: Option<f64>,
    /// Acknowledgements a second with 16 and with 64 connections.
    pub sixteen_rate: Option<f64>,
    pub peak: Option<f64>,
}

/// One run of acknowledgements.
pub struct Acks {
    pub p50: f64,
    pub p99: f64,
    pub rate: f64,
    /// Processor time of the server for each, in ms.
    pub processor: f64,
}

impl Yardstick {
    pub async fn start(target: &Path) -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("bench-floor-").tempdir_in(target)?;
        let mut command = Command::new(beside_us("bench-floor")?);
        command.arg(folder.path().join("journal")).env("BENCH_SECRET", body::SECRET);
        let server = Server::start(command, &folder.path().join("log"), "/health").await;
        let server =
            server.context("the yardstick is built by `cargo build --release -p bench`")?;
        Ok(Self { server, _folder: folder })
    }

    /// `count` webhooks, each connection sending as soon as it is answered.
    pub async fn acks(&self, connections: usize, count: u64) -> Result<Acks> {
        let pen = Pen::default();
        let load = Load {
            address: self.server.address,
            connections,
            count,
            call: Arc::new(move |place| pen.call([place])),
            right: Arc::new(is_ok),
        };
        let before = self.server.processor()?;
        let run = load.closed().await?.flawless()?;
        let processor = (self.server.processor()? - before) * 1e3 / run.right() as f64;
        let (p50, p99) = (run.latencies.p50(), run.latencies.p99());
        Ok(Acks { p50, p99, rate: run.rate(), processor })
    }
}

pub async fn measure(plan: &Plan, yard: &Yardstick, report: &mut Report) -> Result<Floor> {
    cores::apart(yard.server.pid)?;
    let one = several(plan, yard, 1, plan.one_by_one).await?;
    cores::together(yard.server.pid)?;
    let sixteen = several(plan, yard, 16, plan.together).await?;
    let (ours, before) = (usage::of_us()?, std::time::Instant::now());
    let sixty_four = several(plan, yard, 64, plan.together * 2).await?;
    let load = (usage::of_us()? - ours) / before.elapsed().as_secs_f64() * 100.0;
    for (connections, runs) in [(1, &one), (16, &sixteen), (64, &sixty_four)] {
        tell(report, connections, runs);
    }
    report.remark(format!("The generator used {load:.0} % of a core for the floor at c=64."));
    let median = |runs: &[Acks], figure: fn(&Acks) -> f64| Some(Rounds::of(runs, figure).median());
    Ok(Floor {
        one: median(&one, |run| run.p50),
        sixteen_rate: median(&sixteen, |run| run.rate),
        peak: median(&sixty_four, |run| run.rate),
    })
}

async fn several(
    plan: &Plan,
    yard: &Yardstick,
    connections: usize,
    count: u64,
) -> Result<Vec<Acks>> {
    let mut runs = vec![];
    for _ in 0..plan.rounds {
        runs.push(yard.acks(connections, count).await?);
    }
    Ok(runs)
}

fn tell(report: &mut Report, connections: usize, runs: &[Acks]) {
    let name = format!("floor: acknowledgement, c={connections}");
    let processor = Rounds::of(runs, |run| run.processor).median();
    let (p50, rate) = (Rounds::of(runs, |run| run.p50), Rounds::of(runs, |run| run.rate));
    let p99 = Rounds::of(runs, |run| run.p99).median();
    report.add(
        Figure::less(format!("{name}, p50"), p50, "ms")
            .note(format!("p99 {p99:.2} ms, {processor:.3} ms CPU each")),
    );
    report.add(Figure::more(format!("{name}, rate"), rate, "/s"));
}
