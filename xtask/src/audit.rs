//! `cargo xtask audit`: what others' programs find in the product, the release binary in practice mode on
//! loopback. Lighthouse looks at the pages, scanners at the doors; `end2end/audit/` says how each is asked
//! and what it may find. No part of the suite: it takes long, and scanners come from elsewhere.

mod scanners;

use crate::checkout::Checkout;
use crate::e2e;
use crate::product;
use anyhow::{Result, ensure};
use std::ffi::OsString;
use std::fs;

/// Everything, or what `filter` names, as in `lighthouse`.
pub fn audit(checkout: &Checkout, filter: &[OsString]) -> Result<()> {
    let binary = product::release(checkout)?;
    e2e::packages(&checkout.root.join("end2end/audit"), "Lighthouse")?;
    let scanners = scanners::find_or_install(checkout)?;
    let reports = checkout.target.join("audit");
    fs::create_dir_all(&reports)?;
    let asked = [("BUSTIA_AUDIT", reports.as_path()), ("BUSTIA_SCANNERS", scanners.as_path())];
    let tally = e2e::suite(checkout, &binary, filter, &asked)?;
    eprintln!("  What each said is in {}.", reports.display());
    ensure!(tally.failed == 0, "{} of the audits found something", tally.failed);
    Ok(())
}
