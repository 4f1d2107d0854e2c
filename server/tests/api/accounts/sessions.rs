//! Where people are in: seeing it, ending it, and what ends it by itself.

use desk::permissions::Role;
use reqwest::Method;
use server::accounts;

use crate::harness::{Browser, PASSWORD, TestDesk, run};

const ANA: &str = "ana@example.org";

/// The marks of the sessions that an account's page can end.
async fn endable(browser: &mut Browser) -> Vec<String> {
    let page = browser.get("/account").await;
    assert_eq!(page.status, 200);
    let parts = page.text.split("value=\"end ").skip(1);
    parts.map(|part| part.split('"').next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn an_account_tells_where_one_is_in_and_ends_one_of_them() {
    run(async || {
        let desk = TestDesk::start().await;
        let mut here = desk.signed_in(ANA).await;
        let mut there = desk.browser();
        let agent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
        let request = there.request(Method::POST, "/sign-in").header("origin", desk.base());
        let request = request.header("user-agent", agent).header("x-forwarded-for", "192.0.2.7");
        let request = request.form(&[("email", ANA), ("password", PASSWORD)]);
        assert_eq!(there.send(request).await.location(), "/inbox");
        let text = here.get("/account").await.text;
        assert!(text.contains("Firefox, Linux") && text.contains("192.0.2.7"), "{text}");
        let marks = endable(&mut here).await;
        let [mark] = &marks[..] else { panic!("not one other: {marks:?}") };
        let page = here.post("/account", &[("do", &format!("end {mark}"))]).await;
        assert_eq!(page.location(), "/account?said=ended");
        assert!(!there.is_in().await);
        assert!(here.is_in().await);
        assert!(endable(&mut here).await.is_empty());
        desk.end().await;
    });
}

#[test]
fn all_others_end_at_once_and_nobody_elses() {
    run(async || {
        let desk = TestDesk::start().await;
        let mut here = desk.signed_in(ANA).await;
        let mut others = [desk.signed_in(ANA).await, desk.signed_in(ANA).await];
        let mut gil = desk.signed_in("gil@example.org").await;
        let gils = gil.cookie_line();
        let mark = accounts::digest(gils.split_once('=').expect("a cookie").1);
        here.post("/account", &[("do", &format!("end {mark}"))]).await;
        assert!(gil.is_in().await, "Ana ended Gil's session");
        here.post("/account", &[("do", "end_others")]).await;
        for other in &mut others {
            assert!(!other.is_in().await);
        }
        assert!(here.is_in().await && gil.is_in().await);
        desk.end().await;
    });
}

#[test]
fn another_password_ends_all_other_sessions_and_goes_on_under_another_id() {
    run(async || {
        let desk = TestDesk::start().await;
        let mut here = desk.signed_in(ANA).await;
        let mut there = desk.signed_in(ANA).await;
        let before = here.cookie_line();
        let change = |current, new| [("do", "password"), ("current", current), ("new", new)];
        for (current, new, word) in [
            ("a wrong password", "a better password", "wrong_password"),
            (PASSWORD, "short", "password_short"),
            (PASSWORD, "1234567890", "password_common"),
        ] {
            let page = here.post("/account", &change(current, new)).await;
            assert_eq!(page.location(), format!("/account?problem={word}"));
        }
        assert!(there.is_in().await, "nothing was changed yet");
        let page = here.post("/account", &change(PASSWORD, "a better password")).await;
        assert_eq!(page.location(), "/account?said=password");
        assert!(here.is_in().await && !there.is_in().await);
        assert_ne!(here.cookie_line(), before);
        let mut thief = desk.browser();
        thief.plant(&before);
        assert!(!thief.is_in().await, "the id of before still works");
        let old = desk.browser().sign_in(ANA, PASSWORD).await;
        assert!(old.location().contains("wrong_credentials"), "{}", old.location());
        assert_eq!(desk.browser().sign_in(ANA, "a better password").await.location(), "/inbox");
        desk.end().await;
    });
}

#[test]
fn who_administers_ends_all_sessions_of_a_person_and_nobody_else_does() {
    run(async || {
        let desk = TestDesk::start().await;
        let mut ana = desk.signed_in(ANA).await;
        let mut jordi = desk.signed_in("jordi@example.org").await;
        let page = jordi.post("/settings/people/ana/access", &[("do", "end_all")]).await;
        assert_eq!(page.status, 404);
        assert_eq!(jordi.get("/settings/people/ana/access").await.status, 404);
        assert!(ana.is_in().await);
        let mut nuria = desk.signed_in("nuria@example.org").await;
        assert!(nuria.get("/settings/people/ana/access").await.text.contains(ANA));
        let page = nuria.post("/settings/people/ana/access", &[("do", "end_all")]).await;
        assert_eq!(page.location(), "/settings/people/ana/access?said=ended");
        assert!(!ana.is_in().await);
        assert!(nuria.is_in().await && jordi.is_in().await);
        assert_eq!(nuria.get("/settings/people/nobody/access").await.status, 404);
        desk.end().await;
    });
}

#[test]
fn a_role_is_given_at_once_ends_what_was_open_and_leaves_one_who_administers() {
    run(async || {
        let mut desk = TestDesk::start().await;
        let mut nuria = desk.signed_in("nuria@example.org").await;
        let role = |role| [("do", "role"), ("role", role)];
        let page = nuria.post("/settings/people/n%C3%BAria/access", &role("agent")).await;
        assert!(page.location().ends_with("?problem=last_administrator"), "{}", page.location());
        let mut ana = desk.signed_in(ANA).await;
        let page = nuria.post("/settings/people/ana/access", &role("administrator")).await;
        assert!(page.location().ends_with("?said=role"), "{}", page.location());
        assert!(!ana.is_in().await, "what she had open is closed");
        let mut ana = desk.signed_in(ANA).await;
        assert_eq!(ana.get("/settings/keys").await.status, 200);
        ana.post("/settings/people/n%C3%BAria/access", &role("guest")).await;
        assert!(!nuria.is_in().await);
        desk.stop().await;
        let store = desk.folder.open().await;
        let person = store.person(&"núria".into()).await.expect("it reads").expect("Núria");
        assert_eq!(person.role, Role::Guest);
        store.shutdown().await.expect("it shuts");
    });
}

#[test]
fn who_signed_out_gets_no_file_with_an_old_copy_of_the_cookie_either() {
    run(async || {
        let desk = TestDesk::start().await;
        let mut browser = desk.signed_in(ANA).await;
        let copy = browser.cookie_line();
        // Whoever is in is told that there is no such file, whoever is not that they are not.
        let inside = browser.get("/media/nothing").await.status;
        let outside = desk.browser().get("/media/nothing").await.status;
        assert_ne!(inside, outside);
        browser.post("/sign-out", &[]).await;
        let mut thief = desk.browser();
        thief.plant(&copy);
        assert_eq!(thief.get("/media/nothing").await.status, outside);
        desk.end().await;
    });
}

#[test]
fn however_busy_somebody_is_they_sign_in_again_after_the_longest_time() {
    run(async || {
        let mut desk = TestDesk::start_with(|config| {
            config.sessions.longest = time::Duration::hours(12);
        })
        .await;
        let cookie = desk.signed_in(ANA).await.cookie_line();
        let id = accounts::digest(cookie.split_once('=').expect("a cookie").1);
        for (hours, is_in) in [(11, true), (12, false)] {
            desk.stop().await;
            let store = desk.folder.open().await;
            let mut row = store.load_web_session(&id).await.expect("it reads").expect("a session");
            let mut data: serde_json::Value = serde_json::from_slice(&row.data).expect("JSON");
            let since = chrono::Utc::now() - chrono::Duration::hours(hours);
            data["since"] = since.timestamp().into();
            row.expires = since + chrono::Duration::hours(12);
            row.data = data.to_string().into_bytes();
            assert!(store.save_web_session(&row).await.expect("it saves"));
            store.shutdown().await.expect("it shuts");
            desk.restart().await;
            let mut browser = desk.browser();
            browser.plant(&cookie);
            assert_eq!(browser.is_in().await, is_in, "after {hours} h");
        }
        desk.end().await;
    });
}

#[test]
fn no_session_can_be_used_with_what_is_kept_of_it() {
    run(async || {
        let mut desk = TestDesk::start().await;
        desk.signed_in(ANA).await;
        desk.stop().await;
        let store = desk.folder.open().await;
        let rows = store.web_sessions_of(&"ana".into()).await.expect("a list");
        store.shutdown().await.expect("it shuts");
        let [row] = &rows[..] else { panic!("not one: {rows:?}") };
        desk.restart().await;
        let mut thief = desk.browser();
        thief.plant(&format!("bustia={}", row.id));
        assert!(!thief.is_in().await);
        desk.end().await;
    });
}
