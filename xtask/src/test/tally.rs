//! How many tests passed and failed, counted from what `cargo test` prints.

use anyhow::{Context, Result, ensure};
use std::fmt;
use std::io::{BufRead, BufReader};
use std::ops::Add;
use std::process::{Command, Stdio};

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    pub passed: usize,
    pub failed: usize,
}

impl Add for Tally {
    type Output = Tally;

    fn add(self, other: Tally) -> Tally {
        Tally { passed: self.passed + other.passed, failed: self.failed + other.failed }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{} passed, {} failed", self.passed, self.failed)
    }
}

/// Runs `cargo test …`, lets its output through and counts it. An error is whatever kept
/// the tests from running; tests that failed are in the tally.
pub fn of(tests: &mut Command) -> Result<Tally> {
    let mut child = tests.stdout(Stdio::piped()).spawn().context("cargo could not be started")?;
    let output = child.stdout.take().context("cargo's output is not to be had")?;
    let mut tally = Tally::default();
    for line in BufReader::new(output).split(b'\n') {
        let line = String::from_utf8_lossy(&line?).into_owned();
        println!("{line}");
        tally = tally + result(&line).unwrap_or_default();
    }
    let status = child.wait()?;
    ensure!(status.success() || tally.failed > 0, "cargo test ended with {status}");
    Ok(tally)
}

/// `test result: ok. 25 passed; 0 failed; 0 ignored; …`
fn result(line: &str) -> Option<Tally> {
    let (_, counts) = line.strip_prefix("test result: ")?.split_once(". ")?;
    let count = |what: &str| {
        counts.split("; ").find_map(|part| part.strip_suffix(what)?.trim().parse().ok())
    };
    Some(Tally { passed: count("passed")?, failed: count("failed")? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn result_lines_are_counted_good_and_bad() {
        let good = "test result: ok. 25 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s";
        let bad = "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.20s";
        assert_eq!(result(good), Some(Tally { passed: 25, failed: 0 }));
        assert_eq!(result(bad), Some(Tally { passed: 3, failed: 2 }));
        assert_eq!(result("test tally::result_lines ... ok"), None);
    }

    #[test]
    fn the_lines_of_all_binaries_are_added_up() {
        let script = "echo 'test result: ok. 2 passed; 0 failed; 0 ignored'; echo between; printf 'test result: ok. 3 passed; 0 failed; 0 ignored'";
        let tally = of(Command::new("sh").args(["-c", script])).unwrap();
        assert_eq!(tally.to_string(), "5 passed, 0 failed");
    }

    #[test]
    fn tests_that_did_not_run_are_an_error_and_not_a_pass() {
        assert!(of(Command::new("sh").args(["-c", "exit 101"])).is_err());
        let failed = of(Command::new("sh")
            .args(["-c", "echo 'test result: FAILED. 1 passed; 1 failed'; exit 101"]));
        assert_eq!(failed.unwrap(), Tally { passed: 1, failed: 1 });
    }
}
