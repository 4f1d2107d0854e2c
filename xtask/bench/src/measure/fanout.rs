//! From a customer's message to the last of many screens.

mod viewers;

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Result, ensure};

use crate::body::Said;
use crate::cores;
use crate::desk::{Desk, Pen, is_ok, signed};
use crate::figure::Figure;
use crate::http::Call;
use crate::load::Load;
use crate::measure::floor::Yardstick;
use crate::plan::Plan;
use crate::report::Report;
use crate::rounds::Rounds;
use crate::server::Server;
pub use viewers::open;
use viewers::{Viewers, mark};

/// Customers of these messages come after all others.
const FIRST: u64 = 20_000_000;
/// Frames may come so long after the last webhook.
const PATIENCE: Duration = Duration::from_secs(10);

/// What the viewers saw in one run.
struct Seen {
    /// From when a webhook was due to the moment the last viewer had it, in ms.
    p50: f64,
    p95: f64,
    /// Processor time of the server for each frame of each viewer, in µs, ingest included.
    processor: f64,
    /// Memory of the server for each viewer, in KiB: only the first run shows it, for the
    /// allocator keeps what later ones use again.
    memory: f64,
    resident: f64,
    frames: u64,
}

/// The webhooks of one run.
struct Scene<'a> {
    plan: &'a Plan,
    pen: Pen,
    /// The first customer: each event is somebody's first message.
    first: u64,
}

pub async fn measure(
    plan: &Plan,
    yard: &Yardstick,
    desk: &Desk,
    server: &Server,
    report: &mut Report,
) -> Result<()> {
    let cookie = desk.sign_in(server).await?;
    cores::apart(yard.server.pid)?;
    cores::apart(server.pid)?;
    let (mut bare, mut ours) = (vec![], vec![]);
    for round in 0..plan.rounds as u64 {
        let first = FIRST + round * plan.events;
        bare.push(watch(&yard.server, None, &Scene { plan, pen: Pen::default(), first }).await?);
        let scene = Scene { plan, pen: desk.pen(), first };
        ours.push(watch(server, Some(&cookie), &scene).await?);
    }
    cores::together(yard.server.pid)?;
    cores::together(server.pid)?;
    tell(plan, &bare, &ours, report);
    Ok(())
}

fn tell(plan: &Plan, bare: &[Seen], ours: &[Seen], report: &mut Report) {
    let figure = |name: String, unit, figure: fn(&Seen) -> f64| {
        Figure::less(name, Rounds::of(ours, figure), unit)
            .floor(Some(Rounds::of(bare, figure).median()))
    };
    let name = format!("webhook → last of {} viewers", plan.viewers);
    let p50 = figure(format!("{name}, p50"), "ms", |seen| seen.p50).target(25.0, 10.0);
    report.add(p50.note(format!("{} webhooks at {}/s a run", plan.events, plan.pace)));
    report.add(figure(format!("{name}, p95"), "ms", |seen| seen.p95).target(60.0, 25.0));
    let processor = figure("CPU per delivery".into(), "µs", |seen| seen.processor).target(8.0, 4.0);
    let frames: u64 = ours.iter().map(|seen| seen.frames).sum();
    report.add(processor.note(format!("{frames} frames; the webhooks' own work included")));
    let first = |seen: &[Seen]| seen.first().map_or(f64::NAN, |seen| seen.memory);
    let memory = Figure::less("memory per viewer", first(ours), "KiB").target(24.0, 12.0);
    report.add(memory.floor(Some(first(bare))));
    let name = format!("memory at {} tickets and {} viewers", plan.size(), plan.viewers);
    let resident = Rounds::of(ours, |seen| seen.resident);
    report.add(Figure::less(name, resident, "MiB").target(300.0, 150.0));
}

/// Connects the viewers, sends the webhooks at a gentle pace and waits until everyone saw all.
async fn watch(server: &Server, cookie: Option<&str>, scene: &Scene<'_>) -> Result<Seen> {
    let Scene { plan, pen, first } = scene;
    let fresh = server.resident()?;
    let viewers = Viewers::connect(server.address, cookie, plan.viewers, plan.events).await?;
    let joined = server.resident()?;
    let before = server.processor()?;
    let (pen, first) = (pen.clone(), *first);
    let load = Load {
        address: server.address,
        connections: 4,
        count: plan.events,
        call: Arc::new(move |event| call(&pen, first, event)),
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
    let processor = processor * 1e6 / frames as f64;
    Ok(Seen { p50: last.p50(), p95: last.p95(), processor, memory, resident, frames })
}

fn call(pen: &Pen, first: u64, event: u64) -> Call {
    let said = pen.said(first + event);
    signed(&[Said { name: mark(event), ..said }])
}
