//! Where the data is: a folder, nowhere but memory, or a SurrealDB server.

use std::fmt;
use std::path::PathBuf;

/// The engine's own folder in the data folder.
pub(crate) const FILES: &str = "database";

/// A place that a [`Store`](crate::Store) can open.
#[derive(Clone, PartialEq, Eq)]
pub enum Location {
    /// The engine runs inside this process and keeps its files in `<folder>/database`.
    Folder(PathBuf),
    /// Forgotten when the process ends.
    Memory,
    /// A SurrealDB 3 server. Holds the password.
    Remote(Remote),
}

/// `ws://[user:password@]host[:port][/namespace[/database]]`, or `wss://`.
#[derive(Clone, PartialEq, Eq)]
pub struct Remote {
    pub(crate) address: String,
    pub(crate) credentials: Option<(String, String)>,
    pub(crate) namespace: String,
    pub(crate) database: String,
}

impl Location {
    /// `mem:`, a `ws://` or `wss://` address, or else a folder.
    pub fn parse(text: &str) -> Self {
        if text.trim_end_matches('/') == "mem:" {
            return Location::Memory;
        }
        let remote = ["ws://", "wss://"].into_iter().find(|scheme| text.starts_with(scheme));
        match remote {
            Some(scheme) => Location::Remote(Remote::parse(scheme, &text[scheme.len()..])),
            None => Location::Folder(PathBuf::from(text)),
        }
    }
}

impl Location {
    /// Whether there is something to open rather than to make, as far as this machine can tell.
    pub fn is_there(&self) -> bool {
        match self {
            Location::Folder(folder) => {
                let files = std::fs::read_dir(folder.join(FILES));
                files.is_ok_and(|mut files| files.next().is_some())
            }
            Location::Memory => false,
            Location::Remote(_) => true,
        }
    }
}

impl Remote {
    fn parse(scheme: &str, rest: &str) -> Self {
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        let (credentials, host) = match host.rsplit_once('@') {
            Some((user, host)) => (user.split_once(':'), host),
            None => (None, host),
        };
        let mut names = path.split('/').filter(|name| !name.is_empty());
        Self {
            address: format!("{scheme}{host}"),
            credentials: credentials.map(|(user, word)| (user.to_owned(), word.to_owned())),
            namespace: names.next().unwrap_or(crate::engine::NAMESPACE).to_owned(),
            database: names.next().unwrap_or(crate::engine::DATABASE).to_owned(),
        }
    }
}

impl fmt::Debug for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Location::Folder(folder) => write!(f, "{}", folder.display()),
            Location::Memory => f.write_str("mem:"),
            Location::Remote(remote) => f.write_str(&remote.address),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_whole_and_shown_without_its_password() {
        let location = Location::parse("wss://ana:s3cret@db.example:8000/inbox/main");
        let Location::Remote(remote) = &location else { panic!("{location:?} is not remote") };
        assert_eq!(remote.credentials, Some(("ana".into(), "s3cret".into())));
        assert_eq!((remote.namespace.as_str(), remote.database.as_str()), ("inbox", "main"));
        assert_eq!(location.to_string(), "wss://db.example:8000");
        assert_eq!(format!("{location:?}"), "wss://db.example:8000");
    }

    #[test]
    fn a_folder_without_the_engines_files_is_nothing_to_open() {
        let folder = tempfile::tempdir().expect("a folder");
        let location = Location::Folder(folder.path().to_owned());
        assert!(!location.is_there());
        std::fs::create_dir(folder.path().join(FILES)).expect("made");
        assert!(!location.is_there(), "it is empty");
        std::fs::write(folder.path().join(FILES).join("x"), "x").expect("written");
        assert!(location.is_there());
    }

    #[test]
    fn anything_else_is_a_folder() {
        assert_eq!(Location::parse("mem:"), Location::Memory);
        assert_eq!(Location::parse("mem://"), Location::Memory);
        assert_eq!(Location::parse("./data"), Location::Folder("./data".into()));
    }
}
