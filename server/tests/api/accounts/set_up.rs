//! The first start: a one-time link makes the first administrator, and nobody has a default password.

use futures::future::join_all;

use crate::harness::{Browser, Folder, Page, TestDesk, run};

async fn empty_desk() -> TestDesk {
    TestDesk::on(Folder::empty(), String::new(), |_| {}).await
}

/// The secret of the link that the operator reads, if there is one.
fn secret(desk: &TestDesk) -> Option<String> {
    let (_, rest) = desk.welcome().split_once("/set-up/")?;
    Some(rest.chars().take_while(char::is_ascii_alphanumeric).collect())
}

async fn finish(browser: &mut Browser, token: &str, email: &str, password: &str) -> Page {
    let form = [("token", token), ("name", "Núria"), ("email", email), ("password", password)];
    browser.post("/set-up", &form).await
}

#[test]
fn the_link_makes_one_administrator_who_is_signed_in_at_once() {
    run(async || {
        let mut desk = empty_desk().await;
        let token = secret(&desk).expect("a link");
        assert!(token.len() >= 32);
        let mut browser = desk.browser();
        let page = browser.get(&format!("/set-up/{token}")).await;
        assert_eq!(page.status, 200);
        assert!(page.text.contains("action=\"/set-up\""), "the page has no form");
        let page = finish(&mut browser, &token, "nuria@example.org", "a good password").await;
        assert_eq!((page.status, page.location()), (303, "/inbox"));
        assert!(browser.is_in().await);
        let mut second = desk.browser();
        let page = finish(&mut second, &token, "eve@example.org", "a good password").await;
        assert!(page.location().contains("problem=link_used"), "{}", page.location());
        assert!(!second.is_in().await);
        desk.restart().await;
        assert_eq!(secret(&desk), None, "there is an administrator already");
        assert_eq!(
            desk.browser().sign_in("nuria@example.org", "a good password").await.location(),
            "/inbox"
        );
        desk.end().await;
    });
}

#[test]
fn two_clicks_on_one_link_make_one_administrator() {
    run(async || {
        let mut desk = empty_desk().await;
        let token = secret(&desk).expect("a link");
        let clicks = (0..6).map(|n| {
            let (mut browser, token) = (desk.browser(), token.clone());
            tokio::spawn(async move {
                let email = format!("n{n}@example.org");
                finish(&mut browser, &token, &email, "a good password").await.location() == "/inbox"
            })
        });
        let clicks = join_all(clicks).await;
        let came_in = clicks.into_iter().filter(|click| matches!(click, Ok(true)));
        assert_eq!(came_in.count(), 1);
        desk.stop().await;
        let store = desk.folder.open().await;
        assert_eq!(store.people().await.expect("people").len(), 1);
        store.shutdown().await.expect("it shuts");
    });
}

#[test]
fn only_the_newest_link_works() {
    run(async || {
        let mut desk = empty_desk().await;
        let first = secret(&desk).expect("a link");
        desk.restart().await;
        let second = secret(&desk).expect("a link still");
        assert_ne!(first, second);
        let wrong = ["", "0", &first, &second[1..], &second.to_uppercase(), &format!("{second}0")];
        for token in wrong {
            let mut browser = desk.browser();
            let page = finish(&mut browser, token, "eve@example.org", "a good password").await;
            assert!(!browser.is_in().await, "{token} let somebody in");
            assert_ne!(page.location(), "/inbox");
        }
        let page =
            finish(&mut desk.browser(), &second, "nuria@example.org", "a good password").await;
        assert_eq!(page.location(), "/inbox");
        desk.end().await;
    });
}

#[test]
fn a_form_that_is_not_good_enough_is_told_so_and_the_link_still_works() {
    run(async || {
        let desk = empty_desk().await;
        let token = secret(&desk).expect("a link");
        let mut browser = desk.browser();
        let long = "long".repeat(100);
        for (email, password, problem) in [
            ("nuria@example.org", "short", "password_short"),
            ("nuria@example.org", long.as_str(), "password_long"),
            ("nuria@example.org", "Password123", "password_common"),
            ("nuria", "a good password", "email_invalid"),
            ("", "", "email_invalid"),
        ] {
            let page = finish(&mut browser, &token, email, password).await;
            let expected = format!("/set-up/{token}?problem={problem}");
            assert_eq!(page.location(), expected);
            assert_eq!(browser.get(&expected).await.status, 200);
        }
        let page = finish(&mut browser, &token, "nuria@example.org", "a good password").await;
        assert_eq!(page.location(), "/inbox");
        desk.end().await;
    });
}

#[test]
fn the_link_is_in_no_log() {
    run(async || {
        let desk = empty_desk().await;
        let token = secret(&desk).expect("a link");
        finish(&mut desk.browser(), &token, "nuria@example.org", "a good password").await;
        let log = crate::harness::log_of_this_test();
        assert!(!log.contains(&token) && !log.contains("a good password"), "{log}");
        desk.end().await;
    });
}
