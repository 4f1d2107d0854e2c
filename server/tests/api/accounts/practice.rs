//! Practice mode's one-click doors and its phone: for somebody at this machine, and nobody else.

use reqwest::{Method, RequestBuilder};
use serde_json::json;

use crate::harness::{Browser, Folder, TestDesk, run};

fn click(browser: &Browser) -> RequestBuilder {
    let request = browser.request(Method::POST, "/practice/sign-in");
    request.header("sec-fetch-site", "same-origin").form(&[("role", "agent")])
}

fn phone(browser: &Browser) -> RequestBuilder {
    let request = browser.request(Method::POST, "/fn/practice/customers");
    request.header("sec-fetch-site", "same-origin").json(&json!({}))
}

fn clock(browser: &Browser) -> RequestBuilder {
    let request = browser.request(Method::POST, "/practice/clock");
    request.header("sec-fetch-site", "same-origin").form(&[("minutes", "10")])
}

#[test]
fn one_click_and_the_phone_are_for_this_machine_alone() {
    run(async || {
        let desk = TestDesk::on(Folder::empty(), String::new(), |config| config.practice = true);
        let desk = desk.await;
        for (name, value) in [
            ("host", "evil.example"),
            ("forwarded", "for=127.0.0.1"),
            ("x-forwarded-for", "127.0.0.1"),
            ("x-forwarded-proto", "https"),
            ("x-real-ip", "127.0.0.1"),
        ] {
            let mut browser = desk.browser();
            let request = click(&browser).header(name, value);
            assert_eq!(browser.send(request).await.status, 404, "{name}");
            assert!(!browser.is_in().await, "{name} came in");
            let request = clock(&browser).header(name, value);
            assert_eq!(browser.send(request).await.status, 404, "{name} moved the clock");
            let request = phone(&browser).header(name, value);
            assert_eq!(browser.send(request).await.status, 403, "{name}");
            let request = browser.request(Method::GET, "/practice").header(name, value);
            assert_eq!(browser.send(request).await.status, 404, "{name}");
            let request = browser.request(Method::GET, "/sign-in").header(name, value);
            let page = browser.send(request).await;
            assert!(!page.text.contains("/practice/sign-in"), "{name} is offered the doors");
        }
        let mut browser = desk.browser();
        let request = phone(&browser);
        assert_eq!(browser.send(request).await.status, 200);
        let request = click(&browser);
        assert_eq!(browser.send(request).await.location(), "/inbox");
        assert!(browser.is_in().await);
        desk.end().await;
    });
}

#[test]
fn the_one_address_that_is_told_leads_to_the_team_and_to_the_phone() {
    run(async || {
        let desk = TestDesk::on(Folder::empty(), String::new(), |config| config.practice = true);
        let desk = desk.await;
        assert_eq!(desk.welcome().matches("http").count(), 1, "{}", desk.welcome());
        assert!(desk.welcome().contains(&format!("{}/ ", desk.base())), "{}", desk.welcome());
        let mut browser = desk.browser();
        assert_eq!(browser.get("/").await.location(), "/sign-in");
        let page = browser.get("/sign-in").await.text;
        assert!(
            page.contains("action=\"/practice/sign-in\"") && page.contains("href=\"/practice\"")
        );
        desk.end().await;
    });
}
