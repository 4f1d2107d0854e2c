//! What was saved stays saved over one crash after another, however the log was torn.
//!
//! The crash is a copy of the folder while the store is open: every commit is on the disk by then.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use desk::ports::Filter;
use store::{Location, Store};
use tempfile::TempDir;

use super::world::{furnished, key, run, world};

/// The first bytes of a record's header, which nothing follows.
const TORN_HEADER: &[u8] = &[0x5a, 0x17, 0x01];
/// A header that announces 200 bytes, and the first few of them.
const TORN_BODY: &[u8] = &[0x5a, 0x17, 0x01, 0x33, 0x00, 0xc8, 0x01, 7, 7, 7, 7, 7];

#[test]
fn nothing_is_lost_when_a_crash_follows_one_that_tore_a_header() {
    run(survives_two_crashes(TORN_HEADER));
}

#[test]
fn nothing_is_lost_when_a_crash_follows_one_that_tore_a_record() {
    run(survives_two_crashes(TORN_BODY));
}

#[test]
fn a_log_that_holds_nothing_but_a_torn_record_is_gone_over() {
    run(async {
        let left = crashed(&Open::new().await);
        let log = newest_log(left.path());
        fs::write(&log, TORN_HEADER).expect("a log of three bytes");
        let store = Open::at(left).await;
        world(Arc::clone(&store.store) as _).receive("m1", "34600").await;
        let store = Open::at(crashed(&store)).await;
        assert_eq!(store.tickets().await, 1);
    });
}

async fn survives_two_crashes(tear: &[u8]) {
    let store = Open::new().await;
    world(Arc::clone(&store.store) as _).receive("m1", "34600").await;
    let left = crashed(&store);
    let mut log = fs::OpenOptions::new().append(true).open(newest_log(left.path())).expect("a log");
    log.write_all(tear).expect("a torn tail");

    let store = Open::at(left).await;
    assert_eq!(store.tickets().await, 1);
    world(Arc::clone(&store.store) as _).receive("m2", "34601").await;

    let store = Open::at(crashed(&store)).await;
    assert_eq!(store.tickets().await, 2);
    let violations = store.store.check().await.expect("it can be checked");
    assert!(violations.is_empty(), "{violations:?}");
}

/// An open store and its folder.
struct Open {
    store: Arc<Store>,
    folder: TempDir,
}

impl Open {
    async fn new() -> Self {
        let folder = TempDir::new().expect("a folder");
        let store = furnished(&Location::Folder(folder.path().to_owned())).await;
        store.shutdown().await.expect("it shuts down");
        Self::at(folder).await
    }

    async fn at(folder: TempDir) -> Self {
        let store = Store::open(&Location::Folder(folder.path().to_owned()), &key()).await;
        Self { store: Arc::new(store.expect("it opens")), folder }
    }

    async fn tickets(&self) -> usize {
        self.store.tickets(&Filter::default(), 5, None).await.expect("a list").items.len()
    }
}

/// The folder as it would be found if the process died now.
fn crashed(store: &Open) -> TempDir {
    let left = TempDir::new().expect("a folder");
    copy(store.folder.path(), left.path());
    left
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let (path, name) = entry.map(|entry| (entry.path(), entry.file_name())).expect("an entry");
        if path.is_dir() {
            copy(&path, &to.join(name));
        } else {
            fs::copy(&path, to.join(name)).expect("a copy");
        }
    }
}

fn newest_log(folder: &Path) -> PathBuf {
    let logs = fs::read_dir(folder.join("database/wal")).expect("the log's folder");
    logs.map(|log| log.expect("an entry").path()).max().expect("a log")
}
