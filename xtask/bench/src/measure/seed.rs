//! Fills a desk: a ticket of each customer, through the signed webhook like everything else.

use std::ops::Range;
use std::sync::Arc;
use std::time::Instant;

use anyhow::{Result, ensure};

use crate::desk::{Desk, is_ok, settle};
use crate::figure::Figure;
use crate::load::Load;
use crate::plan::Plan;
use crate::report::Report;
use crate::server::Server;

const BATCH: u64 = 100;
/// Customers who write before what they wrote is waited for: the journal is bounded, and a server
/// that refuses is another measure.
const STRETCH: u64 = 10_000;

/// Tells when the last customer had written for the first time.
pub async fn seed(
    plan: &Plan,
    desk: &Desk,
    server: &Server,
    report: &mut Report,
) -> Result<Instant> {
    let before = server.processor()?;
    let began = Instant::now();
    everyone_writes(plan, desk, server).await?;
    let opened = Instant::now();
    let seconds = (opened - began).as_secs_f64();
    let each = (server.processor()? - before) * 1e3 / plan.tickets as f64;
    let name = format!("{} new tickets, 100 per POST", plan.size());
    let note = format!("{:.0}/s in store, {each:.3} ms CPU each", plan.tickets as f64 / seconds);
    report.add(Figure::less(name, seconds, "s").note(note));
    for _ in 1..plan.messages {
        everyone_writes(plan, desk, server).await?;
    }
    let (found, written) = (desk.count(server).await?, plan.tickets * plan.messages);
    ensure!(
        found.tickets == plan.tickets && found.unread == written,
        "{} customers wrote {written} messages, but there are {} tickets with {} messages",
        plan.tickets,
        found.tickets,
        found.unread
    );
    let with = format!("at {} tickets with {} messages each", plan.size(), plan.messages);
    report.add(Figure::less(format!("memory {with}"), server.resident()?, "MiB"));
    report.add(Figure::less(format!("disk {with}"), desk.on_disk()?, "MiB"));
    Ok(opened)
}

async fn everyone_writes(plan: &Plan, desk: &Desk, server: &Server) -> Result<()> {
    for stretch in 0..plan.tickets.div_ceil(STRETCH) {
        let first = stretch * STRETCH;
        write(desk, server, first..(first + STRETCH).min(plan.tickets)).await?;
    }
    Ok(())
}

/// One message of each customer; returns when all have a ticket.
async fn write(desk: &Desk, server: &Server, customers: Range<u64>) -> Result<()> {
    let (pen, first) = (desk.pen(), customers.start);
    let load = Load {
        address: server.address,
        connections: 2,
        count: (customers.end - first) / BATCH,
        call: Arc::new(move |place| {
            let from = first + place * BATCH;
            pen.call(from..from + BATCH)
        }),
        right: Arc::new(is_ok),
    };
    load.closed().await?.flawless()?;
    settle(server).await.map(drop)
}
