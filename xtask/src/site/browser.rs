//! The screens as WASM and the scripts that start them, one pair for each area of the product:
//! cargo compiles the area's crate, wasm-bindgen (as a library) makes the two files of it.

use super::piece::{Piece, hash};
use super::{Make, asleep, names, script};
use crate::checkout::Checkout;
use crate::step::run;
use crate::wasm_target::{self, TARGET};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use wasm_bindgen_cli_support::Bindgen;

/// A part of the product that is brought to life by files of its own.
pub struct Area {
    /// What its files are called.
    pub name: &'static str,
    /// The crate that hydrates it.
    pub package: &'static str,
}

/// The areas that are more than plain HTML.
pub const AREAS: [Area; 2] = [
    Area { name: "desk", package: "browser-desk" },
    Area { name: "practice", package: "browser-practice" },
];

/// What is done to the files besides: whoever changes it binds anew.
const HOW: &str =
    concat!(include_str!("asleep.rs"), include_str!("names.rs"), include_str!("script.rs"));

/// A script and a WASM module per area. The script has no address of the WASM in it: the
/// page that loads it passes the hashed one to its `init`.
pub fn build(checkout: &Checkout, make: Make) -> Result<Vec<Piece>> {
    wasm_target::ensure(checkout)?;
    let modules = compile(checkout, make)?;
    let bound = checkout.front().join("bound").join(make.profile());
    let mut pieces = Vec::new();
    for area in AREAS {
        let folder = bound.join(area.name);
        bind(&modules.join(format!("{}.wasm", area.package.replace('-', "_"))), &folder)?;
        for ending in ["js", "wasm"] {
            let bytes = fs::read(folder.join(format!("area.{ending}")))?;
            let name = format!("{}.{ending}", area.name);
            pieces.push(Piece { name, bytes, at_root: false });
        }
    }
    Ok(pieces)
}

/// The folder with the compiled modules.
fn compile(checkout: &Checkout, make: Make) -> Result<PathBuf> {
    let mut cargo = checkout.cargo();
    cargo.args(["build", "--target", TARGET, "--profile", make.profile()]);
    cargo.args(AREAS.iter().flat_map(|area| ["--package", area.package]));
    run(cargo.arg("--target-dir").arg(checkout.front()))?;
    let folder = if make == Make::Quick { "debug" } else { make.profile() };
    Ok(checkout.front().join(TARGET).join(folder))
}

/// Binds `wasm` into `folder`, unless the folder holds what was bound from the same bytes.
fn bind(wasm: &Path, folder: &Path) -> Result<()> {
    let bytes = fs::read(wasm).with_context(|| format!("{} is missing", wasm.display()))?;
    let stamp = hash(&[&bytes, HOW.as_bytes()].concat());
    let stamped = folder.join("bound-from");
    if fs::read_to_string(&stamped).is_ok_and(|last| last == stamp) {
        return Ok(());
    }
    fs::create_dir_all(folder)?;
    let _ = fs::remove_file(&stamped);
    let mut bindgen = Bindgen::new();
    bindgen.input_module("area", asleep::without(&bytes)?).web(true)?;
    bindgen.typescript(false).omit_default_module_path(true);
    let mut output =
        bindgen.remove_name_section(true).remove_producers_section(true).generate_output()?;
    if !output.local_modules().is_empty()
        || output.snippets().values().any(|files| !files.is_empty())
    {
        bail!("a crate brings JavaScript files of its own, which the site does not carry");
    }
    let script = output.js().to_owned();
    let script = script::lean(&names::shorten(output.wasm_mut(), &script));
    fs::write(folder.join("area.js"), script)?;
    fs::write(folder.join("area.wasm"), output.wasm_mut().emit_wasm())?;
    Ok(fs::write(stamped, stamp)?)
}
