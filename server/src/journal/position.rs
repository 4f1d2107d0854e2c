//! How far bodies were applied: one number in a file of its own.
//!
//! Written without a sync, since an older number only means that some bodies are applied again.

use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::fs::FileExt;
use std::path::Path;

use super::Seq;

const NAME: &str = "applied";

/// The open file.
pub(super) struct Position(File);

impl Position {
    pub(super) fn open(folder: &Path) -> io::Result<Self> {
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(false).open(folder.join(NAME)).map(Self)
    }

    pub(super) fn write(&self, seq: Seq) -> io::Result<()> {
        let mut bytes = [0; 12];
        bytes[..8].copy_from_slice(&seq.to_le_bytes());
        bytes[8..].copy_from_slice(&crc32fast::hash(&seq.to_le_bytes()).to_le_bytes());
        self.0.write_all_at(&bytes, 0)
    }
}

/// The number in `folder`; 0, so that everything is applied again, if it can't be read.
pub(super) fn read(folder: &Path) -> Seq {
    let bytes = std::fs::read(folder.join(NAME)).unwrap_or_default();
    let Some((seq, checksum)) = bytes.split_first_chunk::<8>() else {
        return 0;
    };
    let intact = checksum == crc32fast::hash(seq).to_le_bytes();
    if intact { Seq::from_le_bytes(*seq) } else { 0 }
}
