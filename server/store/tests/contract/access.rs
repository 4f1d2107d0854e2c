//! Who may come in, and by what: invitations, roles, passwords, second steps.

use chrono::{DateTime, Duration, Utc};
use desk::permissions::Role;
use desk::person::Person;
use store::{Error, Invitation, Location};

use super::world::{ana, furnished, run};

fn now() -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + Duration::days(1)
}

fn invitation(id: &str, email: &str) -> Invitation {
    Invitation {
        id: id.into(),
        email: email.into(),
        name: "Pau".into(),
        role: Role::Supervisor,
        team: Some("support".into()),
        by: "ana".into(),
        ends: now() + Duration::hours(1),
    }
}

fn pau() -> Person {
    let (email, name) = ("pau@example.org".into(), "Pau".into());
    Person { id: "pau".into(), email, name, role: Role::Supervisor }
}

#[test]
fn an_address_is_invited_once_and_not_if_it_is_in_the_team() {
    run(async {
        let store = furnished(&Location::Memory).await;
        let first = invitation("i1", "pau@example.org");
        store.invite(&first, "h1").await.expect("an invitation");
        let twice = store.invite(&invitation("i2", "pau@example.org"), "h2").await;
        assert!(matches!(twice, Err(Error::EmailTaken)), "{twice:?}");
        let known = store.invite(&invitation("i3", &ana().email), "h3").await;
        assert!(matches!(known, Err(Error::EmailTaken)), "{known:?}");
        assert_eq!(store.invitations().await.expect("a list"), std::slice::from_ref(&first));
        assert_eq!(store.invitation("h1").await.expect("it answers"), Some(first));
        assert_eq!(store.invitation("h2").await.expect("it answers"), None);
    });
}

#[test]
fn one_person_comes_in_by_a_link_and_only_while_it_is_open() {
    run(async {
        let store = furnished(&Location::Memory).await;
        let first = invitation("i1", "pau@example.org");
        store.invite(&first, "h1").await.expect("an invitation");
        for (hash, at) in [("h2", now()), ("h1", first.ends)] {
            let refused = store.join_by(hash, &pau(), "secret", at).await;
            assert!(matches!(refused, Err(Error::Stale)), "{hash} {at}: {refused:?}");
        }
        let ends = first.ends + Duration::days(1);
        assert!(store.renew_invitation("i1", "h2", ends).await.expect("it answers"));
        assert_eq!(store.invitation("h1").await.expect("it answers"), None, "the link before");
        store.join_by("h2", &pau(), "secret", first.ends).await.expect("Pau joins");
        let again = store.join_by("h2", &pau(), "secret", first.ends).await;
        assert!(matches!(again, Err(Error::Stale)), "{again:?}");
        let (person, hash) =
            store.credential("pau@example.org").await.expect("it answers").expect("Pau");
        assert_eq!((person, hash.as_str()), (pau(), "secret"));
        assert_eq!(store.invitations().await.expect("a list"), []);
        assert!(!store.renew_invitation("i1", "h3", ends).await.expect("it answers"));
    });
}

#[test]
fn a_revoked_link_lets_nobody_in_and_neither_does_one_of_an_address_that_joined_otherwise() {
    run(async {
        let store = furnished(&Location::Memory).await;
        store.invite(&invitation("i1", "pau@example.org"), "h1").await.expect("an invitation");
        store.remove_invitation("i1").await.expect("it is revoked");
        let refused = store.join_by("h1", &pau(), "secret", now()).await;
        assert!(matches!(refused, Err(Error::Stale)), "{refused:?}");
        store.invite(&invitation("i2", "pau@example.org"), "h2").await.expect("another");
        store.add_person(&pau(), "hash").await.expect("Pau is added");
        let refused = store.join_by("h2", &pau(), "secret", now()).await;
        assert!(matches!(refused, Err(Error::Stale)), "{refused:?}");
        assert_eq!(store.invitations().await.expect("a list").len(), 1, "it was not used up");
    });
}

#[test]
fn roles_and_passwords_change_and_one_administrator_is_always_left() {
    run(async {
        let store = furnished(&Location::Memory).await;
        let (ana, pau) = (ana(), pau());
        store.add_person(&pau, "hash").await.expect("Pau is added");
        store.set_role(&pau.id, Role::Administrator).await.expect("there is one now");
        let last = store.set_role(&pau.id, Role::Agent).await;
        assert!(matches!(last, Err(Error::Stale)), "{last:?}");
        store.set_role(&ana.id, Role::Administrator).await.expect("there are two");
        store.set_role(&pau.id, Role::Guest).await.expect("one is left");
        let person = store.person(&pau.id).await.expect("it answers").expect("Pau");
        assert_eq!(person.role, Role::Guest);
        store.set_password_hash(&pau.id, "another").await.expect("it is kept");
        let hash = store.password_hash(&pau.id).await.expect("it answers");
        assert_eq!(hash.as_deref(), Some("another"));
        assert_eq!(store.password_hash(&"nobody".into()).await.expect("it answers"), None);
    });
}

#[test]
fn a_code_and_a_recovery_code_are_each_taken_once() {
    run(async {
        let store = furnished(&Location::Memory).await;
        let ana = ana().id;
        assert_eq!(store.second_step(&ana).await.expect("it answers"), None);
        assert!(!store.take_step(&ana, 7).await.expect("it answers"));
        let codes = vec!["c1".to_owned(), "c2".to_owned()];
        store.set_second_step(&ana, "JBSWY3DP", 6, codes).await.expect("it is kept");
        let kept = store.second_step(&ana).await.expect("it answers");
        assert_eq!(kept, Some(("JBSWY3DP".to_owned(), 2)));
        for (step, taken) in [(6, false), (7, true), (7, false), (6, false), (8, true)] {
            assert_eq!(store.take_step(&ana, step).await.expect("it answers"), taken, "{step}");
        }
        for (hash, taken) in [("c3", false), ("c1", true), ("c1", false)] {
            let was = store.take_recovery_code(&ana, hash).await.expect("it answers");
            assert_eq!(was, taken, "{hash}");
        }
        store.set_recovery_codes(&ana, vec!["c9".into()]).await.expect("they are kept");
        assert!(!store.take_recovery_code(&ana, "c2").await.expect("it answers"));
        assert!(store.take_recovery_code(&ana, "c9").await.expect("it answers"));
        store.remove_second_step(&ana).await.expect("it is gone");
        assert!(!store.take_step(&ana, 9).await.expect("it answers"));
    });
}

#[test]
fn who_has_a_second_step_and_who_must_is_known_at_once() {
    run(async {
        let store = furnished(&Location::Memory).await;
        let ana = ana().id;
        let steps = store.second_steps().await.expect("it answers");
        assert!(steps.people.is_empty() && steps.required.is_empty());
        store.set_second_step(&ana, "JBSWY3DP", 6, vec![]).await.expect("it is kept");
        let roles = [Role::Administrator, Role::Agent];
        store.require_second_step(&roles).await.expect("it is laid down");
        let steps = store.second_steps().await.expect("it answers");
        assert_eq!((steps.people.iter().next(), &steps.required[..]), (Some(&ana), &roles[..]));
        store.remove_second_step(&ana).await.expect("it is gone");
        store.require_second_step(&[]).await.expect("it is laid down");
        let steps = store.second_steps().await.expect("it answers");
        assert!(steps.people.is_empty() && steps.required.is_empty());
    });
}
