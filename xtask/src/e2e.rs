//! `cargo xtask e2e`: the end-to-end suite against the debug binary. Brings what is missing
//! for it; how the product is started and what a person does is in `end2end/`.

mod chromium;

use crate::checkout::Checkout;
use crate::product;
use crate::step::{read, run, step};
use crate::test::Tally;
use anyhow::{Context, Result};
use serde::Deserialize;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Runs the suite, or the part that `filter` names, and counts it. A test that failed is in
/// the tally; an error is whatever kept the suite from running.
pub fn e2e(checkout: &Checkout, filter: &[OsString]) -> Result<Tally> {
    let binary = product::debug(checkout)?;
    let tally = suite(checkout, &binary, filter, &[])?;
    anyhow::ensure!(tally.failed == 0, "{} end-to-end tests failed", tally.failed);
    Ok(tally)
}

/// The suite against a binary that exists; `variables` may ask it for something else than its specs.
pub fn suite(
    checkout: &Checkout,
    binary: &Path,
    filter: &[OsString],
    variables: &[(&str, &Path)],
) -> Result<Tally> {
    let folder = checkout.root.join("end2end");
    let chromium = chromium::find_or_install()?;
    packages(&folder, "Playwright")?;
    step("Checking the types of the end-to-end suite", || {
        run(node(&folder, "typescript/bin/tsc").arg("--noEmit"))
    })?;
    let report = checkout.target.join("e2e.json");
    let _ = fs::remove_file(&report);
    let mut playwright = node(&folder, "@playwright/test/cli.js");
    playwright.args(["test", "--reporter=list,json"]).args(filter);
    playwright
        .envs(variables.iter().copied())
        .env("BUSTIA_BINARY", binary)
        .env("BUSTIA_CHROMIUM", chromium)
        .env("PLAYWRIGHT_JSON_OUTPUT_FILE", &report);
    let status =
        playwright.status().context("node could not be started; install Node.js 20 or newer")?;
    let report = fs::read(&report)
        .with_context(|| format!("Playwright ended with {status} and left no report"))?;
    let tally = count(&report)?;
    anyhow::ensure!(status.success() || tally.failed > 0, "Playwright ended with {status}");
    Ok(tally)
}

/// A program of the installed packages.
fn node(folder: &Path, program: &str) -> Command {
    let mut command = Command::new("node");
    command.arg(folder.join("node_modules").join(program)).current_dir(folder);
    command
}

/// Installs exactly what the lockfile says, unless that is what is there.
pub fn packages(folder: &Path, what: &str) -> Result<()> {
    let lock = folder.join("package-lock.json");
    let lock =
        fs::read_to_string(&lock).with_context(|| format!("{} is missing", lock.display()))?;
    let installed: PathBuf = folder.join("node_modules/.installed-from");
    if fs::read_to_string(&installed).is_ok_and(|last| last == lock) {
        return Ok(());
    }
    step(&format!("Installing {what}"), || {
        let mut npm = Command::new("npm");
        // Its own browsers stay where they are: ours is the distribution's.
        npm.args(["ci", "--no-audit", "--no-fund"])
            .current_dir(folder)
            .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        read(&mut npm).context("npm could not install it; it needs Node.js 20 or newer and npm")?;
        Ok(fs::write(&installed, &lock)?)
    })
}

#[derive(Deserialize)]
struct Report {
    stats: Stats,
    #[serde(default)]
    errors: Vec<serde_json::Value>,
}

#[derive(Deserialize)]
struct Stats {
    expected: usize,
    unexpected: usize,
    flaky: usize,
}

/// Playwright's JSON report. A test that passed only when tried again has failed once, and
/// an error outside of any test counts as a failure.
fn count(report: &[u8]) -> Result<Tally> {
    let Report { stats, errors } =
        serde_json::from_slice(report).context("Playwright's report is not what it was")?;
    Ok(Tally { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.len() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_counted() {
        let report = br#"{"config": {}, "suites": [], "errors": [], "stats": {"startTime": "", "duration": 1.5, "expected": 12, "skipped": 1, "unexpected": 2, "flaky": 1}}"#;
        assert_eq!(count(report).unwrap(), Tally { passed: 12, failed: 3 });
    }

    #[test]
    fn an_error_outside_of_tests_is_a_failure() {
        let report = br#"{"errors": [{"message": "No tests found"}], "stats": {"expected": 0, "skipped": 0, "unexpected": 0, "flaky": 0}}"#;
        assert_eq!(count(report).unwrap(), Tally { passed: 0, failed: 1 });
    }
}
