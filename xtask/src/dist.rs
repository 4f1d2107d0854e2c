//! `cargo xtask dist`: the release binary as a tarball with what must go with it.

use crate::checkout::Checkout;
use crate::product;
use crate::site;
use crate::step::{read, run, step};
use anyhow::{Context, Result};
use std::fs;
use std::process::Command;

const PAPERS: [&str; 4] = ["LICENSE", "NOTICE", "README.md", "CHANGELOG.md"];

/// Makes `target/dist/bustia-<version>-<platform>.tar.gz`, one folder of the same name in it.
pub fn dist(checkout: &Checkout) -> Result<()> {
    let binary = product::release(checkout)?;
    step("Weighing what a browser loads", || site::hold(checkout))?;
    let name = format!("bustia-{}-{}", env!("CARGO_PKG_VERSION"), platform()?);
    let dist = checkout.target.join("dist");
    let folder = dist.join(&name);
    let tarball = dist.join(format!("{name}.tar.gz"));
    step("Packing", || {
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        fs::copy(&binary, folder.join("bustia"))?;
        for paper in PAPERS {
            fs::copy(checkout.root.join(paper), folder.join(paper))
                .with_context(|| format!("{paper} is missing"))?;
        }
        run(Command::new("tar").arg("-C").arg(&dist).arg("-czf").arg(&tarball).arg(&name))
    })?;
    println!("{}", tarball.display());
    Ok(())
}

/// As in `x86_64-unknown-linux-gnu`.
fn platform() -> Result<String> {
    let about = read(Command::new("rustc").arg("-vV"))?;
    let host = about.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(host.context("rustc names no host")?.to_owned())
}
