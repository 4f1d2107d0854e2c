//! Where a form leads to afterwards, and the language that is chosen on the way.

use crate::harness::{PASSWORD, TestDesk, run};

/// Addresses that browsers take for somewhere else, or that don't fit into a header.
const ELSEWHERE: [&str; 16] = [
    "https://evil.example",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "\t//evil.example",
    "javascript:alert(1)",
    "/\u{0}",
    "/\u{1}x",
    "/\u{7f}",
    "/é",
    "evil.example",
    "",
    "/inbox\r\nset-cookie: a=b",
];

fn leads_inside(location: &str) -> bool {
    location.starts_with('/') && !location.starts_with("//") && !location.contains(['\\', '\t'])
}

#[test]
fn no_form_leads_to_another_site() {
    run(async || {
        let desk = TestDesk::start().await;
        for back in ELSEWHERE {
            let mut browser = desk.browser();
            let form = [("email", "ana@example.org"), ("password", PASSWORD), ("back", back)];
            let page = browser.post("/sign-in", &form).await;
            assert_eq!(page.status, 303, "{back:?}");
            assert!(leads_inside(page.location()), "{back:?} leads to {}", page.location());
            assert_eq!(page.set_cookies().len(), 1, "{back:?}");
            let page = browser.post("/language", &[("language", "ca"), ("back", back)]).await;
            assert_eq!(page.status, 303, "{back:?}");
            assert!(leads_inside(page.location()), "{back:?} leads to {}", page.location());
        }
        desk.end().await;
    });
}

#[test]
fn a_failed_sign_in_keeps_the_way_back_and_no_more() {
    run(async || {
        let desk = TestDesk::start().await;
        let back = "/inbox/7?x=1&problem=none#top";
        let form = [("email", "ana@example.org"), ("password", "wrong"), ("back", back)];
        let page = desk.browser().post("/sign-in", &form).await;
        let location = format!("http://desk{}", page.location());
        let location = reqwest::Url::parse(&location).expect("an address");
        let pairs: Vec<(String, String)> = location.query_pairs().into_owned().collect();
        let expected = [("problem", "wrong_credentials"), ("back", back)];
        let expected = expected.map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert_eq!(pairs, expected);
        desk.end().await;
    });
}

#[test]
fn after_signing_in_the_page_asked_for_comes() {
    run(async || {
        let desk = TestDesk::start().await;
        let mut browser = desk.browser();
        let form = [("email", "ana@example.org"), ("password", PASSWORD), ("back", "/board")];
        assert_eq!(browser.post("/sign-in", &form).await.location(), "/board");
        desk.end().await;
    });
}

#[test]
fn the_page_speaks_the_browsers_language_until_another_is_chosen() {
    run(async || {
        let desk = TestDesk::start().await;
        let mut browser = desk.browser();
        for (accepted, spoken) in
            [("ca,en;q=0.5", "ca"), ("es-ES", "es"), ("en", "en"), ("ja", "en")]
        {
            let request = browser.request(reqwest::Method::GET, "/sign-in");
            let page = browser.send(request.header("accept-language", accepted)).await;
            assert!(
                page.text.contains(&format!("lang=\"{spoken}\"")),
                "{accepted} is not {spoken}"
            );
        }
        let page = browser.post("/language", &[("language", "es"), ("back", "/sign-in")]).await;
        assert_eq!((page.status, page.location()), (303, "/sign-in"));
        let cookie = page.set_cookies()[0].to_lowercase();
        assert!(cookie.contains("samesite=lax") && cookie.contains("max-age=31536000"), "{cookie}");
        let request = browser.request(reqwest::Method::GET, "/sign-in");
        let page = browser.send(request.header("accept-language", "ca")).await;
        assert!(page.text.contains("lang=\"es\""));
        for language in ["xx", "", "ca; Domain=evil.example"] {
            let page = browser.post("/language", &[("language", language), ("back", "/")]).await;
            assert!(page.set_cookies().is_empty(), "{language}");
        }
        desk.end().await;
    });
}
