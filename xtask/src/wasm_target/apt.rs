//! Fetches the package `rust-src` of one exact version from the mirrors that apt already
//! uses, with a source list and state of its own in a temporary folder. Signatures are
//! checked as always; nothing is installed and apt's own state is not touched.

use super::sources::{Mirror, mirrors};
use crate::step::read;
use anyhow::{Context, Result, bail};
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

const PACKAGE: &str = "rust-src";
const KEYRING: &str = "/usr/share/keyrings/debian-archive-keyring.gpg";

/// An unpacked `rust-src`; its folder goes when this goes.
pub struct Source {
    folder: TempDir,
    version: String,
}

impl Source {
    /// The standard library's workspace.
    pub fn library(&self) -> PathBuf {
        self.folder.path().join(format!("unpacked/usr/src/rustc-{}/library", self.version))
    }
}

/// The source of the standard library of this version of Rust.
///
/// # Errors
/// When there is no apt, no mirror, or no suite of theirs that has this version.
pub fn rust_src(version: &str) -> Result<Source> {
    let mirrors = mirrors(Path::new("/etc/apt"));
    let suites = suites(&fs::read_to_string("/etc/os-release").unwrap_or_default());
    for mirror in &mirrors {
        for suite in &suites {
            match Shelf::open(mirror, suite).and_then(|shelf| shelf.take(version)) {
                Ok(Some(source)) => return Ok(source),
                Ok(None) => eprintln!("  {suite}: no {PACKAGE} {version}"),
                Err(error) => eprintln!("  {suite}: {}", first_line(&error)),
            }
        }
    }
    bail!(
        "none of apt's {} mirrors has {PACKAGE} {version} (looked in {})",
        mirrors.len(),
        suites.join(", ")
    )
}

/// Debian keeps new compilers in backports first, so those are asked first. The aliases
/// outlive the names; not every mirror has them.
fn suites(os_release: &str) -> Vec<String> {
    let codename = os_release
        .lines()
        .find_map(|line| line.strip_prefix("VERSION_CODENAME="))
        .map(|name| name.trim_matches('"'));
    let backports = codename.map(|name| format!("{name}-backports"));
    let known =
        ["trixie-backports", "stable-backports", "oldstable-backports", "testing", "unstable"];
    let mut suites: Vec<String> = Vec::new();
    for suite in
        backports.into_iter().chain(known.map(str::to_owned)).chain(codename.map(str::to_owned))
    {
        if !suites.contains(&suite) {
            suites.push(suite);
        }
    }
    suites
}

/// One suite of one mirror, its index fetched into a folder of our own.
struct Shelf {
    folder: TempDir,
}

impl Shelf {
    fn open(mirror: &Mirror, suite: &str) -> Result<Shelf> {
        let folder = tempfile::Builder::new().prefix("rust-src-").tempdir()?;
        // As root, apt fetches as a user of its own, who must be able to enter.
        fs::set_permissions(folder.path(), Permissions::from_mode(0o755))?;
        for part in ["state/lists/partial", "cache/archives/partial", "parts"] {
            fs::create_dir_all(folder.path().join(part))?;
        }
        let keyring =
            mirror.keyring.as_deref().or_else(|| Path::new(KEYRING).exists().then_some(KEYRING));
        let option = keyring.map(|path| format!("[signed-by={path}] ")).unwrap_or_default();
        fs::write(
            folder.path().join("sources.list"),
            format!("deb {option}{} {suite} main\n", mirror.uri),
        )?;
        let shelf = Shelf { folder };
        read(shelf.apt("apt-get").args([
            "--quiet=2",
            "-o",
            "Acquire::Languages=none",
            "-o",
            "APT::Update::Error-Mode=any",
            "update",
        ]))?;
        Ok(shelf)
    }

    fn take(self, version: &str) -> Result<Option<Source>> {
        let offers = read(self.apt("apt-cache").args(["madison", PACKAGE]))?;
        let Some(package) = matching(&offers, version) else {
            return Ok(None);
        };
        read(
            self.apt("apt-get").args(["--quiet=2", "download"]).arg(format!("{PACKAGE}={package}")),
        )?;
        let files = self.folder.path().read_dir()?.flatten().map(|file| file.path());
        let archive =
            files.into_iter().find(|path| path.extension().is_some_and(|ending| ending == "deb"));
        let archive = archive.context("apt-get download left no package behind")?;
        read(
            Command::new("dpkg-deb")
                .arg("-x")
                .arg(&archive)
                .arg(self.folder.path().join("unpacked")),
        )?;
        Ok(Some(Source { folder: self.folder, version: version.to_owned() }))
    }

    fn apt(&self, program: &str) -> Command {
        let folder = self.folder.path();
        let mut command = Command::new(program);
        command.current_dir(folder).env("LC_ALL", "C.UTF-8");
        for (key, path) in [
            ("State", "state"),
            ("State::status", "state/status"),
            ("Cache", "cache"),
            ("Etc::SourceList", "sources.list"),
            ("Etc::SourceParts", "parts"),
        ] {
            command.arg("-o").arg(format!("Dir::{key}={}", folder.join(path).display()));
        }
        command
    }
}

/// The first version in `apt-cache madison`'s answer (`package | version | source`) that
/// packages this upstream version: `1.95.0+dfsg1-1~bpo13+1` packages `1.95.0`.
fn matching<'a>(madison: &'a str, upstream: &str) -> Option<&'a str> {
    let versions = madison.lines().filter_map(|line| line.split('|').nth(1)).map(str::trim);
    versions.into_iter().find(|version| version.split(['+', '-', '~']).next() == Some(upstream))
}

fn first_line(error: &anyhow::Error) -> String {
    let said = format!("{error:#}");
    let telling = said.lines().find(|line| line.starts_with("E: ")).or_else(|| said.lines().next());
    telling.unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_exact_version_of_the_compiler_matches() {
        let madison = "  rust-src | 1.96.0+dfsg1-1 | http://a.example sid/main\n  rust-src | 1.95.0+dfsg1-1~bpo13+1 | http://a.example sid/main\n";
        assert_eq!(matching(madison, "1.95.0"), Some("1.95.0+dfsg1-1~bpo13+1"));
        assert_eq!(matching(madison, "1.95"), None);
        assert_eq!(matching(madison, "1.9"), None);
        assert_eq!(matching("", "1.95.0"), None);
    }

    #[test]
    fn the_machines_own_backports_are_asked_first_and_no_suite_twice() {
        let suites = suites("NAME=\"Debian\"\nVERSION_CODENAME=trixie\n");
        assert_eq!(suites[..2], ["trixie-backports", "stable-backports"]);
        assert_eq!(suites.iter().filter(|suite| *suite == "trixie-backports").count(), 1);
    }
}
