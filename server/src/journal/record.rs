//! One record: a 24-byte head and the body. Numbers are little-endian.
//!
//! | bytes | what |
//! |---|---|
//! | 4 | length of the body |
//! | 4 | CRC-32 of the segment's index, the length and everything after this |
//! | 8 | sequence number, at least 1: a head of zeros is free space |
//! | 8 | arrival, milliseconds since 1970 |
//!
//! The index is in the checksum so that what an earlier use left in the file is no record.

use axum::body::Bytes;
use chrono::DateTime;

use super::{Entry, Seq};

/// Bytes before the body.
pub(super) const HEAD: usize = 24;
/// Bytes of the head as far as the sequence number goes.
pub(super) const NUMBER_ENDS: usize = 16;

/// Appends `entry`, meant for the segment `index`, to `into`. Its body must be shorter than 4 GiB; segments are far smaller.
pub(super) fn write(entry: &Entry, index: u64, into: &mut Vec<u8>) {
    let length = (entry.body.len() as u32).to_le_bytes();
    let at = into.len();
    into.extend_from_slice(&length);
    into.extend_from_slice(&[0; 4]);
    into.extend_from_slice(&entry.seq.to_le_bytes());
    into.extend_from_slice(&entry.arrived_at.timestamp_millis().to_le_bytes());
    into.extend_from_slice(&entry.body);
    let checksum = checksum(index, &length, &into[at + 8..]);
    into[at + 4..at + 8].copy_from_slice(&checksum.to_le_bytes());
}

/// The record at the start of `bytes`, a piece of the segment `index`, and its whole length, if
/// `expected` accepts its number and it is intact. The number is cheaper to check, so it is first.
pub(super) fn read(
    bytes: &[u8],
    index: u64,
    expected: impl Fn(Seq) -> bool,
) -> Option<(Entry, usize)> {
    let (length, rest) = bytes.split_first_chunk::<4>()?;
    let (claimed, rest) = rest.split_first_chunk::<4>()?;
    let (seq, _) = rest.split_first_chunk::<8>()?;
    let (_, after) = rest.split_at_checked(8)?;
    let (arrived_at, _) = after.split_first_chunk::<8>()?;
    let seq = Seq::from_le_bytes(*seq);
    let whole = HEAD + u32::from_le_bytes(*length) as usize;
    if seq == 0 || !expected(seq) || bytes.len() < whole {
        return None;
    }
    if checksum(index, length, &bytes[8..whole]) != u32::from_le_bytes(*claimed) {
        return None;
    }
    let arrived_at = DateTime::from_timestamp_millis(i64::from_le_bytes(*arrived_at))?;
    let body = Bytes::copy_from_slice(&bytes[HEAD..whole]);
    Some((Entry { seq, arrived_at, body }, whole))
}

fn checksum(index: u64, length: &[u8; 4], rest: &[u8]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(&index.to_le_bytes());
    hasher.update(length);
    hasher.update(rest);
    hasher.finalize()
}
