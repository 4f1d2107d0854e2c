//! Builds the standard library for WASM from its source, as the compiler's own bootstrap
//! does, with the same flags.

use super::{TARGET, Toolchain, rlibs};
use crate::checkout::cargo;
use crate::step::read;
use anyhow::{Context, Result};
use std::path::Path;

/// Builds `library/` (of the compiler's exact version) and installs its `.rlib`s.
pub fn build(toolchain: &Toolchain, library: &Path) -> Result<()> {
    let target = tempfile::tempdir()?;
    let mut command = cargo();
    command
        .current_dir(library)
        .env("RUSTC", toolchain.sysroot.join("bin/rustc"))
        .env("CARGO_TARGET_DIR", target.path());
    // The standard library needs the compiler's unstable features, and crates that say so.
    command
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTFLAGS", "-Zforce-unstable-if-unmarked -Cembed-bitcode=yes")
        .env_remove("CARGO_ENCODED_RUSTFLAGS");
    command.args([
        "build",
        "--quiet",
        "--release",
        "--target",
        TARGET,
        "--manifest-path",
        "sysroot/Cargo.toml",
    ]);
    command.args(["--features", "panic-unwind,compiler-builtins-mem"]);
    read(&mut command).context("the standard library could not be built")?;
    rlibs::install(&target.path().join(TARGET).join("release/deps"), &toolchain.library())
}
