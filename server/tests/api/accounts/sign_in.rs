//! Signing in and out, and the cookie that remembers it.

use std::time::Instant;

use server::accounts;

use crate::harness::{PASSWORD, PEOPLE, TestDesk, eventually, run};

#[test]
fn everybody_of_the_team_comes_in_with_their_own_password() {
    run(async || {
        let desk = TestDesk::start().await;
        for (email, name, _) in PEOPLE {
            let mut browser = desk.signed_in(email).await;
            let page = browser.get("/inbox").await;
            assert_eq!(page.status, 200);
            assert!(page.text.contains(name), "the page does not greet {name}");
        }
        let mut browser = desk.browser();
        assert_eq!(browser.sign_in(" Nuria@Example.ORG ", PASSWORD).await.location(), "/inbox");
        desk.end().await;
    });
}

#[test]
fn the_cookie_is_out_of_reach_for_scripts_and_other_sites() {
    run(async || {
        let desk = TestDesk::start().await;
        let page = desk.browser().sign_in("nuria@example.org", PASSWORD).await;
        let cookies = page.set_cookies();
        let [cookie] = cookies[..] else { panic!("not one cookie: {cookies:?}") };
        let parts: Vec<String> = cookie.split("; ").skip(1).map(str::to_lowercase).collect();
        for part in ["httponly", "samesite=lax", "path=/"] {
            assert!(parts.iter().any(|found| found == part), "{cookie} lacks {part}");
        }
        assert!(
            !parts.iter().any(|part| part == "secure" || part.starts_with("domain")),
            "{cookie}"
        );
        let id = cookie.split(['=', ';']).nth(1).unwrap_or_default();
        assert!(id.len() >= 22, "128 random bits need 22 characters: {cookie}");
        desk.end().await;
    });
}

#[test]
fn served_over_https_the_cookie_goes_nowhere_else() {
    run(async || {
        let public = "https://desk.example.org";
        let desk = TestDesk::start_with(|config| config.public_url = Some(public.into())).await;
        let mut browser = desk.browser();
        let form = [("email", "nuria@example.org"), ("password", PASSWORD)];
        let request = browser.request(reqwest::Method::POST, "/sign-in");
        let page = browser.send(request.header("origin", public).form(&form)).await;
        let cookies = page.set_cookies();
        let [cookie] = cookies[..] else { panic!("not one cookie: {cookies:?}") };
        assert!(cookie.starts_with("__Host-"), "{cookie}");
        let lower = cookie.to_lowercase();
        assert!(lower.contains("; secure") && lower.contains("; httponly"), "{cookie}");
        assert!(browser.is_in().await);
        let lasting = page.header("strict-transport-security");
        assert!(lasting.starts_with("max-age=31536000"), "{lasting}");
        desk.end().await;
    });
}

#[test]
fn a_wrong_password_and_a_stranger_get_the_same_answer() {
    run(async || {
        let desk = TestDesk::start().await;
        let tries = [
            ("nuria@example.org", "a wrong password"),
            ("stranger@example.org", PASSWORD),
            ("", ""),
            ("nuria@example.org", ""),
        ];
        let mut answers = Vec::new();
        for (email, password) in tries {
            let mut browser = desk.browser();
            let page = browser.sign_in(email, password).await;
            assert!(page.set_cookies().is_empty(), "{email} got a cookie");
            assert!(!browser.is_in().await);
            answers.push((page.status, page.location().to_owned(), page.text));
        }
        assert!(answers[0].1.contains("problem=wrong_credentials"));
        answers.dedup();
        assert_eq!(answers.len(), 1, "they can be told apart: {answers:?}");
        desk.end().await;
    });
}

#[test]
fn guessing_gets_slow_and_the_right_password_works_again_after_the_pause() {
    run(async || {
        let desk = TestDesk::start().await;
        let mut browser = desk.browser();
        let email = "ana@example.org";
        for _ in 0..5 {
            let page = browser.sign_in(email, "a wrong password").await;
            assert!(page.location().contains("problem=wrong_credentials"));
        }
        let stopped = Instant::now();
        let page = browser.sign_in(email, PASSWORD).await;
        assert!(page.location().contains("problem=too_many_tries"), "{}", page.location());
        assert!(!browser.is_in().await);
        eventually("the pause ends", async || {
            desk.browser().sign_in(email, PASSWORD).await.location() == "/inbox"
        })
        .await;
        assert!(stopped.elapsed().as_millis() > 300, "that was no pause");
        desk.end().await;
    });
}

#[test]
fn guesses_made_side_by_side_are_all_counted() {
    run(async || {
        let desk = TestDesk::start().await;
        let tries = (0..40).map(|_| {
            let mut browser = desk.browser();
            tokio::spawn(async move {
                let page = browser.sign_in("ana@example.org", "a wrong password").await;
                page.location().contains("problem=wrong_credentials")
            })
        });
        let looked_at = futures::future::join_all(tries).await.into_iter();
        let looked_at = looked_at.filter(|tried| matches!(tried, Ok(true))).count();
        assert!(looked_at <= 8, "{looked_at} guesses were looked at");
        assert_eq!(desk.browser().sign_in("gil@example.org", PASSWORD).await.location(), "/inbox");
        desk.end().await;
    });
}

#[test]
fn who_signed_out_is_out_with_an_old_copy_of_the_cookie_too() {
    run(async || {
        let desk = TestDesk::start().await;
        let mut browser = desk.signed_in("ana@example.org").await;
        let copy = browser.cookie_line();
        assert!(browser.is_in().await);
        let page = browser.post("/sign-out", &[]).await;
        assert_eq!((page.status, page.location()), (303, "/sign-in"));
        assert!(!browser.is_in().await);
        let mut thief = desk.browser();
        thief.plant(&copy);
        assert!(!thief.is_in().await);
        desk.end().await;
    });
}

#[test]
fn who_is_in_stays_in_over_a_restart() {
    run(async || {
        let mut desk = TestDesk::start().await;
        let cookie = desk.signed_in("ana@example.org").await.cookie_line();
        desk.restart().await;
        let mut browser = desk.browser();
        browser.plant(&cookie);
        assert!(browser.is_in().await);
        desk.end().await;
    });
}

#[test]
fn who_keeps_coming_stays_in_and_the_end_moves_with_them() {
    run(async || {
        let mut desk = TestDesk::start().await;
        let cookie = desk.signed_in("ana@example.org").await.cookie_line();
        let id = accounts::digest(cookie.split_once('=').expect("a cookie").1);
        desk.stop().await;
        // Thirteen days later, by the store's account.
        let (now, day) = (chrono::Utc::now(), chrono::Duration::days(1));
        let store = desk.folder.open().await;
        let mut row = store.load_web_session(&id).await.expect("it reads").expect("a session");
        let mut data: serde_json::Value = serde_json::from_slice(&row.data).expect("JSON");
        for moment in ["seen", "since"] {
            data[moment] = (now - day * 13).timestamp().into();
        }
        (row.data, row.expires) = (data.to_string().into_bytes(), now + day);
        assert!(store.save_web_session(&row).await.expect("it saves"));
        store.shutdown().await.expect("it shuts");
        desk.restart().await;
        let mut browser = desk.browser();
        browser.plant(&cookie);
        assert_eq!(browser.get("/inbox").await.set_cookies().len(), 1, "the cookie lives on");
        assert_eq!(browser.get("/inbox").await.set_cookies().len(), 0, "but not at each request");
        desk.stop().await;
        let store = desk.folder.open().await;
        let row = store.load_web_session(&id).await.expect("it reads").expect("a session");
        let ends = row.expires;
        assert!(ends > now + day * 13, "the session still ends at {ends}");
        store.shutdown().await.expect("it shuts");
    });
}

#[test]
fn a_planted_session_is_worth_nothing_after_the_victim_signs_in() {
    run(async || {
        let desk = TestDesk::start().await;
        let mut attacker = desk.signed_in("gil@example.org").await;
        let mut victim = desk.browser();
        victim.plant(&attacker.cookie_line());
        assert_eq!(victim.sign_in("nuria@example.org", PASSWORD).await.location(), "/inbox");
        assert_ne!(victim.cookie_line(), attacker.cookie_line());
        assert!(victim.get("/inbox").await.text.contains("Núria"));
        let seen = attacker.get("/inbox").await;
        assert!(
            !seen.text.contains("nuria@example.org"),
            "the attacker is signed in as the victim"
        );
        let mut made_up = desk.browser();
        made_up.plant("bustia=AAAAAAAAAAAAAAAAAAAAAA");
        assert_eq!(made_up.sign_in("ana@example.org", PASSWORD).await.location(), "/inbox");
        assert!(!made_up.cookie_line().contains("AAAAAAAAAAAAAAAAAAAAAA"));
        desk.end().await;
    });
}

#[test]
fn strangers_leave_nothing_behind() {
    run(async || {
        let mut desk = TestDesk::start().await;
        // A valid id that the server never gave out.
        let made_up = "bustia=c29tZXRoaW5nX21hZGVfXw";
        for path in
            ["/", "/sign-in", "/inbox", "/inbox/1", "/board", "/nowhere", "/live", "/health"]
        {
            for planted in [None, Some(made_up), Some("bustia=x"), Some("bustia=%00")] {
                let mut browser = desk.browser();
                planted.iter().for_each(|line| browser.plant(line));
                let page = browser.get(path).await;
                assert!(page.status < 500, "{path} {planted:?}: {}", page.status);
                let given = page.set_cookies();
                // Taking a worthless cookie away is fine.
                let kept = given.iter().any(|line| !line.to_lowercase().contains("max-age=0"));
                assert!(!kept, "{path} gave {given:?}");
            }
        }
        desk.stop().await;
        let store = desk.folder.open().await;
        let id = accounts::digest("c29tZXRoaW5nX21hZGVfXw");
        let row = store.load_web_session(&id).await.expect("it reads");
        assert!(row.is_none());
        store.shutdown().await.expect("it shuts");
    });
}
