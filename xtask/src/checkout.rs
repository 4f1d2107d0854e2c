//! Where things are: the checkout's root, cargo's target directory, and how to call cargo
//! so that it neither sees this process's own cargo variables nor takes another toolchain.

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use std::path::{Path, PathBuf};
use std::process::Command;

pub struct Checkout {
    pub root: PathBuf,
    /// Cargo's target directory, wherever the environment or a configuration puts it.
    pub target: PathBuf,
}

#[derive(Deserialize)]
struct Metadata {
    workspace_root: PathBuf,
    target_directory: PathBuf,
}

impl Checkout {
    pub fn find() -> Result<Checkout> {
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("Cargo.toml");
        let output = cargo()
            .args(["metadata", "--no-deps", "--format-version=1", "--manifest-path"])
            .arg(&manifest)
            .output()
            .context("cargo could not be started")?;
        if !output.status.success() {
            bail!("cargo metadata failed: {}", String::from_utf8_lossy(&output.stderr).trim());
        }
        let metadata: Metadata = serde_json::from_slice(&output.stdout)?;
        Ok(Checkout { root: metadata.workspace_root, target: metadata.target_directory })
    }

    /// A cargo command that runs in the checkout's root.
    pub fn cargo(&self) -> Command {
        let mut command = cargo();
        command.current_dir(&self.root);
        command
    }

    /// The target directory of everything built for WASM: of its own, so that flags and
    /// profiles of the one side never invalidate the other.
    pub fn front(&self) -> PathBuf {
        self.target.join("front")
    }
}

/// Cargo as it would be in a plain shell. `cargo run` gives its program variables such as
/// `CARGO_MANIFEST_DIR`; build scripts that watch them would run again, and with them
/// everything that depends on them, at each change between `cargo build` and `cargo xtask`.
pub fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    for (name, _) in std::env::vars_os() {
        if name.to_str().is_some_and(set_by_cargo_run) {
            command.env_remove(name);
        }
    }
    command
}

fn set_by_cargo_run(variable: &str) -> bool {
    ["CARGO_PKG_", "CARGO_MANIFEST_"].iter().any(|prefix| variable.starts_with(prefix))
        || ["CARGO", "CARGO_CRATE_NAME", "CARGO_BIN_NAME", "CARGO_PRIMARY_PACKAGE"]
            .contains(&variable)
}

#[cfg(test)]
mod tests {
    use super::set_by_cargo_run;

    #[test]
    fn a_child_cargo_keeps_the_settings_and_loses_the_traces() {
        assert!(set_by_cargo_run("CARGO_MANIFEST_DIR"));
        assert!(set_by_cargo_run("CARGO_PKG_VERSION"));
        assert!(!set_by_cargo_run("CARGO_TARGET_DIR"));
        assert!(!set_by_cargo_run("CARGO_HOME"));
    }
}
