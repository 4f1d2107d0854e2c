//! What a folder holds when a journal is opened.
//!
//! A torn tail is the normal end after a crash: it was never acknowledged. A damaged record with
//! intact ones behind it was, so it is skipped, loudly, and the rest is saved.

use std::io;
use std::path::PathBuf;

use super::{Entry, Seq, Settings, position, record, segment};

/// How far numbers may jump over damage.
const LEAP: u64 = 1 << 20;

/// What was found.
pub(super) struct Found {
    /// Everything not applied yet, in order.
    pub(super) unapplied: Vec<Entry>,
    /// The highest number ever used, as far as anybody can tell.
    pub(super) last: Seq,
    /// Everything up to here was applied.
    pub(super) applied: Seq,
    /// Old files with their last numbers, oldest first.
    pub(super) segments: Vec<Old>,
}

/// A segment that is only read, never written again.
pub(super) struct Old {
    pub(super) index: u64,
    pub(super) path: PathBuf,
    pub(super) last: Seq,
}

/// Reads every segment of the folder.
pub(super) fn scan(settings: &Settings) -> io::Result<Found> {
    let applied = position::read(&settings.folder);
    let mut found = Found { unapplied: Vec::new(), last: 0, applied, segments: Vec::new() };
    for (index, path) in segment::list(&settings.folder)? {
        let bytes = std::fs::read(&path)?;
        let damaged = read_records(&bytes, index, &mut found);
        if damaged > 0 {
            tracing::error!(segment = index, damaged, "the journal is damaged: check the disk");
        }
        let last = found.last;
        found.segments.push(Old { index, path, last });
    }
    found.last = found.last.max(applied);
    Ok(found)
}

/// Adds the records of one segment; how many holes with intact records behind them there were.
fn read_records(bytes: &[u8], index: u64, found: &mut Found) -> usize {
    let (mut at, mut damaged) = (0, 0);
    loop {
        let last = found.last;
        let next = |seq: Seq| seq == last + 1 || last == 0;
        let (entry, end) = match record::read(&bytes[at..], index, next) {
            Some((entry, length)) => (entry, at + length),
            None => match behind(&bytes[at..], index, last) {
                Some((entry, length)) => {
                    damaged += 1;
                    (entry, at + length)
                }
                None => return damaged,
            },
        };
        at = end;
        found.last = entry.seq;
        if entry.seq > found.applied {
            found.unapplied.push(entry);
        }
    }
}

/// The next intact record in `bytes` whose number is beyond `last`, and where it ends.
fn behind(bytes: &[u8], index: u64, last: Seq) -> Option<(Entry, usize)> {
    if bytes.iter().all(|byte| *byte == 0) {
        return None;
    }
    let follows = |seq: Seq| seq > last && seq - last <= LEAP;
    (0..bytes.len()).find_map(|at| {
        let (entry, length) = record::read(&bytes[at..], index, follows)?;
        Some((entry, at + length))
    })
}
