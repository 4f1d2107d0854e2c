//! Brings what a crash left in the engine's log to its tables, before the log is written to again.
//!
//! Opened after a crash, the engine (surrealkv 0.21) goes on behind the torn end of its log: it opens
//! the file to append to it (`wal/manager.rs`, `create_writer`), then either takes the torn end for
//! the end of the file, so that a later repair cuts off what was appended, or repairs it by putting
//! another file in its place (`wal/recovery.rs`) while it goes on writing into the old one. What is
//! saved from then on is lost in the next crash. An orderly shutdown empties the log into tables and
//! removes it: the folder is opened, shut down, and opened again.
//!
//! Only after a crash; a folder that was shut down has no log. What repairs a damaged table is not
//! here: `fsck` tells of it.

use std::io;
use std::path::Path;

use crate::engine::{Engine, MIB, config};
use crate::error::OpenError;

/// Where the engine keeps its log, within its folder.
const LOG: &str = "wal";

/// Leaves no log in the engine's folder `files`, known to the engine as `path`.
pub(crate) async fn settle(files: &Path, path: &str) -> Result<(), OpenError> {
    let unreadable = |source| OpenError::Unreadable { folder: files.to_owned(), source };
    if !has_log(files).map_err(unreadable)? {
        return Ok(());
    }
    tracing::warn!("the data was not shut down in an orderly way; bringing it in order");
    // The log of one table in memory has to fit into one again, and the engine's tables in memory
    // have no fixed size: if it took two, a crash between them would lose the second.
    let roomy = config().with_key_value("surrealkv_max_memtable_size", (64 * MIB).to_string());
    // Opening writes, so that there is something to bring to a table even if all of the log is torn.
    let engine = Engine::embedded(path, None, roomy).await?;
    engine.shutdown().await?;
    // The engine only logs that it could not write its tables.
    if has_log(files).map_err(unreadable)? { Err(OpenError::Unsettled) } else { Ok(()) }
}

fn has_log(files: &Path) -> io::Result<bool> {
    let entries = match std::fs::read_dir(files.join(LOG)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        entries => entries?,
    };
    for entry in entries {
        let entry = entry?;
        let is_log = entry.path().extension().is_some_and(|extension| extension == "wal");
        if is_log && entry.metadata()?.len() > 0 {
            return Ok(true);
        }
    }
    Ok(false)
}
