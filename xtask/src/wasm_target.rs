//! The WASM standard library of exactly our compiler, from wherever it can be had:
//! already there, else rustup, else built from the distribution's `rust-src` package.
//! Nothing is installed into the system: only the toolchain's own folder gains files.

mod apt;
mod library;
mod rlibs;
mod sources;

use crate::checkout::Checkout;
use crate::step::{read, step};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

pub const TARGET: &str = "wasm32-unknown-unknown";

/// The compiler that builds the product.
struct Toolchain {
    sysroot: PathBuf,
    /// As in `1.95.0`.
    version: String,
}

/// Makes sure that the compiler can build for the browser.
///
/// # Errors
/// When every way failed; the error tells what to install by hand.
pub fn ensure(checkout: &Checkout) -> Result<()> {
    let toolchain = Toolchain::active(&checkout.root)?;
    let library = toolchain.library();
    if rlibs::make_way(&library)? {
        forget_what_was_built(checkout)?;
    }
    if rlibs::has_std(&library) {
        return Ok(());
    }
    step(&format!("Bringing Rust's standard library for {TARGET}"), || {
        supply(checkout, &toolchain)
    })?;
    forget_what_was_built(checkout)
}

/// Cargo does not notice that the standard library is another one; what was compiled
/// against the last one can't be linked with it.
fn forget_what_was_built(checkout: &Checkout) -> Result<()> {
    let built = checkout.front().join(TARGET);
    if built.exists() { Ok(fs::remove_dir_all(built)?) } else { Ok(()) }
}

fn supply(checkout: &Checkout, toolchain: &Toolchain) -> Result<()> {
    let Err(no_rustup) = add_with_rustup(checkout) else {
        return Ok(());
    };
    eprintln!("  {no_rustup:#}; taking the distribution's rust-src {} instead", toolchain.version);
    apt::rust_src(&toolchain.version)
        .and_then(|source| library::build(toolchain, &source.library()))
        .with_context(|| by_hand(&toolchain.version))
}

fn by_hand(version: &str) -> String {
    format!(
        "the compiler has no standard library for {TARGET}, and it could not be brought. Install it with `rustup target add {TARGET}`, \
         or put Debian's package `libstd-rust-dev-wasm32` of version {version} into the compiler's sysroot, then try again"
    )
}

fn add_with_rustup(checkout: &Checkout) -> Result<()> {
    if std::env::var("RUSTUP_AUTO_INSTALL").is_ok_and(|word| word == "0") {
        bail!("rustup may not install here (RUSTUP_AUTO_INSTALL=0)");
    }
    read(Command::new("rustup").args(["target", "add", TARGET]).current_dir(&checkout.root))
        .map(drop)
}

impl Toolchain {
    fn active(root: &Path) -> Result<Toolchain> {
        let ask =
            |arguments: &[&str]| read(Command::new("rustc").args(arguments).current_dir(root));
        let sysroot = PathBuf::from(ask(&["--print", "sysroot"])?.trim());
        let said = ask(&["--version"])?;
        let version = said
            .split_whitespace()
            .nth(1)
            .with_context(|| format!("rustc --version said {said:?}"))?;
        Ok(Toolchain { sysroot, version: version.to_owned() })
    }

    /// The folder where the compiler looks for the WASM standard library.
    fn library(&self) -> PathBuf {
        self.sysroot.join("lib/rustlib").join(TARGET).join("lib")
    }
}
