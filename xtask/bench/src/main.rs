//! The load generator behind `cargo xtask bench`: starts the product on a folder of its own,
//! measures what it does from outside, and prints the figures beside their targets.
//!
//! It prints figures and judges none: a figure that misses its target is no error. A wrong answer,
//! a lost message or a gap is one. Only this machine is loaded, and only processes that it started.

mod body;
mod cores;
mod desk;
mod figure;
mod http;
mod latency;
mod limits;
mod load;
mod machine;
mod measure;
mod plan;
mod report;
mod rounds;
mod server;
mod usage;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Result, bail, ensure};
use clap::{Parser, ValueEnum};

use desk::Desk;
use machine::{Machine, Others};
use measure::floor::{Floor, Yardstick};
use measure::{assign, decide, due, fanout, floor, ingest, list, seed, size, start};
use plan::Plan;
use report::Report;

#[derive(Parser)]
#[command(about = "Measures Bústia")]
struct Arguments {
    /// What to measure
    #[arg(value_enum, default_value = "all")]
    what: What,
    /// Ten thousand tickets and shorter runs
    #[arg(long)]
    quick: bool,
    /// Measure even though other programs keep the machine busy
    #[arg(long)]
    despite_noise: bool,
    /// File for the figures as JSON
    #[arg(long)]
    json: Option<PathBuf>,
    /// The binary `bustia`
    #[arg(long)]
    binary: PathBuf,
    /// The folder of the site inside it
    #[arg(long)]
    site: PathBuf,
    /// A folder on the disk to measure on
    #[arg(long)]
    scratch: PathBuf,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum What {
    All,
    Floor,
    Decide,
    Ingest,
    List,
    Assign,
    Fanout,
    Due,
    Coldstart,
    Size,
}

/// The bare server, and what it can do.
struct Bare {
    yard: Yardstick,
    floor: Floor,
}

impl What {
    fn wants(self, measure: What) -> bool {
        self == What::All || self == measure
    }

    fn wants_any(self, measures: &[What]) -> bool {
        measures.iter().any(|measure| self.wants(*measure))
    }
}

/// On one thread: the server may have the other cores.
#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let done = tokio::select! {
        done = run(&arguments) => done,
        // Dropping the run ends the servers that it started.
        _ = stopped() => Err(anyhow::anyhow!("stopped")),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn stopped() {
    use tokio::signal::unix::{SignalKind, signal};
    let (Ok(mut end), Ok(mut interrupt)) =
        (signal(SignalKind::terminate()), signal(SignalKind::interrupt()))
    else {
        return std::future::pending().await;
    };
    tokio::select! {
        _ = end.recv() => {}
        _ = interrupt.recv() => {}
    }
}

async fn run(arguments: &Arguments) -> Result<()> {
    let plan = if arguments.quick { Plan::QUICK } else { Plan::FULL };
    // Some files besides the sockets.
    limits::raise_open_files(plan.viewers as u64 + 200)?;
    let mut report = Report::new(Machine::describe());
    if let Some(noise) = report.machine.noise() {
        ensure!(arguments.despite_noise, "{noise} --despite-noise measures all the same.");
        report.remark(noise);
    }
    let others = Others::watch()?;
    let measured = measures(arguments, &plan, &mut report).await;
    let share = others.share(report.machine.cores)?;
    report.remark(format!("Other processes used {share:.0} % of the machine meanwhile."));
    println!("\n{}", report.table());
    if let Some(path) = &arguments.json {
        report.write(path)?;
    }
    let (missed, aims) = report.missed();
    eprintln!("{missed} of {aims} figures with a target miss what they must reach.");
    measured
}

/// One after the other. A measure that fails is told, and the next one still runs.
async fn measures(arguments: &Arguments, plan: &Plan, report: &mut Report) -> Result<()> {
    let Arguments { what, binary, scratch, .. } = arguments;
    let mut failed = vec![];
    let mut note = |measure: &str, report: &mut Report, error: anyhow::Error| {
        report.remark(format!("{measure} failed: {error:#}"));
        failed.push(measure.to_owned());
    };
    if what.wants(What::Decide) {
        eprintln!("▸ Deciding …");
        if let Err(error) = decide::measure(plan, report) {
            note("decide", report, error);
        }
    }
    let yard = Yardstick::start(scratch).await?;
    eprintln!("▸ The floor of this machine …");
    let floor = floor::measure(plan, &yard, report).await?;
    let bare = Bare { yard, floor };
    if what.wants(What::Ingest) {
        eprintln!("▸ Ingest …");
        if let Err(error) = ingest::measure(plan, &bare, binary, scratch, report).await {
            note("ingest", report, error);
        }
    }
    if what.wants_any(&[What::List, What::Assign, What::Fanout, What::Due, What::Coldstart]) {
        eprintln!("▸ A desk of {} tickets …", plan.size());
        if let Err(error) = full_desk(arguments, plan, &bare, report).await {
            note("the full desk", report, error);
        }
    }
    bare.yard.server.stop().await?;
    if what.wants(What::Size) {
        eprintln!("▸ Sizes …");
        if let Err(error) = size::measure(binary, &arguments.site, report) {
            note("size", report, error);
        }
    }
    if !failed.is_empty() {
        bail!("these measures failed: {}", failed.join(", "));
    }
    Ok(())
}

/// What needs many tickets, on one desk.
async fn full_desk(
    arguments: &Arguments,
    plan: &Plan,
    bare: &Bare,
    report: &mut Report,
) -> Result<()> {
    let Arguments { what, binary, scratch, .. } = arguments;
    let desk = Desk::prepare(binary, scratch).await?;
    let mut server = desk.serve().await?;
    let mut opened = seed::seed(plan, &desk, &server, report).await?;
    let Bare { yard, floor } = bare;
    if what.wants(What::List) {
        list::measure(plan, floor, &desk, &server, report).await?;
    }
    if what.wants(What::Assign) {
        assign::measure(plan, floor, &desk, &server, report).await?;
    }
    if what.wants(What::Fanout) {
        fanout::measure(plan, yard, &desk, &server, report).await?;
        opened = Instant::now();
    }
    if what.wants(What::Coldstart) {
        server = start::measure(plan, &desk, server, report).await?;
    }
    // The last, since it leaves the desk at work on a rulebook.
    if what.wants(What::Due) {
        due::measure(plan, &desk, &server, opened, report).await?;
    }
    server.stop().await
}
