//! The site: everything a browser loads besides the pages themselves, as hashed files with
//! their compressed siblings and a manifest. `server/build.rs` puts the folder into the
//! binary. What did not change is not made again: files are named by their content.

mod asleep;
mod browser;
mod limits;
mod manifest;
mod names;
mod piece;
mod script;
mod style;

use crate::checkout::Checkout;
use crate::step::step;
use anyhow::{Context, Result};
pub use browser::AREAS;
pub use limits::hold;
use manifest::Manifest;
use piece::Piece;
use std::fs;
use std::path::{Path, PathBuf};

/// For whom the site is made.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Make {
    /// What people load: small.
    Shipped,
    /// What the person at work on it loads: soon there.
    Quick,
}

impl Make {
    pub fn folder(self, checkout: &Checkout) -> PathBuf {
        checkout.target.join(match self {
            Make::Shipped => "site",
            Make::Quick => "site-quick",
        })
    }

    fn profile(self) -> &'static str {
        match self {
            Make::Shipped => "wasm-release",
            Make::Quick => "dev",
        }
    }

    /// Brotli's and gzip's levels.
    fn effort(self) -> (u32, u32) {
        match self {
            Make::Shipped => (11, 9),
            Make::Quick => (2, 1),
        }
    }
}

/// Builds the site into `make.folder()`.
pub fn build(checkout: &Checkout, make: Make) -> Result<()> {
    let folder = make.folder(checkout);
    fs::create_dir_all(&folder)?;
    let mut pieces = step("Building the browser's WASM", || browser::build(checkout, make))?;
    step("Preparing the site", || {
        pieces.extend(style::bundle(&checkout.root.join("style"))?);
        pieces.extend(public(&checkout.root.join("public"))?);
        let files = pieces
            .iter()
            .map(|piece| piece.press(&folder, make.effort()))
            .collect::<Result<Vec<_>>>()?;
        Manifest { files }.publish(&folder)
    })
}

/// The files of `public/`, each served under its own path too: some paths are known to
/// browsers (`/favicon.ico`) and some stand in style sheets.
fn public(folder: &Path) -> Result<Vec<Piece>> {
    let mut pieces = Vec::new();
    for path in files_below(folder)? {
        let name = path
            .strip_prefix(folder)?
            .to_str()
            .with_context(|| format!("{} has an odd name", path.display()))?;
        pieces.push(Piece { name: name.to_owned(), bytes: fs::read(&path)?, at_root: true });
    }
    Ok(pieces)
}

/// All files below a folder, sorted; none if there is no such folder.
pub fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop().filter(|folder| folder.is_dir()) {
        for entry in folder.read_dir()? {
            let path = entry?.path();
            if path.is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn public_files_keep_their_paths() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("icons")).unwrap();
        fs::write(folder.path().join("icons/inbox.svg"), "<svg/>").unwrap();
        fs::write(folder.path().join("favicon.ico"), "ico").unwrap();
        let names: Vec<_> =
            public(folder.path()).unwrap().into_iter().map(|piece| piece.name).collect();
        assert_eq!(names, ["favicon.ico", "icons/inbox.svg"]);
        assert!(public(&folder.path().join("absent")).unwrap().is_empty());
    }
}
