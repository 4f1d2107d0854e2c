//! What keeps foreign script out of our pages.

use std::collections::HashSet;

use crate::harness::{Page, TestDesk, numbered, run, text_message};

/// The directives of the page's policy.
fn policy(page: &Page) -> Vec<String> {
    let policy = page.header("content-security-policy");
    policy.split(';').map(|directive| directive.trim().to_owned()).collect()
}

fn nonce(page: &Page) -> String {
    let policy = page.header("content-security-policy");
    let (_, rest) = policy.split_once("'nonce-").expect("a nonce");
    rest.split('\'').next().unwrap_or_default().to_owned()
}

/// Every opening tag of the page.
fn tags(page: &Page) -> Vec<&str> {
    let after = page
        .text
        .split('<')
        .skip(1)
        .filter(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()));
    after.map(|rest| rest.split('>').next().unwrap_or_default()).collect()
}

#[test]
fn every_page_allows_only_its_own_scripts() {
    run(async || {
        let desk = TestDesk::start().await;
        desk.written(numbered(1, 1)).await;
        let mut browser = desk.signed_in("ana@example.org").await;
        let mut nonces = HashSet::new();
        for path in ["/inbox", "/inbox/1", "/board", "/sign-in", "/nowhere", "/inbox"] {
            let page = browser.get(path).await;
            let policy = policy(&page);
            for directive in [
                "default-src 'none'",
                "base-uri 'none'",
                "frame-ancestors 'none'",
                "form-action 'self'",
            ] {
                assert!(policy.iter().any(|found| found == directive), "{path} lacks {directive}");
            }
            let scripts = policy
                .iter()
                .find(|directive| directive.starts_with("script-src"))
                .expect("scripts");
            assert!(scripts.contains("'wasm-unsafe-eval'"), "{scripts}");
            assert!(
                !scripts.contains("'unsafe-inline'") && !scripts.contains("'unsafe-eval'"),
                "{scripts}"
            );
            let nonce = nonce(&page);
            assert!(nonce.len() >= 22, "128 random bits need 22 characters");
            assert!(nonces.insert(nonce.clone()), "the nonce of {path} was used before");
            let carried = format!("nonce=\"{nonce}\"");
            let mut scripts = 0;
            for tag in tags(&page).into_iter().filter(|tag| tag.starts_with("script")) {
                let is_data = tag.contains("type=\"application/json\"");
                assert!(is_data || tag.contains(&carried), "{path} has a script without: <{tag}>");
                scripts += usize::from(!is_data);
            }
            assert!(scripts > 0, "{path} carries no script with a nonce");
            // The door is plain HTML; every other page comes to life.
            let comes_to_life = page.text.contains("type=\"module\"");
            assert_eq!(comes_to_life, path != "/sign-in", "{path}");
        }
        desk.end().await;
    });
}

#[test]
fn no_page_has_a_handler_or_a_style_inline() {
    run(async || {
        let desk = TestDesk::start().await;
        desk.written(numbered(1, 1)).await;
        let mut browser = desk.signed_in("ana@example.org").await;
        for path in ["/inbox", "/inbox/1", "/customers/1", "/board", "/sign-in", "/nowhere"] {
            let page = browser.get(path).await;
            for tag in tags(&page) {
                let attributes =
                    tag.split_whitespace().skip(1).filter_map(|word| word.split_once('='));
                for (name, value) in attributes {
                    assert!(!name.starts_with("on") && name != "style", "{path}: <{tag}>");
                    assert!(!value.to_lowercase().contains("javascript:"), "{path}: <{tag}>");
                }
            }
        }
        desk.end().await;
    });
}

#[test]
fn what_a_customer_writes_stays_text() {
    run(async || {
        let desk = TestDesk::start().await;
        let attacks = [
            "<script>alert(1)</script>",
            "</script><script>alert(1)</script>",
            "\"><img src=x onerror=alert(1)>",
            "<!--<script>",
            "</title><svg onload=alert(1)>",
            "javascript:alert(1)",
            "{{constructor.constructor('alert(1)')()}}",
        ];
        let mut browser = desk.signed_in("ana@example.org").await;
        let harmless =
            desk.written(text_message("34600000099", "wamid.0", "Hello")).await["number"]
                .to_string();
        let count = |page: &Page, tag: &str| {
            tags(page).iter().filter(|found| found.starts_with(tag)).count()
        };
        let path = format!("/inbox/{harmless}");
        let before = browser.get(&path).await;
        let (scripts, images) = (count(&before, "script"), count(&before, "img"));
        for (n, attack) in attacks.into_iter().enumerate() {
            let message = text_message("34600000099", &format!("wamid.x.{n}"), attack);
            let mut body = crate::harness::envelope(vec![message], vec![]);
            body["entry"][0]["changes"][0]["value"]["contacts"][0]["profile"]["name"] =
                attack.into();
            assert_eq!(desk.meta().post(body.to_string()).await, 200);
            desk.settled().await;
            for path in [path.as_str(), "/inbox", "/board"] {
                let page = browser.get(path).await;
                assert_eq!(page.status, 200);
                assert!(
                    !page.text.contains("<script>alert") && !page.text.contains("<img src=x"),
                    "{path}: {attack}"
                );
                assert_eq!(
                    (count(&page, "script"), count(&page, "img")),
                    (scripts, images),
                    "{path}: {attack}"
                );
                assert_eq!(count(&page, "svg onload"), 0, "{path}: {attack}");
            }
            for page in ["compose", "customers", "templates"] {
                let path = format!("/{page}/{harmless}");
                let page = browser.get(&path).await;
                assert_eq!(page.status, 200, "{path}");
                assert_eq!(count(&page, "svg onload"), 0, "{path}: {attack}");
                assert_eq!(count(&page, "img src"), 0, "{path}: {attack}");
            }
        }
        desk.end().await;
    });
}

#[test]
fn no_secret_is_on_any_page() {
    run(async || {
        let desk = TestDesk::start().await;
        desk.written(numbered(1, 1)).await;
        let mut browser = desk.signed_in("nuria@example.org").await;
        for path in ["/inbox", "/inbox/1", "/board", "/sign-in"] {
            let page = browser.get(path).await.text;
            let secrets =
                [crate::harness::TOKEN, crate::harness::APP_SECRET, crate::harness::VERIFY_TOKEN];
            for secret in secrets.into_iter().chain(["argon2", desk.key.as_str()]) {
                assert!(!page.contains(secret), "{path} tells {secret}");
            }
        }
        desk.end().await;
    });
}
