//! What the built site is held to: the first load of the team's pages keeps within its budget, and no
//! module carries the tables of time zones, which are the server's alone. What everything else weighs
//! is `bench`'s to tell.

use super::Make;
use super::manifest::{MANIFEST, Manifest};
use crate::checkout::Checkout;
use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::Path;

/// What the team's pages load before they come to life. Pictures come later and are few.
const FIRST: [&str; 3] = ["desk.js", "desk.wasm", "app.css"];

/// What that may weigh together in brotli: 350 KiB.
const BUDGET: u64 = 350 * 1024;

/// Zones whose names stand in the tables and in no text for a browser: of the IANA database, and of
/// the numbering plans. `src/region/tests/tables.rs` sees to it that they stand there.
const ZONES: [&str; 2] = ["Europe/Busingen", "Asia/Kathmandu"];

/// An error unless the site that people get is within all limits.
pub fn hold(checkout: &Checkout) -> Result<()> {
    let folder = Make::Shipped.folder(checkout);
    let text = fs::read_to_string(folder.join(MANIFEST))
        .context("The site is missing: build it with `cargo xtask site`.")?;
    let manifest: Manifest =
        serde_json::from_str(&text).context("The site's manifest has another shape.")?;
    holds_no_zones(&folder, &manifest)?;
    loads_soon(&folder, &manifest, BUDGET)
}

fn holds_no_zones(folder: &Path, manifest: &Manifest) -> Result<()> {
    for file in manifest.files.iter().filter(|file| file.name.ends_with(".wasm")) {
        let module = fs::read(folder.join(&file.file))
            .with_context(|| format!("{} is missing.", file.file))?;
        for zone in ZONES {
            let is_there = module.windows(zone.len()).any(|window| window == zone.as_bytes());
            ensure!(
                !is_there,
                "{} holds the tables of time zones: {zone} stands in it. Let the server reckon what \
                 reaches them, and send the browser what comes of it.",
                file.name
            );
        }
    }
    Ok(())
}

fn loads_soon(folder: &Path, manifest: &Manifest, budget: u64) -> Result<()> {
    let (mut total, mut parts) = (0, vec![]);
    for name in FIRST {
        let file = manifest.files.iter().find(|file| file.name == name);
        let file = file.with_context(|| format!("The site has no {name}."))?;
        let path = folder.join(format!("{}.br", file.file));
        let about = fs::metadata(&path);
        let size = about.with_context(|| format!("{} is missing.", path.display()))?.len();
        total += size;
        parts.push(format!("{name} {size}"));
    }
    let parts = parts.join(", ");
    ensure!(
        total <= budget,
        "The first load of the team's pages is {total} bytes in brotli and may be {budget}: \
         {parts}. Take out of it what a browser can do without."
    );
    eprintln!("  {total} of {budget} bytes in brotli: {parts}");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::piece::Piece;

    /// A site of these files in `folder`.
    fn site(folder: &Path, files: &[(&str, &[u8])]) -> Manifest {
        let press = |(name, bytes): &(&str, &[u8])| {
            let piece = Piece { name: (*name).into(), bytes: bytes.to_vec(), at_root: false };
            piece.press(folder, (5, 6)).unwrap()
        };
        Manifest { files: files.iter().map(press).collect() }
    }

    #[test]
    fn a_module_that_holds_zones_is_told_by_name() {
        let folder = tempfile::tempdir().unwrap();
        let clean: (&str, &[u8]) = ("desk.wasm", b"\0asm Europe/Madrid");
        let said = |files: &[(&str, &[u8])]| {
            let manifest = site(folder.path(), files);
            holds_no_zones(folder.path(), &manifest).err().map(|error| error.to_string())
        };
        assert_eq!(said(&[clean, ("app.css", b"/* Asia/Kathmandu */")]), None);
        for zone in ZONES {
            let module = format!("\0asm Europe/Buchar{zone}Europe/");
            let said = said(&[clean, ("practice.wasm", module.as_bytes())]).unwrap();
            assert!(said.starts_with("practice.wasm holds the tables"), "{said}");
            assert!(said.contains(zone), "{said}");
        }
    }

    #[test]
    fn a_first_load_over_its_budget_is_told_with_its_parts() {
        let folder = tempfile::tempdir().unwrap();
        let files: [(&str, &[u8]); 4] = [
            ("desk.js", b"let one = 1;"),
            ("desk.wasm", b"\0asm"),
            ("app.css", b"a{}"),
            ("practice.wasm", b"\0asm and all that comes later"),
        ];
        let manifest = site(folder.path(), &files);
        let size = |name: &str| {
            let file = manifest.files.iter().find(|file| file.name == name).unwrap();
            fs::metadata(folder.path().join(format!("{}.br", file.file))).unwrap().len()
        };
        let total: u64 = FIRST.map(size).iter().sum();
        loads_soon(folder.path(), &manifest, total).unwrap();
        let said = loads_soon(folder.path(), &manifest, total - 1).unwrap_err().to_string();
        assert!(
            said.contains(&format!("{total} bytes in brotli and may be {}", total - 1)),
            "{said}"
        );
        assert!(said.contains(&format!("desk.wasm {}", size("desk.wasm"))), "{said}");
    }

    #[test]
    fn a_site_without_its_script_is_no_light_one() {
        let folder = tempfile::tempdir().unwrap();
        let manifest = site(folder.path(), &[("desk.wasm", b"\0asm"), ("app.css", b"a{}")]);
        let said = loads_soon(folder.path(), &manifest, BUDGET).unwrap_err().to_string();
        assert_eq!(said, "The site has no desk.js.");
    }
}
