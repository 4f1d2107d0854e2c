//! Tails cut anywhere, bits that flipped, disks that fail.

use std::path::{Path, PathBuf};

use axum::body::Bytes;
use chrono::DateTime;

use super::super::{Entry, record};
use super::{append, files, folder, open, waiting};

/// Three bodies on disk, closed; the file that holds them.
async fn three(folder: &Path) -> PathBuf {
    let (journal, _entries) = open(folder);
    for body in ["one", "two", "three"] {
        append(&journal, body).await;
    }
    journal.close().await;
    files(folder, "journal").remove(0)
}

/// Where the records of [`three`] end: 24 bytes of head each.
const ENDS: [usize; 3] = [27, 54, 83];

#[tokio::test]
async fn wherever_the_tail_is_torn_everything_before_it_comes_back() {
    let source = folder();
    let whole = std::fs::read(three(source.path()).await).expect("bytes");
    for cut in 0..=ENDS[2] {
        let folder = folder();
        let mut torn = whole.clone();
        torn[cut..].fill(0);
        std::fs::write(folder.path().join(format!("{:020}.journal", 1)), torn).expect("written");
        let (journal, mut entries) = open(folder.path());
        // A record may survive a cut within its own zeros.
        let intact = ENDS.iter().filter(|end| **end <= cut).count();
        assert_eq!(waiting(&mut entries).len(), intact, "cut at {cut}");
        assert_eq!(append(&journal, "next").await, intact as u64 + 1);
    }
}

#[tokio::test]
async fn a_torn_tail_and_what_came_after_the_restart_both_come_back_in_order() {
    let folder = folder();
    let path = three(folder.path()).await;
    let mut bytes = std::fs::read(&path).expect("bytes");
    bytes[ENDS[1] + 5..].fill(0);
    std::fs::write(&path, bytes).expect("written");
    let (journal, entries) = open(folder.path());
    assert_eq!(append(&journal, "three again").await, 3);
    journal.close().await;
    drop(entries);
    let (_journal, mut entries) = open(folder.path());
    let expected = [(1, "one".into()), (2, "two".into()), (3, "three again".into())];
    assert_eq!(waiting(&mut entries), expected);
}

#[tokio::test]
async fn a_flipped_bit_costs_one_body_and_not_those_behind_it() {
    let source = folder();
    let whole = std::fs::read(three(source.path()).await).expect("bytes");
    for at in ENDS[0]..ENDS[1] {
        let folder = folder();
        let mut flipped = whole.clone();
        flipped[at] ^= 0x10;
        std::fs::write(folder.path().join(format!("{:020}.journal", 1)), flipped).expect("written");
        let (journal, mut entries) = open(folder.path());
        let expected = [(1, "one".into()), (3, "three".into())];
        assert_eq!(waiting(&mut entries), expected, "byte {at}");
        assert_eq!(append(&journal, "next").await, 4);
    }
}

#[tokio::test]
async fn a_damaged_end_of_one_segment_does_not_cost_the_next() {
    let folder = folder();
    let path = three(folder.path()).await;
    let (journal, entries) = open(folder.path());
    append(&journal, "four").await;
    journal.close().await;
    drop(entries);
    let mut bytes = std::fs::read(&path).expect("bytes");
    bytes[ENDS[2] - 1] ^= 1;
    std::fs::write(&path, bytes).expect("written");
    let (_journal, mut entries) = open(folder.path());
    let seqs: Vec<_> = waiting(&mut entries).into_iter().map(|(seq, _)| seq).collect();
    assert_eq!(seqs, [1, 2, 4]);
}

#[tokio::test]
async fn a_damaged_first_record_costs_no_other_however_high_the_numbers_are() {
    let folder = folder();
    let index = 7;
    let mut bytes = Vec::new();
    for seq in 2_000_000..2_000_003 {
        let (arrived_at, body) = (DateTime::UNIX_EPOCH, Bytes::from_static(b"body"));
        record::write(&Entry { seq, arrived_at, body }, index, &mut bytes);
    }
    bytes[record::HEAD] ^= 1;
    bytes.resize(4096, 0);
    std::fs::write(folder.path().join(format!("{index:020}.journal")), bytes).expect("written");
    let (journal, mut entries) = open(folder.path());
    let seqs: Vec<_> = waiting(&mut entries).into_iter().map(|(seq, _)| seq).collect();
    assert_eq!(seqs, [2_000_001, 2_000_002]);
    assert_eq!(append(&journal, "next").await, 2_000_003);
}

#[tokio::test]
async fn half_made_files_and_foreign_ones_do_no_harm() {
    let folder = folder();
    std::fs::write(folder.path().join("1-1.half"), "x").expect("written");
    std::fs::write(folder.path().join("short.spare"), "x").expect("written");
    std::fs::write(folder.path().join("notes.txt"), "mine").expect("written");
    std::fs::write(folder.path().join("applied"), "torn").expect("written");
    let (journal, mut entries) = open(folder.path());
    append(&journal, "one").await;
    assert_eq!(waiting(&mut entries), [(1, "one".into())]);
    assert_eq!(files(folder.path(), "half"), Vec::<PathBuf>::new());
    assert_eq!(files(folder.path(), "txt").len(), 1);
}

#[tokio::test]
async fn a_folder_that_is_gone_refuses_new_segments_and_recovers() {
    use super::super::{AppendError, Journal};
    let parent = folder();
    let place = parent.path().join("journal");
    let (journal, _entries): (Journal, _) = open(&place);
    let hidden = parent.path().join("hidden");
    std::fs::rename(&place, &hidden).expect("renamed");
    let body = || Bytes::from(vec![b'x'; 4000]);
    // The open file can still be written; the next one can't be made.
    assert_eq!(journal.append(body()).await, Ok(1));
    assert_eq!(journal.append(body()).await, Err(AppendError::NoSpace));
    std::fs::rename(&hidden, &place).expect("renamed back");
    assert_eq!(journal.append(body()).await, Ok(2));
}
