//! What can go wrong with the store, in sentences for a person or for the log.

use std::path::PathBuf;

use thiserror::Error;

/// Why the store did not open.
#[derive(Debug, Error)]
pub enum OpenError {
    #[error("Another process is using this data folder. Stop it, or choose another folder.")]
    InUse,
    #[error("The data folder {} can't be read or written. Check who owns it.", folder.display())]
    Unreadable { folder: PathBuf, source: std::io::Error },
    #[error("The data folder's path {} is not valid text. Choose another folder.", folder.display())]
    NotText { folder: PathBuf },
    #[error(
        "The data was written by a newer version (schema {found}; this version knows {known}). \
         Start that version or a later one."
    )]
    Newer { found: u32, known: u32 },
    #[error(
        "Step {number} of the data's schema is not the one that was applied to it. \
         Install an official version of the program."
    )]
    Altered { number: u32 },
    #[error(
        "What was saved before the last crash could not be brought in order. \
         Look whether the disk is full, then start again: nothing is lost by trying."
    )]
    Unsettled,
    #[error(
        "The secrets of the numbers are sealed with another key. Put the secret.key that belongs to this \
         data back into the data folder, or its digits into BUSTIA_SECRET_KEY, and start again."
    )]
    WrongKey,
    #[error("The database could not be opened, and says: {}.", first_line(.0))]
    Engine(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// The engine's own words, as far as they fit into a sentence.
fn first_line(words: &impl ToString) -> String {
    let words = words.to_string();
    words.lines().next().unwrap_or_default().trim_end_matches('.').to_owned()
}

impl OpenError {
    /// The engine reports a locked folder in words only ([surrealkv] `lockfile.rs`).
    pub(crate) fn of_engine(error: impl std::fmt::Display) -> Self {
        let words = format!("{error:#}");
        if words.contains("already locked") { Self::InUse } else { Self::Engine(words.into()) }
    }
}

impl From<surrealdb::Error> for OpenError {
    fn from(error: surrealdb::Error) -> Self {
        Self::of_engine(error)
    }
}

impl From<Error> for OpenError {
    fn from(error: Error) -> Self {
        Self::Engine(Box::new(error))
    }
}

/// Why the store did not do something.
#[derive(Debug, Error)]
pub enum Error {
    #[error("Somebody with this e-mail address is in the team already. Choose another address.")]
    EmailTaken,
    #[error("A key of this name exists already. Choose another name.")]
    NameTaken,
    #[error("This person comes in with another account of that issuer. Unlink that one first.")]
    LinkTaken,
    /// Somebody else was first, or what was to be made exists already.
    #[error("somebody else was first")]
    Stale,
    #[error("the database failed: {0}")]
    Engine(String),
    /// A row that this version can't read; `what` names its table and id.
    #[error("the stored {what} can't be read")]
    Unreadable { what: String },
}

impl From<surrealdb::Error> for Error {
    fn from(error: surrealdb::Error) -> Self {
        Self::Engine(error.to_string())
    }
}
