//! Coming in by an issuer of OpenID Connect: the way there and back, and who is let in by it. What a token
//! must be is in [`tokens`].

mod people;
mod tokens;

use reqwest::Url;
use serde_json::{Value, json};
use server::config::Oidc;

use crate::harness::{Browser, Issuer, Page, TestDesk, log_of_this_test, run};

/// A desk with that issuer.
async fn desk(issuer: &Issuer, change: impl FnOnce(&mut Oidc)) -> TestDesk {
    let mut settings = issuer.settings();
    change(&mut settings);
    TestDesk::start_with(|config| config.oidc = Some(settings)).await
}

/// What the issuer says of Ana, whom the desk knows.
fn ana() -> Value {
    json!({"sub": "s-ana", "email": "Ana@Example.org", "email_verified": true, "name": "Ana Roig"})
}

/// Where the browser is sent.
async fn begin(browser: &mut Browser) -> Url {
    let page = browser.get("/sign-in/oidc").await;
    assert_eq!(page.status, 303, "{}", page.text);
    Url::parse(page.location()).unwrap_or_else(|_| panic!("no address: {}", page.location()))
}

/// All the way there and back, as somebody whom the issuer knows by `claims`.
async fn come(issuer: &Issuer, browser: &mut Browser, claims: Value) -> Page {
    let there = begin(browser).await;
    browser.get(&issuer.let_through(&there, claims)).await
}

/// Fails unless that word is told, and nobody came in.
async fn assert_told(word: &str, page: &Page, browser: &mut Browser) {
    let told = page.location().split('&').next();
    assert_eq!(told, Some(&*format!("/sign-in?problem={word}")), "{}", page.location());
    assert!(!browser.is_in().await, "{word} let somebody in");
}

#[test]
fn whom_the_issuer_lets_through_comes_in_to_the_page_that_was_asked_for() {
    run(async || {
        let issuer = Issuer::start().await;
        let desk = desk(&issuer, |_| {}).await;
        let mut browser = desk.browser();
        let page = browser.get("/sign-in?back=%2Fboard%3Fa%3Db").await.text;
        assert!(page.contains("Entra amb Example"), "{page}");
        assert!(page.contains("href=\"/sign-in/oidc?back=/board%3Fa%3Db\""), "{page}");
        let page = browser.get("/sign-in/oidc?back=/board%3Fa%3Db").await;
        let there = Url::parse(page.location()).expect("an address");
        let page = browser.get(&issuer.let_through(&there, ana())).await;
        assert_eq!((page.status, page.location()), (303, "/board?a=b"));
        assert!(browser.get("/inbox").await.text.contains("Ana"));
        assert!(!browser.cookie_line().contains("oidc"), "the attempt is over");
        assert_eq!(browser.post("/sign-out", &[]).await.location(), "/sign-in");
        assert_eq!(come(&issuer, &mut browser, ana()).await.location(), "/inbox");
        assert_eq!(issuer.keys_given(), 1, "what the issuer says counts for a while");
        desk.end().await;
    });
}

#[test]
fn the_attempt_is_in_a_cookie_that_scripts_and_other_sites_do_not_reach() {
    run(async || {
        let issuer = Issuer::start().await;
        for public in [None, Some("https://desk.example.org")] {
            let settings = issuer.settings();
            let desk = TestDesk::start_with(|config| {
                config.oidc = Some(settings);
                config.public_url = public.map(str::to_owned);
            })
            .await;
            let page = desk.browser().get("/sign-in/oidc").await;
            let cookies = page.set_cookies();
            let [cookie] = cookies[..] else { panic!("not one cookie: {cookies:?}") };
            for part in ["; HttpOnly", "; SameSite=Lax", "; Path=/", "; Max-Age=600"] {
                assert!(cookie.contains(part), "{cookie} lacks {part}");
            }
            assert_eq!(cookie.starts_with("__Host-"), public.is_some(), "{cookie}");
            assert_eq!(cookie.contains("; Secure"), public.is_some(), "{cookie}");
            let secret = cookie.split(['=', '.']).nth(1).expect("a secret");
            assert!(secret.len() == 64 && !page.location().contains(secret));
            desk.end().await;
        }
    });
}

#[test]
fn a_way_back_that_no_attempt_of_this_browser_leads_to_ends_at_the_door() {
    run(async || {
        let issuer = Issuer::start().await;
        let desk = desk(&issuer, |_| {}).await;
        let mut browser = desk.browser();
        let there = begin(&mut browser).await;
        let back = issuer.let_through(&there, ana());
        let mut stranger = desk.browser();
        assert_told("issuer_not_begun", &stranger.get(&back).await, &mut stranger).await;
        let (path, _) = back.split_once("&state=").expect("a state");
        for odd in [path.to_owned(), format!("{path}&state="), format!("{path}&state=x")] {
            assert_told("issuer_not_begun", &browser.get(&odd).await, &mut browser).await;
        }
        // Of another attempt, which a link of somebody else's would bring.
        let mut other = desk.browser();
        let theirs = begin(&mut other).await;
        let theirs = issuer.let_through(&theirs, ana());
        assert_told("issuer_not_begun", &browser.get(&theirs).await, &mut browser).await;
        assert_eq!(browser.get(&back).await.location(), "/inbox", "its own is still good");
        desk.end().await;
    });
}

#[test]
fn a_code_is_good_once() {
    run(async || {
        let issuer = Issuer::start().await;
        let desk = desk(&issuer, |_| {}).await;
        let mut browser = desk.browser();
        let there = begin(&mut browser).await;
        let mut thief = desk.browser();
        thief.plant(&browser.cookie_line());
        let back = issuer.let_through(&there, ana());
        assert_eq!(browser.get(&back).await.location(), "/inbox");
        assert_told("issuer_turned_away", &thief.get(&back).await, &mut thief).await;
        assert_eq!(browser.post("/sign-out", &[]).await.location(), "/sign-in");
        assert_told("issuer_not_begun", &browser.get(&back).await, &mut browser).await;
        desk.end().await;
    });
}

#[test]
fn a_planted_session_is_worth_nothing_after_coming_in() {
    run(async || {
        let issuer = Issuer::start().await;
        let desk = desk(&issuer, |_| {}).await;
        let attacker = desk.signed_in("gil@example.org").await;
        let mut victim = desk.browser();
        victim.plant(&attacker.cookie_line());
        assert_eq!(come(&issuer, &mut victim, ana()).await.location(), "/inbox");
        assert_ne!(victim.cookie_line(), attacker.cookie_line());
        assert!(victim.get("/inbox").await.text.contains("Ana"));
        desk.end().await;
    });
}

#[test]
fn the_way_back_leads_to_our_own_pages_alone() {
    run(async || {
        let issuer = Issuer::start().await;
        let desk = desk(&issuer, |_| {}).await;
        let long = format!("/{}", "x".repeat(5_000));
        for back in ["//evil.example", "https://evil.example", "/%5Cevil.example", "", &long] {
            let mut browser = desk.browser();
            let page = browser.get(&format!("/sign-in/oidc?back={back}")).await;
            let there = Url::parse(page.location()).expect("an address");
            let page = browser.get(&issuer.let_through(&there, ana())).await;
            assert_eq!(page.location(), "/inbox", "{back}");
        }
        desk.end().await;
    });
}

#[test]
fn who_is_turned_away_there_is_told_so_here() {
    run(async || {
        let issuer = Issuer::start().await;
        let desk = desk(&issuer, |_| {}).await;
        for rest in ["&error=access_denied", "&error=%0aodd%20words&code=x", ""] {
            let mut browser = desk.browser();
            let there = begin(&mut browser).await;
            let state = there.query_pairs().find(|(name, _)| name == "state").expect("a state").1;
            let page = browser.get(&format!("/sign-in/oidc/callback?state={state}{rest}")).await;
            assert_told("issuer_turned_away", &page, &mut browser).await;
            assert!(!browser.cookie_line().contains("oidc"), "the attempt is over");
            let shown = browser.get(page.location()).await.text;
            assert!(shown.contains("El servei amb què entres"), "{shown}");
        }
        desk.end().await;
    });
}

#[test]
fn an_issuer_that_does_not_answer_is_told_and_asked_again_the_next_time() {
    run(async || {
        let issuer = Issuer::closed();
        let desk = desk(&issuer, |_| {}).await;
        let mut browser = desk.browser();
        let page = browser.get("/sign-in/oidc?back=/board").await;
        assert_eq!(page.location(), "/sign-in?problem=issuer_unreachable&back=/board");
        assert_eq!(log_of_this_test().matches("the issuer can't be asked").count(), 1);
        assert_eq!(
            browser.sign_in("gil@example.org", "a good password").await.location(),
            "/inbox"
        );
        issuer.open().await;
        assert_eq!(come(&issuer, &mut desk.browser(), ana()).await.location(), "/inbox");
        desk.end().await;
    });
}

#[test]
fn an_issuer_in_the_own_network_is_asked_only_if_that_is_allowed() {
    run(async || {
        let issuer = Issuer::start().await;
        let desk = desk(&issuer, |settings| settings.own_network = false).await;
        let page = desk.browser().get("/sign-in/oidc").await;
        assert!(page.location().contains("issuer_unreachable"), "{}", page.location());
        assert!(log_of_this_test().contains("oidc_own_network"));
        assert_eq!(issuer.keys_given(), 0);
        desk.end().await;
    });
}

#[test]
fn without_an_issuer_there_is_no_such_way() {
    run(async || {
        let desk = TestDesk::start().await;
        let mut browser = desk.browser();
        assert!(!browser.get("/sign-in").await.text.contains("/sign-in/oidc"));
        for path in ["/sign-in/oidc", "/sign-in/oidc/callback?code=x&state=y"] {
            assert_eq!(browser.get(path).await.status, 404, "{path}");
        }
        desk.end().await;
    });
}
