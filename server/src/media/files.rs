//! The files that customers sent, and those that were sent to them, beside the database:
//! `media/ab/cdef…` in the data folder, by the SHA-256 of what they hold.
//!
//! A file is written under another name, synced, and renamed: what stands there is whole. The same
//! content is there once. Nothing is ever deleted here.

use std::fs::{DirBuilder, OpenOptions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use desk::message::File;
use sha2::{Digest, Sha256};
use tokio::io::AsyncWriteExt;

use super::{kind, picture};

/// What only the owner may do.
const OWNER: u32 = 0o700;
/// Where files are that are not whole yet.
const ARRIVING: &str = "arriving";
/// So much of a file is looked at to find out what it is: a photograph may hold a small one before
/// its size is told.
const HEAD: usize = 256 * 1024;

/// The folder of files.
#[derive(Clone)]
pub struct Files {
    folder: PathBuf,
}

impl Files {
    /// Of the data folder `data`, which is held: what a process left half written is taken away.
    pub(crate) fn open(data: &Path) -> io::Result<Self> {
        let files = Self::of(data);
        let arriving = files.folder.join(ARRIVING);
        match std::fs::remove_dir_all(&arriving) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        DirBuilder::new().recursive(true).mode(OWNER).create(&arriving)?;
        Ok(files)
    }

    /// To look at alone.
    pub(crate) fn of(data: &Path) -> Self {
        Self { folder: data.join("media") }
    }

    /// Where the content of that hash is kept; nothing if it is none, so that no text leads elsewhere.
    pub(crate) fn path(&self, hash: &str) -> Option<PathBuf> {
        let is_hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        let is_hash = hash.len() == 64 && hash.bytes().all(is_hex);
        is_hash.then(|| self.folder.join(&hash[..2]).join(&hash[2..]))
    }

    /// Whether the file is there as it is known.
    pub(crate) fn has(&self, file: &File) -> bool {
        let about = self.path(&file.hash).and_then(|path| std::fs::metadata(path).ok());
        about.is_some_and(|about| about.is_file() && about.len() == file.size)
    }

    /// A file that comes in.
    pub(crate) fn begin(&self) -> io::Result<Arriving> {
        let path = self.folder.join(ARRIVING).join(uuid::Uuid::now_v7().to_string());
        let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path)?;
        let (file, hasher) = (tokio::fs::File::from_std(file), Sha256::new());
        let files = self.clone();
        Ok(Arriving { files, file, path, hasher, size: 0, head: vec![] })
    }

    /// The hashes of files whose content is another. Reads all of them.
    pub(crate) fn damage(&self) -> io::Result<Vec<String>> {
        let mut damaged = vec![];
        for shelf in listed(&self.folder)? {
            let first = name(&shelf);
            if first.len() != 2 {
                continue;
            }
            for path in listed(&shelf)? {
                let hash = first.clone() + &name(&path);
                let mut hasher = Sha256::new();
                io::copy(&mut std::fs::File::open(&path)?, &mut hasher)?;
                if hex::encode(hasher.finalize()) != hash {
                    damaged.push(hash);
                }
            }
        }
        damaged.sort();
        Ok(damaged)
    }
}

/// What is in a folder; nothing if it is not there.
fn listed(folder: &Path) -> io::Result<Vec<PathBuf>> {
    match std::fs::read_dir(folder) {
        Ok(entries) => entries.map(|entry| Ok(entry?.path())).collect(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(vec![]),
        Err(error) => Err(error),
    }
}

fn name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// A file that is not whole yet; dropped, it is gone.
pub(crate) struct Arriving {
    files: Files,
    file: tokio::fs::File,
    path: PathBuf,
    hasher: Sha256,
    size: u64,
    head: Vec<u8>,
}

impl Arriving {
    pub(crate) fn size(&self) -> u64 {
        self.size
    }

    /// What it is by what came so far, still without its hash.
    pub(crate) fn glance(&self) -> File {
        let mime = kind::of(&self.head);
        let (width, height) = picture::size(mime, &self.head).unzip();
        File { hash: String::new(), size: self.size, mime: mime.to_owned(), width, height }
    }

    /// Whether it is sound of a kind that WhatsApp does not play.
    pub(crate) fn is_mute(&self) -> bool {
        kind::of(&self.head) == "audio/ogg" && !kind::is_opus(&self.head)
    }

    pub(crate) async fn write(&mut self, piece: &[u8]) -> io::Result<()> {
        self.file.write_all(piece).await?;
        self.hasher.update(piece);
        self.size += piece.len() as u64;
        let room = HEAD.saturating_sub(self.head.len());
        self.head.extend_from_slice(&piece[..piece.len().min(room)]);
        Ok(())
    }

    /// Brings it to its place, durably; what it is.
    pub(crate) async fn keep(mut self) -> io::Result<File> {
        self.file.flush().await?;
        self.file.sync_all().await?;
        let hash = hex::encode(std::mem::take(&mut self.hasher).finalize());
        let path = self.files.path(&hash).ok_or(io::ErrorKind::InvalidInput)?;
        let (from, folder) = (self.path.clone(), self.files.folder.clone());
        let moving = tokio::task::spawn_blocking(move || put(&from, &path, &folder));
        moving.await.map_err(io::Error::other)??;
        Ok(File { hash, ..self.glance() })
    }
}

impl Drop for Arriving {
    fn drop(&mut self) {
        // Once it is in its place there is nothing of that name.
        let _ = std::fs::remove_file(&self.path);
    }
}

/// Renames; each folder is synced in which a name may be new.
fn put(from: &Path, to: &Path, folder: &Path) -> io::Result<()> {
    let shelf = to.parent().unwrap_or(folder);
    DirBuilder::new().recursive(true).mode(OWNER).create(shelf)?;
    sync(folder)?;
    std::fs::rename(from, to)?;
    sync(shelf)
}

fn sync(folder: &Path) -> io::Result<()> {
    std::fs::File::open(folder)?.sync_all()
}

#[cfg(test)]
mod tests;
