//! What the site consists of: `manifest.json`, read by `server/build.rs`. Published last
//! and only when it differs, so that an unchanged site rebuilds nothing.

use super::files_below;
use anyhow::Result;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

pub const MANIFEST: &str = "manifest.json";

#[derive(Serialize, Deserialize)]
pub struct Manifest {
    pub files: Vec<File>,
}

#[derive(Serialize, Deserialize)]
pub struct File {
    /// The name that pages know it by, as in `desk.js`.
    pub name: String,
    /// Its path in the site's folder and below `/assets/`, as in `desk-0123456789abcdef.js`.
    pub file: String,
    pub content_type: String,
    pub etag: String,
    /// Of `br` (beside it as `.br`) and `gzip` (as `.gz`).
    pub encodings: Vec<String>,
    /// Whether it is also served under `/name`.
    pub at_root: bool,
}

impl Manifest {
    pub fn publish(&self, folder: &Path) -> Result<()> {
        let path = folder.join(MANIFEST);
        let text = serde_json::to_string_pretty(self)? + "\n";
        if fs::read_to_string(&path).is_ok_and(|last| last == text) {
            return Ok(());
        }
        fs::write(&path, text)?;
        self.sweep(folder)
    }

    /// Removes the files of earlier sites.
    fn sweep(&self, folder: &Path) -> Result<()> {
        let mut kept = BTreeSet::from([folder.join(MANIFEST)]);
        for file in &self.files {
            kept.extend(
                ["", ".br", ".gz"].map(|ending| folder.join(format!("{}{ending}", file.file))),
            );
        }
        for stale in files_below(folder)?.into_iter().filter(|path: &PathBuf| !kept.contains(path))
        {
            fs::remove_file(stale)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};
    use std::time::{Duration, SystemTime};

    fn of(file: &str) -> Manifest {
        let file = File {
            name: "app.js".into(),
            file: file.into(),
            content_type: "text/javascript".into(),
            etag: "1".into(),
            encodings: vec!["br".into()],
            at_root: false,
        };
        Manifest { files: vec![file] }
    }

    #[test]
    fn a_new_manifest_sweeps_the_files_of_the_last_one() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["app-1.js", "app-1.js.br", "app-2.js", "app-2.js.br", "app-2.js.part"] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        of("app-2.js").publish(folder.path()).unwrap();
        let left: Vec<_> = files_below(folder.path())
            .unwrap()
            .iter()
            .map(|path| path.file_name().unwrap().to_owned())
            .collect();
        assert_eq!(left, ["app-2.js", "app-2.js.br", MANIFEST]);
        let text = fs::read_to_string(folder.path().join(MANIFEST)).unwrap();
        let expected = json!({"files": [{"name": "app.js", "file": "app-2.js", "content_type": "text/javascript", "etag": "1", "encodings": ["br"], "at_root": false}]});
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), expected);
    }

    #[test]
    fn an_unchanged_manifest_keeps_its_time() {
        let folder = tempfile::tempdir().unwrap();
        of("app-1.js").publish(folder.path()).unwrap();
        let path = folder.path().join(MANIFEST);
        let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000);
        fs::File::options().write(true).open(&path).unwrap().set_modified(long_ago).unwrap();
        of("app-1.js").publish(folder.path()).unwrap();
        assert_eq!(path.metadata().unwrap().modified().unwrap(), long_ago);
        of("app-2.js").publish(folder.path()).unwrap();
        assert_ne!(path.metadata().unwrap().modified().unwrap(), long_ago);
    }
}
