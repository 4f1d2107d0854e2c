//! `cargo xtask bench`: builds the product and its load generator in release, and hands over.
//! The generator is a crate of its own (`xtask/bench`), so that no other command compiles it.

use crate::checkout::Checkout;
use crate::product;
use crate::site::Make;
use crate::step::{run, step};
use anyhow::{Result, ensure};
use std::ffi::OsString;
use std::process::Command;

/// What `cargo xtask bench` itself takes; the rest is the generator's.
const NO_BUILD: &str = "--no-build";

pub fn bench(checkout: &Checkout, given: &[OsString]) -> Result<()> {
    let binary = if given.iter().any(|word| word == NO_BUILD) {
        checkout.target.join("release/bustia")
    } else {
        product::release(checkout)?
    };
    ensure!(binary.is_file(), "{} is missing: leave out {NO_BUILD}.", binary.display());
    step("Compiling the load generator (release)", || {
        run(checkout.cargo().args(["build", "--release", "--package", "bench"]))
    })?;
    run(Command::new(checkout.target.join("release/bench"))
        .args(given.iter().filter(|word| *word != NO_BUILD))
        .arg("--binary")
        .arg(binary)
        .arg("--site")
        .arg(Make::Shipped.folder(checkout))
        .arg("--scratch")
        .arg(&checkout.target))
}
