//! `cargo xtask dev`: the product in debug, built again and restarted at each change of its
//! sources. Open pages of the team, inbox and board, hear of another build of the site over
//! their live connection and reload by themselves; the sign-in page and the phone have none and
//! are reloaded by hand. A build that fails leaves the running server as it is.

use crate::checkout::Checkout;
use crate::site::files_below;
use crate::{product, run};
use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::{Child, Command};
use std::thread::sleep;
use std::time::{Duration, Instant, SystemTime};

const WATCHED: [&str; 7] = ["src", "app", "server", "style", "public", "Cargo.toml", "Cargo.lock"];
/// How often the sources are looked at: a few hundred `stat` calls each time.
const LOOK: Duration = Duration::from_millis(300);
/// How long the server may take to close its store.
const PATIENCE: Duration = Duration::from_secs(10);

pub fn dev(checkout: &Checkout, serve: &[OsString]) -> Result<()> {
    let arguments = run::arguments(serve, &checkout.target);
    let mut server: Option<Child> = None;
    loop {
        let seen = sources(checkout)?;
        match product::quick(checkout) {
            Ok(binary) => {
                server.take().map_or(Ok(()), stop)?;
                let started = Command::new(&binary).arg("serve").args(&arguments).spawn();
                server = Some(
                    started
                        .with_context(|| format!("{} could not be started", binary.display()))?,
                );
            }
            Err(error) => eprintln!("\nerror: {error:#}\n"),
        }
        wait_for_change(checkout, &seen, &mut server)?;
    }
}

type Sources = BTreeMap<PathBuf, (SystemTime, u64)>;

fn sources(checkout: &Checkout) -> Result<Sources> {
    let mut found = Sources::new();
    for name in WATCHED {
        let path = checkout.root.join(name);
        let files = if path.is_file() { vec![path] } else { files_below(&path)? };
        for file in files {
            // An editor's temporary file may be gone by now.
            if let Ok(about) = file.metadata() {
                found.insert(file, (about.modified()?, about.len()));
            }
        }
    }
    Ok(found)
}

fn wait_for_change(checkout: &Checkout, seen: &Sources, server: &mut Option<Child>) -> Result<()> {
    while &sources(checkout)? == seen {
        if let Some(status) = server.as_mut().map(Child::try_wait).transpose()?.flatten() {
            eprintln!("\nThe server ended with {status}. It starts again at the next change.");
            *server = None;
        }
        sleep(LOOK);
    }
    Ok(())
}

/// Asks the server to end, and insists if it does not.
fn stop(mut server: Child) -> Result<()> {
    Command::new("kill")
        .arg(server.id().to_string())
        .status()
        .context("kill could not be started")?;
    let deadline = Instant::now() + PATIENCE;
    while server.try_wait()?.is_none() {
        if Instant::now() > deadline {
            server.kill()?;
        }
        sleep(Duration::from_millis(20));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_written_an_added_and_a_removed_source_are_changes() {
        let root = tempfile::tempdir().unwrap();
        let checkout = Checkout { root: root.path().into(), target: root.path().join("target") };
        fs::create_dir(root.path().join("style")).unwrap();
        let main = root.path().join("style/main.css");
        fs::write(&main, "a{}").unwrap();
        let first = sources(&checkout).unwrap();
        assert_eq!(first, sources(&checkout).unwrap());
        fs::write(&main, "body{}").unwrap();
        let second = sources(&checkout).unwrap();
        assert_ne!(first, second);
        fs::write(root.path().join("Cargo.lock"), "").unwrap();
        assert_ne!(second, sources(&checkout).unwrap());
        fs::remove_file(root.path().join("Cargo.lock")).unwrap();
        assert_eq!(second, sources(&checkout).unwrap());
    }

    #[test]
    fn a_server_that_ends_when_asked_is_waited_for() {
        stop(Command::new("sleep").arg("600").spawn().unwrap()).unwrap();
    }
}
