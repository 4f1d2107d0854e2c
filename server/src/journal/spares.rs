//! Preallocated files that wait for their turn, so that changing segments costs no zeros.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::segment;

/// More than this are deleted: after a rush the disk gets its space back.
const ENOUGH: usize = 3;

pub(super) struct Spares {
    folder: PathBuf,
    size: usize,
    ready: Arc<Mutex<Vec<PathBuf>>>,
    made: u64,
}

impl Spares {
    /// Takes over the spares of an earlier run that are whole and of the right size.
    pub(super) fn find(folder: &Path, size: usize) -> io::Result<Self> {
        let mut ready = Vec::new();
        for file in std::fs::read_dir(folder)? {
            let path = file?.path();
            match path.extension().and_then(|extension| extension.to_str()) {
                Some("spare") if path.metadata()?.len() == size as u64 => ready.push(path),
                Some("spare" | "half") => std::fs::remove_file(path)?,
                _ => {}
            }
        }
        let ready = Arc::new(Mutex::new(ready));
        Ok(Self { folder: folder.to_owned(), size, ready, made: 0 })
    }

    /// A file of zeros or of old records. Starts to make another one if it was the last.
    pub(super) fn take(&mut self) -> io::Result<PathBuf> {
        self.made += 1;
        let name = format!("{}-{}", std::process::id(), self.made);
        let (folder, size, ready) = (self.folder.clone(), self.size, self.ready.clone());
        let Some(path) = lock(&ready).pop() else {
            return make(&folder, &format!("{name}-now"), size);
        };
        if lock(&ready).is_empty() {
            std::thread::Builder::new().name("journal-spare".into()).spawn(move || {
                match make(&folder, &name, size) {
                    Ok(path) => lock(&ready).push(path),
                    Err(error) => tracing::warn!(%error, "could not prepare a journal file"),
                }
            })?;
        }
        Ok(path)
    }

    /// Takes `path`, which nobody needs any more, back for later use.
    pub(super) fn put(&self, path: &Path) -> io::Result<()> {
        let mut ready = lock(&self.ready);
        if ready.len() >= ENOUGH || path.metadata()?.len() != self.size as u64 {
            return std::fs::remove_file(path);
        }
        let spare = path.with_extension("spare");
        std::fs::rename(path, &spare)?;
        ready.push(spare);
        Ok(())
    }
}

/// A whole new spare: it has its name only once it is on disk.
fn make(folder: &Path, name: &str, size: usize) -> io::Result<PathBuf> {
    let half = folder.join(format!("{name}.half"));
    let spare = half.with_extension("spare");
    segment::make(&half, size)?;
    std::fs::rename(&half, &spare)?;
    Ok(spare)
}

fn lock(ready: &Mutex<Vec<PathBuf>>) -> std::sync::MutexGuard<'_, Vec<PathBuf>> {
    ready.lock().unwrap_or_else(PoisonError::into_inner)
}
