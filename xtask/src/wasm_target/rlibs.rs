//! The compiler's folder of WASM libraries: whether it is complete, putting ours in, and
//! taking ours out once rustup has put its own there, for the compiler refuses to choose.

use anyhow::{Context, Result, bail};
use std::fs;
use std::path::Path;

/// Names what we put into the folder, a line each.
const LIST: &str = "built-by-xtask.txt";

/// Whether the folder holds a standard library; it is the last to be put there.
pub fn has_std(library: &Path) -> bool {
    names(library).iter().any(|name| is_std(name))
}

/// Puts the `.rlib`s of `built` into the folder. Each is copied under another name first,
/// and `libstd` comes last, so that half of a library is never taken for a whole one.
pub fn install(built: &Path, library: &Path) -> Result<()> {
    let mut rlibs = names(built);
    rlibs.retain(|name| name.ends_with(".rlib"));
    rlibs.sort_by_key(|name| is_std(name));
    if !rlibs.last().is_some_and(|last| is_std(last)) {
        bail!("the build of the standard library gave no libstd");
    }
    let put = || {
        fs::create_dir_all(library)?;
        fs::write(library.join(LIST), rlibs.join("\n"))?;
        for name in &rlibs {
            let half = library.join(format!("{name}.part"));
            fs::copy(built.join(name), &half)?;
            fs::rename(half, library.join(name))?;
        }
        std::io::Result::Ok(())
    };
    put().with_context(|| format!("{} cannot be written", library.display()))
}

/// Takes ours out if another standard library is there too; says whether it did.
pub fn make_way(library: &Path) -> Result<bool> {
    let list = fs::read_to_string(library.join(LIST)).unwrap_or_default();
    let ours: Vec<&str> = list.lines().collect();
    let another = names(library).iter().any(|name| is_std(name) && !ours.contains(&name.as_str()));
    if ours.is_empty() || !another {
        return Ok(false);
    }
    for name in ours.into_iter().chain([LIST]) {
        let path = library.join(name);
        if path.exists() {
            fs::remove_file(&path)
                .with_context(|| format!("{} cannot be removed", path.display()))?;
        }
    }
    Ok(true)
}

fn names(folder: &Path) -> Vec<String> {
    let files = folder.read_dir().into_iter().flatten().flatten();
    files.filter_map(|file| file.file_name().into_string().ok()).collect()
}

/// rustup's file has a hash in its name, the one that cargo builds has none.
fn is_std(name: &str) -> bool {
    name.ends_with(".rlib") && (name.starts_with("libstd-") || name == "libstd.rlib")
}

#[cfg(test)]
mod tests {
    use super::*;
    use tempfile::TempDir;

    fn folder(files: &[&str]) -> TempDir {
        let folder = tempfile::tempdir().unwrap();
        for name in files {
            fs::write(folder.path().join(name), name).unwrap();
        }
        folder
    }

    fn sorted(folder: &TempDir) -> Vec<String> {
        let mut names = names(folder.path());
        names.sort();
        names
    }

    #[test]
    fn a_folder_counts_only_with_std_in_it() {
        assert!(!has_std(Path::new("/nowhere")));
        assert!(!has_std(
            folder(&["libcore-1.rlib", "libstd_detect-1.rlib", "libstd-1.rmeta"]).path()
        ));
        assert!(has_std(folder(&["libstd-1.rlib"]).path()));
        assert!(has_std(folder(&["libstd.rlib"]).path()));
    }

    #[test]
    fn rlibs_are_installed_and_nothing_else() {
        let built = folder(&["libcore-1.rlib", "libstd.rlib", "libstd.rmeta", "std-1.d"]);
        let library = folder(&[]);
        install(built.path(), library.path()).unwrap();
        assert_eq!(sorted(&library), [LIST, "libcore-1.rlib", "libstd.rlib"]);
    }

    #[test]
    fn a_build_without_std_installs_nothing() {
        let library = folder(&[]);
        assert!(install(folder(&["libstd_detect-1.rlib"]).path(), library.path()).is_err());
        assert!(sorted(&library).is_empty());
    }

    #[test]
    fn ours_makes_way_for_rustups_and_for_nothing_less() {
        let library = folder(&[]);
        install(folder(&["libcore-1.rlib", "libstd.rlib"]).path(), library.path()).unwrap();
        assert!(!make_way(library.path()).unwrap());
        for name in ["libcore-2.rlib", "libstd-2.rlib"] {
            fs::write(library.path().join(name), "").unwrap();
        }
        assert!(make_way(library.path()).unwrap());
        assert_eq!(sorted(&library), ["libcore-2.rlib", "libstd-2.rlib"]);
        assert!(!make_way(library.path()).unwrap());
    }
}
