//! Puts the site into the binary: of the manifest that `cargo xtask` leaves beside the
//! site's files it writes a table of `include_bytes!` for `src/http/assets.rs`. Without a
//! site the table is empty, so that a plain `cargo check` needs nothing built before it.

use serde_json::Value;
use std::env;
use std::error::Error;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let site = site(&out)?;
    let manifest = site.join("manifest.json");
    let files = read(&manifest)?;
    if files.is_empty() && env::var("PROFILE")? == "release" {
        println!(
            "cargo::warning=the binary will have no site in it; `cargo xtask run` and `cargo xtask dist` build both"
        );
    }
    fs::write(out.join("site.rs"), table(&site, &files)?)?;
    if env::var("PROFILE")? == "release" && is_linux_with_glibc()? {
        // Addresses that move with the program, as a bitmap instead of a list: 4 MiB less. The system's
        // loader reads it from glibc 2.36 of 2022 on.
        println!("cargo::rustc-link-arg-bins=-Wl,-z,pack-relative-relocs");
    }
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={}", manifest.display());
    println!("cargo::rerun-if-env-changed=BUSTIA_SITE");
    Ok(())
}

fn is_linux_with_glibc() -> Result<bool, env::VarError> {
    Ok(env::var("CARGO_CFG_TARGET_OS")? == "linux" && env::var("CARGO_CFG_TARGET_ENV")? == "gnu")
}

/// `BUSTIA_SITE`, or `site` in the target directory, which lies above the output directory:
/// `<target>[/<triple>]/<profile>/build/<package>/out`.
fn site(out: &Path) -> Outcome<PathBuf> {
    if let Some(named) = env::var_os("BUSTIA_SITE") {
        return Ok(named.into());
    }
    let above = |levels| out.ancestors().nth(levels).map(|target| target.join("site"));
    let across = env::var("HOST")? != env::var("TARGET")?;
    let nearest = above(4).ok_or("the output directory lies too near the root")?;
    Ok(if across { above(5).unwrap_or(nearest) } else { nearest })
}

fn read(manifest: &Path) -> Outcome<Vec<Value>> {
    if !manifest.exists() {
        stand_in(manifest);
    }
    let Ok(text) = fs::read_to_string(manifest) else { return Ok(Vec::new()) };
    let mut manifest: Value = serde_json::from_str(&text)?;
    Ok(manifest["files"].as_array_mut().map(std::mem::take).unwrap_or_default())
}

/// While a watched file is missing, cargo runs this script, and so compiles the server,
/// each time. An empty manifest prevents that, dated back so as not to look like a change.
/// Where it can't be written, building is slower and that is all.
fn stand_in(manifest: &Path) {
    let write = || {
        fs::create_dir_all(manifest.parent().unwrap_or(manifest))?;
        fs::write(manifest, "{\"files\": []}\n")?;
        fs::File::options().write(true).open(manifest)?.set_modified(SystemTime::UNIX_EPOCH)
    };
    let _: std::io::Result<()> = write();
}

fn table(site: &Path, files: &[Value]) -> Outcome<String> {
    let mut table = String::from("&[\n");
    for file in files {
        let text =
            |key: &str| file[key].as_str().ok_or(format!("the site's manifest lacks {key:?}"));
        let path = site.join(text("file")?);
        let encodings =
            file["encodings"].as_array().ok_or("the site's manifest lacks \"encodings\"")?;
        let packed =
            |encoding: &str, ending: &str| match encodings.iter().any(|known| known == encoding) {
                true => format!("Some(include_bytes!({:?}))", path.with_added_extension(ending)),
                false => "None".to_owned(),
            };
        writeln!(
            table,
            "    Asset {{ name: {:?}, file: {:?}, content_type: {:?}, etag: {:?}, at_root: {}, plain: include_bytes!({path:?}), brotli: {}, gzip: {} }},",
            text("name")?,
            text("file")?,
            text("content_type")?,
            text("etag")?,
            file["at_root"] == true,
            packed("br", "br"),
            packed("gzip", "gz"),
        )?;
    }
    table.push(']');
    Ok(table)
}
