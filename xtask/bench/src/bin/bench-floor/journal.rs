//! Append with group commit: one thread writes all that waits, syncs once, and tells everyone.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::sync::mpsc;
use std::thread;

use anyhow::{Context, Result};
use axum::body::Bytes;
use tokio::sync::oneshot;

/// Written in advance, since overwriting costs two thirds of appending; then from the start again.
const SIZE: u64 = 64 * 1024 * 1024;

struct Entry {
    body: Bytes,
    written: oneshot::Sender<()>,
}

pub struct Journal(mpsc::Sender<Entry>);

impl Journal {
    pub fn open(path: &Path) -> Result<Self> {
        let file = File::create(path).context("the journal can't be created")?;
        let zeros = vec![0; 1024 * 1024];
        for place in (0..SIZE).step_by(zeros.len()) {
            file.write_all_at(&zeros, place)?;
        }
        file.sync_all()?;
        let (entries, waiting) = mpsc::channel();
        thread::spawn(move || write(&file, &waiting));
        Ok(Self(entries))
    }

    /// Returns when the body is on disk.
    pub async fn append(&self, body: Bytes) -> Result<()> {
        let (written, on_disk) = oneshot::channel();
        self.0.send(Entry { body, written }).ok().context("the journal is closed")?;
        Ok(on_disk.await?)
    }
}

/// Writes until nobody can append any more, or the disk fails.
fn write(file: &File, waiting: &mpsc::Receiver<Entry>) {
    let mut place = 0;
    while let Ok(first) = waiting.recv() {
        let entries: Vec<Entry> = [first].into_iter().chain(waiting.try_iter()).collect();
        let Ok(end) = put(file, place, &entries) else { return };
        place = end;
        for entry in entries {
            // Whoever gave up waiting needs no answer.
            let _ = entry.written.send(());
        }
    }
}

/// Each entry as its length and its bytes; where the next may begin.
fn put(file: &File, place: u64, entries: &[Entry]) -> io::Result<u64> {
    let mut bytes = Vec::new();
    for Entry { body, .. } in entries {
        bytes.extend_from_slice(&(body.len() as u64).to_le_bytes());
        bytes.extend_from_slice(body);
    }
    let length = bytes.len() as u64;
    let place = if place + length > SIZE { 0 } else { place };
    file.write_all_at(&bytes, place)?;
    file.sync_data()?;
    Ok(place + length)
}
