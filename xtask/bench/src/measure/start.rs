//! Starting with a full desk, after a clean end and after a kill: how long, and whether all is there.

use std::sync::Arc;

use anyhow::{Result, ensure};

use crate::desk::{Desk, is_ok, settle};
use crate::figure::Figure;
use crate::latency::Latencies;
use crate::load::Load;
use crate::plan::Plan;
use crate::report::Report;
use crate::server::Server;

/// Messages that are acknowledged right before a kill.
const LATE: u64 = 200;

/// Takes the server over, and gives back the last one that it started.
pub async fn measure(
    plan: &Plan,
    desk: &Desk,
    mut server: Server,
    report: &mut Report,
) -> Result<Server> {
    let mut clean = Latencies::default();
    for _ in 0..plan.starts {
        server.stop().await?;
        server = desk.serve().await?;
        clean.push(server.started_in);
    }
    let name = format!("cold start at {} tickets", plan.size());
    let figure = Figure::less(format!("{name}, median"), clean.p50(), "ms").target(1_000.0, 300.0);
    report.add(figure.note(format!(
        "{} starts, max {:.0} ms, files in the page cache",
        plan.starts,
        clean.max()
    )));
    report.add(Figure::less(
        format!("memory at {} tickets after a start", plan.size()),
        server.resident()?,
        "MiB",
    ));

    let mut killed = Latencies::default();
    for _ in 0..plan.starts {
        let before = desk.count(&server).await?.unread;
        late(desk, &server).await?;
        server.kill().await?;
        server = desk.serve().await?;
        killed.push(server.started_in);
        settle(&server).await?;
        let lost = (before + LATE).abs_diff(desk.count(&server).await?.unread);
        ensure!(lost == 0, "after a kill {lost} acknowledged messages were lost or doubled");
    }
    let figure = Figure::less(format!("{name} after kill -9, median"), killed.p50(), "ms")
        .target(1_000.0, 1_000.0);
    let note = format!(
        "{} kills right after {LATE} acknowledgements: none lost, none twice; max {:.0} ms",
        plan.starts,
        killed.max()
    );
    report.add(figure.note(note));
    Ok(server)
}

async fn late(desk: &Desk, server: &Server) -> Result<()> {
    let pen = desk.pen();
    let load = Load {
        address: server.address,
        connections: 16,
        count: LATE,
        call: Arc::new(move |place| pen.call([place])),
        right: Arc::new(is_ok),
    };
    load.closed().await?.flawless().map(drop)
}
