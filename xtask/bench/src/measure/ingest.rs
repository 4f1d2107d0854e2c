//! Durable ingest: messages that are acknowledged *and* found in a ticket afterwards.

mod sustained;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Result, ensure};

use crate::Bare;
use crate::cores;
use crate::desk::{Desk, Pen, is_ok, settle};
use crate::figure::Figure;
use crate::load::Load;
use crate::measure::floor::{Acks, Floor, Yardstick};
use crate::measure::syncs;
use crate::plan::Plan;
use crate::report::Report;
use crate::rounds::Rounds;
use crate::server::Server;

/// Messages of a batch: Meta sends up to 1,000 in one POST (Cloud API reference, webhooks).
const BATCH: u64 = 100;
/// Customers who write: each has a ticket after the first batches.
const CUSTOMERS: u64 = 5_000;

/// A desk under load, and how many messages it acknowledged so far.
struct Ingest<'a> {
    desk: &'a Desk,
    server: &'a Server,
    acknowledged: u64,
    /// Sent without a right answer: each may or may not be in a ticket.
    unclear: u64,
}

pub async fn measure(
    plan: &Plan,
    Bare { yard, floor }: &Bare,
    binary: &Path,
    target: &Path,
    report: &mut Report,
) -> Result<()> {
    let desk = Desk::prepare(binary, target).await?;
    let server = desk.serve().await?;
    tokio::time::sleep(Duration::from_secs(1)).await;
    report.add(Figure::less("memory, fresh", server.resident()?, "MiB").target(120.0, 60.0));
    let mut ingest = Ingest { desk: &desk, server: &server, acknowledged: 0, unclear: 0 };

    ingest.burst(BATCH, 4, plan.burst.max(CUSTOMERS), floor, report).await?;
    for (connections, count, target) in
        [(1, plan.one_by_one, (3.0, 1.0)), (16, plan.together, (10.0, 3.0))]
    {
        let pair = ingest.acks(plan, connections, count, yard).await?;
        pair.tell(&format!("c={connections}"), target, report);
    }
    for connections in [1, 16] {
        ingest.syncs(connections, target, report).await?;
    }
    ingest.burst(1, 64, plan.burst, floor, report).await?;
    for batch in [1, BATCH] {
        sustained::measure(&mut ingest, plan, batch, floor, report).await?;
    }
    report.add(
        Figure::less("memory after ingest", server.resident()?, "MiB")
            .note(format!("{} messages", ingest.acknowledged)),
    );
    server.stop().await
}

/// The runs of the floor and ours, taken in turn.
struct Pair {
    bare: Vec<Acks>,
    ours: Vec<Acks>,
}

impl Pair {
    fn tell(&self, how: &str, target: (f64, f64), report: &mut Report) {
        let figure = |name: &str, unit, figure: fn(&Acks) -> f64| {
            Figure::less(format!("{name}, {how}"), Rounds::of(&self.ours, figure), unit)
                .floor(Some(Rounds::of(&self.bare, figure).median()))
        };
        let rate = Rounds::of(&self.ours, |run| run.rate).median();
        let p50 = figure("ingest acknowledgement p50", "ms", |run| run.p50);
        report.add(p50.target(target.0, target.1).note(format!("{rate:.0}/s")));
        report.add(figure("ingest acknowledgement p99", "ms", |run| run.p99));
        let processor = figure("ingest CPU per message", "ms", |run| run.processor);
        report.add(processor.target(1.0, 0.3).note("until it is in a ticket"));
    }
}

impl Ingest<'_> {
    fn load(&self, connections: usize, batch: u64, count: u64) -> Load {
        let pen = self.desk.pen();
        Load {
            address: self.server.address,
            connections,
            count,
            call: Arc::new(move |place| batch_of(&pen, place, batch)),
            right: Arc::new(is_ok),
        }
    }

    /// Waits for the applier and counts; an error if anything acknowledged is in no ticket, or
    /// anything is there that was never sent.
    async fn verify(&self) -> Result<()> {
        settle(self.server).await?;
        let found = self.desk.count(self.server).await?.unread;
        let most = self.acknowledged + self.unclear;
        ensure!(
            (self.acknowledged..=most).contains(&found),
            "{found} messages are in tickets, of {} acknowledged and {most} sent",
            self.acknowledged
        );
        Ok(())
    }

    /// Latency of the 200, in turn with the floor's.
    async fn acks(
        &mut self,
        plan: &Plan,
        connections: usize,
        count: u64,
        yard: &Yardstick,
    ) -> Result<Pair> {
        cores::apart(yard.server.pid)?;
        cores::apart(self.server.pid)?;
        let mut pair = Pair { bare: vec![], ours: vec![] };
        for _ in 0..plan.rounds {
            pair.bare.push(yard.acks(connections, count).await?);
            pair.ours.push(self.ack(connections, count).await?);
        }
        cores::together(yard.server.pid)?;
        cores::together(self.server.pid)?;
        self.verify().await?;
        Ok(pair)
    }

    /// One run; its processor time counts until every message is in a ticket.
    async fn ack(&mut self, connections: usize, count: u64) -> Result<Acks> {
        let before = self.server.processor()?;
        let run = self.load(connections, 1, count).closed().await?.flawless()?;
        settle(self.server).await?;
        let processor = (self.server.processor()? - before) * 1e3 / run.right() as f64;
        self.acknowledged += run.right();
        let (p50, p99) = (run.latencies.p50(), run.latencies.p99());
        Ok(Acks { p50, p99, rate: run.rate(), processor })
    }

    async fn syncs(
        &mut self,
        connections: usize,
        target: &Path,
        report: &mut Report,
    ) -> Result<()> {
        const MESSAGES: u64 = 400;
        let id = self.server.pid;
        let work = async || self.ack(connections, MESSAGES).await.map(drop);
        match syncs::during(id, target, work).await? {
            Some(syncs) => {
                let name = format!("syncs for each message, c={connections}");
                let each = syncs as f64 / MESSAGES as f64;
                report.add(Figure::less(name, each, "").note("journal and database together"));
            }
            None => report.remark("Syncs were not counted: strace may not trace here.".into()),
        }
        self.verify().await
    }

    /// Everything at once: how fast it is acknowledged, and how fast it is in tickets.
    async fn burst(
        &mut self,
        batch: u64,
        connections: usize,
        messages: u64,
        floor: &Floor,
        report: &mut Report,
    ) -> Result<()> {
        let run = self.load(connections, batch, messages / batch).closed().await?.flawless()?;
        let applied = settle(self.server).await?;
        let messages = run.right() * batch;
        self.acknowledged += messages;
        self.verify().await?;
        let durable = messages as f64 / (applied - run.began).as_secs_f64();
        let note = format!(
            "{messages} at once, c={connections}; acknowledged at {:.0}/s, p99 {:.1} ms",
            run.rate() * batch as f64,
            run.latencies.p99()
        );
        let name = format!("ingest at full speed, {batch} per POST");
        report.add(
            Figure::more(name, durable, "/s").floor(floor.peak.filter(|_| batch == 1)).note(note),
        );
        Ok(())
    }
}

fn batch_of(pen: &Pen, place: u64, batch: u64) -> crate::http::Call {
    pen.call((0..batch).map(|step| customer(place * batch + step)))
}

/// Who writes next: in turn, so that a batch holds different customers.
fn customer(turn: u64) -> u64 {
    turn % CUSTOMERS
}
