//! What a folder holds when a journal is opened.
//!
//! A torn tail is the normal end after a crash: it was never acknowledged. A damaged record with
//! intact ones behind it was, so it is skipped, loudly, and the rest is saved.

use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};

use super::{Damage, Entry, Seq, Settings, position, record, segment};

/// How far numbers may jump over damage.
const LEAP: u64 = 1 << 20;

/// What was found.
#[derive(Default)]
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
    let mut found = Found { applied, ..Found::default() };
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

/// What a crash never leaves in the folder: holes with intact records behind them, in files that
/// may be written meanwhile.
pub(super) fn damage(folder: &Path) -> io::Result<Vec<Damage>> {
    // Nothing is beyond this, so that nothing is kept.
    let mut found = Found { applied: Seq::MAX, ..Found::default() };
    let mut damage = Vec::new();
    for (index, path) in segment::list(folder)? {
        let Some(bytes) = still_there(&path)? else { continue };
        let holes = read_records(&bytes, index, &mut found);
        if holes > 0 {
            damage.push(Damage { path, holes });
        }
    }
    Ok(damage)
}

/// The bodies that were applied, of files that may be written or freed meanwhile. How far they were
/// is read first: whatever comes later is applied by then, or not among them.
pub(super) fn applied(folder: &Path) -> io::Result<Vec<Entry>> {
    let last = position::read(folder);
    let mut found = Found { unapplied: Vec::new(), last: 0, applied: 0, segments: Vec::new() };
    let mut applied = Vec::new();
    for (index, path) in segment::list(folder)? {
        let Some(bytes) = still_there(&path)? else { continue };
        read_records(&bytes, index, &mut found);
        applied.extend(found.unapplied.drain(..).filter(|entry| entry.seq <= last));
    }
    Ok(applied)
}

/// What is in a file of a folder in use; `None` if it was freed since it was listed.
fn still_there(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match std::fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Adds the records of one segment; how many holes with intact records behind them there were.
fn read_records(bytes: &[u8], index: u64, found: &mut Found) -> usize {
    let (mut at, mut damaged) = (0, 0);
    loop {
        let last = found.last;
        let next = |seq: Seq| seq == last + 1 || last == 0;
        let (entry, end) = match record::read(&bytes[at..], index, next) {
            Some((entry, length)) => (entry, at + length),
            None => match behind(&bytes[at..], index, beyond(last)) {
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

/// The numbers that may come behind damage: any, if there was no record before it.
fn beyond(last: Seq) -> Range<Seq> {
    match last {
        0 => 1..Seq::MAX,
        last => last + 1..last.saturating_add(LEAP),
    }
}

/// The next intact record in `bytes` with a number that `may` come, and where it ends.
///
/// A reused file is full of what its earlier use left, megabytes in which nothing is to be found: so
/// eight bytes are looked at as a number first, and only one that could come next as a record.
fn behind(bytes: &[u8], index: u64, may: Range<Seq>) -> Option<(Entry, usize)> {
    if bytes.iter().all(|byte| *byte == 0) {
        return None;
    }
    let follows = |seq: Seq| may.contains(&seq);
    let mut number: Seq = 0;
    for (end, byte) in (1usize..).zip(bytes) {
        number = number >> 8 | Seq::from(*byte) << 56;
        if follows(number)
            && let Some(at) = end.checked_sub(record::NUMBER_ENDS)
            && let Some((entry, length)) = record::read(&bytes[at..], index, follows)
        {
            return Some((entry, at + length));
        }
    }
    None
}
