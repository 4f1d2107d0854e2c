//! One preallocated file. Written with zeros before its first use: overwriting allocated blocks
//! makes a sync a third quicker than growing a file, and a full disk shows before, not during.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

const EXTENSION: &str = "journal";
const ZEROS: usize = 1 << 20;

/// The file that is written now.
pub(super) struct Segment {
    pub(super) index: u64,
    pub(super) path: PathBuf,
    file: File,
    size: usize,
    used: usize,
}

impl Segment {
    /// Makes `spare` the segment `index` of `folder`; no index is ever used twice.
    pub(super) fn adopt(folder: &Path, spare: &Path, index: u64) -> io::Result<Self> {
        let path = folder.join(format!("{index:020}.{EXTENSION}"));
        std::fs::rename(spare, &path)?;
        sync_folder(folder)?;
        let file = OpenOptions::new().read(true).write(true).open(&path)?;
        let size = usize::try_from(file.metadata()?.len()).map_err(io::Error::other)?;
        Ok(Self { index, path, file, size, used: 0 })
    }

    /// A segment on a disk that refuses every write.
    #[cfg(test)]
    pub(super) fn failing(path: &Path, index: u64) -> io::Result<Self> {
        let file = File::open(path)?;
        Ok(Self { index, path: path.to_owned(), file, size: 4096, used: 0 })
    }

    /// Bytes still free.
    pub(super) fn room(&self) -> usize {
        self.size - self.used
    }

    /// Writes `bytes` behind everything else, durable when it returns. After an error the segment
    /// must not be used again: the kernel may have dropped pages that it calls clean.
    pub(super) fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.write_all_at(bytes, self.used as u64)?;
        self.file.sync_data()?;
        self.used += bytes.len();
        Ok(())
    }
}

/// The segments of `folder`, oldest first.
pub(super) fn list(folder: &Path) -> io::Result<Vec<(u64, PathBuf)>> {
    let mut found = Vec::new();
    for file in std::fs::read_dir(folder)? {
        let path = file?.path();
        let ours = path.extension().is_some_and(|extension| extension == EXTENSION);
        let index = path.file_stem().and_then(|stem| stem.to_str()?.parse().ok());
        if let (true, Some(index)) = (ours, index) {
            found.push((index, path));
        }
    }
    found.sort();
    Ok(found)
}

/// Makes a file of `size` zeros at `path`, on disk when it returns; none is left if that fails.
pub(super) fn make(path: &Path, size: usize) -> io::Result<()> {
    let made = zeros(path, size);
    if made.is_err() {
        // The first error is the one to tell.
        let _ = std::fs::remove_file(path);
    }
    made
}

fn zeros(path: &Path, size: usize) -> io::Result<()> {
    let mut file = File::create(path)?;
    let zeros = vec![0; ZEROS.min(size)];
    let mut left = size;
    while left > 0 {
        let part = left.min(zeros.len());
        file.write_all(&zeros[..part])?;
        left -= part;
    }
    file.sync_all()
}

/// Makes names in `folder` durable.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}
