//! Who of those whom the issuer knows is somebody here.

use desk::permissions::Role;
use serde_json::json;
use server::control::{Reply, Request};

use super::{ana, assert_told, come, desk};
use crate::harness::{Folder, Issuer, TestDesk, run};

#[test]
fn only_the_first_time_an_address_tells_who_it_is_and_from_then_on_the_account() {
    run(async || {
        let issuer = Issuer::start().await;
        let desk = desk(&issuer, |_| {}).await;
        assert_eq!(come(&issuer, &mut desk.browser(), ana()).await.location(), "/inbox");
        // She has another address by now, and somebody else has hers.
        let renamed = json!({"sub": "s-ana", "email": "roig@example.org", "email_verified": false});
        let mut browser = desk.browser();
        assert_eq!(come(&issuer, &mut browser, renamed).await.location(), "/inbox");
        assert!(browser.get("/inbox").await.text.contains("Ana"));
        let mut heir = ana();
        heir["sub"] = json!("s-heir");
        let mut browser = desk.browser();
        let page = come(&issuer, &mut browser, heir.clone()).await;
        assert_told("issuer_another", &page, &mut browser).await;
        let reply = desk.ask(Request::Unlink { email: "ana@example.org".into() }).await;
        assert!(matches!(reply, Reply::Done { .. }));
        assert_eq!(come(&issuer, &mut browser, heir).await.location(), "/inbox");
        let reply = desk.ask(Request::Unlink { email: "nobody@example.org".into() }).await;
        assert!(matches!(reply, Reply::Refused { .. }));
        desk.end().await;
    });
}

#[test]
fn an_address_that_the_issuer_did_not_verify_is_nobodys() {
    run(async || {
        let issuer = Issuer::start().await;
        let desk = desk(&issuer, |settings| settings.newcomers = Some(Role::Agent)).await;
        for verified in [json!(false), json!(null)] {
            let mut claims = ana();
            claims["email_verified"] = verified;
            let mut browser = desk.browser();
            let page = come(&issuer, &mut browser, claims).await;
            assert_told("issuer_unverified", &page, &mut browser).await;
        }
        let mut browser = desk.browser();
        let page = come(&issuer, &mut browser, json!({"sub": "s-ana"})).await;
        assert_told("issuer_unverified", &page, &mut browser).await;
        desk.end().await;
    });
}

#[test]
fn whom_nobody_added_stays_out_unless_newcomers_may_come_in() {
    run(async || {
        let issuer = Issuer::start().await;
        let pau = || json!({"sub": "s-pau", "email": "pau@example.org", "email_verified": true, "name": "Pau Vila"});
        let strict = desk(&issuer, |_| {}).await;
        let mut browser = strict.browser();
        let page = come(&issuer, &mut browser, pau()).await;
        assert_told("issuer_stranger", &page, &mut browser).await;
        strict.end().await;
        let open = desk(&issuer, |settings| settings.newcomers = Some(Role::Guest)).await;
        for _ in 0..2 {
            let mut browser = open.browser();
            assert_eq!(come(&issuer, &mut browser, pau()).await.location(), "/inbox");
            assert!(browser.get("/inbox").await.text.contains("Pau Vila"));
        }
        let people = open.api().get("/people").await.expect(200)["people"].clone();
        let people = people.as_array().expect("people");
        let made: Vec<_> = people.iter().filter(|person| person["name"] == "Pau Vila").collect();
        assert_eq!(made.len(), 1, "{people:?}");
        assert_eq!(made[0]["role"], "guest");
        let page = open.browser().sign_in("pau@example.org", "").await;
        assert!(page.location().contains("wrong_credentials"), "nobody has their password");
        open.end().await;
    });
}

#[test]
fn who_was_removed_does_not_come_back_as_a_newcomer() {
    run(async || {
        let issuer = Issuer::start().await;
        let (folder, key) = Folder::ready().await;
        let store = folder.open().await;
        store.link(&issuer.url(), "s-pau", &"gone".into()).await.expect("it is linked");
        store.link(&issuer.url(), "s-ana", &"gone too".into()).await.expect("it is linked");
        store.shutdown().await.expect("it shuts");
        let mut settings = issuer.settings();
        settings.newcomers = Some(Role::Agent);
        let desk = TestDesk::on(folder, key, |config| config.oidc = Some(settings)).await;
        let mut browser = desk.browser();
        let pau = json!({"sub": "s-pau", "email": "pau@example.org", "email_verified": true});
        let page = come(&issuer, &mut browser, pau).await;
        assert_told("issuer_removed", &page, &mut browser).await;
        let page = come(&issuer, &mut browser, ana()).await;
        assert_eq!(page.location(), "/inbox", "she was added again");
        desk.end().await;
    });
}

#[test]
fn only_addresses_of_the_domains_that_are_allowed_come_in() {
    run(async || {
        let issuer = Issuer::start().await;
        let allowed = |domain: &str| vec!["example.net".to_owned(), domain.to_owned()];
        let other = desk(&issuer, |settings| settings.domains = allowed("ple.org")).await;
        let mut browser = other.browser();
        let page = come(&issuer, &mut browser, ana()).await;
        assert_told("issuer_other_domain", &page, &mut browser).await;
        other.end().await;
        let ours = desk(&issuer, |settings| settings.domains = allowed("example.org")).await;
        assert_eq!(come(&issuer, &mut ours.browser(), ana()).await.location(), "/inbox");
        let mut browser = ours.browser();
        let moved = json!({"sub": "s-ana", "email": "ana@example.com", "email_verified": true});
        let page = come(&issuer, &mut browser, moved).await;
        assert_told("issuer_other_domain", &page, &mut browser).await;
        ours.end().await;
    });
}

#[test]
fn another_claim_may_tell_who_somebody_is() {
    run(async || {
        let issuer = Issuer::start().await;
        for claim in ["preferred_username", "upn"] {
            let desk = desk(&issuer, |settings| settings.user_claim = claim.into()).await;
            let mut browser = desk.browser();
            let page = come(&issuer, &mut browser, ana()).await;
            assert_told("issuer_unverified", &page, &mut browser).await;
            let gil = json!({"sub": "s-gil", claim: "gil@example.org"});
            assert_eq!(come(&issuer, &mut browser, gil).await.location(), "/inbox");
            assert!(browser.get("/inbox").await.text.contains("Gil"));
            desk.end().await;
        }
    });
}
