//! The data folder: made for its owner alone, and held by one process at a time.
//!
//! The lock does not depend on the database: with one in memory or elsewhere, the journal and the
//! control socket in the folder are still one process's own. So is the key to what is sealed.

use std::fs::{DirBuilder, File, OpenOptions, Permissions, TryLockError};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::Path;

use anyhow::{Result, bail};
use store::SecretKey;

/// What only the owner may do; what all others may; and the mark of folders like `/tmp`.
const OWNER: u32 = 0o700;
const OTHERS: u32 = 0o077;
const STICKY: u32 = 0o1000;

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

/// What holds the key that seals the secrets of numbers.
const KEY: &str = "secret.key";

/// The folder's key, made if there is none yet. Whoever has it and the database has the secrets.
pub fn secret_key(data: &Path) -> Result<SecretKey> {
    let path = data.join(KEY);
    if let Err(error) = std::fs::metadata(&path)
        && error.kind() == ErrorKind::NotFound
    {
        make_private(data)?;
        if let Err(error) = make_key(data, &path) {
            bail!("The key {} can't be made: {error}.", path.display());
        }
    }
    let shown = path.display();
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) => bail!("The key {shown} can't be read: {error}."),
    };
    match SecretKey::read(&text) {
        Some(key) => Ok(key),
        None => bail!("The key {shown} is damaged: put the one of your backup in its place."),
    }
}

/// A new key, whole and on the disk before it has its name. Of two who make one, the first counts.
fn make_key(data: &Path, path: &Path) -> std::io::Result<()> {
    let draft = data.join(format!("{KEY}.{}", std::process::id()));
    let mut options = OpenOptions::new();
    let mut file = options.write(true).create(true).truncate(true).mode(0o600).open(&draft)?;
    writeln!(file, "{}", SecretKey::random().written())?;
    file.sync_all()?;
    let named = std::fs::hard_link(&draft, path);
    std::fs::remove_file(&draft)?;
    match named {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(error),
        _ => File::open(data)?.sync_all(),
    }
}

/// Secrets lie in the folder: one that others may look into is closed to them.
fn make_private(data: &Path) -> Result<()> {
    let shown = data.display();
    if let Err(error) = DirBuilder::new().recursive(true).mode(OWNER).create(data) {
        bail!("The folder {shown} can't be made: {error}.");
    }
    let mode = match std::fs::metadata(data) {
        Ok(about) => about.permissions().mode(),
        Err(error) => bail!("The folder {shown} can't be looked at: {error}."),
    };
    if mode & STICKY != 0 {
        bail!("The folder {shown} is shared by everybody: name one of its own with --data.");
    }
    if mode & OTHERS != 0 {
        if let Err(error) = std::fs::set_permissions(data, Permissions::from_mode(OWNER)) {
            bail!("The folder {shown} is open to others and can't be closed: {error}.");
        }
        tracing::debug!(folder = %shown, "the data folder was open to others and is closed now");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder_of(mode: u32) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::set_permissions(folder.path(), Permissions::from_mode(mode)).expect("it is ours");
        folder
    }

    fn mode(data: &Path) -> u32 {
        std::fs::metadata(data).expect("it is there").permissions().mode() & 0o7777
    }

    #[test]
    fn a_folder_that_others_may_look_into_is_closed_to_them() {
        for open in [0o755, 0o750, 0o701] {
            let folder = folder_of(open);
            hold(folder.path()).expect("it is free");
            assert_eq!(mode(folder.path()), 0o700);
        }
    }

    #[test]
    fn a_folder_that_everybody_shares_is_refused_and_left_alone() {
        let folder = folder_of(0o1777);
        let refused = hold(folder.path()).err().expect("it is shared").to_string();
        assert!(refused.contains("--data"), "{refused}");
        assert_eq!(mode(folder.path()), 0o1777);
    }

    #[test]
    fn a_folder_gets_one_key_for_its_owner_alone_and_keeps_it() {
        let outer = tempfile::tempdir().expect("a folder");
        let data = outer.path().join("made by us");
        let key = secret_key(&data).expect("a new key");
        assert_eq!(secret_key(&data).expect("the same"), key);
        assert_eq!((mode(&data), mode(&data.join(KEY))), (0o700, 0o600));
        assert_eq!(std::fs::read_dir(&data).expect("it is there").count(), 1, "nothing else");
        std::fs::write(data.join(KEY), "5e5e").expect("it is ours");
        let refused = secret_key(&data).expect_err("half a key").to_string();
        assert!(refused.contains(KEY) && !refused.contains("5e5e"), "{refused}");
    }

    #[test]
    fn one_at_a_time_holds_a_folder_and_then_the_next_may() {
        let outer = tempfile::tempdir().expect("a folder");
        let data = outer.path().join("made by us");
        let held = hold(&data).expect("it is free");
        assert_eq!(mode(&data), 0o700);
        let refused = hold(&data).err().expect("it is held").to_string();
        assert!(refused.starts_with("Another process") && refused.ends_with('.'), "{refused}");
        drop(held);
        hold(&data).expect("it is free again");
    }
}
