//! `cargo xtask test`: everything that a change must pass, quickest first, ending at the
//! first failure. Prints a line per step with its time, and in the last line how many tests
//! passed and failed in all runners together.

mod tally;

use crate::checkout::Checkout;
use crate::site::AREAS;
use crate::step::{clock, run, step};
use crate::wasm_target::{self, TARGET};
use crate::{e2e, product};
use anyhow::Result;
use std::process::ExitCode;
use std::time::Instant;
pub use tally::Tally;

type Work = fn(&Checkout) -> Result<Tally>;

const STEPS: [(&str, Work); 7] = [
    ("Formatting", formatting),
    ("Clippy", clippy),
    ("Clippy for the browser", clippy_for_the_browser),
    ("Site and server", site_and_server),
    ("Unit, property, contract and API tests", tests),
    ("Tests of the build itself", own_tests),
    ("End to end in Chromium", end_to_end),
];

pub fn test(checkout: &Checkout) -> ExitCode {
    let mut total = Tally::default();
    let mut lines = Vec::new();
    for (name, work) in STEPS {
        let began = Instant::now();
        // A step that is not a test runner counts as a test when it fails.
        let tally = step(name, || work(checkout)).unwrap_or_else(|error| {
            eprintln!("\nerror: {error:#}");
            Tally { passed: 0, failed: 1 }
        });
        let verdict = if tally.failed == 0 { "ok" } else { "FAILED" };
        lines.push(format!("{verdict:<6} {:>12}  {name}", clock(began.elapsed())));
        total = total + tally;
        if total.failed > 0 {
            break;
        }
    }
    println!("\n{}\n\n{total}", lines.join("\n"));
    if total.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn formatting(checkout: &Checkout) -> Result<Tally> {
    run(checkout.cargo().args(["fmt", "--all", "--check"])).map(no_tests)
}

/// What builds and measures the product, each on its own: together with the product it would
/// change the features of dependencies they share, and everything would be compiled once more.
const TOOLS: [&str; 2] = ["xtask", "bench"];

fn clippy(checkout: &Checkout) -> Result<Tally> {
    run(checkout.cargo().args(["clippy", "--all-targets", "--", "-D", "warnings"]))?;
    for tool in TOOLS {
        let mut cargo = checkout.cargo();
        cargo.args(["clippy", "--package", tool, "--all-targets", "--", "-D", "warnings"]);
        run(&mut cargo)?;
    }
    Ok(Tally::default())
}

/// In the profile of the WASM build, whose build scripts and macros then serve both.
fn clippy_for_the_browser(checkout: &Checkout) -> Result<Tally> {
    wasm_target::ensure(checkout)?;
    let mut cargo = checkout.cargo();
    cargo.args(["clippy", "--package", "app", "--features", "app/hydrate"]);
    cargo.args(AREAS.iter().flat_map(|area| ["--package", area.package]));
    cargo
        .args(["--target", TARGET, "--profile", "wasm-release", "--target-dir"])
        .arg(checkout.front());
    run(cargo.args(["--", "-D", "warnings"])).map(no_tests)
}

fn site_and_server(checkout: &Checkout) -> Result<Tally> {
    product::debug(checkout).map(|_| Tally::default())
}

fn tests(checkout: &Checkout) -> Result<Tally> {
    tally::of(checkout.cargo().arg("test"))
}

fn own_tests(checkout: &Checkout) -> Result<Tally> {
    TOOLS.iter().try_fold(Tally::default(), |total, tool| {
        Ok(total + tally::of(checkout.cargo().args(["test", "--package", tool]))?)
    })
}

fn end_to_end(checkout: &Checkout) -> Result<Tally> {
    e2e::suite(checkout, &checkout.target.join("debug/bustia"), &[])
}

fn no_tests((): ()) -> Tally {
    Tally::default()
}
