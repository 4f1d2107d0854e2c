//! A folder outlives its process, belongs to one process at a time, and continues where it was.

use std::sync::Arc;

use chrono::DateTime;
use desk::ids::NumberId;
use desk::number::{Health, News, Quality};
use desk::permissions::Sight;
use desk::ports::Filter;
use desk::silence::Rhythm;
use store::{Location, OpenError, SecretKey, Store};
use tempfile::TempDir;

use super::world::{NUMBER, furnished, key, run, world};

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

        let store = Arc::new(Store::open(&location, &key()).await.expect("it opens again"));
        assert_eq!(store.tickets(&Filter::default(), 5, None).await.expect("a list"), before);
        assert_eq!(store.counts(None, &Sight::Everything).await.expect("counts").open, 1);
        assert_eq!(store.people().await.expect("people").len(), 1);
        assert!(store.next_number() > number);
        assert_eq!(world(store.clone()).receive("m2", "34600").await, number);
        store.shutdown().await.expect("it shuts down");
    });
}

#[test]
fn how_a_number_is_and_how_webhooks_come_outlive_the_process() {
    run(async {
        let folder = TempDir::new().expect("a folder");
        let location = Location::Folder(folder.path().to_owned());
        let store = furnished(&location).await;
        let number = NumberId::from(NUMBER);
        assert_eq!(store.health(&number).await.expect("nothing yet"), Health::default());
        assert_eq!(store.rhythm().await.expect("nothing yet"), Rhythm::default());
        let mut health = Health::default();
        health.hear(News::Quality(Quality::Red), DateTime::UNIX_EPOCH);
        store.set_health(&number, &health).await.expect("it is kept");
        store.set_rhythm(&Rhythm::default()).await.expect("it is kept");
        store.shutdown().await.expect("it shuts down");

        let store = Store::open(&location, &key()).await.expect("it opens again");
        assert_eq!(store.health(&number).await.expect("it is there"), health);
        assert_eq!(store.rhythm().await.expect("it is there"), Rhythm::default());
        store.shutdown().await.expect("it shuts down");
    });
}

#[test]
fn a_folder_in_use_says_so() {
    run(async {
        let folder = TempDir::new().expect("a folder");
        let location = Location::Folder(folder.path().to_owned());
        let store = furnished(&location).await;
        let refused = Store::open(&location, &key()).await.err();
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
        let refused = Store::open(&Location::Folder(path), &key()).await.err();
        assert!(matches!(refused, Some(OpenError::Unreadable { .. })), "{refused:?}");
    });
}

#[test]
fn a_folder_opens_with_its_own_key_only_and_is_free_after_another_was_refused() {
    run(async {
        let folder = TempDir::new().expect("a folder");
        let location = Location::Folder(folder.path().to_owned());
        furnished(&location).await.shutdown().await.expect("it shuts down");
        let refused = Store::open(&location, &SecretKey::random()).await.err();
        assert!(matches!(refused, Some(OpenError::WrongKey)), "{refused:?}");
        let store = Store::open(&location, &key()).await.expect("it opens with its own");
        assert_eq!(store.numbers().await.expect("numbers")[0].access_token, "t");
        store.shutdown().await.expect("it shuts down");
    });
}
