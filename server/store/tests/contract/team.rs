//! What the server keeps beside the desk: people, keys, numbers, sessions, facts.

use chrono::{DateTime, Duration};
use desk::permissions::Role;
use store::{Error, KnownKey, Location, SecretKey, Store, WebSession};

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

fn key(name: &str, role: Role) -> KnownKey {
    let ends = Some(DateTime::UNIX_EPOCH + Duration::days(1));
    let (made, by) = (Some(DateTime::UNIX_EPOCH), Some("ana".into()));
    KnownKey { name: name.to_owned(), role, made, by, ends, used: None }
}

#[test]
fn an_account_elsewhere_belongs_to_one_person_and_of_an_issuer_they_have_one() {
    run(async {
        let store = furnished(&Location::Memory).await;
        let (here, there) = ("https://login.example.org", "https://login.example.com");
        assert_eq!(store.identity(here, "s1").await.expect("it answers"), None);
        for _ in 0..2 {
            store.link(here, "s1", &ana().id).await.expect("it is linked, or was");
        }
        let second = store.link(here, "s2", &ana().id).await;
        assert!(matches!(second, Err(Error::LinkTaken)), "{second:?}");
        store.link(there, "s1", &ana().id).await.expect("another issuer");
        store.link(here, "s2", &"gone".into()).await.expect("somebody else");
        store.link(here, "s2", &"back".into()).await.expect("their account is somebody's now");
        for (issuer, subject, person) in
            [(here, "s1", ana().id), (there, "s1", ana().id), (here, "s2", "back".into())]
        {
            let found = store.identity(issuer, subject).await.expect("it answers");
            assert_eq!(found, Some(person), "{issuer} {subject}");
        }
        assert_eq!(store.identity(there, "s2").await.expect("it answers"), None);
        assert_eq!(store.unlink(&ana().id).await.expect("it answers"), 2);
        assert_eq!(store.identity(here, "s1").await.expect("it answers"), None);
        assert_eq!(store.unlink(&ana().id).await.expect("it answers"), 0);
        store.link(here, "s3", &ana().id).await.expect("nothing is in the way");
    });
}

#[test]
fn a_key_is_found_by_its_hash_and_its_name_is_its_own() {
    run(async {
        let store = furnished(&Location::Memory).await;
        let mut crm = key("crm", Role::Guest);
        store.add_key(&crm, "h1").await.expect("a key");
        let again = store.add_key(&key("crm", Role::Agent), "h2").await;
        assert!(matches!(again, Err(Error::NameTaken)), "{again:?}");
        assert_eq!(store.key("h1").await.expect("it answers"), Some(crm.clone()));
        assert_eq!(store.key("h2").await.expect("it answers"), None);
        crm.used = Some(DateTime::UNIX_EPOCH);
        store.key_was_used("crm", DateTime::UNIX_EPOCH).await.expect("it is noted");
        assert_eq!(store.keys().await.expect("keys"), [crm]);
        store.remove_key("crm").await.expect("it is revoked");
        assert_eq!(store.key("h1").await.expect("it answers"), None);
        store.key_was_used("crm", DateTime::UNIX_EPOCH).await.expect("nothing is noted");
        assert_eq!(store.keys().await.expect("keys"), []);
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
        let session = |id: &str, data: &[u8], expires| WebSession {
            id: id.to_owned(),
            data: data.to_vec(),
            expires,
            person: Some("ana".into()),
        };
        store.create_web_session(&session("s1", b"one", end)).await.expect("a session");
        let taken = store.create_web_session(&session("s1", b"two", end)).await;
        assert!(matches!(taken, Err(Error::Stale)), "{taken:?}");
        let three = session("s1", b"three", end);
        assert!(store.save_web_session(&three).await.expect("it is saved"));
        let late = end + Duration::hours(1);
        store.create_web_session(&session("s2", b"", end)).await.expect("a session");
        let second = session("s2", &[0, 255], late);
        assert!(store.save_web_session(&second).await.expect("it is saved"));
        let strangers = WebSession { id: "s3".into(), person: None, ..second.clone() };
        store.create_web_session(&strangers).await.expect("a session");
        let mut hers = store.web_sessions_of(&"ana".into()).await.expect("it answers");
        hers.sort_by(|one, other| one.id.cmp(&other.id));
        assert_eq!(hers, [three.clone(), second.clone()]);
        assert_eq!(store.web_sessions_of(&"gil".into()).await.expect("it answers"), []);
        assert_eq!(store.load_web_session("s1").await.expect("it answers"), Some(three));
        store.delete_expired_web_sessions(end).await.expect("it answers");
        assert_eq!(store.load_web_session("s1").await.expect("it answers"), None);
        assert_eq!(store.load_web_session("s2").await.expect("it answers"), Some(second.clone()));
        store.delete_web_session("s2").await.expect("it is deleted");
        assert!(!store.save_web_session(&second).await.expect("it answers"));
        assert_eq!(store.load_web_session("s2").await.expect("it answers"), None);
        assert_eq!(store.web_sessions_of(&"ana".into()).await.expect("it answers"), []);
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
        store.add_key(&key("crm", Role::Guest), "h1").await.expect("a key");
        assert!(!store.is_empty().await.expect("it answers"), "a key is used by somebody");
        assert!(!furnished(&Location::Memory).await.is_empty().await.expect("it answers"));
    });
}
