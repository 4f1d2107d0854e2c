//! Only somebody who signed in may listen, and only from a page of our own.

use crate::harness::{Joining, TestDesk, run};

#[test]
fn a_page_of_ours_is_let_in_and_greeted() {
    run(async || {
        let desk = TestDesk::start().await;
        for email in ["nuria@example.org", "gil@example.org"] {
            let mut socket =
                Joining::page_of(&desk, email).await.connect(&desk).await.expect("let in");
            assert!(socket.next_word().await.starts_with("hello "));
            assert_eq!(socket.next_word().await, "resync", "it named no place to go on from");
        }
        desk.end().await;
    });
}

#[test]
fn another_origin_is_turned_away_even_with_the_cookie() {
    run(async || {
        let desk = TestDesk::start().await;
        let cookie = desk.signed_in("ana@example.org").await.cookie_line();
        let base = desk.base();
        let origins = [
            None,
            Some("null".to_owned()),
            Some("http://evil.example".into()),
            Some(format!("{base}.evil.example")),
            Some(base.replace("http:", "https:")),
            Some(base.replace("http:", "ws:")),
            Some(base.replace("127.0.0.1", "localhost")),
            Some("http://127.0.0.1:1".into()),
            Some("http://127.0.0.1".into()),
            Some(format!("{base}/")),
            Some(format!(" {base}")),
        ];
        for origin in origins {
            let cookie = Some(cookie.clone());
            let joining = Joining { cookie, origin: origin.clone(), query: String::new() };
            // Spaces around a header's value are not part of it (RFC 9110, 5.5).
            let expected = match origin.as_deref().map(str::trim) == Some(&base) {
                true => Ok(()),
                false => Err(403),
            };
            assert_eq!(joining.connect(&desk).await.map(|_| ()), expected, "{origin:?}");
        }
        desk.end().await;
    });
}

#[test]
fn a_stranger_is_turned_away() {
    run(async || {
        let desk = TestDesk::start().await;
        let mut gone = desk.signed_in("ana@example.org").await;
        let old = gone.cookie_line();
        gone.post("/sign-out", &[]).await;
        let cookies = [
            None,
            Some("bustia=AAAAAAAAAAAAAAAAAAAAAA".to_owned()),
            Some(old),
            Some(format!("key={}", desk.key)),
        ];
        for cookie in cookies {
            let joining =
                Joining { cookie: cookie.clone(), origin: Some(desk.base()), query: String::new() };
            assert_eq!(joining.connect(&desk).await.map(|_| ()), Err(401), "{cookie:?}");
        }
        let with_key = Joining {
            origin: Some(desk.base()),
            query: format!("?key={}", desk.key),
            ..Joining::default()
        };
        assert_eq!(with_key.connect(&desk).await.map(|_| ()), Err(401));
        desk.end().await;
    });
}

#[test]
fn whoever_signs_out_hears_no_more() {
    run(async || {
        let desk = TestDesk::start().await;
        let mut browser = desk.signed_in("ana@example.org").await;
        let joining = Joining {
            cookie: Some(browser.cookie_line()),
            origin: Some(desk.base()),
            query: String::new(),
        };
        let mut socket = joining.connect(&desk).await.expect("let in");
        assert!(socket.next_word().await.starts_with("hello "));
        assert_eq!(socket.next_word().await, "resync");
        browser.post("/sign-out", &[]).await;
        assert_eq!(socket.next_word().await, "closed");
        desk.end().await;
    });
}

#[test]
fn an_odd_place_to_go_on_from_is_refused_or_answered_with_a_resync() {
    run(async || {
        let desk = TestDesk::start().await;
        let mut joining = Joining::page_of(&desk, "ana@example.org").await;
        for query in
            ["?epoch=&since=", "?since=-1", "?since=x", "?since=18446744073709551616", "?epoch=%00"]
        {
            joining.query = query.to_owned();
            match joining.connect(&desk).await {
                Ok(mut socket) => {
                    assert!(socket.next_word().await.starts_with("hello "), "{query}");
                    assert_eq!(socket.next_word().await, "resync", "{query}");
                }
                Err(status) => assert_eq!(status, 400, "{query}"),
            }
        }
        desk.end().await;
    });
}
