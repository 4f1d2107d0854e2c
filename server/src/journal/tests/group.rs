//! Many at once, many segments.

use std::time::Instant;

use axum::body::Bytes;

use super::super::{Journal, Settings};
use super::{append, files, folder, open, waiting};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_at_once_are_all_durable() {
    let folder = folder();
    let (journal, entries) = open(folder.path());
    let tasks: Vec<_> = (0..64)
        .map(|task| {
            let journal = journal.clone();
            tokio::spawn(async move {
                let mut taken = Vec::new();
                for number in 0..20 {
                    let body = format!("{task}/{number}");
                    taken.push((append(&journal, &body).await, body));
                }
                taken
            })
        })
        .collect();
    let mut taken = Vec::new();
    for task in tasks {
        taken.extend(task.await.expect("a task"));
    }
    taken.sort();
    journal.close().await;
    drop((journal, entries));
    let (_journal, mut entries) = open(folder.path());
    assert_eq!(waiting(&mut entries), taken);
    assert_eq!(taken.len(), 64 * 20);
}

#[tokio::test]
async fn segments_roll_and_are_used_again_once_applied() {
    let folder = folder();
    let (journal, mut entries) = open(folder.path());
    let body = "x".repeat(900);
    for _ in 0..40 {
        append(&journal, &body).await;
    }
    assert_eq!(files(folder.path(), "journal").len(), 10);
    journal.applied(39);
    // The next answer comes after the tidying that was asked for before.
    append(&journal, &body).await;
    assert!(files(folder.path(), "journal").len() <= 2);
    assert!(!files(folder.path(), "spare").is_empty());
    for _ in 0..100 {
        let seq = append(&journal, "again").await;
        journal.applied(seq);
    }
    assert_eq!(waiting(&mut entries).len(), 141);
    journal.close().await;
    let (_journal, mut entries) = open(folder.path());
    assert_eq!(waiting(&mut entries), []);
}

#[tokio::test]
async fn what_a_segment_held_before_does_not_come_back() {
    let folder = folder();
    let (journal, entries) = open(folder.path());
    // Records of one size: in a segment that is used again, old ones stand exactly where new ones would.
    for round in 0..20 {
        for number in 0..4 {
            let seq = append(&journal, &format!("{round:02}{number:>898}")).await;
            journal.applied(seq);
        }
    }
    let seq = append(&journal, &format!("{:>900}", "last")).await;
    journal.close().await;
    drop((journal, entries));
    std::fs::remove_file(folder.path().join("applied")).expect("removed");
    let (_journal, mut entries) = open(folder.path());
    let left = waiting(&mut entries);
    assert_eq!(left.last().map(|(last, _)| *last), Some(seq));
    let numbers: Vec<_> = left.iter().map(|(seq, _)| *seq).collect();
    let expected: Vec<_> = (seq + 1 - numbers.len() as u64..=seq).collect();
    assert_eq!(numbers, expected);
}

/// Prints a figure: `cargo test -p server --release --lib group_commit -- --ignored --nocapture`.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "a measurement, not a check"]
async fn group_commit_figures() {
    let folder = tempfile::tempdir_in(env!("CARGO_MANIFEST_DIR")).expect("a folder on disk");
    for writers in [1, 16, 64] {
        let settings = Settings::in_folder(folder.path().join(writers.to_string()));
        let (journal, mut entries) = Journal::open(&settings).expect("a journal");
        let applier = journal.clone();
        let applying = tokio::spawn(async move {
            while let Some(entry) = entries.recv().await {
                applier.applied(entry.seq);
            }
        });
        let started = Instant::now();
        let each = 2_000;
        let tasks = (0..writers).map(|_| {
            let journal = journal.clone();
            tokio::spawn(async move {
                for _ in 0..each {
                    journal.append(Bytes::from(vec![b'x'; 1024])).await.expect("taken");
                }
            })
        });
        futures::future::join_all(tasks).await;
        let rate = f64::from(writers * each) / started.elapsed().as_secs_f64();
        println!("{writers} writers: {rate:.0} appends/s of 1 KiB");
        journal.close().await;
        drop(journal);
        applying.abort();
    }
}
