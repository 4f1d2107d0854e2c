//! Keys of programs, made and revoked in the settings.

use crate::harness::{Browser, TestDesk, run};

const KEYS: &str = "/settings/keys";

/// Makes a key; what is shown of it.
async fn made(browser: &mut Browser, name: &str, role: &str, ends: &str) -> String {
    let form = [("do", "make"), ("name", name), ("role", role), ("ends", ends)];
    assert_eq!(browser.post(KEYS, &form).await.location(), KEYS);
    let page = browser.get(KEYS).await.text;
    let (_, rest) = page.split_once("value=\"bustia_").expect("a key");
    format!("bustia_{}", rest.split('"').next().unwrap_or_default())
}

#[test]
fn a_key_is_shown_once_works_with_its_role_and_not_after_it_was_revoked() {
    run(async || {
        let desk = TestDesk::start().await;
        let mut nuria = desk.signed_in("nuria@example.org").await;
        let key = made(&mut nuria, "shop", "guest", "2999-12-31").await;
        let page = nuria.get(KEYS).await.text;
        assert!(page.contains("shop") && !page.contains(&key), "{page}");
        let shop = desk.api_with(&key);
        shop.get("/tickets").await.expect(200);
        shop.get("/rulebook").await.is_a_problem(403);
        nuria.post(KEYS, &[("do", "revoke shop")]).await;
        shop.get("/tickets").await.is_a_problem(401);
        desk.api().get("/tickets").await.expect(200);
        desk.end().await;
    });
}

#[test]
fn a_key_tells_when_it_was_used_and_is_worth_nothing_after_its_end() {
    run(async || {
        let mut desk = TestDesk::start().await;
        let mut nuria = desk.signed_in("nuria@example.org").await;
        let key = made(&mut nuria, "shop", "agent", "").await;
        let began = chrono::Utc::now();
        for _ in 0..3 {
            desk.api_with(&key).get("/tickets").await.expect(200);
        }
        desk.stop().await;
        let store = desk.folder.open().await;
        let keys = store.keys().await.expect("keys");
        let mut shop = keys.into_iter().find(|key| key.name == "shop").expect("the shop's");
        assert!(shop.used.is_some_and(|used| used >= began), "{shop:?}");
        assert_eq!(shop.by, Some("núria".into()));
        store.remove_key("shop").await.expect("it is taken away");
        shop.ends = Some(began);
        store.add_key(&shop, &server::accounts::digest(&key)).await.expect("it is back");
        store.shutdown().await.expect("it shuts");
        desk.restart().await;
        desk.api_with(&key).get("/tickets").await.is_a_problem(401);
        desk.end().await;
    });
}

#[test]
fn a_key_that_makes_no_sense_is_not_made_and_what_was_typed_stays() {
    run(async || {
        let desk = TestDesk::start().await;
        let mut nuria = desk.signed_in("nuria@example.org").await;
        let long = "x".repeat(81);
        for (name, ends) in [("", ""), ("crm", ""), (&long, ""), ("shop", "2001-01-01")] {
            let form = [("do", "make"), ("name", name), ("role", "guest"), ("ends", ends)];
            assert_eq!(nuria.post(KEYS, &form).await.location(), format!("{KEYS}?again"));
            let page = nuria.get(&format!("{KEYS}?again")).await.text;
            assert!(page.contains("role=\"alert\"") && !page.contains("value=\"bustia_"), "{name}");
            assert!(page.contains(&format!("value=\"{name}\"")), "{name} is lost");
        }
        for email in ["jordi@example.org", "ana@example.org", "gil@example.org"] {
            let mut other = desk.signed_in(email).await;
            assert_eq!(other.get(KEYS).await.status, 404);
            let form = [("do", "make"), ("name", "mine"), ("role", "administrator")];
            assert_eq!(other.post(KEYS, &form).await.status, 404, "{email}");
        }
        desk.end().await;
    });
}
