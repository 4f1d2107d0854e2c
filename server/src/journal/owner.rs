//! Whose bodies lie in the folder: a name of the database that they are on their way to.
//!
//! Applied to another one they would be gone for the first. A folder in which nothing waits may
//! change hands.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use super::{Settings, scan, segment};

const NAME: &str = "database";

/// Marks the folder as that of `database`; false if what waits in it is on its way to another.
pub fn claim(settings: &Settings, database: &str) -> io::Result<bool> {
    let mark = settings.folder.join(NAME);
    let held = match std::fs::read_to_string(&mark) {
        Ok(held) => Some(held).filter(|held| !held.is_empty()),
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
    write(&settings.folder, database)?;
    Ok(true)
}

/// Whole or not at all: a mark that a power cut tore would shut the folder's own desk out.
fn write(folder: &Path, database: &str) -> io::Result<()> {
    let half = folder.join("database.half");
    let mut file = File::create(&half)?;
    file.write_all(database.as_bytes())?;
    file.sync_all()?;
    std::fs::rename(&half, folder.join(NAME))?;
    segment::sync_folder(folder)
}
