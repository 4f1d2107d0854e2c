//! The highest rate that is kept: open load at rising rates until one is not.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use anyhow::Result;
use tokio::time::interval;

use super::{BATCH, Ingest};
use crate::desk::{backlog, settle};
use crate::figure::Figure;
use crate::http::Connection;
use crate::measure::floor::Floor;
use crate::plan::Plan;
use crate::report::Report;

/// Messages a second.
const RATES: [u64; 12] =
    [250, 500, 1_000, 1_500, 2_000, 2_500, 3_000, 4_000, 5_000, 6_000, 8_000, 10_000];
/// A rate is kept if 99 % of the acknowledgements come within so many milliseconds …
const P99: f64 = 25.0;
/// … and everything is in a ticket so soon after the last of them.
const DRAINED: Duration = Duration::from_secs(1);

/// What came of one rate.
struct Trial {
    p50: f64,
    p99: f64,
    drained: Duration,
    /// The most bytes that waited for the applier, as far as seen.
    backlog: u64,
    /// Processor time of a message in ms.
    processor: f64,
    wrong: u64,
}

impl Trial {
    fn is_kept(&self) -> bool {
        self.wrong == 0 && self.p99 <= P99 && self.drained <= DRAINED
    }

    fn words(&self) -> String {
        format!(
            "ack p50 {:.2} p99 {:.1} ms, in tickets {:.2} s after the end, backlog ≤ {} KiB, {:.3} ms CPU each, {} wrong",
            self.p50,
            self.p99,
            self.drained.as_secs_f64(),
            self.backlog / 1024,
            self.processor,
            self.wrong
        )
    }
}

pub(super) async fn measure(
    ingest: &mut Ingest<'_>,
    plan: &Plan,
    batch: u64,
    floor: &Floor,
    report: &mut Report,
) -> Result<()> {
    let (mut kept, mut words) = (0, "none of the rates was kept".to_owned());
    for rate in RATES {
        let mut trial = attempt(ingest, plan, batch, rate).await?;
        if !trial.is_kept() {
            report.remark(format!(
                "ingest, {batch} per POST: {rate}/s not kept at first: {}",
                trial.words()
            ));
            trial = attempt(ingest, plan, batch, rate).await?;
        }
        if !trial.is_kept() {
            report
                .remark(format!("ingest, {batch} per POST: {rate}/s not kept: {}", trial.words()));
            break;
        }
        (kept, words) = (rate, trial.words());
        eprintln!("    {rate}/s kept: {words}");
    }
    let name = format!("durable ingest sustained, {batch} per POST");
    let figure = Figure::more(name, kept as f64, "/s").target(1_500.0, 4_000.0);
    report.add(figure.floor(floor.peak.filter(|_| batch != BATCH)).note(words));
    Ok(())
}

async fn attempt(ingest: &mut Ingest<'_>, plan: &Plan, batch: u64, rate: u64) -> Result<Trial> {
    let posts = rate as f64 / batch as f64;
    let load = ingest.load(64, batch, (posts * plan.seconds) as u64);
    let before = ingest.server.processor()?;
    let highest = Arc::new(AtomicU64::new(0));
    let connection = Connection::open(ingest.server.address).await?;
    let watching = tokio::spawn(watch_backlog(connection, highest.clone()));
    let run = load.open(posts).await?;
    let applied = settle(ingest.server).await?;
    let used = ingest.server.processor()? - before;
    watching.abort();
    ingest.acknowledged += run.right() * batch;
    ingest.unclear += run.wrong * batch;
    ingest.verify().await?;
    Ok(Trial {
        p50: run.latencies.p50(),
        p99: run.latencies.p99(),
        drained: applied.saturating_duration_since(run.ended),
        backlog: highest.load(Ordering::Relaxed),
        processor: used * 1e3 / (run.right() * batch).max(1) as f64,
        wrong: run.wrong,
    })
}

/// Looks ten times a second, until it is stopped or has no answer.
async fn watch_backlog(mut connection: Connection, highest: Arc<AtomicU64>) -> Result<()> {
    let mut look = interval(Duration::from_millis(100));
    loop {
        look.tick().await;
        highest.fetch_max(backlog(&mut connection).await?, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trial() -> Trial {
        Trial {
            p50: 1.0,
            p99: 24.0,
            drained: Duration::from_millis(900),
            backlog: 3,
            processor: 0.2,
            wrong: 0,
        }
    }

    #[test]
    fn a_rate_is_kept_only_if_all_of_it_was_prompt() {
        assert!(trial().is_kept());
        assert!(!Trial { p99: 26.0, ..trial() }.is_kept());
        assert!(!Trial { drained: Duration::from_millis(1_100), ..trial() }.is_kept());
        assert!(!Trial { wrong: 1, ..trial() }.is_kept());
        assert!(!Trial { p99: f64::NAN, ..trial() }.is_kept());
    }
}
