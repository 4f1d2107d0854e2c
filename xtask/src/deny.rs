//! What the tree may hold, as `deny.toml` says: licences, second versions of what matters, registries,
//! and the known advisories where their database can be had.
//!
//! Part of the suite, not a command of its own: the tool is compiled once, in three to four minutes on two
//! cores, and then kept in the target directory; a look takes two seconds.

use crate::checkout::Checkout;
use crate::step::{read, run, step};
use anyhow::Result;
use std::path::{Path, PathBuf};
use std::process::Command;

/// As the suite was tried with it.
const VERSION: &str = "0.20.2";
const ALWAYS: [&str; 3] = ["licenses", "bans", "sources"];

pub fn check(checkout: &Checkout) -> Result<()> {
    let tool = find_or_install(checkout)?;
    let deny = |words: &[&str]| {
        let mut command = Command::new(&tool);
        // A licence that only its text tells is good: that is no news each time.
        command.current_dir(&checkout.root).args([
            "--workspace",
            "--locked",
            "--log-level",
            "error",
        ]);
        command.args(words);
        command
    };
    run(deny(&["check"]).args(ALWAYS))?;
    eprintln!("  Held against deny.toml: {}.", ALWAYS.join(", "));
    // What it says of its own failure is longer than what there is to know.
    if read(&mut deny(&["fetch", "db"])).is_err() {
        eprintln!("  NOT checked: advisories. Their database can't be had from here.");
        return Ok(());
    }
    run(&mut deny(&["check", "advisories"]))?;
    eprintln!("  No known advisory is about what is in the tree.");
    Ok(())
}

/// The one in the target directory, put there if it is missing.
fn find_or_install(checkout: &Checkout) -> Result<PathBuf> {
    let root = checkout.target.join("tools");
    let tool = root.join("bin/cargo-deny");
    if is_right(&tool) {
        return Ok(tool);
    }
    step("Installing cargo-deny, once", || {
        let mut cargo = checkout.cargo();
        cargo.args([
            "install",
            "cargo-deny",
            "--locked",
            "--force",
            "--version",
            VERSION,
            "--root",
        ]);
        run(cargo.arg(&root))
    })?;
    Ok(tool)
}

fn is_right(tool: &Path) -> bool {
    let said = read(Command::new(tool).arg("--version"));
    said.is_ok_and(|said| said.trim().ends_with(VERSION))
}
