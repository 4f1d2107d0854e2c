//! Dangerous acts want a fresh proof of who one is.

use serde_json::Value;
use server::accounts;

use crate::harness::{Browser, PASSWORD, TestDesk, run};

const NURIA: &str = "nuria@example.org";

/// A browser in which the administrator signed in so many minutes ago.
async fn minutes_later(desk: &mut TestDesk, minutes: i64) -> Browser {
    let cookie = desk.signed_in(NURIA).await.cookie_line();
    let id = accounts::digest(cookie.split_once('=').expect("a cookie").1);
    desk.stop().await;
    let store = desk.folder.open().await;
    let mut row = store.load_web_session(&id).await.expect("it reads").expect("a session");
    let mut data: Value = serde_json::from_slice(&row.data).expect("JSON");
    data["proved"] = (chrono::Utc::now() - chrono::Duration::minutes(minutes)).timestamp().into();
    row.data = data.to_string().into_bytes();
    assert!(store.save_web_session(&row).await.expect("it saves"));
    store.shutdown().await.expect("it shuts");
    desk.restart().await;
    let mut browser = desk.browser();
    browser.plant(&cookie);
    assert!(browser.is_in().await);
    browser
}

#[test]
fn what_is_dangerous_leads_to_a_proof_first_once_the_last_one_is_old() {
    run(async || {
        let mut desk = TestDesk::start().await;
        let mut nuria = minutes_later(&mut desk, 11).await;
        let acts: [(&str, &[(&str, &str)]); 8] = [
            ("/settings/people/ana/access", &[("do", "role"), ("role", "administrator")]),
            ("/settings/people/ana/access", &[("do", "end_all")]),
            ("/settings/people/ana/access", &[("do", "off")]),
            ("/settings/people/invitations", &[("do", "invite"), ("email", "eve@example.org")]),
            ("/settings/people/second-step", &[("do", "save")]),
            ("/settings/keys", &[("do", "make"), ("name", "shop"), ("role", "administrator")]),
            ("/settings/numbers/new", &[("number", "1"), ("app_secret", "s")]),
            ("/account/two-step", &[("do", "off")]),
        ];
        for (path, form) in acts {
            let page = nuria.post(path, form).await;
            assert!(
                page.location().starts_with("/prove?back=/"),
                "{path} {form:?}: {}",
                page.location()
            );
        }
        let mut ana = desk.signed_in("ana@example.org").await;
        assert_eq!(ana.get("/settings/keys").await.status, 404, "she is no administrator");
        let page = nuria.get("/prove?back=/settings/keys").await;
        assert!(page.text.contains("action=\"/prove\""), "{}", page.text);
        let prove = |password| [("password", password), ("back", "/settings/keys?again")];
        let page = nuria.post("/prove", &prove("a wrong password")).await;
        assert!(
            page.location().starts_with("/prove?problem=wrong_password"),
            "{}",
            page.location()
        );
        let page = nuria.post("/prove", &prove(PASSWORD)).await;
        assert_eq!(page.location(), "/settings/keys?again");
        let page = nuria.get("/settings/keys?again").await;
        assert!(page.text.contains("value=\"shop\""), "what was typed is lost");
        let form = [("do", "make"), ("name", "shop"), ("role", "guest")];
        assert_eq!(nuria.post("/settings/keys", &form).await.location(), "/settings/keys");
        desk.end().await;
    });
}

#[test]
fn a_fresh_sign_in_is_proof_enough() {
    run(async || {
        let mut desk = TestDesk::start().await;
        let mut nuria = minutes_later(&mut desk, 9).await;
        let form = [("do", "make"), ("name", "shop"), ("role", "guest")];
        assert_eq!(nuria.post("/settings/keys", &form).await.location(), "/settings/keys");
        desk.end().await;
    });
}

#[test]
fn a_proof_leads_nowhere_else_and_guesses_at_it_get_slow() {
    run(async || {
        let desk = TestDesk::start().await;
        let mut nuria = desk.signed_in(NURIA).await;
        let form = [("password", PASSWORD), ("back", "https://evil.example/")];
        assert_eq!(nuria.post("/prove", &form).await.location(), "/inbox");
        for _ in 0..5 {
            nuria.post("/prove", &[("password", "a wrong password")]).await;
        }
        let page = nuria.post("/prove", &[("password", PASSWORD)]).await;
        assert!(page.location().contains("problem=too_many_tries"), "{}", page.location());
        let mut stranger = desk.browser();
        assert_eq!(stranger.post("/prove", &form).await.location(), "/sign-in");
        assert_eq!(stranger.get("/prove").await.location(), "/sign-in");
        desk.end().await;
    });
}
