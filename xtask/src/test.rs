//! `cargo xtask test`: everything that a change must pass, quickest first, ending at the
//! first failure. Prints a line per step with its time, and in the last line how many tests
//! passed and failed in all runners together.

mod tally;

use crate::checkout::Checkout;
use crate::site::{self, AREAS};
use crate::step::{clock, run, step};
use crate::wasm_target::{self, TARGET};
use crate::{deny, e2e, product};
use anyhow::Result;
use clap::{Args, value_parser};
use std::process::ExitCode;
use std::time::Instant;
pub use tally::Tally;

/// How much the tests that repeat themselves do. What is not given is up to them.
#[derive(Args, Default)]
pub struct Extent {
    /// How often the server is killed while messages arrive
    #[arg(long, value_name = "N", value_parser = value_parser!(u64).range(1..))]
    kill_rounds: Option<u64>,
    /// How many pages are loaded while readers hang up
    #[arg(long, value_name = "N", value_parser = value_parser!(u64).range(1..))]
    page_loads: Option<u64>,
}

impl Extent {
    /// The variables that the tests read (`server/tests/api/kill.rs`, `pages/stress.rs`).
    fn variables(&self) -> impl Iterator<Item = (&'static str, String)> {
        let given =
            [("BUSTIA_KILL_ROUNDS", self.kill_rounds), ("BUSTIA_PAGE_LOADS", self.page_loads)];
        given.into_iter().filter_map(|(name, number)| Some((name, number?.to_string())))
    }
}

pub fn test(checkout: &Checkout, extent: &Extent) -> ExitCode {
    let steps: [(&str, &dyn Fn() -> Result<Tally>); 9] = [
        ("Formatting", &|| formatting(checkout)),
        ("What is in the tree", &|| deny::check(checkout).map(no_tests)),
        ("Clippy", &|| clippy(checkout)),
        ("Clippy for the browser", &|| clippy_for_the_browser(checkout)),
        ("Site and server", &|| site_and_server(checkout)),
        ("What a browser loads", &|| site::hold(checkout).map(no_tests)),
        ("Unit, property, contract and API tests", &|| tests(checkout, extent)),
        ("Tests of the build itself", &|| own_tests(checkout)),
        ("End to end in Chromium", &|| end_to_end(checkout)),
    ];
    let mut total = Tally::default();
    let mut lines = Vec::new();
    for (name, work) in steps {
        let began = Instant::now();
        // A step that is not a test runner counts as a test when it fails.
        let tally = step(name, work).unwrap_or_else(|error| {
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

fn tests(checkout: &Checkout, extent: &Extent) -> Result<Tally> {
    tally::of(checkout.cargo().arg("test").envs(extent.variables()))
}

fn own_tests(checkout: &Checkout) -> Result<Tally> {
    TOOLS.iter().try_fold(Tally::default(), |total, tool| {
        Ok(total + tally::of(checkout.cargo().args(["test", "--package", tool]))?)
    })
}

fn end_to_end(checkout: &Checkout) -> Result<Tally> {
    e2e::suite(checkout, &checkout.target.join("debug/bustia"), &[], &[])
}

fn no_tests((): ()) -> Tally {
    Tally::default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_asked_for_is_handed_on() {
        let given = |extent: Extent| extent.variables().collect::<Vec<_>>();
        assert_eq!(given(Extent::default()), []);
        let extent = Extent { kill_rounds: Some(200), page_loads: None };
        assert_eq!(given(extent), [("BUSTIA_KILL_ROUNDS", "200".to_owned())]);
    }
}
