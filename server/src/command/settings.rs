//! The settings as a command sees them: its flags, the environment, and `bustia.toml`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use store::SecretKey;

use super::arguments::PlaceFlags;
use super::secrets;
use crate::config::{self, Layered, SETTINGS};

/// Flags, variables, and the file of the working directory or else of the data folder.
pub(super) fn layers(flags: BTreeMap<&'static str, String>) -> Result<Layered> {
    let variable = |name: &str| std::env::var(name).ok();
    if let Some(file) = read(Path::new("bustia.toml"))? {
        return Layered::of(flags, variable, &file);
    }
    let layers = Layered::of(flags, variable, "")?;
    match read(&Path::new(layers.value("data")).join("bustia.toml"))? {
        Some(file) => layers.with_folder(&file),
        None => Ok(layers),
    }
}

/// Variables in the environment that look like settings and are none, as after a slip of the pen.
/// They are no error: Kubernetes gives every program some of its own, such as `BUSTIA_PORT`.
pub(super) fn unread() -> Vec<String> {
    let names = std::env::vars_os().filter_map(|(name, _)| name.into_string().ok());
    names.filter(|name| is_unread(name)).collect()
}

fn is_unread(variable: &str) -> bool {
    let Some(name) = variable.strip_prefix("BUSTIA_") else { return false };
    let is_setting = SETTINGS.iter().any(|setting| setting.name.to_uppercase() == name);
    !is_setting && !secrets::VARIABLES.contains(&variable)
}

/// Where the desk is that an operator's command is about: where `serve` would find it.
pub(super) struct Place {
    pub(super) data: PathBuf,
    /// `None` for the data folder.
    pub(super) database: Option<String>,
    /// `None` for the key of the data folder.
    pub(super) secret_key: Option<SecretKey>,
}

impl Place {
    pub(super) fn of(flags: &PlaceFlags) -> Result<Self> {
        let layers = layers(flags.given())?;
        Ok(Self {
            data: PathBuf::from(layers.value("data")),
            database: config::database(&layers)?,
            secret_key: config::secret_key(&layers)?,
        })
    }
}

fn read(path: &Path) -> Result<Option<String>> {
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if is_nothing(&error) => Ok(None),
        Err(_) => bail!("{} can't be read: check its permissions.", path.display()),
    }
}

/// No such file; or what should be its folder is none, which is told when the folder is needed.
fn is_nothing(error: &std::io::Error) -> bool {
    use std::io::ErrorKind::{NotADirectory, NotFound};
    matches!(error.kind(), NotFound | NotADirectory)
}
