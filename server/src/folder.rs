//! The data folder: made for its owner alone, and held by one process at a time.
//!
//! The lock does not depend on the database: with one in memory or elsewhere, the journal and the
//! control socket in the folder are still one process's own.

use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;

use anyhow::{Result, bail};

/// The folder is ours while this lives. However the process ends, the system lets go of it.
pub struct Held {
    _lock: File,
}

/// Takes the folder, making it if it isn't there; only its owner may look in.
pub fn hold(data: &Path) -> Result<Held> {
    make_private(data)?;
    let shown = data.display();
    let mut options = OpenOptions::new();
    let lock = match options.write(true).create(true).mode(0o600).open(data.join("lock")) {
        Ok(lock) => lock,
        Err(error) => bail!("The folder {shown} can't be written: {error}."),
    };
    match lock.try_lock() {
        Ok(()) => Ok(Held { _lock: lock }),
        Err(TryLockError::WouldBlock) => bail!(
            "Another process is using the folder {shown}: stop it, or name another one with --data."
        ),
        Err(TryLockError::Error(error)) => bail!("The folder {shown} can't be locked: {error}."),
    }
}

fn make_private(data: &Path) -> Result<()> {
    if let Err(error) = DirBuilder::new().recursive(true).mode(0o700).create(data) {
        bail!("The folder {} can't be made: {error}.", data.display());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_at_a_time_holds_a_folder_and_then_the_next_may() {
        let outer = tempfile::tempdir().expect("a folder");
        let data = outer.path().join("made by us");
        let held = hold(&data).expect("it is free");
        let refused = hold(&data).err().expect("it is held").to_string();
        assert!(refused.starts_with("Another process") && refused.ends_with('.'), "{refused}");
        drop(held);
        hold(&data).expect("it is free again");
    }
}
