//! Whose bodies lie in the folder: a name of the database that they are on their way to.
//!
//! Applied to another one they would be gone for the first. A folder in which nothing waits may
//! change hands.

use std::io;

use super::{Settings, scan};

const NAME: &str = "database";

/// Marks the folder as that of `database`; false if what waits in it is on its way to another.
pub fn claim(settings: &Settings, database: &str) -> io::Result<bool> {
    let mark = settings.folder.join(NAME);
    let held = match std::fs::read_to_string(&mark) {
        Ok(held) => Some(held),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    if held.as_deref() == Some(database) {
        return Ok(true);
    }
    std::fs::create_dir_all(&settings.folder)?;
    if held.is_some() && !scan::scan(settings)?.unapplied.is_empty() {
        return Ok(false);
    }
    std::fs::write(&mark, database)?;
    Ok(true)
}
