//! A Chromium for the end-to-end suite: the one that is there, else the distribution's.

use crate::step::{read, step};
use anyhow::{Context, Result, bail};
use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::Command;

const NAMES: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];
/// With letters to write with, and the faces that customers send.
const PACKAGES: [&str; 3] = ["chromium", "fonts-liberation", "fonts-noto-color-emoji"];

/// `BUSTIA_CHROMIUM`, or one on the path, or one that apt installs.
pub fn find_or_install() -> Result<PathBuf> {
    if let Some(named) = std::env::var_os("BUSTIA_CHROMIUM") {
        return Ok(named.into());
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    if let Some(found) = on(&path, &NAMES) {
        return Ok(found);
    }
    step("Installing Chromium from the distribution", || install(&path))?;
    on(&path, &NAMES).context("apt installed Chromium, but none is on the path")
}

fn on(path: &OsStr, names: &[&str]) -> Option<PathBuf> {
    let folders: Vec<PathBuf> = std::env::split_paths(path).collect();
    names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .find(|file| file.is_file())
}

fn install(path: &OsStr) -> Result<()> {
    if read(Command::new("id").arg("-u"))?.trim() != "0" || on(path, &["apt-get"]).is_none() {
        bail!(
            "the end-to-end suite needs Chromium; install it (on Debian: `apt-get install chromium`) or name one in BUSTIA_CHROMIUM"
        );
    }
    let apt = |words: &[&str]| {
        read(Command::new("apt-get").args(words).env("DEBIAN_FRONTEND", "noninteractive"))
    };
    apt(&["--quiet=2", "update"])?;
    let mut words = vec!["--quiet=2", "install", "--yes", "--no-install-recommends"];
    words.extend(PACKAGES);
    apt(&words).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn names_are_asked_in_order_and_folders_within_a_name() {
        let [first, second] = [(); 2].map(|()| tempfile::tempdir().unwrap());
        let path = std::env::join_paths([first.path(), second.path()]).unwrap();
        assert_eq!(on(&path, &NAMES), None);
        fs::write(first.path().join("google-chrome"), "").unwrap();
        fs::write(second.path().join("chromium"), "").unwrap();
        assert_eq!(on(&path, &NAMES), Some(second.path().join("chromium")));
    }
}
