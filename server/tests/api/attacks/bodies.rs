//! More than anybody needs: bodies without end, headers without number, lengths that lie.

use std::io;

use axum::body::Bytes;
use reqwest::{Body as Sent, Method};
use serde_json::json;

use super::{ADMINISTRATOR, form, map, state};
use crate::harness::{Answer, TestDesk, Wire, run};

/// Addresses that take no body, or that don't read one which is not theirs.
const READ_NONE: [&str; 4] = ["/sign-out", "/inbox/1/typing", "/inbox/1/files", "/practice/file"];

#[test]
fn a_form_or_json_of_three_megabytes_is_taken_nowhere() {
    run(async || {
        let (desk, message) = super::desk().await;
        let before = state(&desk).await;
        let mut nuria = desk.signed_in(ADMINISTRATOR).await;
        let pad = "x".repeat(3 << 20);
        let reads = |path: &String| !READ_NONE.contains(&path.as_str());
        for path in map::written(&message).into_iter().filter(reads) {
            let request = nuria.request(Method::POST, &path).header("origin", desk.base());
            let request = match path.starts_with("/fn/") {
                true => {
                    let mut arguments = super::arguments(&message);
                    arguments["pad"] = pad.as_str().into();
                    request.json(&arguments)
                }
                false => {
                    let mut fields = form(&message);
                    fields.push(("pad", pad.clone()));
                    request.form(&fields)
                }
            };
            let page = nuria.send(request).await;
            assert!((400..500).contains(&page.status), "{path}: {} {}", page.status, page.text);
        }
        assert!(nuria.is_in().await);
        let api = desk.api();
        for (method, path, _) in map::operations(&desk, &message).await {
            let body = json!({"text": "Hello", "pad": pad});
            if method != Method::GET {
                let answer = Answer::of(api.request(method.clone(), &path).json(&body)).await;
                // Two orders need no body and read none.
                let is_order = path.ends_with("/resolution");
                let is_refused = (400..500).contains(&answer.status);
                assert!(is_refused || is_order, "{method} {path}: {}", answer.status);
            }
        }
        desk.api().delete("/tickets/1/resolution").await;
        assert_eq!(state(&desk).await["threads"], before["threads"]);
        desk.end().await;
    });
}

#[test]
fn a_stranger_who_sends_much_is_told_that_it_is_too_much() {
    run(async || {
        let desk = TestDesk::start().await;
        for path in ["/sign-in", "/set-up", "/language", "/fn/inbox/list", "/settings/general"] {
            let mut stranger = desk.browser();
            let request = stranger.request(Method::POST, path).header("origin", desk.base());
            let pad = [("back", "x".repeat(200_000))];
            let page = stranger.send(request.form(&pad)).await;
            assert_eq!(page.status, 413, "{path}");
        }
        let endless = desk.api_with("bustia_0").request(Method::POST, "/tickets/1/messages");
        let pieces = (0..200).map(|_| Ok::<_, io::Error>(Bytes::from(vec![b' '; 10_000])));
        let endless = endless.header("content-type", "application/json");
        let endless = endless.body(Sent::wrap_stream(futures::stream::iter(pieces)));
        Answer::of(endless).await.is_a_problem(401);
        desk.end().await;
    });
}

#[test]
fn a_file_of_the_practice_phone_is_not_even_begun_where_nobody_practises() {
    run(async || {
        let desk = TestDesk::start().await;
        let mut wire = Wire::to(desk.address()).await;
        let host = desk.address();
        let head = format!(
            "POST /practice/file?customer=1&kind=image HTTP/1.1\r\nhost: {host}\r\n\
             origin: http://{host}\r\ncontent-type: image/png\r\ncontent-length: 16000000\r\n\r\n"
        );
        wire.write(head.as_bytes()).await;
        let answer = wire.read_a_piece().await;
        assert_eq!(Wire::status(&answer), 404, "it waits for what it will not take: {answer}");
        desk.end().await;
    });
}

#[test]
fn headers_beyond_number_or_length_are_refused() {
    run(async || {
        let desk = TestDesk::start().await;
        let host = desk.address();
        let many = "x-a: b\r\n".repeat(1_000);
        let long = format!("x-a: {}\r\n", "b".repeat(1 << 20));
        let line = format!("cookie: {}\r\n", "bustia=x; ".repeat(100_000));
        for (what, more) in [("many", many), ("long", long), ("a cookie", line)] {
            let mut wire = Wire::to(host).await;
            let head = format!("GET /sign-in HTTP/1.1\r\nhost: {host}\r\n{more}\r\n");
            wire.write(head.as_bytes()).await;
            let answer = wire.read_all().await;
            // A line that is too long may be cut off before anybody could read why.
            assert!(matches!(Wire::status(&answer), 431 | 400 | 0), "{what}: {answer:.200}");
        }
        let path = format!("/{}", "a".repeat(100_000));
        let mut wire = Wire::to(host).await;
        wire.write(format!("GET {path} HTTP/1.1\r\nhost: {host}\r\n\r\n").as_bytes()).await;
        let answer = wire.read_a_piece().await;
        assert!((300..500).contains(&Wire::status(&answer)), "{answer:.200}");
        assert_eq!(desk.get("/health").await.status, 200);
        desk.end().await;
    });
}

#[test]
fn two_lengths_of_one_body_are_refused() {
    run(async || {
        let desk = TestDesk::start().await;
        let host = desk.address();
        for lengths in [
            "content-length: 3\r\ncontent-length: 30\r\n",
            "content-length: 3, 30\r\n",
            "content-length: -1\r\n",
            "content-length: 0x3\r\n",
            "transfer-encoding: chunked, identity\r\n",
        ] {
            let mut wire = Wire::to(host).await;
            let smuggled = format!("GET /health HTTP/1.1\r\nhost: {host}\r\n\r\n");
            let request = format!(
                "POST /sign-in HTTP/1.1\r\nhost: {host}\r\norigin: http://{host}\r\n\
                 content-type: application/x-www-form-urlencoded\r\n{lengths}\r\na=b{smuggled}"
            );
            wire.write(request.as_bytes()).await;
            let answer = wire.read_all().await;
            assert_eq!(Wire::status(&answer), 400, "{lengths}: {answer}");
            assert!(!answer.contains("journal_backlog"), "{lengths}: what hid in it was answered");
        }
        desk.end().await;
    });
}
