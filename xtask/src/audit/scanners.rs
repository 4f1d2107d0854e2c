//! Scanners from PyPI, each in a folder of its own: their dependencies contradict each other. One that can't
//! be had is left out, and said so.

use crate::checkout::Checkout;
use crate::step::{read, step};
use anyhow::Result;
use std::path::{Path, PathBuf};
use std::process::Command;

/// As the audits were tried with them.
const SCANNERS: [(&str, &str); 3] =
    [("schemathesis", "4.32.5"), ("wapiti3", "3.2.3"), ("sqlmap", "1.10.10")];

/// The folder that holds a folder for each.
pub fn find_or_install(checkout: &Checkout) -> Result<PathBuf> {
    let root = checkout.target.join("tools/scanners");
    for (name, version) in SCANNERS {
        let folder = root.join(name);
        if is_right(&folder, name, version) {
            continue;
        }
        let installed =
            step(&format!("Installing {name}, once"), || install(&folder, name, version));
        if let Err(error) = installed {
            eprintln!("  NOT asked: {name}. {error:#}");
        }
    }
    Ok(root)
}

fn is_right(folder: &Path, name: &str, version: &str) -> bool {
    let said = read(pip(folder).args(["show", name]));
    said.is_ok_and(|said| said.lines().any(|line| line == format!("Version: {version}")))
}

fn install(folder: &Path, name: &str, version: &str) -> Result<()> {
    read(Command::new("python3").args(["-m", "venv", "--clear"]).arg(folder))?;
    read(pip(folder).args(["install", "--quiet"]).arg(format!("{name}=={version}"))).map(drop)
}

fn pip(folder: &Path) -> Command {
    let mut python = Command::new(folder.join("bin/python"));
    python.args(["-m", "pip", "--disable-pip-version-check"]);
    python
}
