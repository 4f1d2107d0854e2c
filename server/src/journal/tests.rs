//! Everything that was answered comes back, in order, whatever happened to the tail.

mod crash;
mod group;

use std::path::Path;

use axum::body::Bytes;
use tempfile::TempDir;

use super::{AppendError, Entries, Journal, Seq, Settings, claim};

/// Small segments, so that a few bodies fill them.
fn small(folder: &Path) -> Settings {
    Settings { segment: 4096, backlog: 1 << 20, ..Settings::in_folder(folder) }
}

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

fn open(folder: &Path) -> (Journal, Entries) {
    Journal::open(&small(folder)).expect("a journal")
}

async fn append(journal: &Journal, body: &str) -> Seq {
    journal.append(Bytes::copy_from_slice(body.as_bytes())).await.expect("taken")
}

/// What waits in `entries` now.
fn waiting(entries: &mut Entries) -> Vec<(Seq, String)> {
    std::iter::from_fn(|| entries.try_recv().ok())
        .map(|entry| (entry.seq, String::from_utf8_lossy(&entry.body).into_owned()))
        .collect()
}

/// The files of `folder` with this extension, in order of their names.
fn files(folder: &Path, extension: &str) -> Vec<std::path::PathBuf> {
    let files =
        std::fs::read_dir(folder).expect("a folder").map(|file| file.expect("a file").path());
    let mut files: Vec<_> =
        files.filter(|path| path.extension().is_some_and(|found| found == extension)).collect();
    files.sort();
    files
}

#[tokio::test]
async fn what_waits_for_one_database_is_not_given_to_another() {
    let folder = folder();
    let settings = small(folder.path());
    assert!(claim(&settings, "real").expect("it can be read"));
    let (journal, _entries) = open(folder.path());
    append(&journal, "kept").await;
    journal.close().await;
    assert!(claim(&settings, "real").expect("it can be read"));
    assert!(!claim(&settings, "mem:").expect("it can be read"));
    let (journal, _entries) = open(folder.path());
    journal.applied(1);
    journal.close().await;
    assert!(claim(&settings, "mem:").expect("it can be read"), "nothing waits any more");
}

#[tokio::test]
async fn a_mark_without_a_name_shuts_nobody_out() {
    let folder = folder();
    let (journal, _entries) = open(folder.path());
    append(&journal, "kept").await;
    journal.close().await;
    std::fs::write(folder.path().join("database"), "").expect("written");
    assert!(claim(&small(folder.path()), "real").expect("it can be read"));
    assert!(!claim(&small(folder.path()), "mem:").expect("it can be read"));
    assert_eq!(files(folder.path(), "half"), Vec::<std::path::PathBuf>::new());
}

#[tokio::test]
async fn bodies_come_in_order_and_once() {
    let folder = folder();
    let (journal, mut entries) = open(folder.path());
    for number in 1..=5 {
        assert_eq!(append(&journal, &format!("body {number}")).await, number);
    }
    let seen = waiting(&mut entries);
    assert_eq!(seen.len(), 5);
    assert_eq!(seen[4], (5, "body 5".into()));
    assert_eq!(journal.backlog(), 30);
    journal.applied(5);
    assert_eq!(journal.backlog(), 0);
}

#[tokio::test]
async fn what_was_not_applied_comes_again_first() {
    let folder = folder();
    let (journal, mut entries) = open(folder.path());
    append(&journal, "applied").await;
    append(&journal, "not applied").await;
    let arrived_at = entries.try_recv().expect("an entry").arrived_at;
    journal.applied(1);
    journal.close().await;
    let (journal, mut entries) = open(folder.path());
    assert_eq!(append(&journal, "new").await, 3);
    assert_eq!(waiting(&mut entries), [(2, "not applied".into()), (3, "new".into())]);
    std::fs::remove_file(folder.path().join("applied")).expect("removed");
    journal.close().await;
    let (_journal, mut entries) = open(folder.path());
    // Without a position everything still there comes again, with its first time of arrival.
    let first = entries.try_recv().expect("an entry");
    assert_eq!((first.seq, first.arrived_at), (1, arrived_at));
}

#[tokio::test]
async fn what_was_applied_can_be_read_once_more() {
    let folder = folder();
    assert_eq!(super::applied(&folder.path().join("none")).expect("nothing"), []);
    let (journal, mut entries) = open(folder.path());
    append(&journal, "applied").await;
    append(&journal, "waiting").await;
    let first = entries.try_recv().expect("an entry");
    assert_eq!(super::applied(folder.path()).expect("it reads"), []);
    journal.applied(1);
    assert_eq!(super::applied(folder.path()).expect("it reads"), [first]);
}

#[tokio::test]
async fn a_full_backlog_refuses_until_something_is_applied() {
    let folder = folder();
    let settings = Settings { backlog: 10, ..small(folder.path()) };
    let (journal, _entries) = Journal::open(&settings).expect("a journal");
    append(&journal, "12345678").await;
    let body = || Bytes::from_static(b"123");
    assert_eq!(journal.append(body()).await, Err(AppendError::Full));
    journal.applied(1);
    assert_eq!(journal.append(body()).await, Ok(2));
}

#[tokio::test]
async fn a_body_larger_than_a_segment_is_refused() {
    let folder = folder();
    let (journal, _entries) = open(folder.path());
    let body = |size| Bytes::from(vec![b'x'; size]);
    assert_eq!(journal.append(body(4096 - 23)).await, Err(AppendError::TooLarge));
    assert_eq!(journal.append(body(4096 - 24)).await, Ok(1));
    assert_eq!(journal.append(body(4096 - 24)).await, Ok(2));
}

#[tokio::test]
async fn a_closed_journal_takes_nothing() {
    let folder = folder();
    let (journal, _entries) = open(folder.path());
    journal.close().await;
    assert_eq!(journal.append(Bytes::from_static(b"late")).await, Err(AppendError::Broken));
    assert_eq!(journal.backlog(), 0);
    journal.close().await;
}
