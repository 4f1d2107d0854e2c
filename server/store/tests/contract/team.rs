//! What the server keeps beside the desk: people, keys, numbers, sessions, facts.

use chrono::{DateTime, Duration};
use desk::permissions::Role;
use store::{Error, Location, SecretKey, Store};

use super::world::{NUMBER, ana, furnished, run};

#[test]
fn an_address_belongs_to_one_person() {
    run(async {
        let store = furnished(&Location::Memory).await;
        let mut twin = ana();
        twin.id = "ana2".into();
        assert!(matches!(store.add_person(&twin, "h").await, Err(Error::EmailTaken)));
        assert_eq!(*store.people().await.expect("people"), [ana()]);
        let (person, hash) =
            store.credential("ana@example.org").await.expect("it answers").expect("Ana");
        assert_eq!((person, hash.as_str()), (ana(), "hash"));
        assert!(store.credential("nobody@example.org").await.expect("it answers").is_none());
        twin.email = "ana2@example.org".into();
        store.add_person(&twin, "h").await.expect("she joins");
        assert_eq!(store.person(&twin.id).await.expect("it answers"), Some(twin));
    });
}

#[test]
fn a_key_is_found_by_its_hash_and_its_name_is_its_own() {
    run(async {
        let store = furnished(&Location::Memory).await;
        store.add_key("crm", Role::Guest, "h1").await.expect("a key");
        let again = store.add_key("crm", Role::Agent, "h2").await;
        assert!(matches!(again, Err(Error::NameTaken)), "{again:?}");
        let key = store.key("h1").await.expect("it answers");
        assert_eq!(key, Some(("crm".to_owned(), Role::Guest)));
        assert_eq!(store.key("h2").await.expect("it answers"), None);
    });
}

#[test]
fn a_number_added_again_is_replaced_and_its_secrets_are_not_shown() {
    run(async {
        let store = furnished(&Location::Memory).await;
        let mut number = store.numbers().await.expect("numbers").remove(0);
        number.access_token = "EAAG-very-secret".into();
        store.add_number(&number).await.expect("it is replaced");
        let numbers = store.numbers().await.expect("numbers");
        assert_eq!(numbers, std::slice::from_ref(&number));
        assert!(!format!("{number:?}").contains("secret"));
        assert!(store.has_number(&NUMBER.into()).await.expect("it answers"));
        assert!(!store.has_number(&"n2".into()).await.expect("it answers"));
    });
}

#[test]
fn a_session_lives_until_it_is_deleted_or_its_end_is_past() {
    run(async {
        let store = furnished(&Location::Memory).await;
        let end = DateTime::UNIX_EPOCH + Duration::hours(1);
        store.create_web_session("s1", b"one", end).await.expect("a session");
        let taken = store.create_web_session("s1", b"two", end).await;
        assert!(matches!(taken, Err(Error::Stale)), "{taken:?}");
        assert!(store.save_web_session("s1", b"three", end).await.expect("it is saved"));
        let late = end + Duration::hours(1);
        store.create_web_session("s2", b"", end).await.expect("a session");
        assert!(store.save_web_session("s2", &[0, 255], late).await.expect("it is saved"));
        let loaded = store.load_web_session("s1").await.expect("it answers");
        assert_eq!(loaded, Some((b"three".to_vec(), end)));
        store.delete_expired_web_sessions(end).await.expect("it answers");
        assert_eq!(store.load_web_session("s1").await.expect("it answers"), None);
        let (bytes, _) = store.load_web_session("s2").await.expect("it answers").expect("s2");
        assert_eq!(bytes, [0, 255]);
        store.delete_web_session("s2").await.expect("it is deleted");
        assert!(!store.save_web_session("s2", b"back", late).await.expect("it answers"));
        assert_eq!(store.load_web_session("s2").await.expect("it answers"), None);
    });
}

#[test]
fn facts_are_kept_and_a_new_desk_is_empty() {
    run(async {
        let store = Store::open(&Location::Memory, &SecretKey::random()).await.expect("it opens");
        assert!(store.is_empty().await.expect("it answers"));
        assert_eq!(store.meta("salt").await.expect("it answers"), None);
        for value in ["one", "two"] {
            store.set_meta("salt", value).await.expect("it is kept");
            assert_eq!(store.meta("salt").await.expect("it answers").as_deref(), Some(value));
        }
        store.add_key("crm", Role::Guest, "h1").await.expect("a key");
        assert!(!store.is_empty().await.expect("it answers"), "a key is used by somebody");
        assert!(!furnished(&Location::Memory).await.is_empty().await.expect("it answers"));
    });
}
