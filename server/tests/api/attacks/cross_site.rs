//! No other site can make a browser of ours change anything.

use reqwest::Method;
use serde_json::json;

use super::{ADMINISTRATOR, arguments, form, map, state};
use crate::harness::{Browser, PASSWORD, TestDesk, numbered, run};

/// Sends what `path` takes, with these headers and the browser's cookies.
async fn send(browser: &mut Browser, path: &str, headers: &[(&str, &str)]) -> u16 {
    let mut request = browser.request(Method::POST, path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = match path {
        "/fn/tickets/resolve" => request.json(&json!({"number": 1})),
        "/language" => request.form(&[("language", "es"), ("back", "/")]),
        "/sign-in" => request.form(&[("email", "ana@example.org"), ("password", PASSWORD)]),
        _ => request.form(&[("x", "y")]),
    };
    browser.send(request).await.status
}

#[test]
fn a_request_from_elsewhere_is_turned_away_and_changes_nothing() {
    run(async || {
        let desk = TestDesk::start().await;
        let number = desk.written(numbered(1, 1)).await["number"].clone();
        let mut browser = desk.signed_in("ana@example.org").await;
        let base = desk.base();
        let port = desk.address().port();
        let strange = [
            "null".to_owned(),
            "http://evil.example".into(),
            format!("{base}.evil.example"),
            format!("http://evil.example@127.0.0.1:{port}"),
            format!("http://localhost:{port}"),
            base.replace("http", "https"),
            format!("http://127.0.0.1:{}", port ^ 1),
            "http://127.0.0.1".into(),
            String::new(),
        ];
        let mut foreign: Vec<Vec<(&str, &str)>> = vec![vec![]];
        foreign.extend(strange.iter().map(|origin| vec![("origin", origin.as_str())]));
        for site in ["cross-site", "same-site", "SAME-ORIGIN", ""] {
            foreign.push(vec![("origin", &base), ("sec-fetch-site", site)]);
        }
        foreign.push(vec![("referer", &base)]);
        for path in [
            "/sign-out",
            "/sign-in",
            "/set-up",
            "/language",
            "/fn/tickets/resolve",
            "/practice/sign-in",
            "/practice/clock",
        ] {
            for headers in &foreign {
                assert_eq!(send(&mut browser, path, headers).await, 403, "{path} {headers:?}");
            }
        }
        assert!(browser.is_in().await, "somebody signed us out");
        let ticket = desk.api().get(&format!("/tickets/{number}")).await.expect(200);
        assert_eq!(ticket["status"], "open");
        desk.end().await;
    });
}

#[test]
fn no_address_at_all_does_anything_for_another_site() {
    run(async || {
        let (desk, message) = super::desk().await;
        let mut nuria = desk.signed_in(ADMINISTRATOR).await;
        let before = state(&desk).await;
        let base = desk.base();
        let foreign = [
            vec![],
            vec![("origin", "https://evil.example")],
            vec![("origin", "null")],
            vec![("origin", base.as_str()), ("sec-fetch-site", "cross-site")],
            vec![("origin", base.as_str()), ("sec-fetch-site", "same-site")],
        ];
        for path in map::written(&message) {
            for headers in &foreign {
                for method in [Method::POST, Method::PUT, Method::PATCH, Method::DELETE] {
                    let request = nuria.request(method.clone(), &path);
                    let request =
                        headers.iter().fold(request, |it, (name, value)| it.header(*name, *value));
                    // What a page elsewhere can send without asking first.
                    let request = match path.starts_with("/fn/") {
                        true => request
                            .header("content-type", "text/plain")
                            .body(arguments(&message).to_string()),
                        false => request.form(&form(&message)),
                    };
                    let page = nuria.send(request).await;
                    assert_eq!(page.status, 403, "{method} {path} {headers:?}");
                    assert!(page.set_cookies().is_empty(), "{method} {path} {headers:?}");
                }
            }
        }
        assert!(nuria.is_in().await, "somebody signed us out");
        assert_eq!(state(&desk).await, before);
        desk.end().await;
    });
}

#[test]
fn who_is_turned_away_is_told_so_in_their_language() {
    run(async || {
        let desk = TestDesk::start().await;
        for (language, words) in
            [("ca", "un altre lloc web"), ("es", "otro sitio web"), ("en", "another site")]
        {
            let mut browser = desk.browser();
            let request = browser.request(Method::POST, "/sign-out");
            let page = browser.send(request.header("accept-language", language)).await;
            assert_eq!(page.status, 403);
            assert!(page.text.contains(words), "{}", page.text);
        }
        desk.end().await;
    });
}

#[test]
fn our_own_pages_may() {
    run(async || {
        let desk = TestDesk::start().await;
        desk.written(numbered(1, 1)).await;
        let base = desk.base();
        for headers in [vec![("origin", base.as_str())], vec![("sec-fetch-site", "same-origin")]] {
            let mut browser = desk.signed_in("ana@example.org").await;
            assert_eq!(send(&mut browser, "/language", &headers).await, 303);
            assert_eq!(send(&mut browser, "/sign-out", &headers).await, 303);
        }
        desk.end().await;
    });
}

#[test]
fn programs_and_meta_need_no_origin_and_reading_changes_nothing() {
    run(async || {
        let desk = TestDesk::start().await;
        let number = desk.written(numbered(1, 1)).await["number"].as_u64().expect("a number");
        desk.api().order(&format!("/tickets/{number}/resolution")).await.expect(200);
        let mut browser = desk.signed_in("ana@example.org").await;
        // What changes things has no address that a mere link or image could reach.
        for path in ["/sign-out", "/language?language=es&back=/", "/fn/tickets/reopen?number=1"] {
            let status = browser.get(path).await.status;
            assert!((400..500).contains(&status), "{path}: {status}");
        }
        assert!(browser.is_in().await);
        let ticket = desk.api().get(&format!("/tickets/{number}")).await.expect(200);
        assert_eq!(ticket["status"], "resolved");
        desk.end().await;
    });
}

#[test]
fn a_page_is_given_to_whoever_offers_http_2_with_the_request() {
    run(async || {
        let desk = TestDesk::start().await;
        // What `curl --http2` sends, and Java's client.
        let offer = [
            ("connection", "Upgrade, HTTP2-Settings"),
            ("upgrade", "h2c"),
            ("http2-settings", "AAMAAABkAAQAoAAAAAIAAAAA"),
        ];
        let mut browser = desk.browser();
        let mut request = browser.request(Method::GET, "/sign-in");
        for (name, value) in offer {
            request = request.header(name, value);
        }
        assert_eq!(browser.send(request).await.status, 200);
        for socket in ["websocket", "h2c, WebSocket"] {
            let request = browser.request(Method::GET, "/sign-in").header("upgrade", socket);
            assert_eq!(browser.send(request).await.status, 403, "{socket}");
        }
        desk.end().await;
    });
}
