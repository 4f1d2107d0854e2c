//! The binary `bustia` with its site inside: which cargo command makes it, and where it is.

use crate::checkout::Checkout;
use crate::site::{self, Make};
use crate::step::{run, step};
use anyhow::Result;
use std::path::PathBuf;

/// What people run: `target/release/bustia`.
pub fn release(checkout: &Checkout) -> Result<PathBuf> {
    site::build(checkout, Make::Shipped)?;
    step("Compiling the server (release; the first time takes several minutes)", || {
        run(checkout.cargo().args(["build", "--release", "--package", "server"]))
    })?;
    Ok(checkout.target.join("release/bustia"))
}

/// What the tests run: `target/debug/bustia`, with the site that people get.
pub fn debug(checkout: &Checkout) -> Result<PathBuf> {
    site::build(checkout, Make::Shipped)?;
    step("Compiling the server", || run(checkout.cargo().args(["build", "--package", "server"])))?;
    Ok(checkout.target.join("debug/bustia"))
}

/// The debug binary with the site that is built soonest.
pub fn quick(checkout: &Checkout) -> Result<PathBuf> {
    site::build(checkout, Make::Quick)?;
    step("Compiling the server", || {
        let site = Make::Quick.folder(checkout);
        run(checkout.cargo().env("BUSTIA_SITE", site).args(["build", "--package", "server"]))
    })?;
    Ok(checkout.target.join("debug/bustia"))
}
