//! From a customer's message to the last of many screens.

mod viewers;

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Result, ensure};

use crate::body::Said;
use crate::desk::{Desk, Pen, is_ok, signed};
use crate::figure::Figure;
use crate::http::Call;
use crate::latency::Latencies;
use crate::load::Load;
use crate::measure::floor::Floor;
use crate::plan::Plan;
use crate::report::Report;
use crate::server::Server;
use viewers::{Viewers, mark};

/// Customers of these messages come after all others: each event is somebody's first message.
const FIRST: u64 = 20_000_000;
/// Frames may come so long after the last webhook.
const PATIENCE: Duration = Duration::from_secs(10);

/// What the viewers saw.
pub struct Seen {
    /// From when a webhook was due to the moment the last viewer had it.
    pub last: Latencies,
    /// Processor time of the server for each frame of each viewer, in µs, ingest included.
    pub processor: f64,
    /// Memory of the server for each viewer, in KiB.
    pub memory: f64,
    pub resident: f64,
    pub frames: u64,
}

pub async fn measure(
    plan: &Plan,
    floor: &Floor,
    desk: &Desk,
    server: &Server,
    report: &mut Report,
) -> Result<()> {
    let cookie = desk.sign_in(server).await?;
    let seen = watch(server, Some(&cookie), plan, &desk.pen()).await?;
    let name = format!("webhook → last of {} viewers", plan.viewers);
    let p50 = Figure::less(format!("{name}, p50"), seen.last.p50(), "ms").target(25.0, 10.0);
    report.add(
        p50.floor(floor.last_p50).note(format!("{} webhooks at {}/s", plan.events, plan.pace)),
    );
    let p95 = Figure::less(format!("{name}, p95"), seen.last.p95(), "ms").target(60.0, 25.0);
    report.add(p95.floor(floor.last_p95).note(format!("max {:.1} ms", seen.last.max())));
    let note = format!("{} frames; the webhooks' own work included", seen.frames);
    report.add(Figure::less("CPU per delivery", seen.processor, "µs").target(8.0, 4.0).note(note));
    report.add(Figure::less("memory per viewer", seen.memory, "KiB").target(24.0, 12.0));
    let name = format!("memory at {} tickets and {} viewers", plan.size(), plan.viewers);
    report.add(Figure::less(name, seen.resident, "MiB").target(300.0, 150.0));
    Ok(())
}

/// Connects the viewers, sends the webhooks at a gentle pace and waits until everyone saw all.
pub async fn watch(server: &Server, cookie: Option<&str>, plan: &Plan, pen: &Pen) -> Result<Seen> {
    let fresh = server.resident()?;
    let viewers = Viewers::connect(server.address, cookie, plan.viewers, plan.events).await?;
    let joined = server.resident()?;
    let before = server.processor()?;
    let pen = pen.clone();
    let load = Load {
        address: server.address,
        connections: 4,
        count: plan.events,
        call: Arc::new(move |event| call(&pen, event)),
        right: Arc::new(is_ok),
    };
    let run = load.open(plan.pace).await?.flawless()?;
    let complete = viewers.wait(PATIENCE).await;
    let processor = server.processor()? - before;
    let resident = server.resident()?;
    let (frames, last) = (viewers.frames(), viewers.last(run.began, plan.pace));
    ensure!(complete, "{} of {} events did not reach all viewers", viewers.missing(), plan.events);
    ensure!(viewers.gaps() == 0, "the viewers' sequence has {} gaps", viewers.gaps());
    let memory = (joined - fresh) * 1024.0 / plan.viewers as f64;
    Ok(Seen { last, processor: processor * 1e6 / frames as f64, memory, resident, frames })
}

fn call(pen: &Pen, event: u64) -> Call {
    let said = pen.said(FIRST + event);
    signed(&[Said { name: mark(event), ..said }])
}
