//! Which page answers what, and that it shows the desk before any script has run.

use crate::harness::{TestDesk, numbered, run, text_message};

#[test]
fn a_page_of_a_development_build_loads_another_one_at_once() {
    run(async || {
        let desk = TestDesk::start().await;
        let page = desk.signed_in("ana@example.org").await.get("/inbox").await;
        let eager = format!("\"eager\":{}", cfg!(debug_assertions));
        assert!(page.text.contains(&eager), "the page is not told");
        desk.end().await;
    });
}

#[test]
fn a_stranger_is_led_to_the_door() {
    run(async || {
        let desk = TestDesk::start().await;
        desk.written(numbered(1, 1)).await;
        let mut browser = desk.browser();
        for path in ["/", "/inbox", "/inbox/1", "/inbox/999", "/customers/1", "/board"] {
            let page = browser.get(path).await;
            assert!(matches!(page.status, 302 | 303 | 307), "{path}: {}", page.status);
            assert!(page.location().starts_with("/sign-in"), "{path} leads to {}", page.location());
            assert!(!page.text.contains("message 1.1"), "{path} shows a stranger what was said");
        }
        let page = browser.get("/sign-in").await;
        assert_eq!(page.status, 200);
        assert!(
            page.text.contains("action=\"/sign-in\"") && page.text.contains("type=\"password\"")
        );
        desk.end().await;
    });
}

#[test]
fn a_colleague_sees_the_desk_without_any_script() {
    run(async || {
        let desk = TestDesk::start().await;
        let ticket =
            desk.written(text_message("34600000001", "wamid.1", "Teniu lloc dissabte?")).await;
        let number = ticket["number"].to_string();
        let mut browser = desk.signed_in("ana@example.org").await;
        assert_eq!(browser.get("/").await.location(), "/inbox");
        for path in ["/inbox", &format!("/inbox/{number}"), "/board"] {
            let page = browser.get(path).await;
            assert_eq!(page.status, 200, "{path}");
            assert!(page.header("content-type").starts_with("text/html"));
            assert!(page.text.contains("Customer 1"), "{path} does not show who wrote");
            assert!(
                page.text.contains("Teniu lloc dissabte?"),
                "{path} does not show what they wrote"
            );
        }
        desk.end().await;
    });
}

#[test]
fn what_is_not_there_is_said_so_with_the_right_status() {
    run(async || {
        let desk = TestDesk::start().await;
        let mut browser = desk.signed_in("ana@example.org").await;
        for path in [
            "/nowhere",
            "/inbox/999",
            "/inbox/x",
            "/board/1",
            "/practice",
            "/inbox/1/2",
            "/assets/desk.js",
        ] {
            assert_eq!(browser.get(path).await.status, 404, "{path}");
        }
        let odd = [
            "/%00",
            "/%ff%fe",
            "/inbox/%2e%2e%2fsign-in",
            "/inbox?x=%00",
            "/inbox/18446744073709551616",
        ];
        for path in odd.into_iter().chain([&*format!("/{}", "a/".repeat(2000))]) {
            let page = browser.get(path).await;
            assert!(page.status < 500, "{path:.40}: {}", page.status);
        }
        desk.end().await;
    });
}

#[test]
fn a_page_is_one_persons_and_kept_by_nobody() {
    run(async || {
        let desk = TestDesk::start().await;
        let mut browser = desk.signed_in("ana@example.org").await;
        for path in ["/inbox", "/board", "/sign-in"] {
            assert_eq!(browser.get(path).await.header("cache-control"), "no-store", "{path}");
        }
        let api = desk.api().get("/tickets").await;
        assert_eq!(api.header("cache-control"), "no-store");
        desk.end().await;
    });
}
