//! Every address with the right ids in the wrong hands: of whom nobody knows, and of a guest, who may
//! look and nothing else.

use desk::permissions::Role;
use reqwest::Method;
use serde_json::json;

use super::{ADMINISTRATOR, GUEST, PRIVATE, form, map, ours, state};
use crate::harness::{Answer, run};

/// What people decide for themselves, whatever they may do at the desk.
const THEIR_OWN: [&str; 7] = [
    "/sign-in",
    "/sign-out",
    "/set-up",
    "/language",
    "/presence",
    "/fn/alerts",
    "/practice/sign-in",
];

#[test]
fn no_address_tells_a_stranger_anything_or_does_anything_for_one() {
    run(async || {
        let (desk, message) = super::desk().await;
        let before = state(&desk).await;
        for planted in [None, Some("bustia=c29tZXRoaW5nX21hZGVfXw"), Some("bustia=%00")] {
            let mut stranger = desk.browser();
            planted.iter().for_each(|line| stranger.plant(line));
            let mut told = vec![];
            for path in map::read(&message) {
                told.push((stranger.get(&path).await, path));
            }
            for path in map::written(&message) {
                let request = ours(&desk, &stranger, &path, &message);
                told.push((stranger.send(request).await, path));
            }
            for (page, path) in told {
                assert!(page.status < 500, "{path}: {}", page.status);
                for word in PRIVATE.into_iter().chain([ADMINISTRATOR, "Núria"]) {
                    assert!(!page.text.contains(word), "{path} tells {word}: {}", page.text);
                }
            }
            assert!(!stranger.is_in().await);
        }
        assert_eq!(state(&desk).await, before);
        desk.end().await;
    });
}

#[test]
fn a_guest_changes_nothing_at_any_address_where_an_administrator_does() {
    run(async || {
        let (desk, message) = super::desk().await;
        let before = state(&desk).await;
        let mut gil = desk.signed_in(GUEST).await;
        let not_their_own = |path: &String| !THEIR_OWN.contains(&path.as_str());
        for path in map::written(&message).into_iter().filter(not_their_own) {
            let request = ours(&desk, &gil, &path, &message);
            let page = gil.send(request).await;
            assert!(page.status < 500, "{path}: {} {}", page.status, page.text);
            assert!(!page.text.contains("34600000001"), "{path} tells the number");
        }
        assert!(gil.is_in().await);
        assert_eq!(state(&desk).await, before);
        // The same requests do things for whoever may: the test above is none of empty forms.
        let mut nuria = desk.signed_in(ADMINISTRATOR).await;
        let mut done = 0;
        for path in map::written(&message).into_iter().filter(not_their_own) {
            let request = ours(&desk, &nuria, &path, &message);
            done += usize::from(nuria.send(request).await.status < 400);
        }
        assert!(done >= 10, "only {done} were taken");
        assert_ne!(state(&desk).await, before);
        desk.end().await;
    });
}

#[test]
fn a_guest_reads_no_phone_number_at_any_address() {
    run(async || {
        let (desk, message) = super::desk().await;
        desk.show_gil(1).await;
        let mut gil = desk.signed_in(GUEST).await;
        let key = desk.api_with(&desk.key_of("guest", Role::Guest).await);
        let mut seen = 0;
        for path in map::read(&message) {
            let page = gil.get(&path).await;
            seen += usize::from(page.text.contains("Customer 1"));
            assert!(!page.text.contains("34600000001"), "{path} tells the number");
        }
        assert!(seen > 2, "a guest sees the desk");
        for (method, path, _) in map::operations(&desk, &message).await {
            if method == Method::GET {
                let answer = key.get(&path).await;
                assert!(
                    !answer.body.to_string().contains("34600000001"),
                    "{path}: {}",
                    answer.body
                );
            }
        }
        desk.end().await;
    });
}

#[test]
fn a_guests_key_changes_nothing_at_any_address_of_the_api() {
    run(async || {
        let (desk, message) = super::desk().await;
        let key = desk.api_with(&desk.key_of("guest", Role::Guest).await);
        let before = state(&desk).await;
        for (method, path, _) in map::operations(&desk, &message).await {
            if method == Method::GET {
                continue;
            }
            let request = key.request(method.clone(), &path);
            // Each address finds what it needs, or refuses the whole.
            for body in [
                json!({"text": "Hello"}),
                json!({"agent": "ana@example.org"}),
                json!({"tags": ["vip"]}),
                json!({"replaces": 0, "rulebook": {}}),
            ] {
                let request = request.try_clone().expect("no stream").json(&body);
                let answer = Answer::of(request).await;
                assert!((400..500).contains(&answer.status), "{method} {path}: {}", answer.status);
            }
            let answer = Answer::of(request.form(&form(&message))).await;
            assert!((400..500).contains(&answer.status), "{method} {path}: {}", answer.status);
        }
        assert_eq!(state(&desk).await, before);
        desk.end().await;
    });
}
