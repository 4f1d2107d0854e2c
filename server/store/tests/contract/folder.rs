//! A folder outlives its process, belongs to one process at a time, and continues where it was.

use std::sync::Arc;

use desk::ports::Filter;
use store::{Location, OpenError, Store};
use tempfile::TempDir;

use super::world::{furnished, run, world};

#[test]
fn a_reopened_folder_has_everything_and_goes_on_counting() {
    run(async {
        let folder = TempDir::new().expect("a folder");
        let location = Location::Folder(folder.path().to_owned());
        let store = Arc::new(furnished(&location).await);
        let number = world(store.clone()).receive("m1", "34600").await;
        let before = store.tickets(&Filter::default(), 5, None).await.expect("a list");
        store.shutdown().await.expect("it shuts down");
        drop(store);

        let store = Arc::new(Store::open(&location).await.expect("it opens again"));
        assert_eq!(store.tickets(&Filter::default(), 5, None).await.expect("a list"), before);
        assert_eq!(store.counts(None).await.expect("counts").open, 1);
        assert_eq!(store.people().await.expect("people").len(), 1);
        assert!(store.next_number() > number);
        assert_eq!(world(store.clone()).receive("m2", "34600").await, number);
        store.shutdown().await.expect("it shuts down");
    });
}

#[test]
fn a_folder_in_use_says_so() {
    run(async {
        let folder = TempDir::new().expect("a folder");
        let location = Location::Folder(folder.path().to_owned());
        let store = furnished(&location).await;
        let refused = Store::open(&location).await.err();
        assert!(matches!(refused, Some(OpenError::InUse)), "{refused:?}");
        store.ping().await.expect("the first one goes on");
        store.shutdown().await.expect("it shuts down");
    });
}

#[test]
fn a_folder_that_is_a_file_says_so() {
    run(async {
        let folder = TempDir::new().expect("a folder");
        let path = folder.path().join("file");
        std::fs::write(&path, "not a folder").expect("a file");
        let refused = Store::open(&Location::Folder(path)).await.err();
        assert!(matches!(refused, Some(OpenError::Unreadable { .. })), "{refused:?}");
    });
}
