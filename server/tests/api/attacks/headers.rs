//! What keeps browsers in line, on every answer; and that no answer takes another host for ours.

use reqwest::Method;

use super::markup::dangers;
use super::{ADMINISTRATOR, AGENT, map};
use crate::harness::{PASSWORD, Page, TestDesk, run};

/// What may be kept by a browser: nobody else's, or nobody's at all.
const KEPT: [&str; 4] = ["/assets/", "/media/", "/favicon.svg", "/manifest.webmanifest"];

#[track_caller]
fn keeps_in_line(page: &Page, path: &str) {
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("x-frame-options", "DENY"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        // Served over http, that promise could not be kept.
        ("strict-transport-security", ""),
        ("access-control-allow-origin", ""),
    ] {
        assert_eq!(page.header(name), value, "{path}: {name}");
    }
    if !KEPT.iter().any(|kept| path.starts_with(kept)) {
        assert_eq!(page.header("cache-control"), "no-store", "{path}");
    }
    let policy = page.header("content-security-policy");
    let directives: Vec<&str> = policy.split(';').map(str::trim).collect();
    for needed in
        ["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"]
    {
        assert!(directives.contains(&needed), "{path} lacks {needed}: {policy}");
    }
    for directive in &directives {
        for source in directive.split(' ').skip(1) {
            let is_ours = matches!(source, "'none'" | "'self'" | "'strict-dynamic'")
                || source.starts_with("'nonce-")
                || (source == "'wasm-unsafe-eval'" && directive.starts_with("script-src"))
                || (source == "data:" && directive.starts_with("img-src"));
            assert!(is_ours, "{path}: {directive}");
        }
    }
    if page.header("content-type").starts_with("text/html") {
        let (_, rest) = policy.split_once("'nonce-").expect("a nonce");
        let nonce = rest.split('\'').next().unwrap_or_default();
        assert_eq!(dangers(&page.text, nonce), Vec::<String>::new(), "{path}");
    }
}

#[test]
fn every_answer_carries_the_headers_that_keep_browsers_in_line() {
    run(async || {
        let (desk, message) = super::desk().await;
        let operations = map::operations(&desk, &message).await;
        let api = operations.into_iter().map(|(_, path, _)| format!("/api/v1{path}"));
        let more = [
            "/favicon.svg",
            "/assets/nothing",
            "/webhooks/whatsapp",
            "/api/v1/openapi.json",
            "/api/nowhere",
            "/fn/nothing",
            "/settings/numbers",
            "/settings/history",
            "/settings/rules/new",
        ];
        let more = more.map(str::to_owned);
        let all: Vec<String> = map::read(&message).into_iter().chain(api).chain(more).collect();
        let mut pages = 0;
        for mut browser in [desk.browser(), desk.signed_in(ADMINISTRATOR).await] {
            for path in &all {
                for method in [Method::GET, Method::HEAD, Method::DELETE] {
                    let request = browser.request(method.clone(), path);
                    let page = browser.send(request.header("origin", desk.base())).await;
                    assert!(page.status < 500, "{method} {path}: {}", page.status);
                    keeps_in_line(&page, path);
                    let is_page = page.header("content-type").starts_with("text/html");
                    pages += usize::from(is_page && page.status == 200);
                }
            }
        }
        assert!(pages > 12, "only {pages} pages were looked at");
        desk.end().await;
    });
}

#[test]
fn no_name_of_another_host_comes_back_from_any_address() {
    run(async || {
        let (desk, message) = super::desk().await;
        let mut nuria = desk.signed_in(ADMINISTRATOR).await;
        for path in map::read(&message) {
            for name in ["host", "x-forwarded-host", "x-original-url", "forwarded", "referer"] {
                let request = nuria.request(Method::GET, &path).header(name, "evil.example");
                let page = nuria.send(request).await;
                assert!(page.status < 500, "{path}: {}", page.status);
                let head = format!("{:?}", page.headers);
                let told = page.text.contains("evil.example") || head.contains("evil.example");
                assert!(!told, "{path} repeats its {name}");
            }
        }
        desk.end().await;
    });
}

#[test]
fn behind_a_public_address_no_other_host_makes_an_origin_ours() {
    run(async || {
        let public = "https://desk.example.org";
        let desk = TestDesk::start_with(|config| config.public_url = Some(public.into())).await;
        let form = [("email", AGENT), ("password", PASSWORD)];
        for (host, origin) in [
            ("evil.example", "http://evil.example"),
            ("evil.example", "https://evil.example"),
            ("desk.example.org", "http://desk.example.org"),
            ("evil.example", "https://desk.example.org.evil.example"),
        ] {
            let mut browser = desk.browser();
            let request = browser.request(Method::POST, "/sign-in").form(&form);
            let request = request.header("host", host).header("origin", origin);
            let page = browser.send(request).await;
            assert_eq!((page.status, page.set_cookies().len()), (403, 0), "{host} {origin}");
        }
        desk.end().await;
    });
}
