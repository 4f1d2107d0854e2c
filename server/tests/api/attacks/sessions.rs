//! Coming in without a password, and staying in after the end. What the cookie is made of, and that a
//! planted one is worth nothing, is in `accounts/sign_in.rs`.

use reqwest::Method;

use super::{AGENT, GUEST, map};
use crate::harness::{PASSWORD, Socket, TestDesk, run};

#[test]
fn a_link_signs_nobody_in_and_nobody_out() {
    run(async || {
        let desk = TestDesk::start().await;
        let query = "?email=ana%40example.org&password=a+good+password&back=%2Finbox";
        let mut browser = desk.browser();
        for method in [Method::GET, Method::HEAD, Method::OPTIONS] {
            let request = browser.request(method.clone(), &format!("/sign-in{query}"));
            let page = browser.send(request.header("origin", desk.base())).await;
            assert!(page.set_cookies().is_empty() && !browser.is_in().await, "{method}");
            assert!(!page.text.contains(PASSWORD), "{method} says the password again");
        }
        // Nor does a form whose fields stand in its address.
        let page = browser.post(&format!("/sign-in{query}"), &[]).await;
        assert!((400..500).contains(&page.status), "{}", page.status);
        assert!(!browser.is_in().await);
        let mut ana = desk.signed_in(AGENT).await;
        for path in ["/sign-out", "/sign-out?", "/fn/sign-out"] {
            ana.get(path).await;
            assert!(ana.is_in().await, "{path}");
        }
        desk.end().await;
    });
}

#[test]
fn a_session_is_taken_from_its_cookie_and_from_nowhere_else() {
    run(async || {
        let desk = TestDesk::start().await;
        let line = desk.signed_in(AGENT).await.cookie_line();
        let (name, id) = line.split_once('=').expect("a cookie");
        let mut other = desk.browser();
        for path in [format!("/inbox?{name}={id}"), format!("/inbox;{name}={id}")] {
            assert_ne!(other.get(&path).await.status, 200, "{path}");
        }
        for (header, value) in [
            ("authorization", format!("Bearer {id}")),
            ("x-session", id.to_owned()),
            ("cookie2", line.clone()),
            ("set-cookie", line.clone()),
            ("cookie", format!("{}={id}", name.to_uppercase())),
            ("cookie", format!("x{name}={id}")),
            ("cookie", format!("{name}=\"{id}")),
            ("cookie", format!("{name}={}", &id[..id.len() - 1])),
            ("cookie", format!("{name}={id}{id}")),
        ] {
            let request = other.request(Method::GET, "/inbox").header(header, &value);
            assert_ne!(other.send(request).await.status, 200, "{header}: {value}");
        }
        desk.end().await;
    });
}

#[test]
fn each_browser_is_its_own_and_ends_alone() {
    run(async || {
        let desk = TestDesk::start().await;
        let (mut office, mut home) = (desk.signed_in(AGENT).await, desk.signed_in(AGENT).await);
        let mut gil = desk.signed_in(GUEST).await;
        assert_ne!(office.cookie_line(), home.cookie_line());
        office.post("/sign-out", &[]).await;
        assert!(!office.is_in().await && home.is_in().await && gil.is_in().await);
        let (hers, his) = (home.get("/inbox").await.text, gil.get("/inbox").await.text);
        assert!(hers.contains("Ana"), "{hers}");
        assert!(his.contains("Gil"), "{his}");
        desk.end().await;
    });
}

#[test]
fn after_the_end_no_address_knows_who_it_was() {
    run(async || {
        let (desk, message) = super::desk().await;
        let mut ana = desk.signed_in(AGENT).await;
        let copy = ana.cookie_line();
        ana.post("/sign-out", &[]).await;
        let mut thief = desk.browser();
        thief.plant(&copy);
        for path in map::read(&message) {
            let page = thief.get(&path).await;
            for word in super::PRIVATE.into_iter().chain([AGENT]) {
                assert!(!page.text.contains(word), "{path} tells {word}");
            }
        }
        assert!(!thief.is_in().await);
        desk.end().await;
    });
}

#[test]
fn a_page_that_listens_hears_no_more_once_somebody_else_signs_in_there() {
    run(async || {
        let (desk, _) = super::desk().await;
        desk.show_gil(1).await;
        let mut browser = desk.signed_in(AGENT).await;
        let mut hers = Socket::of_page(&browser, &desk).await;
        let copy = browser.cookie_line();
        assert_eq!(browser.sign_in(GUEST, PASSWORD).await.location(), "/inbox");
        assert_eq!(hers.next_word().await, "closed");
        let mut his = Socket::of_page(&browser, &desk).await;
        desk.written(crate::harness::numbered(1, 2)).await;
        assert!(his.next_word().await.ends_with("received"), "his own goes on");
        let mut thief = desk.browser();
        thief.plant(&copy);
        assert!(!thief.is_in().await, "the session before is over");
        desk.end().await;
    });
}
