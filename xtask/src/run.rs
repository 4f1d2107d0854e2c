//! `cargo xtask run`: from a fresh checkout to the running product. It becomes the product
//! in the end, which then prints its address and gets the person's signals itself.

use crate::checkout::Checkout;
use crate::product;
use anyhow::{Result, anyhow};
use std::ffi::OsString;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

pub fn run(checkout: &Checkout, serve: &[OsString]) -> Result<()> {
    let binary = product::release(checkout)?;
    let error = Command::new(&binary).arg("serve").args(arguments(serve, &checkout.target)).exec();
    Err(anyhow!("{} could not be started: {error}", binary.display()))
}

/// Practice mode in a folder of its own, unless the person names where data lives.
pub fn arguments(given: &[OsString], target: &Path) -> Vec<OsString> {
    let named = |flag: &str| {
        given.iter().any(|word| {
            word.to_str().is_some_and(|word| word == flag || word.starts_with(&format!("{flag}=")))
        })
    };
    let elsewhere =
        ["BUSTIA_DATA", "BUSTIA_DATABASE"].into_iter().any(|name| std::env::var_os(name).is_some());
    let mut arguments = Vec::new();
    if !elsewhere && !named("--data") && !named("--database") {
        if !named("--practice") {
            arguments.push("--practice".into());
        }
        arguments.extend(["--data".into(), target.join("practice").into_os_string()]);
    }
    arguments.extend_from_slice(given);
    arguments
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(given: &[&str]) -> Vec<OsString> {
        arguments(&given.iter().map(OsString::from).collect::<Vec<_>>(), Path::new("/t"))
    }

    #[test]
    fn practice_is_what_one_gets_without_asking() {
        assert_eq!(with(&[]), ["--practice", "--data", "/t/practice"]);
        assert_eq!(
            with(&["--listen", "127.0.0.1:1"]),
            ["--practice", "--data", "/t/practice", "--listen", "127.0.0.1:1"]
        );
        assert_eq!(with(&["--practice"]), ["--data", "/t/practice", "--practice"]);
    }

    #[test]
    fn a_folder_of_ones_own_is_never_made_a_practice_folder() {
        assert_eq!(with(&["--data", "/mine"]), ["--data", "/mine"]);
        assert_eq!(with(&["--data=/mine"]), ["--data=/mine"]);
        assert_eq!(with(&["--database", "mem:"]), ["--database", "mem:"]);
    }
}
