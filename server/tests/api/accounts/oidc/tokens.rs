//! Tokens that are not what they should be, and keys that change.

use serde_json::json;

use super::{ana, assert_told, begin, come, desk};
use crate::harness::{CLIENT_SECRET, Issuer, Kind, Signed, Token, log_of_this_test, run};

type Spoils = fn(&mut Token);

#[test]
fn no_token_but_a_good_one_lets_anybody_in_and_none_is_in_the_log() {
    run(async || {
        let issuer = Issuer::start().await;
        let desk = desk(&issuer, |_| {}).await;
        let wrongs: [(&str, Spoils); 12] = [
            ("another nonce", |token| token.claims["nonce"] = json!("x")),
            ("no nonce", |token| token.claims["nonce"] = json!(null)),
            ("ended", |token| token.claims["exp"] = json!(1_700_000_000)),
            ("no end", |token| token.claims["exp"] = json!(null)),
            ("for another", |token| token.claims["aud"] = json!("somebody")),
            ("for us and another", |token| token.claims["aud"] = json!(["desk", "somebody"])),
            ("of another issuer", |token| token.claims["iss"] = json!("https://evil.example")),
            ("of nobody", |token| token.claims["sub"] = json!(null)),
            ("signed by another", |token| token.signed_by = Signed::ByAnother),
            ("not signed", |token| token.signed_by = Signed::ByNobody),
            ("of the kind none", |token| {
                token.header = json!({"alg": "none"});
                token.signed_by = Signed::ByNobody;
            }),
            ("signed with our own secret", |token| {
                token.header = json!({"alg": "HS256"});
                token.signed_by = Signed::WithTheClientsSecret;
            }),
        ];
        for (number, (name, wrong)) in wrongs.into_iter().enumerate() {
            issuer.change(wrong);
            let mut browser = desk.browser();
            let page = come(&issuer, &mut browser, ana()).await;
            assert!(page.location().contains("issuer_bad_answer"), "{name}: {}", page.location());
            assert_told("issuer_bad_answer", &page, &mut browser).await;
            let told = log_of_this_test().matches("the issuer's answer is not good").count();
            assert_eq!(told, number + 1, "{name} is told once");
        }
        issuer.change(|_| {});
        assert_eq!(come(&issuer, &mut desk.browser(), ana()).await.location(), "/inbox");
        let log = log_of_this_test();
        let parts = issuer.tokens();
        let parts = parts.iter().flat_map(|token| token.split('.')).filter(|part| part.len() > 30);
        assert!(parts.clone().count() > 20);
        for secret in parts.chain([CLIENT_SECRET, "Example.org", "s-ana"]) {
            assert!(!log.contains(secret), "the log holds {secret}");
        }
        desk.end().await;
    });
}

#[test]
fn an_issuer_may_change_its_keys_at_any_time() {
    run(async || {
        let issuer = Issuer::start().await;
        let desk = desk(&issuer, |_| {}).await;
        for (number, kind) in [Kind::Curve, Kind::Rsa, Kind::Curve].into_iter().enumerate() {
            issuer.rotate(kind);
            let mut browser = desk.browser();
            assert_eq!(come(&issuer, &mut browser, ana()).await.location(), "/inbox", "{kind:?}");
            assert_eq!(issuer.keys_given(), number + 1, "asked when they fit no more");
        }
        // Between the way there and the way back, too.
        let mut browser = desk.browser();
        let there = begin(&mut browser).await;
        issuer.rotate(Kind::Rsa);
        let page = browser.get(&issuer.let_through(&there, ana())).await;
        assert_eq!(page.location(), "/inbox");
        desk.end().await;
    });
}

#[test]
fn an_issuer_that_calls_itself_otherwise_is_not_believed() {
    run(async || {
        let issuer = Issuer::start().await;
        let desk = desk(&issuer, |_| {}).await;
        for name in ["https://login.example.org".to_owned(), format!("{}/", issuer.url())] {
            issuer.call_itself(&name);
            let mut browser = desk.browser();
            let page = browser.get("/sign-in/oidc").await;
            assert_told("issuer_bad_answer", &page, &mut browser).await;
        }
        issuer.call_itself(&issuer.url());
        assert_eq!(come(&issuer, &mut desk.browser(), ana()).await.location(), "/inbox");
        desk.end().await;
    });
}

#[test]
fn a_secret_that_the_issuer_does_not_take_is_the_operators_to_look_after() {
    run(async || {
        let issuer = Issuer::start().await;
        let desk = desk(&issuer, |settings| settings.client_secret = None).await;
        let mut browser = desk.browser();
        let page = come(&issuer, &mut browser, ana()).await;
        assert_told("issuer_bad_answer", &page, &mut browser).await;
        assert!(log_of_this_test().contains("invalid_client"));
        desk.end().await;
    });
}
