//! The screens as WASM and the script that starts them: cargo compiles the crate
//! `browser`, wasm-bindgen (as a library) makes the two files of it.

use super::Make;
use super::piece::{Piece, hash};
use crate::checkout::Checkout;
use crate::step::run;
use crate::wasm_target::{self, TARGET};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use wasm_bindgen_cli_support::Bindgen;

/// The pieces `app.js` and `app.wasm`. The script has no address of the WASM in it: the
/// page that loads it passes the hashed one to its `init`.
pub fn build(checkout: &Checkout, make: Make) -> Result<Vec<Piece>> {
    wasm_target::ensure(checkout)?;
    let wasm = compile(checkout, make)?;
    let bound = bind(&wasm, &checkout.front().join("bound").join(make.profile()))?;
    ["app.js", "app.wasm"].into_iter().map(|name| piece(&bound, name)).collect()
}

fn piece(bound: &Path, name: &str) -> Result<Piece> {
    Ok(Piece { name: name.to_owned(), bytes: fs::read(bound.join(name))?, at_root: false })
}

fn compile(checkout: &Checkout, make: Make) -> Result<PathBuf> {
    let mut cargo = checkout.cargo();
    cargo.args(["build", "--package", "browser", "--target", TARGET, "--profile", make.profile()]);
    run(cargo.arg("--target-dir").arg(checkout.front()))?;
    let folder = if make == Make::Quick { "debug" } else { make.profile() };
    Ok(checkout.front().join(TARGET).join(folder).join("browser.wasm"))
}

/// Binds `wasm` into `folder`, unless the folder holds what was bound from the same bytes.
fn bind(wasm: &Path, folder: &Path) -> Result<PathBuf> {
    let bytes = fs::read(wasm).with_context(|| format!("{} is missing", wasm.display()))?;
    let stamp = hash(&bytes);
    let stamped = folder.join("bound-from");
    if fs::read_to_string(&stamped).is_ok_and(|last| last == stamp) {
        return Ok(folder.to_owned());
    }
    fs::create_dir_all(folder)?;
    let _ = fs::remove_file(&stamped);
    let mut bindgen = Bindgen::new();
    bindgen.input_bytes("app", bytes).web(true)?.typescript(false).omit_default_module_path(true);
    let mut output =
        bindgen.remove_name_section(true).remove_producers_section(true).generate_output()?;
    if !output.local_modules().is_empty()
        || output.snippets().values().any(|files| !files.is_empty())
    {
        bail!("a crate brings JavaScript files of its own, which the site does not carry");
    }
    fs::write(folder.join("app.js"), output.js())?;
    fs::write(folder.join("app.wasm"), output.wasm_mut().emit_wasm())?;
    fs::write(stamped, stamp)?;
    Ok(folder.to_owned())
}
